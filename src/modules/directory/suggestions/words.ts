import type { Visit } from '../../../kernel/http/visit.ts';
import { type Translate, translator } from '../../../kernel/i18n/messages.ts';
import { suggestionMessages } from './messages.ts';
import type { PlainField, PlainValues } from './plain-fields.ts';

export type SuggestionWords = Translate<keyof typeof suggestionMessages.fr>;

export function suggestionWords({ locale, territory: { country } }: Pick<Visit, 'locale' | 'territory'>): SuggestionWords {
  return translator(suggestionMessages, locale, { country });
}

/** « téléphone, site internet » */
export function fieldWords(values: PlainValues, hours: string | null, t: SuggestionWords): string {
  const named = (Object.keys(values) as PlainField[]).map((field) => t(`directory.suggest.${field}`));
  const all = hours === null || named.includes(t('directory.suggest.hours')) ? named : [...named, t('directory.suggest.hours')];
  return all.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(', ');
}
