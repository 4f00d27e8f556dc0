import { Temporal } from 'temporal-polyfill';
import type { NoticeKind } from '../../../kernel/notices.ts';

/** How often somebody wants letters: each at once, those of a day together, or none but duties. */
export const rhythms = ['at-once', 'daily', 'never'] as const;
export type Rhythm = (typeof rhythms)[number];

/** How somebody wants to be told, in one territory. */
export interface NoticeChoice {
  rhythm: Rhythm;
  /** Kinds of which they want no letter. */
  withoutLetter: readonly string[];
  /** Kinds of which they want an SMS too. */
  withSms: readonly string[];
}

/** Of who chose nothing. */
export const defaultChoice: NoticeChoice = { rhythm: 'at-once', withoutLetter: [], withSms: [] };

/** By which letter a notice is told: one of its own, that of the day, or none. */
export function letterOf(kind: Pick<NoticeKind, 'name' | 'isDuty'>, { rhythm, withoutLetter }: NoticeChoice): 'own' | 'digest' | 'none' {
  if (kind.isDuty) return 'own';
  if (rhythm === 'never' || withoutLetter.includes(kind.name)) return 'none';
  return rhythm === 'daily' ? 'digest' : 'own';
}

/** When the letter of the day leaves, on the territory's clocks: read with the first coffee. No clock is changed at that hour. */
const DIGEST_TIME = Temporal.PlainTime.from('07:00');

/** When the last letter of the day was due: what was told before belongs in it, what came since waits for the next one. */
export function lastDigest(now: Temporal.Instant, timeZone: string): Temporal.ZonedDateTime {
  const local = now.toZonedDateTimeISO(timeZone);
  const on = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone, plainTime: DIGEST_TIME });
  const today = on(local.toPlainDate());
  return Temporal.ZonedDateTime.compare(today, local) <= 0 ? today : on(local.toPlainDate().subtract({ days: 1 }));
}
