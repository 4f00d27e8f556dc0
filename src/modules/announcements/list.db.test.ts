import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { type Somebody, somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('the list', () => {
  async function filled() {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const neighbour = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const admin = await somebody(app, territory, { role: 'administrator' });
    const publish = async (person: Somebody, more: Readonly<Record<string, string | string[]>>, kind?: string) => {
      const id = await begin(person, more, kind);
      expect((await person.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    };
    await publish(admin, { title: 'Le samedi matin' });
    await publish(admin, { title: 'Un mercredi', rhythm: 'once', startsOn: '2026-11-25', weekdays: [], minimumAge: '' });
    await publish(
      admin,
      { title: 'Caissière recherchée', occupation: 'Caissier / Caissière', contract: 'permanent', workTime: 'part' },
      'emploi',
    );
    const there = await somebody(app, neighbour, { role: 'administrator' });
    await publish(there, { title: 'Pour nous seuls' });
    await publish(there, { title: 'Pour toute la vallée', audience: 'groupings' });
    return { territory, neighbour, grouping, admin };
  }

  it('is narrowed by words, kind, week-end and age, and counts what is left', async () => {
    const { territory } = await filled();
    const anyone = visitor(app, territory);
    const titles = async (query: string) =>
      [...(await anyone.get(`/annonces${query}`)).body.matchAll(/class="card-title"[^>]*><a[^>]*>([^<]*)/g)].map(([, title]) => title);
    expect(await titles('')).toEqual(['Pour toute la vallée', 'Caissière recherchée', 'Un mercredi', 'Le samedi matin']);
    expect(await titles('?q=caissiers')).toEqual(['Caissière recherchée']);
    expect(await titles('?quoi=emploi')).toEqual(['Caissière recherchée']);
    expect(await titles('?quand=ce-week-end')).toEqual(['Pour toute la vallée', 'Le samedi matin']);
    expect(await titles('?quand=2026-11-25')).toEqual(['Un mercredi']);
    expect(await titles('?age=15')).toEqual(['Caissière recherchée', 'Un mercredi']);
    expect(await titles('?avec=workTime:part')).toEqual(['Caissière recherchée']);
    expect(await titles('?quoi=emploi&q=rien-de-tel')).toEqual([]);
    expect(plainText((await anyone.get('/annonces/jeunes')).body)).not.toContain('Caissière');
    expect((await anyone.get('/annonces/jeunes/flux.rss')).body).not.toContain('Caissière');
    // Whatever an address holds, the list shows what it understood.
    for (const query of ['?suite=coupe', '?avec=district:nulle-part,constructor:x', '?quand=2026-02-30&age=-1&quoi=rien'])
      expect(await titles(query), query).toHaveLength(4);
    expect(plainText((await anyone.get('/annonces?quand=2026-11-25')).body)).toContain('Retirer le filtre « mercredi 25 novembre »');
  });

  it('counts the week-end in the days of the territory, on the night when clocks go back too', async () => {
    const territory = await freshTerritory(app.kernel);
    const anyone = visitor(app, territory);
    app.clock.set('2026-10-20T09:30:00Z');
    try {
      for (const day of ['saturday', 'sunday'])
        await publishTestAnnouncement(app, territory, { title: day, facts: { cause: 'sport', rhythm: 'regular', weekdays: [day] } });
      const shownAt = async (instant: string) => {
        app.clock.set(instant);
        const { body } = await anyone.get('/annonces?quand=ce-week-end');
        return [...body.matchAll(/class="card-title"[^>]*><a[^>]*>([^<]*)/g)].map(([, title]) => title);
      };
      // Saturday and Sunday, a minute after midnight; the last minute of that Sunday of 25 hours; Monday, of the next one.
      expect(await shownAt('2026-10-23T22:01:00Z')).toEqual(['sunday', 'saturday']);
      expect(await shownAt('2026-10-24T22:01:00Z')).toEqual(['sunday']);
      expect(await shownAt('2026-10-25T22:59:00Z')).toEqual(['sunday']);
      expect(await shownAt('2026-10-25T23:01:00Z')).toEqual(['sunday', 'saturday']);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('and every announcement that is open are in the sitemap', async () => {
    const { territory, admin } = await filled();
    await begin(admin, { title: 'Encore un brouillon' });
    const mapped = async () =>
      [...(await visitor(app, territory).get('/sitemap.xml')).body.matchAll(/<loc>([^<]*)</g)]
        .map(([, url = '']) => new URL(url))
        .filter(({ pathname }) => /^\/annonces/.test(pathname));
    const open = ['caissiere-recherchee', 'le-samedi-matin', 'un-mercredi'].map((slug) => `/annonces/${slug}`);
    const urls = await mapped();
    expect(new Set(urls.map(({ host }) => host))).toEqual(new Set([`${territory.slug}.localhost`]));
    expect(urls.map(({ pathname }) => pathname).toSorted()).toEqual([
      '/annonces',
      ...open.slice(0, 1),
      '/annonces/jeunes',
      ...open.slice(1),
    ]);
    const ids = (await admin.get('/mon-espace/annonces')).body.match(/\/mon-espace\/annonces\/[0-9a-f-]{36}/g) ?? [];
    for (const path of new Set(ids)) await admin.post(`${path}/pourvue`);
    expect((await mapped()).map(({ pathname }) => pathname).toSorted()).toEqual(['/annonces', '/annonces/jeunes']);
  });

  it('for young people says whom to call, where the territory names somebody', async () => {
    const here = await freshTerritory(app.kernel, { contact: { name: 'Mission locale', phone: '+33476000009' } });
    const unnamed = await freshTerritory(app.kernel);
    // The footer of every page says it too.
    const said = async (territory: TerritoryContext, path: string) =>
      /<section class="callout">.*?<\/section>/s.exec(plainText((await visitor(app, territory).get(path)).body))?.[0];
    const call = await said(here, '/annonces/jeunes');
    for (const words of ['Appelez ou passez : Mission locale.', 'href="tel:+33476000009"', '04 76 00 00 09']) expect(call).toContain(words);
    expect([await said(here, '/annonces'), await said(unnamed, '/annonces/jeunes')]).toEqual([undefined, undefined]);
  });

  it('shows what communes share, and in the grouping all that its communes publish', async () => {
    const { territory, grouping, neighbour } = await filled();
    const here = plainText((await visitor(app, territory).get('/annonces')).body);
    expect(here).toContain('Pour toute la vallée');
    expect(here).not.toContain('Pour nous seuls');
    const all = plainText((await visitor(app, grouping).get('/annonces')).body);
    expect(all).toContain('Pour nous seuls');
    expect((await visitor(app, territory).get(`/annonces/pour-toute-la-vallee?commune=${neighbour.slug}`)).status).toBe(200);
    expect((await visitor(app, territory).get(`/annonces/pour-nous-seuls?commune=${neighbour.slug}`)).status).toBe(404);
  });

  it('tells the pay of a job across the border in the money of where it is', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const here = await freshTerritory(app.kernel, {}, { country: 'CH', grouping: grouping.slug });
    const there = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const admin = await somebody(app, there, { role: 'administrator' });
    const pay = { payFrom: '12,45', payPer: 'hour', contract: 'permanent', workTime: 'part', occupation: 'Caissier / Caissière' };
    const id = await begin(admin, { title: 'À la caisse', audience: 'groupings', ...pay }, 'emploi');
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const anyone = visitor(app, here);
    expect(plainText((await anyone.get('/annonces')).body)).toContain('12,45 € par heure');
    const { body } = await anyone.get(`/annonces/a-la-caisse?commune=${there.slug}`);
    expect(plainText(body)).toContain('12,45 € par heure');
    expect(body).toContain('"currency":"EUR"');
    expect(body).toContain('"addressCountry":"FR"');
    expect((await anyone.get('/annonces/flux.rss')).body).toContain('12,45');
  });

  it('is given by the API, page by page, and by feeds', async () => {
    const { territory, neighbour } = await filled();
    const anyone = visitor(app, territory);
    const first = JSON.parse((await anyone.get('/api/v1/announcements?limit=3')).body) as {
      items: { title: string }[];
      next_cursor: string;
      total: number;
    };
    const second = JSON.parse((await anyone.get(`/api/v1/announcements?limit=3&cursor=${first.next_cursor}`)).body) as typeof first;
    expect([...first.items, ...second.items].map(({ title }) => title)).toHaveLength(4);
    expect(first.total).toBe(4);
    expect(second.next_cursor).toBeNull();
    const one = JSON.parse((await anyone.get('/api/v1/announcements/caissiere-recherchee')).body) as { kind: string };
    expect(one.kind).toBe('job');
    // What a neighbour shares leads to its page here.
    const [shared] = (
      JSON.parse((await anyone.get('/api/v1/announcements?q=vall%C3%A9e')).body) as { items: { url: string; territory: string }[] }
    ).items;
    expect(shared?.territory).toBe(neighbour.slug);
    expect((await anyone.get(shared?.url.replace(/^https?:\/\/[^/]+/, '') ?? '')).status).toBe(200);
    expect((await anyone.get('/api/v1/announcements/rien')).status).toBe(404);
    for (const format of ['rss', 'atom', 'json']) {
      const feed = await anyone.get(`/annonces/flux.${format}?quoi=emploi`);
      expect(feed.status).toBe(200);
      expect(feed.body).toContain('Caissière recherchée');
      expect(feed.body).not.toContain('Un mercredi');
    }
  });
});
