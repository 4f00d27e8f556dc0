import { Temporal } from 'temporal-polyfill';
import { formatTime, formatWeekday } from '../../../kernel/i18n/format.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Calendar } from '../hours.ts';
import { directoryMessages } from '../messages.ts';
import { weekdays, weeklyHours } from '../weekly-hours.ts';
import { formatList } from './words.ts';

const MONDAY = Temporal.PlainDate.from('2001-01-08');

/** Hours of a usual week in one line, « lundi à vendredi 9 h – 12 h »; as they are written where no week is the usual one. */
export function usualHours(text: string, calendar: Calendar, locale: Locale): string {
  const weekly = weeklyHours(text, calendar);
  if (!weekly) return text;
  const t = translator(directoryMessages, locale);
  const time = (clock: string) => formatTime(Temporal.PlainTime.from(clock), locale);
  const rangesOf = new Map<string, { days: number[]; ranges: string[] }>();
  for (const { days, opensAt, closesAt } of weekly.hours) {
    const range = t('directory.place.hours.range', { opens: time(opensAt), closes: time(closesAt) });
    const same = rangesOf.get(days.join());
    if (same) same.ranges.push(range);
    else rangesOf.set(days.join(), { days: days.map((day) => weekdays.indexOf(day)), ranges: [range] });
  }
  return [...rangesOf.values()].map(({ days, ranges }) => `${daysInWords(days, locale)} ${ranges.join(', ')}`).join(' ; ');
}

/** « lundi à vendredi et dimanche » */
function daysInWords(days: readonly number[], locale: Locale): string {
  const t = translator(directoryMessages, locale);
  const name = (day: number) => formatWeekday(MONDAY.add({ days: day }), locale);
  const runs: [first: number, last: number][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  const words = runs.flatMap(([first, last]) =>
    last - first > 1
      ? [t('directory.hours.from-to', { from: name(first), to: name(last) })]
      : [name(first), ...(last > first ? [name(last)] : [])],
  );
  return formatList(words, locale);
}
