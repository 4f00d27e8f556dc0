import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communeCode, decimal, postcode, withoutFraction } from './codes.ts';
import { isServed, readPosition, readPositionText } from './coordinates.ts';
import { readDay } from './days.ts';
import { newWarnings } from './warnings.ts';

function position(latitude: unknown, longitude: unknown): [unknown, string[]] {
  const { warn, list } = newWarnings();
  return [readPosition(latitude, longitude, warn), list];
}

describe('a position', () => {
  it.each([
    ['as it is', 46.2044, 6.1432, [{ latitude: 46.2044, longitude: 6.1432 }, []]],
    ['as text, with a comma', '46,2044', ' 6.1432 ', [{ latitude: 46.2044, longitude: 6.1432 }, []]],
    ['swapped, in France', 6.1432, 46.2044, [{ latitude: 46.2044, longitude: 6.1432 }, ['swapped-coordinates']]],
    ['swapped, west of Greenwich', '-1.28', '44.2', [{ latitude: 44.2, longitude: -1.28 }, ['swapped-coordinates']]],
    ['swapped, on La Réunion', 55.45, -20.88, [{ latitude: -20.88, longitude: 55.45 }, ['swapped-coordinates']]],
    ['swapped, in New Caledonia', 166.44, -22.27, [{ latitude: -22.27, longitude: 166.44 }, ['swapped-coordinates']]],
    ['in the Antilles', 16.24, -61.53, [{ latitude: 16.24, longitude: -61.53 }, []]],
    ['abroad', 35.68, 139.69, [{ latitude: 35.68, longitude: 139.69 }, []]],
    ['nowhere: 0,0', 0, 0, [null, []]],
    ['nowhere: 0,0 as text', '0.0', '0', [null, []]],
    ['nowhere: empty', '', null, [null, []]],
    ['nowhere: one of two', '46.2', '', [null, ['invalid-position']]],
    ['nowhere: no number', 'quarante-six', 'six', [null, ['invalid-position']]],
    ['nowhere: in metres', 652469, 6862035, [null, ['invalid-position']]],
  ])('%s', (_what, latitude, longitude, expected) => {
    expect(position(latitude, longitude)).toEqual(expected);
  });

  it('is never in France or Switzerland both ways', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (latitude, longitude) => {
        expect(isServed({ latitude, longitude }) && isServed({ latitude: longitude, longitude: latitude })).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is on Earth, or none', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        const [point] = position(a, b) as [{ latitude: number; longitude: number } | null, string[]];
        if (point) expect(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180).toBe(true);
      }),
    );
  });

  it.each([
    '46.2044, 6.1432',
    '46.2044;6.1432',
    '46,2044 6,1432',
    'POINT(6.1432 46.2044)',
    'SRID=4326;POINT (6.1432 46.2044)',
    '[46.2044, 6.1432]',
  ])('in one cell: %s', (text) => {
    const { warn, list } = newWarnings();
    expect(readPositionText(text, warn)).toEqual({ latitude: 46.2044, longitude: 6.1432 });
    expect(list).toEqual([]);
  });

  it('is not in a cell that says something else', () => {
    const { warn, list } = newWarnings();
    expect(readPositionText('près de la mairie', warn)).toBeNull();
    expect(list).toEqual(['invalid-position']);
  });
});

describe('codes', () => {
  it.each([
    ['14000.0', '14000'],
    ['14000,00', '14000'],
    ['14 000', '14000'],
    ['2A004', '2A004'],
    ['8.5', '8.5'],
    [8, '8'],
  ])('%s without what a spreadsheet added', (value, code) => {
    expect(withoutFraction(value)).toBe(code);
  });

  it.each([
    ['1000.0', 'FR', '01000'],
    ['01000', 'FR', '01000'],
    [7400, 'FR', '07400'],
    ['F-74000', 'FR', '74000'],
    ['1201', 'CH', '1201'],
    ['CH-1201', 'CH', '1201'],
    ['', 'FR', null],
    ['null', 'FR', null],
  ] as const)('postcode %s in %s', (value, country, expected) => {
    expect(postcode(value, country)).toBe(expected);
  });

  it.each([
    ['1004.0', 'FR', '01004'],
    ['2a004', 'FR', '2A004'],
    ['97411', 'FR', '97411'],
    ['6621', 'CH', '6621'],
    ['Genève', 'CH', null],
    ['740', 'FR', null],
  ] as const)('commune %s in %s', (value, country, expected) => {
    expect(communeCode(value, country)).toBe(expected);
  });

  it.each([
    ['12,5', 12.5],
    ['1 200', 1200],
    ['-3.25', -3.25],
    ['1e3', 1000],
    ['12 rue', null],
    ['', null],
    [Number.POSITIVE_INFINITY, null],
  ])('number %s', (value, expected) => {
    expect(decimal(value)).toBe(expected);
  });
});

describe('days', () => {
  it.each([
    ['2026-02-10', '2026-02-10'],
    ['2026-02-10T08:00:00Z', '2026-02-10'],
    ['2026-02-10 08:00', '2026-02-10'],
    ['20260210', '2026-02-10'],
    ['10/02/2026', '2026-02-10'],
    ['1.2.2026', '2026-02-01'],
    ['20/11/2017 à 11:43', '2017-11-20'],
    ['31/02/2026', null],
    ['2026-13-01', null],
    ['bientôt', null],
    ['', null],
  ])('%s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it('are days of the calendar, or none', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = day.split('-');
        expect(readDay(date.toISOString())).toBe(day);
        expect(readDay(`${dayOfMonth}/${month}/${year}`)).toBe(day);
      }),
    );
  });
});
