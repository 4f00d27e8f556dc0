import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatTime, formatWeekday } from '../../../kernel/i18n/format.ts';
import { OpenBadge } from '../../../ui/open-badge.tsx';
import type { OpeningState } from '../view-models.ts';
import { capitalise, type DirectoryTranslate, directoryWords } from './words.ts';

const MINUTE = 60_000;

export function timeWords(time: Temporal.PlainTime, visit: Visit, t: DirectoryTranslate): string {
  return time.hour === 0 && time.minute === 0 ? t('directory.opening.midnight') : formatTime(time, visit.locale);
}

/** « demain », « mardi », and beyond a week « le mardi 24 novembre ». */
function dayWords(days: number, date: Temporal.PlainDate, visit: Visit, t: DirectoryTranslate): string {
  if (days === 1) return t('directory.opening.tomorrow');
  return days < 7 ? formatWeekday(date, visit.locale) : t('directory.opening.on', { date: formatDay(date, visit.locale) });
}

const todays = new WeakMap<Visit, Temporal.PlainDate>();

/** The visit's day, worked out once for all the cards of a page: their moments are all in the territory's zone. */
function todayOf(visit: Visit, timeZone: string): Temporal.PlainDate {
  let today = todays.get(visit);
  if (!today) {
    today = visit.now.toZonedDateTimeISO(timeZone).toPlainDate();
    todays.set(visit, today);
  }
  return today;
}

/** Whether it is open, as one would say it on the doorstep. */
export function openingWords(opening: OpeningState, visit: Visit): string {
  const t = directoryWords(visit);
  const when = (moment: Temporal.ZonedDateTime) => {
    const date = moment.toPlainDate();
    const { days } = todayOf(visit, moment.timeZoneId).until(date);
    return { days, day: days === 0 ? '' : dayWords(days, date, visit, t), time: timeWords(moment.toPlainTime(), visit, t), moment };
  };
  switch (opening.state) {
    case 'open': {
      if (!opening.closesAt) return t('directory.opening.open.always');
      const { days, day, time, moment } = when(opening.closesAt);
      // A bar that closes at two says « ferme à 2 h », not « demain »: it is the same night.
      const isTonight =
        days === 0 || (days === 1 && moment.epochMilliseconds - visit.now.epochMilliseconds < 12 * 60 * MINUTE && moment.hour < 6);
      return isTonight ? t('directory.opening.open', { time }) : t('directory.opening.open.other-day', { day, time });
    }
    case 'closed': {
      if (!opening.opensAt) return t('directory.opening.closed');
      const { days, day, time } = when(opening.opensAt);
      return days === 0 ? t('directory.opening.closed.today', { time }) : t('directory.opening.closed.other-day', { day, time });
    }
    case 'uncertain': {
      if (opening.publicHoliday) return t('directory.opening.holiday');
      if (!opening.comment) return t('directory.opening.uncertain');
      return isByAppointment(opening.comment)
        ? t('directory.opening.by-appointment')
        : t('directory.opening.uncertain.comment', { comment: opening.comment });
    }
  }
}

/** Sources say it each in their way: « sur rendez-vous », « sur RDV », « by appointment ». */
export function isByAppointment(comment: string): boolean {
  return /rendez[- ]?vous|\brdv\b|appointment/i.test(comment);
}

export function OpeningText({ opening, visit }: { opening: OpeningState; visit: Visit }) {
  return <OpenBadge state={opening.state} text={capitalise(openingWords(opening, visit))} />;
}
