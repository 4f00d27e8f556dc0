import { describe, expect, it } from 'vitest';
import { weeklyHours } from './weekly-hours.ts';

const calendar = { country: 'FR', holidayRegion: null, timeZone: 'Europe/Paris' } as const;
const told = (text: string) =>
  weeklyHours(text, calendar)?.hours.map(({ days, opensAt, closesAt }) => `${days.join()} ${opensAt}-${closesAt}`) ?? null;

describe('a timetable of the week', () => {
  it('puts the days that have the same hours together', () => {
    expect(told('Mo-We,Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00')).toEqual(['MO,TU,WE,FR,SA 09:00-12:00', 'MO,TU,WE,FR 14:00-17:30']);
  });
  it('keeps a night whole, the last of the week too', () => {
    expect(told('Fr,Su 22:00-02:00')).toEqual(['FR,SU 22:00-02:00']);
  });
  it('says apart that public holidays are off', () => {
    expect(weeklyHours('Mo 09:00-12:00; PH off', calendar)).toEqual({
      hours: [{ days: ['MO'], opensAt: '09:00', closesAt: '12:00' }],
      isClosedOnHolidays: true,
    });
    expect(weeklyHours('Mo 09:00-12:00', calendar)?.isClosedOnHolidays).toBe(false);
  });
  it.each([
    ['seasons', 'Apr-Sep Mo 10:00-12:00'],
    ['the first Monday of the month', 'Mo[1] 10:00-12:00'],
    ['every other week', 'week 1-53/2 Mo 09:00-10:00'],
    ['appointments', 'Mo-Fr 09:00-12:00 "sur rendez-vous"'],
    ['an open end', 'Mo 10:00+'],
    ['the sun', 'sunrise-sunset'],
    ['school holidays', 'Mo 09:00-12:00; SH off'],
    ['holidays in the middle', 'PH 10:00-12:00; Mo 09:00-12:00'],
    ['no end', '24/7'],
    ['no hours', 'off'],
    ['no sense', 'tous les matins'],
  ])('does not tell %s', (_, text) => {
    expect(weeklyHours(text, calendar)).toBeNull();
  });
});
