import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatWeekday } from '../../../kernel/i18n/format.ts';
import { HoursTable } from '../../../ui/hours-table.tsx';
import type { DayHours } from '../view-models.ts';
import { isByAppointment, timeWords } from './opening.tsx';
import { directoryWords } from './words.ts';

export interface HoursProps {
  week: readonly DayHours[];
  openingHours: string | null;
  visit: Visit;
}

/** The seven days to come, public holidays named. */
function WeekTable({ week, visit }: Pick<HoursProps, 'week' | 'visit'>) {
  const t = directoryWords(visit);
  return (
    <HoursTable
      caption={t('directory.place.hours.caption')}
      today={t('directory.place.hours.today')}
      closed={t('directory.place.hours.closed')}
      rows={week.map((day) => ({
        key: day.date.toString(),
        day: day.publicHoliday ? formatDay(day.date, visit.locale) : formatWeekday(day.date, visit.locale),
        isToday: day.isToday,
        note: day.publicHoliday ? t('directory.place.hours.holiday', { name: day.publicHoliday }) : undefined,
        ranges: rangeWords(day, visit),
      }))}
    />
  );
}

/** The same in few lines, for a sheet of several pages: days in a row that have the same hours are one. Today stands apart. */
export function ShortWeek({ week, visit }: Pick<HoursProps, 'week' | 'visit'>) {
  const t = directoryWords(visit);
  const groups: { days: DayHours[]; ranges: string[] }[] = [];
  for (const day of week) {
    const ranges = rangeWords(day, visit);
    const last = groups.at(-1);
    const [first] = last?.days ?? [];
    const isSame = last && first && !first.isToday && !first.publicHoliday && !day.publicHoliday && last.ranges.join() === ranges.join();
    if (isSame) last.days.push(day);
    else groups.push({ days: [day], ranges });
  }
  const name = (day: DayHours | undefined) => (day ? formatWeekday(day.date, visit.locale) : '');
  return (
    <HoursTable
      caption={t('directory.place.hours.caption')}
      today={t('directory.place.hours.today')}
      closed={t('directory.place.hours.closed')}
      rows={groups.map(({ days, ranges }) => {
        const [first] = days;
        const from = name(first);
        const to = name(days.at(-1));
        return {
          key: from,
          day: days.length === 1 ? from : t(days.length === 2 ? 'directory.hours.both' : 'directory.hours.from-to', { from, to }),
          isToday: first?.isToday ?? false,
          note: first?.publicHoliday ? t('directory.place.hours.holiday', { name: first.publicHoliday }) : undefined,
          ranges,
        };
      })}
    />
  );
}

/** When: the week; else the hours as their source writes them; else `unknown`, what to do about it. */
export function HoursSection({ week, openingHours, unknown, visit }: HoursProps & { unknown: string }) {
  const t = directoryWords(visit);
  return (
    <section aria-labelledby="hours">
      <h2 id="hours">{t('directory.place.hours')}</h2>
      {week.length > 0 ? (
        <WeekTable week={week} visit={visit} />
      ) : (
        <p>{openingHours ? t('directory.place.hours.raw', { hours: openingHours }) : unknown}</p>
      )}
    </section>
  );
}

function rangeWords(day: DayHours, visit: Visit): string[] {
  const t = directoryWords(visit);
  return day.ranges.map(({ opens, closes, isCertain, comment }) => {
    const isWholeDay = opens.equals(closes) && opens.hour === 0 && opens.minute === 0;
    if (isWholeDay && isCertain) return t('directory.place.hours.all-day');
    const times = { opens: timeWords(opens, visit, t), closes: timeWords(closes, visit, t) };
    if (comment) {
      const said = isByAppointment(comment) ? t('directory.opening.by-appointment').toLowerCase() : comment;
      // « sur rendez-vous » alone has no hours.
      if (isWholeDay) return said;
      return t('directory.place.hours.range.comment', { ...times, comment: said });
    }
    return t(isCertain ? 'directory.place.hours.range' : 'directory.place.hours.range.uncertain', times);
  });
}
