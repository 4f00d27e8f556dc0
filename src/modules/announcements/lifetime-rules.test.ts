import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayAfterDuty } from './duty-rules.ts';
import { kindOf } from './kinds/index.ts';
import { firstDay, isOver, lastDay, periodOf } from './lifetime-rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-24');
const geneva = { country: 'CH', holidayRegion: 'GE', timeZone: 'Europe/Zurich', currency: 'CHF' } as const;

describe('the last day of an announcement', () => {
  it.each([
    ['volunteering', { rhythm: 'once', startsOn: '2026-12-05' }, '2026-12-05'],
    ['volunteering', { rhythm: 'regular', startsOn: '2026-12-05' }, '2027-03-24'],
    ['volunteering', { rhythm: 'regular', endsOn: '2027-06-30' }, '2027-06-30'],
    ['internship', { startsOn: '2027-01-04', endsOn: '2027-01-08' }, '2027-01-08'],
    ['job', { startsOn: '2026-12-01' }, '2027-01-23'],
    ['appeal', { until: '2026-12-24' }, '2026-12-24'],
    ['materials', {}, '2027-01-23'],
    ['internship', { startsOn: '2029-01-04' }, '2027-11-24'],
  ])('of %s with %o is %s', (kind, facts, expected) => {
    expect(lastDay(kindOf(kind), facts, today).toString()).toBe(expected);
  });

  it('is over once it has passed', () => {
    const facts = { rhythm: 'once', startsOn: '2026-11-24' };
    expect(isOver(kindOf('volunteering'), facts, today)).toBe(false);
    expect(isOver(kindOf('volunteering'), facts, today.add({ days: 1 }))).toBe(true);
  });
});

describe('when it takes place', () => {
  it('is from its first to its last day, or a day alone', () => {
    expect(periodOf(kindOf('internship'), { startsOn: '2027-01-04', endsOn: '2027-01-08' })).toEqual({
      from: day('2027-01-04'),
      until: day('2027-01-08'),
    });
    expect(periodOf(kindOf('appeal'), { until: '2026-12-24' })).toEqual({ from: day('2026-12-24'), until: day('2026-12-24') });
    expect(periodOf(kindOf('job'), { startsOn: '2026-12-01' })).toBeNull();
  });
});

describe('a post under the Swiss duty of announcement', () => {
  it.each([
    // A Monday: Tuesday to Monday are the job centre’s, Tuesday is everybody’s.
    ['2026-11-23', '2026-12-01'],
    ['2026-11-27', '2026-12-05'],
    // Christmas is a Friday: no working day in Geneva; 31 December is none either.
    ['2026-12-21', '2026-12-30'],
    ['2026-12-28', '2027-01-07'],
  ])('confirmed on %s is published from %s on', (reported, expected) => {
    expect(dayAfterDuty(day(reported), geneva).toString()).toBe(expected);
  });

  it.each(['job', 'seasonal-job'])('waits in Switzerland alone, and never less than its author wants: %s', (code) => {
    const job = kindOf(code);
    const facts = { reportedOn: '2026-11-23' };
    const swiss = { territory: geneva, today };
    const french = { territory: { ...geneva, country: 'FR' as const }, today };
    expect(firstDay(job, { facts, publishOn: null }, swiss).toString()).toBe('2026-12-01');
    expect(firstDay(job, { facts, publishOn: day('2027-01-10') }, swiss).toString()).toBe('2027-01-10');
    expect(firstDay(job, { facts, publishOn: null }, french).toString()).toBe('2026-11-24');
  });
});
