import { legalHolidays } from './holiday-rules.ts';
import { type Calendar, evaluator } from './hours-evaluator.ts';

const DAY = 86_400_000;

const known = new Map<string, ReadonlyMap<string, string>>();

function remembered(calendar: Calendar, year: number, whose: string, find: () => ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const key = `${whose}/${calendar.country}/${calendar.holidayRegion}/${year}`;
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** Public holidays of a year, ISO date → name in French: by the law where we know it, else those of `opening_hours`. */
export function publicHolidays(calendar: Calendar, year: number): ReadonlyMap<string, string> {
  const { country, holidayRegion } = calendar;
  return remembered(calendar, year, 'law', () => legalHolidays(country, holidayRegion, year) ?? libraryHolidays(calendar, year));
}

/** `day`: midnight of a wall-clock day, in milliseconds. */
export function isPublicHoliday(day: number, calendar: Calendar): boolean {
  const date = new Date(day);
  return publicHolidays(calendar, date.getUTCFullYear()).has(date.toISOString().slice(0, 10));
}

/** What `PH` means to the library. */
function libraryHolidays(calendar: Calendar, year: number): ReadonlyMap<string, string> {
  return remembered(calendar, year, 'library', () => {
    const found = new Map<string, string>();
    const [start, end] = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
    for (const [from, to, , name] of evaluator('PH', calendar, null).getOpenIntervals(start, end)) {
      for (let day = from.getTime(); day < to.getTime(); day += DAY) {
        found.set(new Date(day).toISOString().slice(0, 10), frenchName(name ?? '', calendar.country));
      }
    }
    return found;
  });
}

/** Swiss names come in German, French and Italian: « Neujahr/Nouvel An/Capodanno ». */
function frenchName(name: string, country: 'FR' | 'CH'): string {
  return country === 'CH' ? (name.split('/')[1] ?? name) : name;
}

/** Days between two moments on which the law and the library differ. */
export function* correctedDays(calendar: Calendar, from: Date, to: Date): Generator<number> {
  for (let day = Math.floor(from.getTime() / DAY) * DAY; day < to.getTime(); day += DAY) {
    const date = new Date(day);
    const isoDate = date.toISOString().slice(0, 10);
    if (isPublicHoliday(day, calendar) !== libraryHolidays(calendar, date.getUTCFullYear()).has(isoDate)) yield day;
  }
}

const WEEKDAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] as const;

/**
 * The same hours with `PH` said in weekdays, right on this day and those before and after: the library takes no calendar
 * but its own. « Mo-Fr 09:00-12:00; PH off » for a holiday that is a Thursday becomes « Mo-Fr 09:00-12:00; Th off ».
 * Null where weekdays cannot say it.
 */
export function holidaysReplaced(text: string, calendar: Calendar, day: number): string | null {
  if (CANNOT_BE_SAID.test(text)) return null;
  const weekday = (time: number) => WEEKDAYS[new Date(time).getUTCDay()];
  const around = [day - DAY, day, day + DAY].filter((each) => isPublicHoliday(each, calendar)).map(weekday);
  // A day of the week that is none of the three matches nothing near.
  const days = around.length > 0 ? around.join(',') : weekday(day + 3 * DAY);
  return text.replace(/"[^"]*"|\bPH\b/g, (found) => (found === 'PH' ? String(days) : found));
}

/** « PH Mo-Fr », « PH -1 day », « SH,PH ». */
const CANNOT_BE_SAID = /\bPH\s*(?:\(|[+-]\s*\d|\s(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)|\bSH\b/;
