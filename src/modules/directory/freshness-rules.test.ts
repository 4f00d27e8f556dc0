import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { freshness } from './freshness-rules.ts';

const today = Temporal.PlainDate.from('2026-11-24');

it.each([
  ['2026-11-24', 'fresh'],
  ['2026-05-25', 'fresh'],
  ['2026-05-24', 'ageing'],
  ['2025-11-25', 'ageing'],
  ['2025-11-24', 'stale'],
  ['1999-01-01', 'stale'],
  ['2027-01-01', 'fresh'],
])('what was confirmed on %s is %s', (day, expected) => {
  expect(freshness(Temporal.PlainDate.from(day), today)).toBe(expected);
});

it('only ages as days go by', () => {
  const order = ['fresh', 'ageing', 'stale'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 60 }), (age, more) => {
      const ageOf = (days: number) => order.indexOf(freshness(today.subtract({ days }), today));
      expect(ageOf(age + more)).toBeGreaterThanOrEqual(ageOf(age));
    }),
  );
});
