import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { convert } from 'html-to-text';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { visitor } from '../../../test/support/people.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterEach(() => app.clock.set(NOW));
afterAll(() => app.close());

const formats = ['rss', 'atom', 'json'] as const;
type Format = (typeof formats)[number];

/** A feed as its outside reader gives it: what all three formats say. */
interface ReadFeed {
  title: string | undefined;
  site: string | undefined;
  self: string | undefined;
  author: string | undefined;
  updated: string | undefined;
  items: {
    id: string | undefined;
    title: string | undefined;
    html: string | undefined;
    link: string | undefined;
    date: string | undefined;
    kind: string | undefined;
  }[];
}

function read(format: Format, body: string): ReadFeed {
  if (format === 'rss') {
    const { items = [], atom, title, link, lastBuildDate } = parseRssFeed(body);
    return {
      title,
      site: link,
      self: atom?.links?.find(({ rel }) => rel === 'self')?.href,
      author: undefined,
      updated: lastBuildDate,
      items: items.map((item) => ({
        id: item.guid?.value,
        title: item.title,
        html: item.description,
        link: item.link,
        date: item.pubDate,
        kind: item.categories?.[0]?.name,
      })),
    };
  }
  if (format === 'atom') {
    const { entries = [], links = [], title, authors, updated } = parseAtomFeed(body);
    return {
      title: title?.value,
      site: links.find(({ rel }) => rel === 'alternate')?.href,
      self: links.find(({ rel }) => rel === 'self')?.href,
      author: authors?.[0]?.name,
      updated,
      items: entries.map((entry) => {
        expect([entry.title?.type, entry.summary?.type, entry.updated]).toEqual(['html', 'html', entry.published]);
        return {
          id: entry.id,
          title: entry.title?.value,
          html: entry.summary?.value,
          link: entry.links?.[0]?.href,
          date: entry.published,
          // RFC 4287, 4.2.2.1: a category has a term.
          kind: entry.categories?.[0]?.term && entry.categories[0].label,
        };
      }),
    };
  }
  const { items = [], title, home_page_url: site, feed_url: self, authors } = parseJsonFeed(body);
  return {
    title,
    site,
    self,
    author: authors?.[0]?.name,
    updated: undefined,
    items: items.map((item) => ({
      id: item.id,
      title: item.title,
      html: item.content_html,
      link: item.url,
      date: item.date_published,
      kind: item.tags?.[0],
    })),
  };
}

/** What a reader of HTML shows. */
const shown = (html = '') => convert(html, { wordwrap: false });

const ORDINARY = 'Ménage & repassage, R&D, moins de 3 < 4 : « à l’école »';
const HOSTILE = 'Aide <a href=https://evil.example>ici</a> <b>vite</b> ]]> puis ]]> &lt;i> fin';

/** Three announcements, an hour between each: the first of them is a job, the others are for young people too. */
async function filled() {
  const territory = await freshTerritory(app.kernel);
  const ids: string[] = [];
  const said = [
    { kind: 'job', title: 'Caissière', facts: { occupation: '12862', contract: 'permanent', workTime: 'part' } },
    { kind: 'volunteering', title: ORDINARY, locality: 'Trifouilly <sous> Bois & Cie' },
    { kind: 'volunteering', title: HOSTILE },
  ];
  for (const [hour, one] of said.entries()) {
    app.clock.set(`2026-11-24T0${6 + hour}:30:00Z`);
    ids.push(await publishTestAnnouncement(app, territory, one));
  }
  app.clock.set(NOW);
  const [job = '', ordinary = '', hostile = ''] = ids.map((id) => `urn:uuid:${id}`);
  return { territory, anyone: visitor(app, territory), job, ordinary, hostile };
}

describe.each(formats)('the %s feed of a list, to an outside reader', (format) => {
  const feedOf = (list: string, query = '') => `${list}/flux.${format}${query}`;

  it('tells the newest first, each by an id, a day and an address that last', async () => {
    const { territory, anyone, job, ordinary, hostile } = await filled();
    const lists = [
      ['/annonces', '', [hostile, ordinary, job]],
      ['/annonces/jeunes', '', [hostile, ordinary]],
      ['/annonces', '?quoi=benevolat&q=m%C3%A9nage', [ordinary]],
      ['/en/annonces', '?quoi=emploi', [job]],
      ['/annonces', '?quoi=stages', []],
    ] as const;
    for (const [list, query, wanted] of lists) {
      const { body, status } = await anyone.get(feedOf(list, query));
      const feed = read(format, body);
      expect([status, feed.items.map(({ id }) => id)], list + query).toEqual([200, wanted]);
      expect(feed.title).toContain(territory.name);
      // Both addresses are whole, and lead back to the list and to the feed.
      const [site, self] = [feed.site, feed.self].map((url) => new URL(url ?? ''));
      expect([site?.host, site?.pathname]).toEqual([`${territory.slug}.localhost`, list]);
      expect([...(site?.searchParams ?? [])].sort()).toEqual([...new URLSearchParams(query)].sort());
      expect((await anyone.get(`${self?.pathname}${self?.search}`)).body).toBe(body);
      if (format !== 'rss') expect(feed.author).toBe(territory.name);
      for (const { link } of feed.items) {
        const url = new URL(link ?? '');
        expect([url.host, (await anyone.get(url.pathname)).status]).toEqual([`${territory.slug}.localhost`, 200]);
        expect(url.pathname.startsWith('/en/')).toBe(list.startsWith('/en/'));
      }
    }
  });

  it('dates them as its format does, and itself by the newest', async () => {
    const { anyone } = await filled();
    const { items, updated } = read(format, (await anyone.get(feedOf('/annonces'))).body);
    const instants = ['2026-11-24T08:30:00Z', '2026-11-24T07:30:00Z', '2026-11-24T06:30:00Z'].map((text) => Temporal.Instant.from(text));
    const dates = items.map(({ date = '' }) => date);
    if (format === 'rss')
      expect([...dates, updated]).toEqual([
        'Tue, 24 Nov 2026 08:30:00 GMT',
        'Tue, 24 Nov 2026 07:30:00 GMT',
        'Tue, 24 Nov 2026 06:30:00 GMT',
        'Tue, 24 Nov 2026 08:30:00 GMT',
      ]);
    else {
      expect(dates.map((date) => Temporal.Instant.from(date).toString())).toEqual(instants.map(String));
      expect(updated ?? dates[0]).toBe(dates[0]);
    }
  });

  it('gives what people wrote as they wrote it, and none of it as a tag', async () => {
    const { anyone } = await filled();
    const { items } = read(format, (await anyone.get(feedOf('/annonces'))).body);
    const [hostile, ordinary] = items;
    const titleOf = (item: (typeof items)[number] | undefined) => (format === 'json' ? item?.title : shown(item?.title));
    expect([titleOf(hostile), titleOf(ordinary)]).toEqual([HOSTILE, ORDINARY]);
    // A title of RSS is text to some readers and HTML to others: an ordinary one is the same to both.
    if (format === 'rss') expect(ordinary?.title).toBe(ORDINARY);
    if (format !== 'json') expect(hostile?.title).not.toMatch(/<[a-z/]/i);
    expect(shown(ordinary?.html)).toBe('Bénévolat · La Ruche · Trifouilly <sous> Bois & Cie · Quand vous pouvez');
    expect(items.map(({ kind }) => kind)).toEqual(['Bénévolat', 'Bénévolat', 'Emploi']);
  });
});
