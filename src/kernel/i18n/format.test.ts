import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, test } from 'vitest';
import { colon, formatDate, formatDay, formatDistance, formatNumber, formatTime, formatWeekday } from './format.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainTime.from(text);

describe('dates', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = zone;
  });

  test('are said as people say them', () => {
    expect(formatDate(day('2026-11-24'), 'fr')).toBe('mardi 24 novembre 2026');
    expect(formatDay(day('2026-11-24'), 'fr')).toBe('mardi 24 novembre');
    expect(formatWeekday(day('2026-11-24'), 'fr')).toBe('mardi');
    expect(formatDate(day('2026-11-24'), 'en')).toMatch(/^Tuesday,? 24 November 2026$/);
    expect(formatWeekday(day('2026-11-24'), 'en')).toBe('Tuesday');
  });

  test('the first of a month is « 1er » in French, and only the first', () => {
    expect(formatDate(day('2026-12-01'), 'fr')).toBe('mardi 1er décembre 2026');
    expect(formatDay(day('2026-12-01'), 'fr')).toBe('mardi 1er décembre');
    expect(formatDay(day('2026-12-21'), 'fr')).toBe('lundi 21 décembre');
    expect(formatDay(day('2026-12-11'), 'fr')).toBe('vendredi 11 décembre');
    expect(formatDay(day('2026-12-01'), 'en')).toMatch(/^Tuesday,? 1 December$/);
  });

  test('are the same day in whatever zone the machine stands', () => {
    for (const tz of ['Pacific/Kiritimati', 'Europe/Paris', 'America/Los_Angeles', 'Pacific/Midway']) {
      process.env['TZ'] = tz;
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 30_000 }), (days) => {
          const date = day('2000-01-01').add({ days });
          expect(formatDate(date, 'fr')).toMatch(new RegExp(` ${date.day}(er)? \\S+ ${date.year}$`));
        }),
        { numRuns: 50 },
      );
    }
  });
});

test.each([
  ['18:00', 'fr', '18\u00a0h'],
  ['18:30', 'fr', '18\u00a0h\u00a030'],
  ['09:05', 'fr', '9\u00a0h\u00a005'],
  ['00:00', 'fr', '0\u00a0h'],
  ['18:00', 'en', '18:00'],
  ['09:05', 'en', '09:05'],
] as const)('the time %s in %s is « %s »', (text, locale, expected) => {
  expect(formatTime(time(text), locale)).toBe(expected);
});

test.each([
  [0, 'fr', '10\u00a0m'],
  [4, 'fr', '10\u00a0m'],
  [347, 'fr', '350\u00a0m'],
  [994, 'fr', '990\u00a0m'],
  [996, 'fr', '1\u00a0km'],
  [1_000, 'fr', '1\u00a0km'],
  [1_240, 'fr', '1,2\u00a0km'],
  [9_960, 'fr', '10\u00a0km'],
  [12_400, 'fr', '12\u00a0km'],
  [1_240, 'en', '1.2\u00a0km'],
] as const)('%d metres in %s are « %s »', (metres, locale, expected) => {
  expect(formatDistance(metres, locale)).toBe(expected);
});

test('a distance never shrinks as one walks on', () => {
  const metres = (text: string) => {
    const value = Number(text.replace(/[^\d,]/g, '').replace(',', '.'));
    return text.endsWith('km') ? value * 1_000 : value;
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 5_000 }), (distance, more) => {
      expect(metres(formatDistance(distance + more, 'fr'))).toBeGreaterThanOrEqual(metres(formatDistance(distance, 'fr')));
    }),
  );
});

test('numbers are grouped as the language does, and never broken over two lines', () => {
  expect(formatNumber(1_268, 'fr')).toBe('1\u202f268');
  expect(formatNumber(1_268, 'en')).toBe('1,268');
});

test('a French colon has its narrow space', () => {
  expect(colon('fr')).toBe('\u202f:');
  expect(colon('en')).toBe(':');
});
