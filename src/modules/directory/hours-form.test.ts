import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HoursWeek, hoursText, hoursValues, hoursWeek, isBeyondForm, readHours, readTime } from './hours-form.ts';
import { weekdays, weeklyHours } from './weekly-hours.ts';

const calendar = { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris' } as const;
const read = (values: Readonly<Record<string, string>>) => readHours((field) => values[field] ?? '');
const said = (values: Readonly<Record<string, string>>) => hoursText(read(values).week);

describe('a week that a form was sent with', () => {
  it('is written as OpenStreetMap does, days of the same hours together', () => {
    const values: Record<string, string> = { 'hours.ph.closed': '1', 'hours.su.closed': '1' };
    for (const day of ['mo', 'tu', 'we', 'th', 'fr'])
      Object.assign(values, {
        [`hours.${day}.1.from`]: '9 h',
        [`hours.${day}.1.to`]: '12h',
        [`hours.${day}.2.from`]: '14:00',
        [`hours.${day}.2.to`]: '18 h 30',
      });
    Object.assign(values, { 'hours.sa.1.from': '09:00', 'hours.sa.1.to': '12.00' });
    expect(read(values).mistakes).toEqual([]);
    expect(said(values)).toBe('Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:00-12:00; PH off');
  });

  it('may have its afternoon before its morning, and a night that ends on the next day', () => {
    const values = { 'hours.fr.1.from': '18:00', 'hours.fr.1.to': '02:00', 'hours.fr.2.from': '09:00', 'hours.fr.2.to': '12:00' };
    expect(read(values).mistakes).toEqual([]);
    expect(said(values)).toBe('Fr 09:00-12:00,18:00-02:00');
    expect(said({ 'hours.sa.1.from': '18:00', 'hours.sa.1.to': '24:00' })).toBe('Sa 18:00-00:00');
  });

  it('with nothing in it tells nothing', () => {
    expect(said({})).toBeNull();
    expect(said({ 'hours.mo.closed': '1', 'hours.ph.closed': '1' })).toBeNull();
  });

  it.each([
    [{ 'hours.mo.1.from': '9 h' }, 'hours.mo.1.to', 'incomplete'],
    [{ 'hours.mo.2.to': '18:00' }, 'hours.mo.2.from', 'incomplete'],
    [{ 'hours.mo.1.from': 'neuf', 'hours.mo.1.to': '12:00' }, 'hours.mo.1.from', 'time'],
    [{ 'hours.mo.1.from': '9:00', 'hours.mo.1.to': '25:00' }, 'hours.mo.1.to', 'time'],
    [{ 'hours.mo.1.from': '9:00', 'hours.mo.1.to': '9 h' }, 'hours.mo.1.to', 'same'],
    [{ 'hours.mo.1.from': '9:00', 'hours.mo.1.to': '12:00', 'hours.mo.closed': '1' }, 'hours.mo.closed', 'closed'],
    [
      { 'hours.mo.1.from': '9:00', 'hours.mo.1.to': '13:00', 'hours.mo.2.from': '12:00', 'hours.mo.2.to': '18:00' },
      'hours.mo.2.from',
      'overlap',
    ],
    [
      { 'hours.mo.1.from': '18:00', 'hours.mo.1.to': '02:00', 'hours.mo.2.from': '20:00', 'hours.mo.2.to': '22:00' },
      'hours.mo.2.from',
      'overlap',
    ],
  ])('with a mistake says where: %j', (values, field, mistake) => {
    expect(read(values as Record<string, string>).mistakes).toEqual([{ field, mistake }]);
  });
});

describe('hours', () => {
  it.each([
    'Mo-Fr 08:00-20:00; Dec-Feb off',
    '24/7',
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    'Mo 08:00-10:00,11:00-12:00,14:00-16:00',
    'sunrise-sunset',
    'Mo[1] 09:00-12:00',
    'du lundi au vendredi',
    'Mo-Fr 09:00-12:00; SH off',
  ])('that say more than the form can are beyond it: %s', (text) => {
    expect(isBeyondForm(text, calendar)).toBe(true);
  });

  it.each([
    [null, null],
    ['Mo-Su 09:00-18:00', 'Mo-Su 09:00-18:00'],
    ['Mo,Tu,We 09:00-12:00, We 14:00-18:00; PH off', 'Mo,Tu 09:00-12:00; We 09:00-12:00,14:00-18:00; PH off'],
    ['Mo-Sa 08:00-19:00; We off', 'Mo,Tu 08:00-19:00; Th-Sa 08:00-19:00'],
    ['Fr,Sa 18:00-02:00', 'Fr,Sa 18:00-02:00'],
  ])('that it can are written back with the same meaning: %s', (text, again) => {
    expect(isBeyondForm(text, calendar)).toBe(false);
    const week = text === null ? null : hoursWeek(text, calendar);
    expect(week && hoursText(week)).toBe(again);
    if (text && again) expect(weeklyHours(again, calendar)).toEqual(weeklyHours(text, calendar));
  });

  it('go through the form and back unchanged, whatever they are', () => {
    const minutes = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
    const time = (at: number) => `${String(Math.floor(at / 60) % 24).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    // Times apart and in order; the last one may be after midnight, before the first of any day.
    const day = fc
      .uniqueArray(
        minutes.filter((at) => at >= 360),
        { minLength: 0, maxLength: 4 },
      )
      .filter((times) => times.length % 2 === 0)
      .chain((times) => fc.boolean().map((isNight) => ({ times: times.sort((a, b) => a - b), isNight })))
      .map(({ times, isNight }) => {
        const ranges = [];
        for (let index = 0; index < times.length; index += 2)
          ranges.push({ from: time(times[index] ?? 0), to: time(times[index + 1] ?? 0) });
        const last = ranges.at(-1);
        if (last && isNight) last.to = '02:00';
        return ranges;
      });
    const week = fc.record({ days: fc.record(Object.fromEntries(weekdays.map((name) => [name, day]))), isClosedOnHolidays: fc.boolean() });
    fc.assert(
      fc.property(week as unknown as fc.Arbitrary<HoursWeek>, (given) => {
        const { week: back, mistakes } = read(hoursValues(given));
        expect(mistakes).toEqual([]);
        expect(back).toEqual(given);
        const text = hoursText(given);
        if (text === null) return;
        expect(hoursWeek(text, calendar)).toEqual(given);
      }),
    );
  });
});

it.each([
  ['9', '09:00'],
  ['9h', '09:00'],
  ['9 h 05', '09:05'],
  ['09:30', '09:30'],
  ['24h', '00:00'],
  ['9h5', null],
  ['midi', null],
  ['12:60', null],
])('the time « %s » is %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});
