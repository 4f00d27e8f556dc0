import { numberOf } from '../kinds/kind.ts';
import type { Announcement } from '../models.ts';

/** Why an answer is refused: what a publisher may say, and a person may hear. `other` is said in words. */
export const refusals = ['filled', 'profile', 'dates', 'age', 'unreachable', 'no-show', 'duplicate', 'cancelled', 'other'] as const;
export type Refusal = (typeof refusals)[number];

/** Seats of an announcement; null: it does not count them. */
export function seatsOf({ facts }: Pick<Announcement, 'facts'>): number | null {
  return numberOf(facts, 'seats');
}

/** Whether each of its seats is given. */
export function isFull(announcement: Pick<Announcement, 'facts' | 'seatsTaken'>): boolean {
  const seats = seatsOf(announcement);
  return seats !== null && announcement.seatsTaken >= seats;
}

/**
 * France with what it has overseas, and Switzerland: where portals are, and their neighbours. SMS to other countries cost up to ten times
 * as much, and are what those live on who make others send them.
 */
const TEXTED = /^\+(33|41|262|508|590|594|596|681|687|689)\d/;

/** Whether who answers without an account is written to by SMS at this number. @param phone in the international form */
export function takesVisitorsSms(phone: string): boolean {
  return TEXTED.test(phone);
}
