import { Feed } from 'feed';
import { escapeHtml } from '../../kernel/html/escape.ts';
import type { PageReply } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { kindOf } from './kinds/index.ts';
import { announcementPath } from './paths.ts';
import { findAnnouncements, shownIn } from './queries/list.ts';
import { listRequest } from './queries/pages.ts';
import { listPath, listSearch } from './selection.ts';
import { cardLine } from './views/fact-words.ts';
import { publicWords } from './views/words.ts';

export type FeedFormat = 'rss' | 'atom' | 'json';

const types: Readonly<Record<FeedFormat, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

const MOST = 50;

/**
 * A text that reads the same as text and as HTML: RSS does not say which of them a title is, and readers take it for either. Only what
 * HTML would take for a tag or a reference is escaped, and `]]>`, which ends the CDATA section that it stands in.
 */
function escapeMarkup(text: string): string {
  return text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/<(?=[a-z/!?])/gi, '&lt;')
    .replaceAll(']]>', ']]&gt;');
}

const titles: Readonly<Record<FeedFormat, (title: string) => string>> = { rss: escapeMarkup, atom: escapeHtml, json: (title) => title };

/** The list of an address as a feed (RSS 2.0, Atom 1.0, JSON Feed 1): the newest first, fifty at most. */
export async function feedContent(kernel: Kernel, visit: Visit, format: FeedFormat, isForYouth: boolean): Promise<PageReply> {
  const t = publicWords(visit);
  const { territory } = visit;
  const { query: asked, search } = await listRequest(kernel, visit, isForYouth);
  const { cards } = await findAnnouncements(kernel, territory, await shownIn(kernel, territory), { ...search, limit: MOST });
  const origin = territory.origin ?? visit.origin;
  const query = listSearch(asked);
  const list = listPath(isForYouth);
  const link = `${origin}${visit.href(list)}${query}`;
  const self = (name: FeedFormat) => `${origin}${visit.href(`${list}/flux.${name}`)}${query}`;
  const [newest] = cards;
  const feed = new Feed({
    id: link,
    link,
    title: t('announcements.feed.description', { name: territory.name }),
    description: t(isForYouth ? 'announcements.young.lead' : 'announcements.lead'),
    language: visit.locale,
    generator: 'Terreau',
    feedLinks: { rss: self('rss'), atom: self('atom'), json: self('json') },
    // Of the newest one rather than of this moment: what has not changed reads the same.
    updated: new Date(newest?.publishedAt.epochMilliseconds ?? 0),
    copyright: territory.name,
    // Atom asks for one.
    author: { name: territory.name },
  });
  for (const card of cards) {
    const publishedAt = new Date(card.publishedAt.epochMilliseconds);
    const kind = kindOf(card.kind);
    feed.addItem({
      id: `urn:uuid:${card.id}`,
      guid: `urn:uuid:${card.id}`,
      title: titles[format](card.title),
      link: `${origin}${visit.href(announcementPath(card))}`,
      date: publishedAt,
      published: publishedAt,
      // HTML in all three.
      description: escapeHtml(cardLine(card, visit)),
      category: [{ name: kind.label(visit.locale, territory.country), term: kind.slug }],
    });
  }
  return { content: format === 'rss' ? feed.rss2() : format === 'atom' ? feed.atom1() : feed.json1(), type: types[format] };
}
