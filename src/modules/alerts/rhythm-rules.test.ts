import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { answerUntil, lastDue, rhythms } from './rhythm-rules.ts';

const due = (rhythm: 'daily' | 'weekly', now: string, zone = 'Europe/Paris') =>
  lastDue(rhythm, Temporal.Instant.from(now), zone).toString();

describe('a letter of the day', () => {
  it('is due at seven on the territory’s clocks', () => {
    expect(due('daily', '2026-11-24T06:00:00Z')).toBe('2026-11-24T06:00:00Z');
    expect(due('daily', '2026-11-24T05:59:59Z')).toBe('2026-11-23T06:00:00Z');
    expect(due('daily', '2026-11-24T09:30:00Z', 'Indian/Reunion')).toBe('2026-11-24T03:00:00Z');
    expect(due('daily', '2026-11-24T09:30:00Z', 'America/Martinique')).toBe('2026-11-23T11:00:00Z');
  });

  it('stays at seven when the clocks go forward', () => {
    // Sunday 29 March 2026, at two in the morning.
    expect(due('daily', '2026-03-28T12:00:00Z')).toBe('2026-03-28T06:00:00Z');
    expect(due('daily', '2026-03-29T04:59:00Z')).toBe('2026-03-28T06:00:00Z');
    expect(due('daily', '2026-03-29T05:00:00Z')).toBe('2026-03-29T05:00:00Z');
  });

  it('stays at seven when the clocks go back', () => {
    // Sunday 25 October 2026, at three in the morning.
    expect(due('daily', '2026-10-24T12:00:00Z')).toBe('2026-10-24T05:00:00Z');
    expect(due('daily', '2026-10-25T05:30:00Z')).toBe('2026-10-24T05:00:00Z');
    expect(due('daily', '2026-10-25T06:00:00Z')).toBe('2026-10-25T06:00:00Z');
  });
});

describe('a letter of the week', () => {
  it('is due on Monday at seven', () => {
    expect(due('weekly', '2026-11-24T09:30:00Z')).toBe('2026-11-23T06:00:00Z');
    expect(due('weekly', '2026-11-23T05:59:00Z')).toBe('2026-11-16T06:00:00Z');
    expect(due('weekly', '2026-11-23T06:00:00Z')).toBe('2026-11-23T06:00:00Z');
    expect(due('weekly', '2026-11-29T22:59:00Z')).toBe('2026-11-23T06:00:00Z');
  });

  it('stays there over both changes of the clocks', () => {
    expect(due('weekly', '2026-03-29T12:00:00Z')).toBe('2026-03-23T06:00:00Z');
    expect(due('weekly', '2026-03-30T05:00:00Z')).toBe('2026-03-30T05:00:00Z');
    expect(due('weekly', '2026-10-25T12:00:00Z')).toBe('2026-10-19T05:00:00Z');
    expect(due('weekly', '2026-10-26T06:00:00Z')).toBe('2026-10-26T06:00:00Z');
  });
});

it('was due before now, and less than one round ago, at any hour of any zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc.constantFrom('Europe/Paris', 'Europe/Zurich', 'America/Martinique', 'Indian/Reunion', 'Pacific/Noumea', 'Pacific/Marquesas'),
      fc.constantFrom(...rhythms),
      (at, zone, rhythm) => {
        const now = Temporal.Instant.fromEpochMilliseconds(at);
        const last = lastDue(rhythm, now, zone);
        expect(Temporal.Instant.compare(last, now)).toBeLessThanOrEqual(0);
        if (rhythm === 'at-once') {
          expect(last.equals(now)).toBe(true);
          return;
        }
        const local = last.toZonedDateTimeISO(zone);
        expect(local.toPlainTime().toString()).toBe('07:00:00');
        const next = local.add({ days: rhythm === 'weekly' ? 7 : 1 });
        expect(Temporal.Instant.compare(next.toInstant(), now)).toBeGreaterThan(0);
        if (rhythm === 'weekly') expect(local.dayOfWeek).toBe(1);
      },
    ),
  );
});

it('gives thirty days to answer, on the territory’s calendar', () => {
  expect(answerUntil(Temporal.Instant.from('2026-11-24T23:30:00Z'), 'Europe/Paris').toString()).toBe('2026-12-25');
});
