import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { formatPhone } from '../../../ui/phone.ts';
import type { CompletenessField } from '../completeness-rules.ts';
import { directoryMessages } from '../messages.ts';
import { usualHours } from '../views/usual-hours.ts';
import { capitalise, formatList } from '../views/words.ts';
import { reminderMessages } from './messages.ts';
import type { HeldPage } from './view-models.ts';

export function reminderWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(reminderMessages, locale);
}

/** What a page says today of what changes most, in words. An address that is confidential is not kept, and so not in it. */
export function toldFacts({ facts }: HeldPage, territory: TerritoryContext, locale: Locale): { term: string; value: string }[] {
  const t = translator(directoryMessages, locale);
  const address =
    'street' in facts ? [facts.street, [facts.postcode, facts.locality].filter(Boolean).join(' ')].filter(Boolean).join(', ') : '';
  const hours = 'openingHours' in facts && facts.openingHours !== null ? usualHours(facts.openingHours, territory, locale) : '';
  const told = [
    ['address', address],
    ['openingHours', hours],
    ['phone', facts.phone === null ? '' : formatPhone(facts.phone, territory.country)],
    ['email', facts.email ?? ''],
    ['website', 'website' in facts ? (facts.website ?? '') : ''],
  ] as const;
  return told.flatMap(([field, value]) => (value === '' ? [] : [{ term: capitalise(t(`directory.field.${field}`)), value }]));
}

/** What is named of what is missing: more would be a wall. */
const FIRST = 4;

/** What pages lack that helps a visitor most, « horaires, une photo et accès en fauteuil »; null where nothing does. */
export function missingWords(pages: readonly HeldPage[], locale: Locale): string | null {
  const t = translator(directoryMessages, locale);
  const missing = pages.flatMap(({ completeness }) => completeness.missing).sort((a, b) => b.weight - a.weight);
  const fields = [...new Set(missing.map(({ field }) => field))].slice(0, FIRST);
  if (fields.length === 0) return null;
  const name = (field: CompletenessField) =>
    field === 'contact' || field === 'pictures' ? t(`directory.edit.missing.${field}`) : t(`directory.field.${field}`);
  return formatList(fields.map(name), locale);
}
