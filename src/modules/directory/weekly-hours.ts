import { type Calendar, evaluator } from './hours-evaluator.ts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours that are the same on these days of every week. Times of the wall clock; a night ends on the next day. */
export interface WeeklyHours {
  days: Weekday[];
  opensAt: string;
  closesAt: string;
}

const DAY = 86_400_000;

/** A Monday, the first of the week that is looked at. */
const MONDAY = Date.UTC(2001, 0, 8);

/** « PH off » ends most hours written in France: what is left is the same every week. */
const CLOSED_ON_HOLIDAYS = /\s*[;,]\s*PH\s+(?:off|closed)\s*;?\s*$/i;

/**
 * OpenStreetMap `opening_hours` as a timetable of the week, Monday first. Null where no timetable tells them: they
 * change with the season or the sun, are by appointment, carry a comment, or never end.
 */
export function weeklyHours(text: string, calendar: Calendar): { hours: WeeklyHours[]; isClosedOnHolidays: boolean } | null {
  const isClosedOnHolidays = CLOSED_ON_HOLIDAYS.test(text);
  const usual = text.replace(CLOSED_ON_HOLIDAYS, '');
  if (/\b(?:PH|SH|sunrise|sunset|dawn|dusk)\b/i.test(usual)) return null;
  const intervals = stableIntervals(usual, calendar)?.filter(([from]) => from.getTime() >= MONDAY && from.getTime() < MONDAY + 7 * DAY);
  if (!intervals || intervals.length === 0) return null;
  const byTimes = new Map<string, WeeklyHours>();
  for (const [from, to, isUnknown, words] of intervals) {
    if (isUnknown || words || to.getTime() - from.getTime() >= DAY) return null;
    const [opensAt, closesAt] = [timeOf(from), timeOf(to)];
    const day = weekdays[Math.floor((from.getTime() - MONDAY) / DAY)] ?? 'MO';
    const same = byTimes.get(`${opensAt}-${closesAt}`);
    if (same) same.days.push(day);
    else byTimes.set(`${opensAt}-${closesAt}`, { days: [day], opensAt, closesAt });
  }
  return { hours: [...byTimes.values()], isClosedOnHolidays };
}

/** Null where they are not the same every week, or cannot be read. */
function stableIntervals(text: string, calendar: Calendar): [Date, Date, boolean, string | undefined][] | null {
  try {
    const hours = evaluator(text, calendar, null);
    // From the day before, and to the day after: a night is one interval.
    return hours.isWeekStable() ? hours.getOpenIntervals(new Date(MONDAY - DAY), new Date(MONDAY + 9 * DAY)) : null;
  } catch {
    return null;
  }
}

function timeOf(date: Date): string {
  return date.toISOString().slice(11, 16);
}
