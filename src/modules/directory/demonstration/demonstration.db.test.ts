import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { frenchAlone } from '../../../../test/support/french-alone.ts';
import { somebody } from '../../../../test/support/people.ts';
import { catalogue } from '../../../catalogue.ts';
import { territoryRoles } from '../../../kernel/access/viewer.ts';
import { loadDemonstration } from '../../../main.ts';
import { territoryById, territoryList } from '../../territories/index.ts';

type Territories = Awaited<ReturnType<typeof territoryList>>;

let app: TestApplication;
let territories: Territories;
let grouping: string;
beforeAll(async () => {
  app = await openTestApplication();
  await loadDemonstration(app.application);
  territories = await territoryList(app.kernel.database, app.kernel.clock);
  grouping = territories.find(({ kind }) => kind === 'grouping')?.slug ?? '';
}, 60_000);
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

async function get(slug: string, url: string) {
  const reply = await app.server.inject({ url, headers: { host: `${slug}.localhost` } });
  return { status: reply.statusCode, body: reply.body, location: String(reply.headers.location ?? '') };
}

async function all(slug: string, path: '/places' | '/organisations', query = ''): Promise<{ name: string; territory: string }[]> {
  const items: { name: string; territory: string }[] = [];
  let cursor: string | null = null;
  do {
    const reply = await app.server.inject({
      url: `/api/v1${path}?territory=${slug}&limit=100${query}${cursor === null ? '' : `&cursor=${cursor}`}`,
    });
    const page = reply.json() as { items: { name: string; territory: string }[]; next_cursor: string | null };
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

describe('the demonstration', () => {
  it('has a grouping, three French communes and a Swiss one, each with something to show', async () => {
    expect(territories.map(({ kind, country }) => `${kind} ${country}`).toSorted()).toEqual([
      'commune CH',
      'commune FR',
      'commune FR',
      'commune FR',
      'grouping FR',
    ]);
    expect(territories.filter(({ isDefault }) => isDefault).map(({ slug }) => slug)).toEqual([grouping]);
    for (const { slug, kind } of territories) {
      const own = (await all(slug, '/organisations')).filter(({ territory }) => kind === 'grouping' || territory === slug);
      expect(own.length, slug).toBeGreaterThan(3);
    }
  });

  it('has at least eighty-four organisations, under names of their own', async () => {
    const names = (await Promise.all(territories.filter(({ kind }) => kind === 'commune').map(({ slug }) => all(slug, '/organisations'))))
      .flat()
      .map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(84);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is stored whole, each place where its commune is, and what closed or moved told apart', async () => {
    const { rows } = await sql<{ what: string; n: number }>`
      select 'services' as what, count(*)::int as n from directory.service
      union all select 'places outside', count(*)::int from directory.place where is_outside
      union all select 'organisations ' || state, count(*)::int from directory.organisation group by state
      union all select 'places ' || state, count(*)::int from directory.place group by state
      union all select 'services ' || state, count(*)::int from directory.service group by state
      union all select 'confidential', count(*)::int from directory.place where is_address_confidential`.execute(
      app.kernel.database.kysely(),
    );
    const counts = Object.fromEntries(rows.map(({ what, n }) => [what, n]));
    expect(counts['services']).toBeGreaterThanOrEqual(155);
    expect(counts['places outside']).toBe(0);
    for (const what of ['organisations closed', 'places closed', 'places moved', 'services closed', 'confidential']) {
      expect(counts[what], what).toBeGreaterThanOrEqual(1);
    }
  });

  it('is alive: people with a past, and something to decide, to answer and to sign', async () => {
    const id = territories.find(({ slug }) => slug === 'montbrillet')?.id ?? '';
    const { rows } = await app.kernel.database.unit(
      () =>
        sql<{ what: string; n: number }>`
          select kind || ' ' || state as what, count(*)::int as n from moderation.item where territory_id = ${id} group by 1
          union all select 'refused with a reason', count(*)::int from moderation.decision where territory_id = ${id} and reason is not null
          union all select 'assigned', count(*)::int from moderation.item where territory_id = ${id} and assigned_to is not null
          union all select 'claim ' || state, count(*)::int from directory.claim where territory_id = ${id} group by 1
          union all select 'persons of ' || t.purpose, count(*)::int from people.person p join people.team t on t.id = p.team_id where p.territory_id = ${id} group by 1
          union all select 'mandate ' || state, count(*)::int from people.mandate where territory_id = ${id} group by 1
          union all select 'written for somebody', count(*)::int from directory.revision where territory_id = ${id} and on_behalf_of is not null
          union all select 'authors of a history', max(n)::int from (select count(distinct actor) as n from directory.revision where territory_id = ${id} group by subject_id) h
          union all select 'drafts', count(*)::int from directory.draft where territory_id = ${id}
          union all select 'conversations', count(*)::int from directory.conversation where territory_id = ${id}
          union all select 'days of views', count(distinct day)::int from directory.page_view where territory_id = ${id}
          union all select 'notices ' || case when read_at is null then 'unread' else 'read' end, count(*)::int from people.notice where territory_id = ${id} group by 1
          union all select 'elimination ' || state, count(*)::int from people.elimination where territory_id = ${id} group by 1
          union all select 'readings', count(*)::int from people.reading where territory_id = ${id}
          union all select 'loads', count(*)::int from directory.import_run where territory_id = ${id}
          union all select 'previews asked for', count(*)::int from directory.import_request where territory_id = ${id}
          union all select 'letters', count(*)::int from kernel.message
          union all select 'announcement of ' || state, count(*)::int from announcements.announcement where territory_id = ${id} group by 1`.execute(
          app.kernel.database.kysely(),
        ),
      { keeper: id, directory_contacts: id },
    );
    const counts = new Map(rows.map(({ what, n }) => [what, n]));
    const wanted =
      'suggestion open|suggestion in-question|suggestion refused|suggestion approved|correction open|report open|duplicate open|' +
      'conflict open|set-aside open|claim open|refused with a reason|assigned|claim asked|claim refused|claim granted|persons of social|' +
      'persons of youth|persons of economy|persons of district|persons of partner|mandate prepared|mandate active|mandate revoked|written for somebody|drafts|' +
      'conversations|notices unread|notices read|elimination proposed|elimination done|readings|loads|previews asked for|letters|' +
      'announcement open|announcement refused|announcement of draft|announcement of submitted|announcement of scheduled|' +
      'announcement of published|announcement of refused|announcement of filled|announcement of expired|announcement of withdrawn';
    expect(wanted.split('|').filter((what) => !counts.get(what))).toEqual([]);
    expect(counts.get('authors of a history')).toBeGreaterThanOrEqual(2);
    expect(counts.get('days of views')).toBeGreaterThan(30);
  });

  it('has communes that let their grouping act, and others that do not', async () => {
    const { rows } = await sql<{ slug: string }>`
      select t.slug from people.delegation d join territories.territory t on t.id = d.territory_id where d.ended_at is null order by 1`.execute(
      app.kernel.database.kysely(),
    );
    expect(rows.map(({ slug }) => slug)).toEqual(['les-clavettes', 'montbrillet']);
  });

  it('is told to be one: no fact passes for a real one', async () => {
    const [first] = await all(grouping, '/places');
    expect(first).toMatchObject({ provenance: { name: { source: 'demonstration' } } });
  });

  it('has something open at each hour of a week', async () => {
    const start = Date.parse('2026-11-24T00:00:00+01:00');
    const silent: string[] = [];
    for (let hour = 0; hour < 168; hour += 1) {
      const moment = new Date(start + hour * 3_600_000).toISOString();
      app.clock.set(moment);
      const reply = await app.server.inject({ url: `/api/v1/places?territory=${grouping}&open_now=true&limit=1` });
      if ((reply.json() as { items: unknown[] }).items.length === 0) silent.push(moment);
    }
    expect(silent).toEqual([]);
  }, 60_000);

  it('is lively on an ordinary morning', async () => {
    expect((await all(grouping, '/places', '&open_now=true')).length).toBeGreaterThan(10);
    expect((await get(grouping, '/')).body).toContain('open-badge is-open');
  });

  it('has no page that fails or shows a key for a text, in French or in English', async () => {
    const keys = catalogue.flatMap((module) => Object.keys(module.messages?.fr ?? {}));
    expect(keys.length).toBeGreaterThan(100);
    const trouble: string[] = [];
    let count = 0;
    for (const { slug, country } of territories) {
      const sitemap = (await get(slug, '/sitemap.xml')).body;
      const listed = [...sitemap.matchAll(/<loc>http:\/\/[^/]+([^<]*)<\/loc>/g)].map(([, path = '']) => path);
      for (const path of [...listed, '/mentions-legales', '/confidentialite', '/accessibilite', '/annuaire?ouvert=1', '/annuaire?q=pain']) {
        for (const address of [path, `/en${path === '/' ? '' : path}`]) {
          const { status, body } = await get(slug, address);
          count += 1;
          const text = body.replace(/<script[^>]*>.*?<\/script>/gs, ' ').replace(/<[^>]*>/g, ' ');
          const shown = keys.find((key) => text.includes(key));
          if (status !== 200) trouble.push(`${slug}${address} answers ${status}`);
          if (shown) trouble.push(`${slug}${address} shows ${shown}`);
          // Announcements come from neighbours too, across the border.
          if (country === 'CH' && path !== '/' && !path.startsWith('/annonces'))
            trouble.push(...frenchAlone(body).map((words) => `${slug}${address} says ${words}`));
          if (/\bundefined\b|\bNaN\b|\[object |\{[a-z]+\}/.test(text)) trouble.push(`${slug}${address} shows what no reader knows`);
        }
      }
    }
    expect(trouble).toEqual([]);
    expect(count).toBeGreaterThan(200);
  }, 120_000);

  it('leads only to pages that are there', async () => {
    const broken: string[] = [];
    const isSheet = (path: string) => /\.pdf(\?|$)/.test(path);
    for (const { slug } of territories) {
      const seen = new Set<string>();
      const waiting = ['/'];
      for (let path = waiting.pop(); path !== undefined && seen.size < 400; path = waiting.pop()) {
        if (seen.has(path)) continue;
        seen.add(path);
        const { status, body, location } = await get(slug, path);
        // What is written of a page of a commune is written on its own portal; what is one's own, after signing in.
        const leadsOn =
          status === 303 &&
          (location.startsWith('/connexion') || location.startsWith('/en/connexion') || /^http:\/\/[a-z-]+\.localhost/.test(location));
        if (status !== 200 && !leadsOn) broken.push(`${slug}${path} answers ${status}`);
        for (const [, href = ''] of body.matchAll(/<a [^>]*?href="(\/[^"#]*)"/g)) {
          const next = href.replaceAll('&amp;', '&');
          // Sheets to print are all made alike, and so many a minute for one visitor.
          if (isSheet(next) && [...seen, ...waiting].filter(isSheet).length >= 5) continue;
          // Lists differ endlessly by what is asked of them: pages are what matters.
          if (!next.includes('?') || next.includes('?commune=')) waiting.push(next);
        }
      }
      expect(seen.size, slug).toBeGreaterThan(20);
    }
    expect(broken).toEqual([]);
  }, 120_000);

  it('gives each list of those who work there as a workbook', async () => {
    const montbrillet = territories.find(({ slug }) => slug === 'montbrillet');
    const territory = montbrillet && (await territoryById(app.kernel.database, app.kernel.clock, montbrillet.id));
    if (!territory) throw new Error('Montbrillet is not there.');
    const staff = await somebody(app, territory, ...territoryRoles.map((role) => ({ role })));
    await sql`update people.account set is_operator = true where id = ${staff.accountId}`.execute(app.kernel.database.kysely<never>());
    const seen = new Set<string>();
    const given = new Set<string>();
    const without: string[] = [];
    const waiting = ['/gestion', '/exploitation'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, body } = await staff.get(path);
      expect(status, path).toBe(200);
      if (/<div class="table-frame"><table/.test(body)) without.push(path);
      if (/<div class="table-frame"><p class="export-link">/.test(body)) given.add(path);
      // Of pages of one thing, there are as many as things.
      for (const [, href = ''] of body.matchAll(/<a [^>]*?href="(\/(?:gestion|exploitation)[^"#?]*)"/g))
        if (!/\.\w+$|[0-9a-f]{8}-[0-9a-f]{4}/.test(href)) waiting.push(href);
    }
    // Its workbook and its PDF hold all its tables.
    expect(without.filter((path) => path !== '/gestion/rapport')).toEqual([]);
    expect(given.size).toBeGreaterThan(12);
  }, 120_000);

  it('is not loaded twice over itself', async () => {
    await expect(loadDemonstration(app.application)).rejects.toThrow('est déjà pris');
    expect(await territoryList(app.kernel.database, app.kernel.clock)).toHaveLength(5);
  });
});
