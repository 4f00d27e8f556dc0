import type { Embed, EmbeddedItem, EmbedParameter } from '../../kernel/embed.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { FacetName } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { facetParameters, parameterValue } from './filter-parameters.ts';
import { type DirectoryMessageKey, directoryMessages } from './messages.ts';
import { embeddedCard, embeddedCards, type PlacedCard } from './queries/embed.ts';
import { filterWords, knownValues } from './views/filter-words.ts';
import { openingWords } from './views/opening.tsx';
import { listPath, subjectPath } from './views/paths.ts';
import { capitalise, directoryWords, kindWords } from './views/words.ts';

function itemOf(card: PlacedCard, visit: Visit): EmbeddedItem {
  const t = directoryWords(visit);
  const { subject, slug, name, organisationName, kinds, street, locality, opening, position } = card;
  const where = [street, locality].filter(Boolean).join(', ');
  return {
    key: `${subject} ${slug} ${card.commune}`,
    path: subjectPath(card),
    title: name,
    kicker: subject === 'service' ? t('directory.card.service') : (kindWords(kinds, visit.locale)[0] ?? null),
    lines: [
      ...(organisationName && organisationName !== name ? [capitalise(t('directory.card.by', { organisation: organisationName }))] : []),
      ...(where ? [where] : []),
      ...(opening ? [capitalise(openingWords(opening, visit))] : []),
    ],
    position,
  };
}

function facet(name: FacetName): EmbedParameter {
  return {
    name: facetParameters[name],
    label: (locale) => translator(directoryMessages, locale)(`directory.filters.${name}` as DirectoryMessageKey),
    choices: (visit) =>
      knownValues(name, visit).map((value) => ({ value: parameterValue(name, value), label: filterWords(name, value, visit) })),
  };
}

const folders: Readonly<Record<string, SubjectName>> = { annuaire: 'organisation', lieux: 'place', services: 'service' };

/** The list of the directory, in other sites' pages, and its map. */
export const directoryEmbed: Embed = {
  name: 'annuaire',
  mapName: 'carte',
  label: (locale) => translator(directoryMessages, locale)('directory.title'),
  parameters: [
    ...(['theme', 'subject', 'public', 'fee', 'district', 'wheelchair'] as const).map(facet),
    {
      name: 'ouvert',
      label: (locale) => translator(directoryMessages, locale)('directory.filters.open'),
      choices: (visit) => [{ value: '1', label: directoryWords(visit)('directory.filters.open') }],
    },
    { name: 'q', label: (locale) => translator(directoryMessages, locale)('directory.embed.words'), choices: null },
  ],
  async list(kernel, visit, options) {
    const { cards, asked } = await embeddedCards(kernel, visit, options);
    const { q, filters, openNow } = asked;
    return { items: cards.map((card) => itemOf(card, visit)), path: listPath({ q, filters, openNow }) };
  },
  listAt: (path) => (path === '/annuaire' ? {} : null),
  async itemAt(kernel, visit, path) {
    const [, folder = '', slug = ''] = /^\/([a-z]+)\/([^/]+)$/.exec(path) ?? [];
    const subject = Object.hasOwn(folders, folder) ? folders[folder] : undefined;
    const card = subject === undefined ? null : await embeddedCard(kernel, visit, subject, slug);
    return card && itemOf(card, visit);
  },
};
