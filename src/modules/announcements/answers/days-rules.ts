import type { Temporal } from 'temporal-polyfill';

/** The moment at which the territory's clocks showed the same, so many days ago: a day on which they are changed is one day. */
export function daysBefore(now: Temporal.Instant, timeZone: string, days: number): Temporal.Instant {
  return now.toZonedDateTimeISO(timeZone).subtract({ days }).toInstant();
}
