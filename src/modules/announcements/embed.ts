import type { Embed, EmbeddedItem } from '../../kernel/embed.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { formatDay } from '../../kernel/i18n/format.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { kindOf, kindsIn } from './kinds/index.ts';
import type { AnnouncementCard } from './models.ts';
import { announcementPath } from './paths.ts';
import { placesOf } from './places.ts';
import { publicMessages } from './public-messages.ts';
import { findAnnouncements, shownIn } from './queries/list.ts';
import { listRequest, publicPage } from './queries/pages.ts';
import { facetsOf, listSearch, parameters, WEEKEND } from './selection.ts';
import { facetLabel, inMoneyOf, summaryWords } from './views/fact-words.ts';
import { publicWords } from './views/words.ts';

/** Of lists shown elsewhere alone: the portal has a page for young people instead. */
const FOR_WHOM = 'pour';
const YOUNG = 'jeunes';

type Shown = Omit<AnnouncementCard, 'territoryId' | 'expiresOn' | 'distance'>;

function itemOf(card: Shown, visit: Visit): EmbeddedItem {
  const t = publicWords(visit);
  const kind = kindOf(card.kind);
  const { publisher, locality, publishedAt } = card;
  const day = publishedAt.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  const facts = [
    ...summaryWords(kind, card.facts, inMoneyOf(visit, card)),
    ...(card.isRemote ? [t('announcements.page.remote')] : []),
  ].join(' · ');
  return {
    key: card.id,
    path: announcementPath(card),
    title: card.title,
    kicker: kind.label(visit.locale, visit.territory.country),
    lines: [
      locality ? t('announcements.card.from', { publisher, locality }) : publisher,
      ...(facts ? [facts] : []),
      t('announcements.card.since', { date: formatDay(day, visit.locale) }),
    ],
    position: null,
  };
}

/** The list of announcements, in other sites' pages. */
export const announcementsEmbed: Embed = {
  name: 'annonces',
  mapName: null,
  label: (locale) => translator(publicMessages, locale)('announcements.title'),
  parameters: [
    {
      name: parameters.kind,
      label: (locale) => translator(publicMessages, locale)('announcements.filters.kind'),
      choices: (visit) =>
        kindsIn(visit.territory).map(({ slug, label }) => ({ value: slug, label: label(visit.locale, visit.territory.country) })),
    },
    {
      name: FOR_WHOM,
      label: (locale) => translator(publicMessages, locale)('announcements.embed.for'),
      choices: (visit) => [{ value: YOUNG, label: publicWords(visit)('announcements.embed.young') }],
    },
    {
      name: parameters.when,
      label: (locale) => translator(publicMessages, locale)('announcements.filters.when'),
      choices: (visit) => [{ value: WEEKEND, label: publicWords(visit)('announcements.filters.when.weekend') }],
    },
    {
      name: parameters.facets,
      label: (locale) => translator(publicMessages, locale)('announcements.filters.with'),
      // What a word means depends on the kind: boxes alone mean the same everywhere.
      choices: (visit) =>
        [
          ...facetsOf(kindsIn(visit.territory), visit.territory, () => false),
          ...placesOf(visit.territory).map(({ slug }) => `district:${slug}`),
        ].map((value) => ({ value, label: facetLabel(value, visit) })),
    },
    { name: parameters.words, label: (locale) => translator(publicMessages, locale)('announcements.embed.words'), choices: null },
  ],
  async list(kernel, visit, { most }) {
    const { territory } = visit;
    const isForYouth = visit.query[FOR_WHOM] === YOUNG;
    const { query, search } = await listRequest(kernel, visit, isForYouth);
    const { cards } = await findAnnouncements(kernel, territory, await shownIn(kernel, territory), { ...search, limit: most });
    return {
      items: cards.map((card) => itemOf(card, visit)),
      path: `/annonces${isForYouth ? '/jeunes' : ''}${listSearch(query)}`,
    };
  },
  listAt: (path) => (path === '/annonces' ? {} : path === '/annonces/jeunes' ? { [FOR_WHOM]: YOUNG } : null),
  async itemAt(kernel, visit, path) {
    const [, slug] = /^\/annonces\/([^/]+)$/.exec(path) ?? [];
    const page = slug === undefined ? null : await publicPage(kernel, visit, slug);
    if (page?.announcement.state !== 'published') return null;
    const { announcement, commune, home } = page;
    const { publishedAt, publisher } = announcement;
    return publishedAt && itemOf({ ...announcement, publisher: publisher.name, publishedAt, commune, currency: home.currency }, visit);
  },
};
