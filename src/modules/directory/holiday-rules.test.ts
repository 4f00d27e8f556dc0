import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { easter, legalHolidays } from './holiday-rules.ts';

/** Known dates, one year a column. */
const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030];
const known = {
  easter: ['03-31', '04-20', '04-05', '03-28', '04-16', '04-01', '04-21'],
  goodFriday: ['03-29', '04-18', '04-03', '03-26', '04-14', '03-30', '04-19'],
  easterMonday: ['04-01', '04-21', '04-06', '03-29', '04-17', '04-02', '04-22'],
  ascension: ['05-09', '05-29', '05-14', '05-06', '05-25', '05-10', '05-30'],
  whitMonday: ['05-20', '06-09', '05-25', '05-17', '06-05', '05-21', '06-10'],
  corpusChristi: ['05-30', '06-19', '06-04', '05-27', '06-15', '05-31', '06-20'],
  genevaFast: ['09-05', '09-11', '09-10', '09-09', '09-07', '09-06', '09-05'],
  federalFastMonday: ['09-16', '09-22', '09-21', '09-20', '09-18', '09-17', '09-16'],
};
type Movable = keyof typeof known;

const france: (Movable | string)[] = [
  '01-01',
  'easterMonday',
  '05-01',
  '05-08',
  'ascension',
  'whitMonday',
  '07-14',
  '08-15',
  '11-01',
  '11-11',
  '12-25',
];

const places: [string, 'FR' | 'CH', string | null, (Movable | string)[]][] = [
  ['France', 'FR', null, france],
  ['Auvergne-Rhône-Alpes', 'FR', 'Auvergne-Rhône-Alpes', france],
  ['Grand Est', 'FR', 'Grand Est', france],
  ['Alsace-Moselle', 'FR', 'Alsace-Moselle', [...france, 'goodFriday', '12-26']],
  ['La Réunion', 'FR', 'La Réunion', [...france, '12-20']],
  ['Mayotte', 'FR', 'Mayotte', [...france, '04-27']],
  ['Geneva', 'CH', 'GE', ['01-01', 'goodFriday', 'easterMonday', 'ascension', 'whitMonday', '08-01', 'genevaFast', '12-25', '12-31']],
  ['Vaud', 'CH', 'VD', ['01-01', '01-02', 'goodFriday', 'easterMonday', 'ascension', 'whitMonday', '08-01', 'federalFastMonday', '12-25']],
  [
    'Jura',
    'CH',
    'JU',
    [
      '01-01',
      '01-02',
      'goodFriday',
      'easterMonday',
      '05-01',
      'ascension',
      'whitMonday',
      'corpusChristi',
      '06-23',
      '08-01',
      '08-15',
      '11-01',
      '12-25',
    ],
  ],
  ['Fribourg', 'CH', 'FR', ['01-01', 'goodFriday', 'ascension', 'corpusChristi', '08-01', '08-15', '11-01', '12-08', '12-25']],
  ['Valais', 'CH', 'VS', ['01-01', '03-19', 'ascension', 'corpusChristi', '08-01', '08-15', '11-01', '12-08', '12-25']],
  ['Berne', 'CH', 'BE', ['01-01', '01-02', 'goodFriday', 'easterMonday', 'ascension', 'whitMonday', '08-01', '12-25', '12-26']],
];

describe.each(years.map((year, index) => ({ year, index })))('$year', ({ year, index }) => {
  const dates = (days: readonly (Movable | string)[]) =>
    [...new Set(days.map((day) => `${year}-${day in known ? known[day as Movable][index] : day}`))].sort();

  it('has its Easter', () => {
    expect(easter(year).toString()).toBe(`${year}-${known.easter[index]}`);
  });

  it.each(places)('has the holidays of %s', (_, country, region, days) => {
    expect([...(legalHolidays(country, region, year)?.keys() ?? [])]).toEqual(dates(days));
  });

  it('has in Neuchâtel the day after a holiday that falls on a Sunday', () => {
    const common = ['01-01', '03-01', 'goodFriday', '05-01', 'ascension', '08-01', '12-25'];
    // 25 December 2022 and 1 January 2023 were Sundays; so is 25 December 2033; between 2024 and 2030, 1 January 2028 is not.
    const after = [
      ...(Temporal.PlainDate.from({ year, month: 1, day: 1 }).dayOfWeek === 7 ? ['01-02'] : []),
      ...(Temporal.PlainDate.from({ year, month: 12, day: 25 }).dayOfWeek === 7 ? ['12-26'] : []),
    ];
    expect([...(legalHolidays('CH', 'NE', year)?.keys() ?? [])]).toEqual(dates([...common, ...after]));
  });
});

it('in Neuchâtel, 26 December 2022 and 2 January 2023 were holidays, and not those of the years around', () => {
  const has = (date: string) => legalHolidays('CH', 'NE', Number(date.slice(0, 4)))?.has(date);
  expect(['2022-12-26', '2023-01-02', '2022-01-02', '2023-12-26', '2024-01-02'].map(has)).toEqual([true, true, false, false, false]);
});

it('says names in French', () => {
  expect(legalHolidays('CH', 'GE', 2026)?.get('2026-09-10')).toBe('Jeûne genevois');
  expect(legalHolidays('FR', 'Alsace-Moselle', 2026)?.get('2026-12-26')).toBe('Saint-Étienne');
});

it('does not claim to know elsewhere', () => {
  for (const canton of ['ZH', 'TI', null]) expect(legalHolidays('CH', canton, 2026)).toBeNull();
  expect(legalHolidays('FR', 'Polynésie française', 2026)).toBeNull();
});
