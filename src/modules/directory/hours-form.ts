import type { Calendar } from './hours-evaluator.ts';
import { type Weekday, weekdays, weeklyHours } from './weekly-hours.ts';

/** From one time to another, `09:30`; one that ends before it begins ends on the next day. */
export interface HoursRange {
  from: string;
  to: string;
}

/** A week as a form says it: at most two ranges a day, none where it is closed. */
export interface HoursWeek {
  days: Readonly<Record<Weekday, readonly HoursRange[]>>;
  isClosedOnHolidays: boolean;
}

/** Names of the form's fields, as the design system has them: `hours.mo.1.from`. */
export const HOURS = 'hours';
export const HOLIDAYS_FIELD = `${HOURS}.ph.closed`;
const RANGES = [1, 2] as const;

function nameOf(day: Weekday): string {
  return `${HOURS}.${day.toLowerCase()}`;
}

/**
 * OpenStreetMap `opening_hours` as a form says them; null where they say more than it can: seasons, appointments, a third
 * range, doors that never close.
 */
export function hoursWeek(text: string, calendar: Calendar): HoursWeek | null {
  const weekly = weeklyHours(text, calendar);
  if (!weekly) return null;
  const days = Object.fromEntries(weekdays.map((day) => [day, [] as HoursRange[]])) as unknown as Record<Weekday, HoursRange[]>;
  for (const { days: those, opensAt, closesAt } of weekly.hours) for (const day of those) days[day].push({ from: opensAt, to: closesAt });
  for (const ranges of Object.values(days)) {
    if (ranges.length > RANGES.length) return null;
    ranges.sort((a, b) => (a.from < b.from ? -1 : 1));
  }
  return { days, isClosedOnHolidays: weekly.isClosedOnHolidays };
}

/** Whether hours say more than the form can. Hours that nobody knows are not beyond it. */
export function isBeyondForm(text: string | null, calendar: Calendar): boolean {
  return text !== null && hoursWeek(text, calendar) === null;
}

/** A week as OpenStreetMap `opening_hours`; null where it is closed every day, which is to say that nothing is known. */
export function hoursText({ days, isClosedOnHolidays }: HoursWeek): string | null {
  const told = weekdays.map((day) => days[day].map(({ from, to }) => `${from}-${to}`).join(','));
  const rules: string[] = [];
  for (let first = 0; first < weekdays.length; ) {
    let last = first;
    while (last + 1 < weekdays.length && told[last + 1] === told[first]) last += 1;
    if (told[first]) rules.push(`${daysText(first, last)} ${told[first]}`);
    first = last + 1;
  }
  if (rules.length === 0) return null;
  // A rule for Tuesday after « ; » is all of Tuesday, and would end Monday's night at midnight; after « , » it adds to it.
  const isLate = weekdays.some((day) => days[day].some(({ from, to }) => to < from));
  return [rules.join(isLate ? ', ' : '; '), ...(isClosedOnHolidays ? ['PH off'] : [])].join('; ');
}

function daysText(first: number, last: number): string {
  const [from = '', to = ''] = [first, last].map((index) => weekdays[index]?.replace(/.$/, (letter) => letter.toLowerCase()));
  return first === last ? from : last === first + 1 ? `${from},${to}` : `${from}-${to}`;
}

/** What the form shows of a week. */
export function hoursValues({ days, isClosedOnHolidays }: HoursWeek): Record<string, string> {
  const values: Record<string, string> = {};
  for (const day of weekdays) {
    if (days[day].length === 0) values[`${nameOf(day)}.closed`] = '1';
    for (const [index, { from, to }] of days[day].entries()) {
      values[`${nameOf(day)}.${index + 1}.from`] = from;
      values[`${nameOf(day)}.${index + 1}.to`] = to;
    }
  }
  if (isClosedOnHolidays) values[HOLIDAYS_FIELD] = '1';
  return values;
}

export type HoursMistake = 'time' | 'incomplete' | 'closed' | 'same' | 'overlap';

/** What the form was sent with; each mistake by its field. `typed`: what was typed in a field, '' where nothing. */
export function readHours(typed: (field: string) => string): { week: HoursWeek; mistakes: { field: string; mistake: HoursMistake }[] } {
  const mistakes: { field: string; mistake: HoursMistake }[] = [];
  const days = Object.fromEntries(weekdays.map((day) => [day, readDay(nameOf(day), typed, mistakes)]));
  return { week: { days: days as unknown as HoursWeek['days'], isClosedOnHolidays: typed(HOLIDAYS_FIELD) !== '' }, mistakes };
}

function readDay(name: string, typed: (field: string) => string, mistakes: { field: string; mistake: HoursMistake }[]): HoursRange[] {
  const say = (field: string, mistake: HoursMistake) => mistakes.push({ field: `${name}.${field}`, mistake });
  const before = mistakes.length;
  const ranges: HoursRange[] = [];
  for (const range of RANGES) {
    const [typedFrom, typedTo] = [typed(`${name}.${range}.from`).trim(), typed(`${name}.${range}.to`).trim()];
    if (typedFrom === '' && typedTo === '') continue;
    const [from, to] = [readTime(typedFrom), readTime(typedTo)];
    if (typedFrom === '' || typedTo === '') say(`${range}.${typedFrom === '' ? 'from' : 'to'}`, 'incomplete');
    if (typedFrom !== '' && from === null) say(`${range}.from`, 'time');
    if (typedTo !== '' && to === null) say(`${range}.to`, 'time');
    if (from === null || to === null) continue;
    if (from === to) say(`${range}.to`, 'same');
    ranges.push({ from, to });
  }
  ranges.sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, second] = ranges;
  if (mistakes.length === before && first && second && (first.to <= first.from || first.to > second.from || endsAfter(second, first)))
    say('2.from', 'overlap');
  if (mistakes.length === before && ranges.length > 0 && typed(`${name}.closed`) !== '') say('closed', 'closed');
  return ranges;
}

/** A night that lasts until the next day's first range is that day's business: of its own it may not be round the clock. */
function endsAfter(second: HoursRange, first: HoursRange): boolean {
  return second.to < second.from && second.to > first.from;
}

/** « 9 h », « 9h30 », « 09:30 », « 9.30 » as `09:30`; null where it is no time. Midnight at the end of a day is 00:00. */
export function readTime(text: string): string | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:\s*(?:h|:|\.)\s*(\d{2})?)?$/i.exec(text.replace(/[\u00a0\u202f]/g, ' ').trim()) ?? [];
  if (hours === undefined) return null;
  const [hour, minute] = [Number(hours) === 24 && Number(minutes) === 0 ? 0 : Number(hours), Number(minutes)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
