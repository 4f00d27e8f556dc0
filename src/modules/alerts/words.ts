import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { choicesOf } from '../announcements/index.ts';
import { alertMessages } from './messages.ts';
import type { SavedSearch } from './models.ts';

export function alertWords({ locale, territory: { country } }: Pick<Visit, 'locale' | 'territory'>) {
  return translator(alertMessages, locale, { country });
}

/** What a search asks for, each in words: « Bénévolat », « À moins de 5 km de Valombre ». Empty: everything. */
export function searchChoices({ query, isForYouth, near }: SavedSearch, visit: Pick<Visit, 'territory' | 'locale' | 'now'>): string[] {
  const t = alertWords(visit);
  return [
    ...(isForYouth ? [t('alerts.young')] : []),
    ...choicesOf(query, visit).map(({ label }) => label),
    ...(near ? [t('alerts.near', { name: near.name, km: near.within })] : []),
  ];
}

/** The same in one line. */
export function searchName(search: SavedSearch, visit: Pick<Visit, 'territory' | 'locale' | 'now'>): string {
  return searchChoices(search, visit).join(' · ') || alertWords(visit)('alerts.everything');
}
