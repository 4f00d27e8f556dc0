import { Temporal } from 'temporal-polyfill';
import type { Point } from '../../kernel/http/visit.ts';
import { type Calendar, evaluator } from './hours-evaluator.ts';
import { correctedDays, holidaysReplaced, isPublicHoliday } from './public-holidays.ts';

export type { Calendar } from './hours-evaluator.ts';
export { publicHolidays } from './public-holidays.ts';

export interface Interval {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** Opening hours as real time. */
export interface UnrolledHours {
  /** Surely open. */
  open: Interval[];
  /** Perhaps: by appointment, « à vérifier », or a public holiday of which the hours say nothing. */
  uncertain: Interval[];
  /** What the hours say in words: « sur rendez-vous ». */
  comment: string | null;
}

/** How far ahead hours are unrolled. A job moves on before a week is left, which is what a page shows. */
export const HORIZON_DAYS = 15;

const NAMES_HOLIDAYS = /\bPH\b/;
const NAMES_THE_SUN = /\b(?:sunrise|sunset|dawn|dusk)\b/i;

/** Whether the hours are not the same everywhere in a time zone. */
export function dependOnTheSun(text: string): boolean {
  return NAMES_THE_SUN.test(text);
}

/**
 * Where the sun's time in UTC is what the wall clock says here, on the day that begins at `midnight`: 15 degrees of
 * longitude are an hour.
 */
function underTheSun({ latitude, longitude }: Point, { timeZone }: Calendar, midnight: Temporal.Instant): Point {
  const noon = midnight.toZonedDateTimeISO(timeZone).with({ hour: 12 });
  return { latitude, longitude: longitude - (noon.offsetNanoseconds / 3.6e12) * 15 };
}

/** The window cut at the days when the clocks change, which the sun knows nothing of. */
function* betweenClockChanges({ from, to }: Interval, timeZone: string): Generator<Interval> {
  for (let start = from; ; ) {
    const change = start.toZonedDateTimeISO(timeZone).with({ hour: 12 }).getTimeZoneTransition('next')?.startOfDay().toInstant();
    if (!change || Temporal.Instant.compare(change, to) >= 0) {
      yield { from: start, to };
      return;
    }
    yield { from: start, to: change };
    start = change;
  }
}

function toDate(wall: Temporal.PlainDateTime): Date {
  return new Date(Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute));
}

function toInstant(date: Date, timeZone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  })
    .toZonedDateTime(timeZone)
    .toInstant();
}

/** Whether OpenStreetMap `opening_hours` can be read. */
export function areHoursReadable(text: string, calendar: Calendar): boolean {
  try {
    evaluator(text, calendar, null);
    return true;
  } catch {
    return false;
  }
}

/** Midnight of yesterday in the zone (a night begun yesterday may still be open), and of the horizon's day. */
export function unrollingWindow(calendar: Calendar, now: Temporal.Instant): Interval {
  const today = now.toZonedDateTimeISO(calendar.timeZone).startOfDay();
  return { from: today.subtract({ days: 1 }).toInstant(), to: today.add({ days: HORIZON_DAYS }).toInstant() };
}

type WallInterval = readonly [from: Date, to: Date, isUnknown: boolean, words: string | undefined];

/** From a day before the window on: a night belongs to the evening it began in, holiday or not. */
function wallIntervals(text: string, calendar: Calendar, position: Point | null, window: Interval): WallInterval[] {
  const wall = (instant: Temporal.Instant) => toDate(instant.toZonedDateTimeISO(calendar.timeZone).toPlainDateTime());
  const [from, to] = [new Date(wall(window.from).getTime() - DAY), wall(window.to)];
  let intervals: WallInterval[] = evaluator(text, calendar, position).getOpenIntervals(from, to);
  if (!NAMES_HOLIDAYS.test(text)) return intervals;
  for (const day of correctedDays(calendar, from, to)) {
    const replaced = holidaysReplaced(text, calendar, day);
    // With the night that begins on it.
    const [start, end] = [new Date(day), new Date(Math.min(day + (replaced === null ? 1 : 2) * DAY, to.getTime()))];
    const corrected: WallInterval[] =
      replaced === null
        ? intervals.map(([first, last, , words]) => [first, last, true, words])
        : evaluator(replaced, calendar, position).getOpenIntervals(start, end);
    intervals = [...clipped(intervals, from, start), ...clipped(corrected, start, end), ...clipped(intervals, end, to)];
  }
  return intervals;
}

/** What of these intervals lies between two moments. */
function clipped(intervals: readonly WallInterval[], start: Date, end: Date): WallInterval[] {
  return intervals.flatMap(([from, to, ...rest]): WallInterval[] =>
    from < end && to > start ? [[from < start ? start : from, to > end ? end : to, ...rest]] : [],
  );
}

function within(window: Interval, from: Temporal.Instant, to: Temporal.Instant): Interval {
  return { from: Temporal.Instant.compare(from, window.from) < 0 ? window.from : from, to };
}

/**
 * Unrolls OpenStreetMap `opening_hours` between two moments. Null where the text cannot be read.
 *
 * On a public holiday of which the hours say nothing, the standard says « open as usual »; in France and Switzerland
 * that is most often wrong, so these hours are uncertain.
 */
export function unrollHours(text: string, calendar: Calendar, position: Point | null, window: Interval): UnrolledHours | null {
  const { timeZone } = calendar;
  const sun = dependOnTheSun(text) ? position : null;
  const mentionsHolidays = NAMES_HOLIDAYS.test(text) || /^\s*24\s*\/\s*7\s*$/.test(text);
  const open: Interval[] = [];
  const uncertain: Interval[] = [];
  // What is said of a doubt goes before what is said of sure hours: that is where it is shown.
  const comments: { doubt: string | null; other: string | null } = { doubt: null, other: null };
  for (const range of sun ? betweenClockChanges(window, timeZone) : [window]) {
    let intervals: WallInterval[];
    try {
      intervals = wallIntervals(text, calendar, sun && underTheSun(sun, calendar, range.from), range);
    } catch {
      return null;
    }
    for (const [from, to, isUnknown, words] of intervals) {
      // The library adds remarks of its own, in English: only what the hours themselves say is shown.
      if (words && text.includes(`"${words}"`)) comments[isUnknown ? 'doubt' : 'other'] ??= words;
      for (const part of mentionsHolidays ? [{ from, to, isHoliday: false }] : splitHolidays(from, to, calendar)) {
        const interval = within(range, toInstant(part.from, timeZone), toInstant(part.to, timeZone));
        // Before the window; or a night of the change to summer time, which can leave nothing of it.
        if (Temporal.Instant.compare(interval.from, interval.to) >= 0) continue;
        (isUnknown || part.isHoliday ? uncertain : open).push(interval);
      }
    }
  }
  return { open, uncertain, comment: comments.doubt ?? comments.other };
}

const DAY = 86_400_000;

/** Cuts an interval so that each part lies wholly in public holidays or wholly outside, by the day it began. */
function* splitHolidays(from: Date, to: Date, calendar: Calendar): Generator<{ from: Date; to: Date; isHoliday: boolean }> {
  const firstDay = Math.floor(from.getTime() / DAY) * DAY;
  // Up to one day long, it belongs to the day it began: a bar's Saturday night is Saturday's, whatever Sunday is.
  if (to.getTime() - from.getTime() <= DAY) {
    yield { from, to, isHoliday: isPublicHoliday(firstDay, calendar) };
    return;
  }
  let start = from.getTime();
  while (start < to.getTime()) {
    const day = Math.floor(start / DAY) * DAY;
    const end = Math.min(day + DAY, to.getTime());
    yield { from: new Date(start), to: new Date(end), isHoliday: isPublicHoliday(day, calendar) };
    start = end;
  }
}

/** A PostgreSQL `tstzmultirange` literal. */
export function multirange(intervals: readonly Interval[]): string {
  return `{${intervals.map(({ from, to }) => `[${from.toString()},${to.toString()})`).join(',')}}`;
}
