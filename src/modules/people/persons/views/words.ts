import type { Temporal } from 'temporal-polyfill';
import { mandateMessages } from '../../../../kernel/access/mandate-messages.ts';
import type { Purpose } from '../../../../kernel/access/viewer.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { StatusTone } from '../../../../ui/status-tag.tsx';
import { personMessages } from '../messages.ts';
import { isInForce } from '../rules.ts';
import type { Mandate, Person } from '../view-models.ts';

export function personWords(visit: Visit) {
  return translator(personMessages, visit.locale, { country: visit.territory.country });
}

export function date(visit: Visit, day: Temporal.PlainDate): string {
  return formatDateAlone(day, visit.locale);
}

/** The day of a moment, where the territory is. */
export function dayOf(visit: Visit, at: Temporal.Instant): string {
  return date(visit, at.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate());
}

export function nameOf({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`;
}

/** How and when a mandate was signed; null: it was not. */
export function signedWords(visit: Visit, { signature, signedOn, signedWords: words }: Mandate): string | null {
  return signature && signedOn
    ? personWords(visit)(`people.mandate.signed.${signature}`, { date: date(visit, signedOn), words: words ?? '' })
    : null;
}

export function purposeLabel({ locale }: Visit, purpose: Purpose): string {
  return translator(mandateMessages, locale)(`mandate.purpose.${purpose}`);
}

export function purposeWords(visit: Visit, { purpose, purposeWords: more }: Pick<Mandate, 'purpose' | 'purposeWords'>): string {
  const said = purposeLabel(visit, purpose);
  return more === null ? said : `${said}, ${more}`;
}

/** Where a mandate stands on a day, which its state alone does not say. */
export function standing(
  mandate: Mandate,
  today: Temporal.PlainDate,
): { word: 'prepared' | 'active' | 'over' | 'soon' | 'revoked' | 'cancelled'; tone: StatusTone } {
  if (mandate.state === 'prepared') return { word: 'prepared', tone: 'waiting' };
  if (mandate.state !== 'active') return { word: mandate.state, tone: 'off' };
  if (isInForce(mandate, today)) return { word: 'active', tone: 'good' };
  return mandate.endsOn.since(today).sign < 0 ? { word: 'over', tone: 'off' } : { word: 'soon', tone: 'waiting' };
}
