import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { DayHours } from '../view-models.ts';
import { holidayOn } from './opening.ts';

export type Range = [from: string, to: string];

/** The ranges of a listing's column in the week shown. */
export function rangesIn(week: readonly Day[], column: RawBuilder<unknown>): RawBuilder<unknown> {
  const [start, end] = [week[0]?.start ?? 0, week.at(-1)?.end ?? 0].map((moment) => new Date(moment).toISOString());
  return sql`(select json_agg(json_build_array(lower(r), upper(r)) order by lower(r)) from unnest(${column}) r
    where r && tstzrange(${start}::timestamptz, ${end}::timestamptz))`;
}

const DAYS = 7;
const DAY = 86_400_000;

export interface Day {
  date: Temporal.PlainDate;
  /** Its two midnights in the territory's zone, in milliseconds. */
  start: number;
  end: number;
}

/** The seven days from today. */
export function weekFrom(now: Temporal.Instant, timeZone: string): Day[] {
  let date = now.toZonedDateTimeISO(timeZone).toPlainDate();
  let start = date.toZonedDateTime(timeZone).epochMilliseconds;
  return Array.from({ length: DAYS }, () => {
    const today = { date, start };
    date = date.add({ days: 1 });
    start = date.toZonedDateTime(timeZone).epochMilliseconds;
    return { ...today, end: start };
  });
}

/** Each day with what begins on it. */
export function weekOf(
  row: { open_ranges: Range[] | null; uncertain_ranges: Range[] | null; opening_comment: string | null },
  territory: TerritoryContext,
  week: readonly Day[],
): DayHours[] {
  const time = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(territory.timeZone).toPlainTime();
  // Compared as milliseconds: every range is looked at for every day.
  const ranges = [
    ...(row.open_ranges ?? []).map((range) => ({ range, isCertain: true, comment: null })),
    ...(row.uncertain_ranges ?? []).map((range) => ({ range, isCertain: false, comment: row.opening_comment })),
  ].map(({ range, ...kind }) => ({ from: Date.parse(range[0]), to: Date.parse(range[1]), ...kind }));
  return week.map(({ date, start, end }, index) => {
    const parts = ranges.flatMap(({ from, to, isCertain, comment }) => {
      const isLong = to - from > DAY;
      // A night belongs to the evening it began in; what is open for days on end is shown day by day.
      const begins = isLong && from < start ? start : from;
      const ends = isLong && to > end ? end : to;
      return begins < start || begins >= end || begins >= ends ? [] : [{ opens: time(begins), closes: time(ends), isCertain, comment }];
    });
    return {
      date,
      isToday: index === 0,
      publicHoliday: holidayOn(territory, date),
      ranges: parts.sort((a, b) => Temporal.PlainTime.compare(a.opens, b.opens)),
    };
  });
}
