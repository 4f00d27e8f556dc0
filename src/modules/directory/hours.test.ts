import { assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  areHoursReadable,
  type Calendar,
  HORIZON_DAYS,
  type Interval,
  multirange,
  publicHolidays,
  unrollHours,
  unrollingWindow,
} from './hours.ts';

const paris: Calendar = { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris' };
const geneva: Calendar = { country: 'CH', holidayRegion: 'GE', timeZone: 'Europe/Zurich' };
const reunion: Calendar = { country: 'FR', holidayRegion: 'La Réunion', timeZone: 'Indian/Reunion' };

function days(from: string, to: string, { timeZone } = paris): Interval {
  const midnight = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant();
  return { from: midnight(from), to: midnight(to) };
}

/** As a person would write it: the local time with its offset, then how long. */
function said(intervals: readonly Interval[], { timeZone } = paris): string[] {
  return intervals.map(({ from, to }) => {
    const start = from.toZonedDateTimeISO(timeZone);
    return `${start.toPlainDateTime().toString({ smallestUnit: 'minute' })}${start.offset} +${from.until(to).total('hours')}h`;
  });
}

function unrolled(text: string, from: string, to: string, calendar = paris, position: Parameters<typeof unrollHours>[2] = null) {
  const hours = unrollHours(text, calendar, position, days(from, to, calendar));
  if (!hours) throw new Error(`« ${text} » was not read.`);
  return { open: said(hours.open, calendar), uncertain: said(hours.uncertain, calendar), comment: hours.comment };
}

describe('hours are those of the clock on the wall', () => {
  it.each([
    ['in Paris', paris, '2026-11-24T09:00+01:00 +9h'],
    ['in Geneva', geneva, '2026-11-24T09:00+01:00 +9h'],
    ['in Saint-Denis de La Réunion', reunion, '2026-11-24T09:00+04:00 +9h'],
  ] as const)('%s', (_where, calendar, words) => {
    expect(unrolled('Mo-Fr 09:00-18:00', '2026-11-24', '2026-11-25', calendar).open).toEqual([words]);
  });

  it('before and after summer time begins', () => {
    expect(unrolled('Mo-Su 09:00-18:00', '2027-03-27', '2027-03-30').open).toEqual([
      '2027-03-27T09:00+01:00 +9h',
      '2027-03-28T09:00+02:00 +9h',
      // Easter Monday, of which these hours say nothing, is not among what is sure.
    ]);
  });

  it('before and after summer time ends', () => {
    expect(unrolled('Mo-Su 09:00-18:00', '2026-10-24', '2026-10-26').open).toEqual([
      '2026-10-24T09:00+02:00 +9h',
      '2026-10-25T09:00+01:00 +9h',
    ]);
  });

  it('through the night of the change, which is an hour shorter in March and longer in October', () => {
    expect(unrolled('Sa 20:00-04:00', '2027-03-27', '2027-03-29').open).toEqual(['2027-03-27T20:00+01:00 +7h']);
    expect(unrolled('Sa 20:00-04:00', '2026-10-24', '2026-10-26').open).toEqual(['2026-10-24T20:00+02:00 +9h']);
    expect(unrolled('24/7', '2027-03-28', '2027-03-29').open).toEqual(['2027-03-28T00:00+01:00 +23h']);
    expect(unrolled('24/7', '2026-10-25', '2026-10-26').open).toEqual(['2026-10-25T00:00+02:00 +25h']);
  });

  it('even for an hour that the night of March does not have', () => {
    expect(unrolled('Su 02:00-03:00', '2027-03-28', '2027-03-29').open).toEqual([]);
  });
});

describe('what hours say', () => {
  it('past midnight belongs to one night', () => {
    expect(unrolled('Fr,Sa 18:00-02:00', '2026-11-27', '2026-11-30').open).toEqual([
      '2026-11-27T18:00+01:00 +8h',
      '2026-11-28T18:00+01:00 +8h',
    ]);
  });

  it('day and night has no gap', () => {
    const hours = unrollHours('24/7', paris, null, days('2026-11-24', '2026-12-24'));
    expect(said(hours?.open ?? [])).toEqual([`2026-11-24T00:00+01:00 +${30 * 24}h`]);
  });

  it('with a pause at noon is two openings', () => {
    expect(unrolled('Mo-Fr 08:00-12:00,14:00-18:30', '2026-11-24', '2026-11-25').open).toEqual([
      '2026-11-24T08:00+01:00 +4h',
      '2026-11-24T14:00+01:00 +4.5h',
    ]);
  });

  it('changes with the season', () => {
    const text = 'Apr-Sep: 07:00-21:30; Oct-Mar: 08:00-18:00';
    expect(unrolled(text, '2026-09-30', '2026-10-02').open).toEqual(['2026-09-30T07:00+02:00 +14.5h', '2026-10-01T08:00+02:00 +10h']);
    expect(unrolled('Jun 15-Sep 15 00:00-24:00', '2026-11-24', '2026-12-09').open).toEqual([]);
  });

  it('by appointment is never sure, and keeps its words', () => {
    const hours = unrolled('Mo-Fr 09:00-12:00 "sur rendez-vous"', '2026-11-24', '2026-11-25');
    expect(hours).toEqual({ open: [], uncertain: ['2026-11-24T09:00+01:00 +3h'], comment: 'sur rendez-vous' });
  });

  it('with a remark on hours that are sure leaves them so', () => {
    const hours = unrolled('Mo-Fr 09:00-12:00 open "sonner au portail"', '2026-11-24', '2026-11-25');
    expect(hours).toEqual({ open: ['2026-11-24T09:00+01:00 +3h'], uncertain: [], comment: 'sonner au portail' });
  });

  it('with a remark on each keeps the one that explains the doubt', () => {
    const { comment } = unrolled('Mo 09:00-12:00 open "sonner au portail"; Tu 09:00-12:00 "sur rendez-vous"', '2026-11-23', '2026-11-25');
    expect(comment).toBe('sur rendez-vous');
  });

  it('closed is closed, which is known', () => {
    expect(unrolled('off', '2026-11-24', '2026-11-25')).toEqual({ open: [], uncertain: [], comment: null });
  });

  it('by the sun follows it there, in the local time of the season', () => {
    const hoursOfSun = (day: string, calendar: Calendar, latitude: number, longitude: number) => {
      const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
      const hours = unrollHours('sunrise-sunset', calendar, { latitude, longitude }, days(day, next, calendar));
      return (hours?.open ?? []).flatMap(({ from, to }) =>
        [from, to].map((moment) => moment.toZonedDateTimeISO(calendar.timeZone).toPlainTime()),
      );
    };
    const near = (time: Temporal.PlainTime | undefined, expected: string) =>
      expect(Math.abs((time ?? Temporal.PlainTime.from('00:00')).until(expected).total('minutes')), `${time} for ${expected}`).toBeLessThan(
        6,
      );
    // Times of the Institut de mécanique céleste, to the nearest minutes.
    const winter = hoursOfSun('2026-12-21', paris, 45.9, 6.13);
    near(winter[0], '08:14');
    near(winter[1], '16:50');
    const summer = hoursOfSun('2026-06-21', paris, 45.9, 6.13);
    near(summer[0], '05:43');
    near(summer[1], '21:27');
    const island = hoursOfSun('2026-12-21', reunion, -20.88, 55.45);
    near(island[0], '05:35');
    near(island[1], '18:54');
    const afterTheChange = hoursOfSun('2026-10-25', paris, 45.9, 6.13);
    near(afterTheChange[0], '07:05');
  });

  it('by the sun on both sides of the change of time is right on both', () => {
    const hours = unrollHours('sunrise-sunset', paris, { latitude: 45.9, longitude: 6.13 }, days('2026-10-24', '2026-10-27'));
    const sunrises = (hours?.open ?? []).map(({ from }) => from.toZonedDateTimeISO('Europe/Paris').toPlainTime().hour);
    // 8:03 on Saturday, 7:05 on Sunday, 7:06 on Monday.
    expect(sunrises).toEqual([8, 7, 7]);
  });

  it.each(['ouvert le matin', 'lundi au vendredi 9h-12h', 'xyz', '', '25:99-88:00'])(
    '« %s » cannot be read, and is not guessed',
    (text) => {
      expect(areHoursReadable(text, paris)).toBe(false);
      expect(unrollHours(text, paris, null, days('2026-11-24', '2026-11-25'))).toBeNull();
    },
  );
});

describe('a public holiday', () => {
  // Friday 25 December 2026.
  it('of which the hours say nothing is uncertain: « as usual » would most often be wrong', () => {
    expect(unrolled('Mo-Fr 09:00-12:00', '2026-12-24', '2026-12-27')).toEqual({
      open: ['2026-12-24T09:00+01:00 +3h'],
      uncertain: ['2026-12-25T09:00+01:00 +3h'],
      comment: null,
    });
  });

  it('that they exclude is closed', () => {
    expect(unrolled('Mo-Fr 09:00-12:00; PH off', '2026-12-25', '2026-12-26')).toEqual({ open: [], uncertain: [], comment: null });
  });

  it('for which they have other hours is open at those', () => {
    expect(unrolled('Mo-Fr 09:00-12:00; PH 10:00-12:00', '2026-12-25', '2026-12-26').open).toEqual(['2026-12-25T10:00+01:00 +2h']);
  });

  it('makes no doubt about what is open day and night', () => {
    expect(unrolled('24/7', '2026-12-25', '2026-12-26').uncertain).toEqual([]);
  });

  it('does not reach back into the night that began the evening before', () => {
    expect(unrolled('Th 20:00-02:00', '2026-12-24', '2026-12-27')).toMatchObject({ open: ['2026-12-24T20:00+01:00 +6h'], uncertain: [] });
    expect(unrolled('Th 20:00-02:00', '2026-12-25', '2026-12-27')).toMatchObject({ open: ['2026-12-25T00:00+01:00 +2h'], uncertain: [] });
  });

  it('is cut out of an opening that lasts for days', () => {
    const { open, uncertain } = unrolled('Mo-Su 00:00-24:00', '2026-12-24', '2026-12-27');
    expect(open).toEqual(['2026-12-24T00:00+01:00 +24h', '2026-12-26T00:00+01:00 +24h']);
    expect(uncertain).toEqual(['2026-12-25T00:00+01:00 +24h']);
  });

  it.each([
    ['France', paris, '2026-07-14', 'Fête nationale'],
    ['La Réunion', reunion, '2026-12-20', 'Abolition de l’esclavage'],
    ['Geneva', geneva, '2026-12-31', 'Restauration de la République'],
    ['Switzerland', { ...geneva, holidayRegion: null }, '2026-08-01', 'Fête nationale'],
  ] as const)('of %s has its French name', (_where, calendar, day, name) => {
    expect(publicHolidays(calendar, 2026).get(day)).toBe(name);
  });

  it('of one canton is none in the next', () => {
    expect(publicHolidays({ ...geneva, holidayRegion: 'VD' }, 2026).has('2026-12-31')).toBe(false);
    expect(publicHolidays(paris, 2026).has('2026-12-20')).toBe(false);
  });

  it('is known in every region of France and every canton, even where the list has none of their own', () => {
    const cantons = 'ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG TI VD VS NE GE JU'.split(' ');
    for (const holidayRegion of [...cantons, null]) expect(publicHolidays({ ...geneva, holidayRegion }, 2027).has('2027-01-01')).toBe(true);
    for (const holidayRegion of ['Polynésie française', 'Saint-Martin', 'Corse', 'Grand Est', null])
      expect(publicHolidays({ ...paris, holidayRegion }, 2027).has('2027-01-01')).toBe(true);
  });
});

describe('a holiday that the library does not know, or takes for one', () => {
  const vaud = { ...geneva, holidayRegion: 'VD' };
  const alsace = { ...paris, holidayRegion: 'Alsace-Moselle' };
  const on = (calendar: Calendar, text: string, from: string, to: string) => {
    const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(calendar.timeZone).toInstant();
    const said = ({ from: start, to: end }: Interval) =>
      `${start.toZonedDateTimeISO(calendar.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })} +${end.since(start).total('hours')}h`;
    const unrolled = unrollHours(text, calendar, null, { from: midnight(from), to: midnight(to) });
    return { open: unrolled?.open.map(said), uncertain: unrolled?.uncertain.map(said) };
  };

  /** Touching intervals as one, as a `tstzmultirange` holds them. */
  const merged = (intervals: readonly string[]) => {
    const ends: [number, number][] = [];
    for (const words of intervals) {
      const [, start = '', hours = ''] = /^(\S+) \+([\d.]+)h$/.exec(words) ?? [];
      const from = Date.parse(`${start}Z`) / 3_600_000;
      const last = ends.at(-1);
      if (last?.[1] === from) last[1] += Number(hours);
      else ends.push([from, from + Number(hours)]);
    }
    return ends;
  };

  // Thursday 10 September 2026 is the Jeûne genevois.
  it.each([
    ['Mo-Fr 09:00-12:00; PH off', []],
    ['Mo-Fr 09:00-12:00; PH 10:00-11:00', ['2026-09-10T10:00 +1h']],
    ['Mo-We,PH 09:00-12:00', ['2026-09-10T09:00 +3h']],
    ['PH,Su 08:00-10:00', ['2026-09-10T08:00 +2h']],
    ['Mo-Fr 09:00-12:00; Dec-Mar PH 10:00-11:00', ['2026-09-10T09:00 +3h']],
    ['24/7; PH off', []],
    ['Mo-Fr 09:00-12:00 "fermé PH"; PH off', []],
  ])('« %s » follows the Jeûne genevois', (text, open) => {
    expect(on(geneva, text, '2026-09-10', '2026-09-11')).toEqual({ open, uncertain: [] });
  });

  it.each([
    'Mo-Su 20:00-02:00; PH off',
    'Mo-Su 20:00-02:00; PH 18:00-26:00',
    'Mo-Fr 09:00-12:00,14:00-18:00; Sa,PH 10:00-12:00',
    'Mo-Su 00:00-24:00; PH off',
    'PH,Th 22:00-05:00; We off',
    'Mo-Fr 09:00-12:00; PH unknown "sur rendez-vous"',
    'Mo-Fr 09:00-12:00 || PH unknown',
  ])('« %s » is read as on a holiday that the library knows, nights and days around included', (text) => {
    // Ascension is a Thursday too, 119 days before.
    const later = (words: string) => words.replace(/^[\d-]+/, (date) => Temporal.PlainDate.from(date).add({ days: 119 }).toString());
    const known = on(geneva, text, '2026-05-12', '2026-05-17');
    const { open = [], uncertain = [] } = on(geneva, text, '2026-09-08', '2026-09-13');
    expect(merged(open)).toEqual(merged((known.open ?? []).map(later)));
    expect(merged(uncertain)).toEqual(merged((known.uncertain ?? []).map(later)));
  });

  it('is open on 26 December in Geneva and Vaud, though not the day before', () => {
    for (const calendar of [geneva, vaud])
      expect(on(calendar, 'Mo-Sa 09:00-12:00; PH off', '2026-12-25', '2026-12-28').open).toEqual(['2026-12-26T09:00 +3h']);
  });

  it('is the Monday of the federal fast in Vaud, and no other Monday', () => {
    expect(on(vaud, 'Mo 09:00-12:00; PH off', '2026-09-14', '2026-09-29').open).toEqual(['2026-09-14T09:00 +3h', '2026-09-28T09:00 +3h']);
  });

  it('is Good Friday and 26 December in Alsace-Moselle, not in Paris', () => {
    const hours = 'Mo-Sa 09:00-12:00; PH off';
    for (const [from, to] of [
      ['2026-04-03', '2026-04-04'],
      ['2026-12-26', '2026-12-27'],
    ] as const) {
      expect(on(alsace, hours, from, to).open).toEqual([]);
      expect(on(paris, hours, from, to).open).toHaveLength(1);
    }
  });

  it('where weekdays cannot say it, is uncertain', () => {
    const { open, uncertain } = on(geneva, 'Mo-Fr 09:00-12:00; PH Mo-Fr 10:00-11:00', '2026-09-10', '2026-09-12');
    expect(open).toEqual(['2026-09-11T09:00 +3h']);
    expect(uncertain).toEqual(['2026-09-10T09:00 +3h']);
  });

  it('of which the hours say nothing is uncertain', () => {
    expect(on(geneva, 'Mo-Fr 09:00-12:00', '2026-09-10', '2026-09-11')).toEqual({ open: [], uncertain: ['2026-09-10T09:00 +3h'] });
    expect(on(geneva, 'Mo-Sa 09:00-12:00', '2026-12-26', '2026-12-27')).toEqual({ open: ['2026-12-26T09:00 +3h'], uncertain: [] });
  });
});

describe('what is unrolled at a time', () => {
  it('begins yesterday at midnight, for a night that goes on, and ends at midnight of the horizon', () => {
    const window = unrollingWindow(reunion, Temporal.Instant.from('2026-11-24T21:30:00Z'));
    // Half past one in the morning of the 25th there.
    expect(window.from.toString()).toBe('2026-11-23T20:00:00Z');
    expect(window.to.toZonedDateTimeISO('Indian/Reunion').toPlainDateTime().toString()).toBe(
      Temporal.PlainDate.from('2026-11-25').add({ days: HORIZON_DAYS }).toPlainDateTime().toString(),
    );
  });

  it('is written as PostgreSQL reads it', () => {
    expect(multirange([])).toBe('{}');
    expect(multirange(unrollHours('Tu 09:00-12:00', paris, null, days('2026-11-24', '2026-11-25'))?.open ?? [])).toBe(
      '{[2026-11-24T08:00:00Z,2026-11-24T11:00:00Z)}',
    );
  });

  const time = (quarters: number) => `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
  const opening = record({
    days: uniqueArray(constantFrom('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'), { minLength: 1 }),
    // In quarters of an hour: one, or two around a pause; the last may end in the night.
    times: uniqueArray(integer({ min: 5 * 4, max: 24 * 4 - 1 }), { minLength: 3, maxLength: 3 }),
    end: integer({ min: 24 * 4, max: 26 * 4 }),
    holiday: constantFrom('', '; PH off', '; PH 10:00-12:00'),
    isOnRequest: constantFrom(false, false, true),
  }).map(({ days: weekdays, times, end, holiday, isOnRequest }) => {
    const [first = 0, second = 0, third = 0] = times.toSorted((a, b) => a - b);
    return `${weekdays.join(',')} ${time(first)}-${time(second)},${time(third)}-${time(end)}${isOnRequest ? ' "sur rendez-vous"' : ''}${holiday}`;
  });
  const anyWindow = record({
    calendar: constantFrom(paris, geneva, reunion),
    // From the last days of winter time to the first of the next one: both changes, and every holiday.
    day: integer({ min: 0, max: 300 }),
    first: integer({ min: 1, max: 12 }),
    second: integer({ min: 1, max: 12 }),
  });
  const window = ({ calendar, day, first }: { calendar: Calendar; day: number; first: number }, from = 0, length = first) => {
    const start = Temporal.PlainDate.from('2027-03-20').add({ days: day + from });
    return days(start.toString(), start.add({ days: length }).toString(), calendar);
  };
  const compare = Temporal.Instant.compare;

  it('is in order, without overlap, and within the window', () => {
    assert(
      property(opening, anyWindow, (text, where) => {
        const range = window(where);
        const hours = unrollHours(text, where.calendar, null, range);
        if (!hours) throw new Error(`« ${text} » was not read.`);
        for (const intervals of [hours.open, hours.uncertain]) {
          let last = range.from;
          for (const { from, to } of intervals) {
            expect(compare(from, last)).toBeGreaterThanOrEqual(0);
            expect(compare(to, from)).toBeGreaterThan(0);
            last = to;
          }
          expect(compare(last, range.to)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Touching intervals as one: what a multirange makes of them. */
  const merged = (intervals: readonly Interval[]) => {
    const parts: Interval[] = [];
    for (const interval of [...intervals].sort((a, b) => compare(a.from, b.from))) {
      const last = parts.at(-1);
      if (last && compare(interval.from, last.to) <= 0) last.to = compare(last.to, interval.to) < 0 ? interval.to : last.to;
      else parts.push({ ...interval });
    }
    return parts.map(({ from, to }) => `${from} ${to}`);
  };

  it('in two windows side by side is what it is in one', () => {
    assert(
      property(opening, anyWindow, (text, where) => {
        const whole = unrollHours(text, where.calendar, null, window(where, 0, where.first + where.second));
        const left = unrollHours(text, where.calendar, null, window(where));
        const right = unrollHours(text, where.calendar, null, window(where, where.first, where.second));
        expect(merged([...(left?.open ?? []), ...(right?.open ?? [])])).toEqual(merged(whole?.open ?? []));
        expect(merged([...(left?.uncertain ?? []), ...(right?.uncertain ?? [])])).toEqual(merged(whole?.uncertain ?? []));
      }),
      { numRuns: 60 },
    );
  });
});
