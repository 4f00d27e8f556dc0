import { Temporal } from 'temporal-polyfill';

/** The only source of the present: rules take the time as a value, tests fix it. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still, or is moved by hand. */
export function fixedClock(instant: string): Clock & { set(instant: string): void } {
  let current = Temporal.Instant.from(instant);
  return {
    now: () => current,
    set(next) {
      current = Temporal.Instant.from(next);
    },
  };
}
