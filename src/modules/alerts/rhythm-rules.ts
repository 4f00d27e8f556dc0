import { Temporal } from 'temporal-polyfill';

/** How often somebody is written to about one alert. */
export const rhythms = ['at-once', 'daily', 'weekly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** When letters of the day and of the week leave, on the territory's clocks. No clock is changed at that hour. */
const LETTER_TIME = Temporal.PlainTime.from('07:00');
const LETTER_WEEKDAY = 1;

/** Until when what was found belongs in a letter that leaves now; what came since waits for the next one. */
export function lastDue(rhythm: Rhythm, now: Temporal.Instant, timeZone: string): Temporal.Instant {
  if (rhythm === 'at-once') return now;
  const local = now.toZonedDateTimeISO(timeZone);
  const on = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone, plainTime: LETTER_TIME });
  const day = local.toPlainDate().subtract({ days: rhythm === 'weekly' ? (local.dayOfWeek - LETTER_WEEKDAY + 7) % 7 : 0 });
  const due = on(day);
  const isPast = Temporal.ZonedDateTime.compare(due, local) <= 0;
  return (isPast ? due : on(day.subtract({ days: rhythm === 'weekly' ? 7 : 1 }))).toInstant();
}

/** Days in which somebody says that they still want an alert, once they are asked. */
export const DAYS_TO_ANSWER = 30;

/** The last of these days. */
export function answerUntil(askedAt: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return askedAt.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: DAYS_TO_ANSWER });
}
