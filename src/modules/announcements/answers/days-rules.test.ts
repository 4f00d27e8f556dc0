import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { daysBefore } from './days-rules.ts';

describe('so many days before', () => {
  it.each([
    // In the night to 25 October 2026, clocks are put back in Paris.
    ['2026-10-27T09:30:00Z', 'Europe/Paris', 7, '2026-10-20T08:30:00Z'],
    ['2026-10-27T09:30:00Z', 'Indian/Reunion', 7, '2026-10-20T09:30:00Z'],
    ['2026-11-02T23:30:00Z', 'Europe/Paris', 14, '2026-10-19T22:30:00Z'],
    // In the night to 29 March 2026, they are put forward.
    ['2026-04-01T08:30:00Z', 'Europe/Paris', 7, '2026-03-25T09:30:00Z'],
    ['2026-12-24T09:30:00Z', 'Europe/Paris', 60, '2026-10-25T09:30:00Z'],
    ['2026-12-23T09:30:00Z', 'Europe/Paris', 60, '2026-10-24T08:30:00Z'],
  ])('%s in %s, it was %i days earlier %s', (now, timeZone, days, then) => {
    expect(daysBefore(Temporal.Instant.from(now), timeZone, days).toString()).toBe(then);
  });
});
