import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay } from '../../../kernel/i18n/format.ts';
import type { Chip } from '../../../ui/chips.tsx';
import { type FacetName, type Filters, facetNames } from '../facets.ts';
import type { DirectoryList } from '../view-models.ts';
import { filterWords } from './filter-words.ts';
import { nearWords } from './near-words.ts';
import { timeWords } from './opening.tsx';
import { type ListQuery, listPath, listQuery } from './paths.ts';
import { directoryWords } from './words.ts';

/** One choice of a list and the way back from it; `name`: of what it is a choice. */
export interface ListChip extends Chip {
  name: FacetName | 'words' | 'near' | 'open';
}

/** All that narrows a list, each with the address of the list without it. */
export function listChips(list: DirectoryList, visit: Visit): ListChip[] {
  const t = directoryWords(visit);
  const query = listQuery(list, visit);
  const chip = (name: ListChip['name'], label: string, without: ListQuery): ListChip => ({
    name,
    label,
    href: visit.href(listPath({ ...query, ...without })),
    removeLabel: t('directory.chips.remove', { label }),
  });
  return [
    ...(list.q ? [chip('words', t('directory.chips.words', { q: list.q }), { q: '' })] : []),
    ...facetNames.flatMap((name) => {
      const value = list.filters[name];
      return value === undefined ? [] : [chip(name, filterWords(name, value, visit), { filters: without(list.filters, name) })];
    }),
    ...(list.near ? [chip('near', t('directory.chips.near', { place: nearWords(list.near, visit) }), { near: '' })] : []),
    ...(list.openNow ? [chip('open', t('directory.filters.open'), { openNow: false })] : []),
    ...(list.openAt ? [chip('open', openAtWords(list.openAt, visit), { openAt: null })] : []),
  ];
}

function without(filters: Filters, name: FacetName): Filters {
  const { [name]: _, ...others } = filters;
  return others;
}

function openAtWords(openAt: string, visit: Visit): string {
  const t = directoryWords(visit);
  const moment = Temporal.PlainDateTime.from(openAt);
  return t('directory.chips.open-at', {
    date: formatDay(moment.toPlainDate(), visit.locale),
    time: timeWords(moment.toPlainTime(), visit, t),
  });
}
