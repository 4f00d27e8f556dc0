import OpeningHours from 'opening_hours';
import { Temporal } from 'temporal-polyfill';
import type { Point } from '../../kernel/http/visit.ts';

/** Where hours are read: their zone and the public holidays they know of. */
export interface Calendar {
  country: 'FR' | 'CH';
  /** Name of a French region, code of a Swiss canton; null: the country's common holidays. */
  holidayRegion: string | null;
  timeZone: string;
}

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

// `opening_hours` computes in the machine's zone. With the process in UTC its dates are wall-clock times, which we
// place in the territory's zone ourselves.
function checkZone(): void {
  if (!/^(Etc\/)?UTC$/.test(new Intl.DateTimeFormat().resolvedOptions().timeZone)) {
    throw new Error('Opening hours need a process in UTC: set TZ=UTC before it starts.');
  }
}

/** Cantons as `opening_hours` names them: in German for its public holidays, in the canton's language for school holidays. */
const cantons: Readonly<Record<string, { publicHolidays: string; schoolHolidays: string }>> = {
  BE: { publicHolidays: 'Bern', schoolHolidays: 'Bern' },
  BS: { publicHolidays: 'Basel-Stadt', schoolHolidays: 'Basel-Stadt' },
  FR: { publicHolidays: 'Freiburg', schoolHolidays: 'Fribourg' },
  GE: { publicHolidays: 'Genf', schoolHolidays: 'Genève' },
  JU: { publicHolidays: 'Jura', schoolHolidays: 'Jura' },
  NE: { publicHolidays: 'Neuenburg', schoolHolidays: 'Neuchâtel' },
  TI: { publicHolidays: 'Tessin', schoolHolidays: 'Ticino' },
  VD: { publicHolidays: 'Waadt', schoolHolidays: 'Vaud' },
  VS: { publicHolidays: 'Wallis', schoolHolidays: 'Valais' },
  ZH: { publicHolidays: 'Zürich', schoolHolidays: 'Zürich' },
};

const NAMES_SCHOOL_HOLIDAYS = /\bSH\b/;

function regionFor(text: string, { country, holidayRegion }: Calendar): string {
  if (country === 'FR' || holidayRegion === null) return holidayRegion ?? '';
  const canton = cantons[holidayRegion];
  return (NAMES_SCHOOL_HOLIDAYS.test(text) ? canton?.schoolHolidays : canton?.publicHolidays) ?? '';
}

function evaluator(text: string, calendar: Calendar, position: Point | null): InstanceType<typeof OpeningHours> {
  checkZone();
  // It has school holidays by region only, and complains on the console where there is none.
  if (NAMES_SCHOOL_HOLIDAYS.test(text) && !regionFor(text, calendar)) throw new Error('No region for school holidays.');
  return new OpeningHours(text, nominatim(text, calendar, position) as never);
}

function nominatim(text: string, calendar: Calendar, position: Point | null) {
  // Sunrise and sunset are the only use of the position; without one, France's middle does.
  return {
    lat: position?.latitude ?? 46.6,
    lon: position?.longitude ?? 2.5,
    address: { country_code: calendar.country.toLowerCase(), state: regionFor(text, calendar) },
  };
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

/**
 * Unrolls OpenStreetMap `opening_hours` between two moments. Null where the text cannot be read.
 *
 * On a public holiday of which the hours say nothing, the standard says « open as usual »; in France and Switzerland
 * that is most often wrong, so these hours are uncertain.
 */
export function unrollHours(text: string, calendar: Calendar, position: Point | null, window: Interval): UnrolledHours | null {
  let intervals: readonly (readonly [Date, Date, boolean, string | undefined])[];
  try {
    const hours = evaluator(text, calendar, position);
    const wall = (instant: Temporal.Instant) => toDate(instant.toZonedDateTimeISO(calendar.timeZone).toPlainDateTime());
    intervals = hours.getOpenIntervals(wall(window.from), wall(window.to));
  } catch {
    return null;
  }
  const mentionsHolidays = /\bPH\b/.test(text) || /^\s*24\s*\/\s*7\s*$/.test(text);
  const open: Interval[] = [];
  const uncertain: Interval[] = [];
  let comment: string | null = null;
  for (const [from, to, isUnknown, words] of intervals) {
    // The library adds remarks of its own, in English: only what the hours themselves say is shown.
    if (words && text.includes(`"${words}"`)) comment ??= words;
    for (const part of mentionsHolidays ? [{ from, to, isHoliday: false }] : splitHolidays(from, to, calendar)) {
      const interval = { from: toInstant(part.from, calendar.timeZone), to: toInstant(part.to, calendar.timeZone) };
      // A night of the change to summer time can leave nothing of an interval.
      if (Temporal.Instant.compare(interval.from, interval.to) >= 0) continue;
      (isUnknown || part.isHoliday ? uncertain : open).push(interval);
    }
  }
  return { open, uncertain, comment };
}

const DAY = 86_400_000;

/** Cuts an interval so that each part lies wholly in public holidays or wholly outside, by the day it began. */
function* splitHolidays(from: Date, to: Date, calendar: Calendar): Generator<{ from: Date; to: Date; isHoliday: boolean }> {
  const firstDay = Math.floor(from.getTime() / DAY) * DAY;
  // Up to one day long, it belongs to the day it began: a bar's Saturday night is Saturday's, whatever Sunday is.
  if (to.getTime() - from.getTime() <= DAY) {
    yield { from, to, isHoliday: isHoliday(firstDay, calendar) };
    return;
  }
  let start = from.getTime();
  while (start < to.getTime()) {
    const day = Math.floor(start / DAY) * DAY;
    const end = Math.min(day + DAY, to.getTime());
    yield { from: new Date(start), to: new Date(end), isHoliday: isHoliday(day, calendar) };
    start = end;
  }
}

function isHoliday(day: number, calendar: Calendar): boolean {
  const date = new Date(day);
  return publicHolidays(calendar, date.getUTCFullYear()).has(date.toISOString().slice(0, 10));
}

const holidayCache = new Map<string, ReadonlyMap<string, string>>();

/** Public holidays of a year, ISO date → name in French. */
export function publicHolidays(calendar: Calendar, year: number): ReadonlyMap<string, string> {
  const key = `${calendar.country}/${calendar.holidayRegion}/${year}`;
  const known = holidayCache.get(key);
  if (known) return known;
  const hours = evaluator('PH', calendar, null);
  const found = new Map<string, string>();
  const [start, end] = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
  for (const [from, to, , name] of hours.getOpenIntervals(start, end)) {
    for (let day = from.getTime(); day < to.getTime(); day += DAY) {
      found.set(new Date(day).toISOString().slice(0, 10), frenchName(name ?? '', calendar.country));
    }
  }
  holidayCache.set(key, found);
  return found;
}

/** Swiss names come in German, French and Italian: « Neujahr/Nouvel An/Capodanno ». */
function frenchName(name: string, country: 'FR' | 'CH'): string {
  return country === 'CH' ? (name.split('/')[1] ?? name) : name;
}

/** A PostgreSQL `tstzmultirange` literal. */
export function multirange(intervals: readonly Interval[]): string {
  return `{${intervals.map(({ from, to }) => `[${from.toString()},${to.toString()})`).join(',')}}`;
}
