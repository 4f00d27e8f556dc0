import { Temporal } from 'temporal-polyfill';
import { stateTable } from '../../../kernel/states/states.ts';

/** How somebody wants to be reached. */
export const channels = ['desk', 'phone', 'text', 'letter', 'email'] as const;
export type Channel = (typeof channels)[number];

/** How something is told to a person without an account; `hand`: their team says it. */
export type NoticeWay = 'email' | 'text' | 'hand';

/** The way that the person prefers, where a message can take it; who prefers a call, a letter or the desk gets that. */
export function noticeWay(channel: Channel, { email, mobile }: { email: string | null; mobile: string | null }): NoticeWay {
  if (channel === 'email') return email !== null ? 'email' : mobile !== null ? 'text' : 'hand';
  if (channel === 'text') return mobile !== null ? 'text' : email !== null ? 'email' : 'hand';
  return 'hand';
}

/** A mandate is prepared, then signed; either side ends it at any moment. Its last day ends it by itself. */
export const mandateStates = stateTable({
  prepared: { sign: 'active', cancel: 'cancelled' },
  active: { revoke: 'revoked' },
  revoked: {},
  cancelled: {},
});
export type MandateState = keyof typeof mandateStates.table;

/** Months for which a mandate may be given: a year, after which it is asked for again. */
const LONGEST_MONTHS = 12;

/** Whether somebody may act under a mandate on a day of the territory. */
export function isInForce(
  { state, startsOn, endsOn }: { state: MandateState; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate },
  today: Temporal.PlainDate,
): boolean {
  return state === 'active' && Temporal.PlainDate.compare(startsOn, today) <= 0 && Temporal.PlainDate.compare(today, endsOn) <= 0;
}

/** Whole years on a day. Who was born on 29 February is a year older on 1 March of other years (French practice). */
export function ageOn(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): number {
  const before = today.month < birthDate.month || (today.month === birthDate.month && today.day < birthDate.day);
  return today.year - birthDate.year - (before ? 1 : 0);
}

/** Age from which one consents alone to what is done with one's data online (loi n° 78-17 du 6 janvier 1978, art. 45). */
const FRENCH_AGE_OF_CONSENT = 15;

/**
 * Whether a parent or guardian signs beside the person. In Switzerland no age is set: who has the discernment decides alone
 * (Civil Code, art. 16 and 19c), which the agent judges.
 */
export function needsGuardian(birthDate: Temporal.PlainDate | null, today: Temporal.PlainDate, country: 'FR' | 'CH'): boolean {
  return country === 'FR' && birthDate !== null && ageOn(birthDate, today) < FRENCH_AGE_OF_CONSENT;
}

/** Whether a mandate is one that nobody could give alone, and no parent gave with them: their birth date may have been learnt since. */
export function lacksGuardian(
  { birthDate }: { birthDate: Temporal.PlainDate | null },
  { guardianName }: { guardianName: string | null },
  today: Temporal.PlainDate,
  country: 'FR' | 'CH',
): boolean {
  return guardianName === null && needsGuardian(birthDate, today, country);
}

/** Whether nobody wrote down how old somebody is, where that decides who signs. */
export function isOfUnknownAge(birthDate: Temporal.PlainDate | null, country: 'FR' | 'CH'): boolean {
  return country === 'FR' && birthDate === null;
}

/** What a mandate cannot be, as the key of what is said; null where it can. */
export function mandateMistake({
  startsOn,
  endsOn,
}: {
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}): 'people.mandate.ends.before' | 'people.mandate.ends.late' | null {
  if (Temporal.PlainDate.compare(endsOn, startsOn) < 0) return 'people.mandate.ends.before';
  return Temporal.PlainDate.compare(endsOn, startsOn.add({ months: LONGEST_MONTHS })) > 0 ? 'people.mandate.ends.late' : null;
}

/** Hours for which a session acts for somebody at most: then it is said again. */
export const ACTING_HOURS = 2;

/** Letters of a code on paper: none that are taken for another, in capitals. */
export const CODE_LETTERS = 'ACDEFGHJKLMNPQRTUVWXY34679';
export const CODE_LENGTH = 10;
export const CODE_DAYS = 90;
/** Wrong tries after which a code is dead. */
export const CODE_TRIES = 5;

/** A code as it was typed, in the form in which it is kept: capitals, without what separates. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** A code as it is printed: « ACDEF-GHJKL ». */
export function printCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}
