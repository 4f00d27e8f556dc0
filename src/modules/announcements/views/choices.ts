import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay } from '../../../kernel/i18n/format.ts';
import { placeWords } from '../../directory/index.ts';
import type { ListQuery } from '../selection.ts';
import { facetLabel } from './fact-words.ts';
import { publicWords } from './words.ts';

function nearLabel(place: string, within: number | null, t: ReturnType<typeof publicWords>): string {
  return within === null ? t('announcements.filters.near', { place }) : t('announcements.filters.near.within', { place, km: within });
}

/** What a list is narrowed to, each choice in words, with what taking it away changes. */
export function choicesOf(
  { q, kind, when, age, near, within, facets }: ListQuery,
  visit: Pick<Visit, 'territory' | 'locale' | 'now'>,
): { label: string; without: Partial<ListQuery> }[] {
  const t = publicWords(visit);
  return [
    ...(q ? [{ label: t('announcements.filters.words', { words: q }), without: { q: '' } }] : []),
    ...(kind ? [{ label: kind.label(visit.locale, visit.territory.country), without: { kind: null } }] : []),
    ...(when === null
      ? []
      : [
          {
            label: when === 'weekend' ? t('announcements.filters.when.weekend') : formatDay(when, visit.locale),
            without: { when: null },
          },
        ]),
    ...(age === null ? [] : [{ label: t('announcements.filters.of-age', { n: age }), without: { age: null } }]),
    ...(near === null
      ? []
      : [{ label: nearLabel(placeWords(near.words, near.point !== null, visit), within, t), without: { near: null } }]),
    ...facets.map((value) => ({ label: facetLabel(value, visit), without: { facets: facets.filter((other) => other !== value) } })),
  ];
}
