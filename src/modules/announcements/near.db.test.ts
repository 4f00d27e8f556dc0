import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { territoryBySlug } from '../territories/index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const centre = { latitude: 45.2, longitude: 5.7 };
/** North of the centre. */
const at = (metres: number) => ({ latitude: centre.latitude + metres / 111_195, longitude: centre.longitude });

async function town(more: object = {}): Promise<TerritoryContext> {
  const { slug } = await freshTerritory(app.kernel, { centre, districts: [{ name: 'Gare', ...at(6_000) }], ...more });
  const territory = await territoryBySlug(app.kernel.database, app.clock, slug);
  if (!territory) throw new Error('There is no such town.');
  return territory;
}

function reader(territory: TerritoryContext) {
  const { get } = visitor(app, territory);
  const read = async (path: string) => {
    const { status, body } = await get(path);
    expect(status, path).toBe(200);
    const titles = [...body.matchAll(/class="card-title"><a href="[^"]*">([^<]*)</g)].map(([, title]) => title);
    return { body, text: plainText(body.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' '), titles };
  };
  return { read, titles: async (path: string) => (await read(path)).titles };
}

/** Where each stands, the newest last. */
async function publishSome(territory: TerritoryContext) {
  await publishTestAnnouncement(app, territory, { title: 'À la gare', position: at(6_100) });
  await publishTestAnnouncement(app, territory, { title: 'Au centre', position: at(100) });
  await publishTestAnnouncement(app, territory, { title: 'De loin', isRemote: true });
  await publishTestAnnouncement(app, territory, { title: 'Au bourg', position: at(2_500) });
  await publishTestAnnouncement(app, territory, { title: 'Sans lieu' });
}

describe('near of somewhere', () => {
  it('the nearest come first, with their distance, and what has no place comes last, whatever the page', async () => {
    const territory = await town();
    await publishSome(territory);
    const { read, titles } = reader(territory);
    expect(await titles('/annonces')).toEqual(['Sans lieu', 'Au bourg', 'De loin', 'Au centre', 'À la gare']);
    const near = await read('/annonces?pres=gare');
    expect(near.titles).toEqual(['À la gare', 'Au bourg', 'Au centre', 'Sans lieu', 'De loin']);
    expect(near.text).toContain('Les plus proches de Gare d’abord.');
    expect(near.text).toMatch(/à 100\sm/);
    expect(near.body).toContain('name="robots" content="noindex');
    // As people write it, in one sentence.
    expect(await titles(`/annonces?q=${encodeURIComponent('bénévolat près de la gare')}`)).toEqual(near.titles);
    expect((await read('/annonces')).body).toMatch(/<near-me[^>]*data-field="pres"[^>]*>/);
    const english = await read('/en/annonces?pres=gare');
    expect(english.text).toContain('Nearest to Gare first.');
  });

  it('goes on from page to page without leaving one out or telling it twice', async () => {
    const territory = await town();
    for (let number = 0; number < 12; number += 1)
      await publishTestAnnouncement(app, territory, { title: `Lieu ${number}`, position: at(number * 300) });
    for (let number = 0; number < 12; number += 1) await publishTestAnnouncement(app, territory, { title: `Nulle part ${number}` });
    const { read } = reader(territory);
    const first = await read(`/annonces?pres=${territory.name}`);
    const next = /href="(\/annonces\?[^"]*suite=[^"]*)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await read(next);
    expect([first.titles.length, second.titles.length]).toEqual([20, 4]);
    expect(new Set([...first.titles, ...second.titles]).size).toBe(24);
    expect(first.titles.slice(0, 3)).toEqual(['Lieu 0', 'Lieu 1', 'Lieu 2']);
    expect(second.text).toContain('24 annonces');
  });

  it('a distance leaves what is within it and what is done from afar: on the list, its figures, its feeds and in the API', async () => {
    const territory = await town();
    await publishSome(territory);
    const { read, titles } = reader(territory);
    const within = await read(`/annonces?pres=${territory.name}&rayon=5`);
    expect(within.titles).toEqual(['Au centre', 'Au bourg', 'De loin']);
    expect(within.text).toContain('3 annonces');
    expect(within.text).toContain(`À moins de 5 km de ${territory.name}`);
    // A distance that nobody offers is none.
    expect(await titles(`/annonces?pres=${territory.name}&rayon=7`)).toHaveLength(5);
    const feed = JSON.parse((await visitor(app, territory).get(`/annonces/flux.json?pres=${territory.name}&rayon=2`)).body);
    expect(feed.items.map(({ title }: { title: string }) => title)).toEqual(['De loin', 'Au centre']);
    expect(feed.home_page_url).toContain('rayon=2');
    const api = async (query: string) => {
      const { status, body } = await visitor(app, territory).get(`/api/v1/announcements?${query}`);
      return { status, ...JSON.parse(body) };
    };
    const { items, total } = await api('near=45.2,5.7&radius_km=5');
    expect([total, ...items.map(({ title, distance_m }: { title: string; distance_m: number }) => `${title} ${distance_m}`)]).toEqual([
      3,
      'Au centre 100',
      'Au bourg 2500',
      'De loin null',
    ]);
    expect((await api('near=45.2,5.7&limit=2')).items).toHaveLength(2);
    expect((await api('radius_km=5')).status).toBe(400);
    expect((await api('near=ici')).status).toBe(400);
  });

  it('a position goes along with its words, is no place for a wall, and an alert keeps it as where somebody was', async () => {
    const territory = await town();
    await publishSome(territory);
    const { read } = reader(territory);
    const asked = `pres=votre+position&point=${encodeURIComponent('45.254,5.700 votre position')}&rayon=2`;
    const page = await read(`/annonces?${asked}`);
    expect(page.titles).toEqual(['À la gare', 'De loin']);
    expect(page.text).toContain('À moins de 2 km de votre position');
    expect(page.body).toMatch(/name="point" value="45.254,5.7 votre position"/);
    const sheet = /href="([^"]*semaine.pdf[^"]*)"/.exec(page.body)?.[1];
    expect(sheet).toBe('/annonces/semaine.pdf');
    const alert = /href="(\/alertes\/nouvelle[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await read(alert);
    expect(form.body).toMatch(/<option value="l’endroit de votre recherche" selected/);
    expect(form.body).toMatch(/<option value="2" selected/);
    const mia = await somebody(app, territory);
    const sent = await mia.post(alert, { rhythm: 'daily', near: 'l’endroit de votre recherche', within: '2' });
    expect(sent.location).toBe('/mon-espace/alertes?fait=confirmee');
    const own = (await mia.get('/mon-espace/alertes')).body;
    expect(plainText(own)).toContain('À moins de 2 km de l’endroit de votre recherche');
    const list = /href="(\/annonces\?pres[^"]*)"/.exec(own)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(await reader(territory).titles(list)).toEqual(['À la gare', 'De loin']);
  });

  it('what nobody knows starts from the centre, and says so', async () => {
    const territory = await town();
    await publishSome(territory);
    const { read } = reader(territory);
    const { titles, text } = await read('/annonces?pres=rue+perdue');
    expect(titles[0]).toBe('Au centre');
    expect(text).toContain('Nous ne trouvons pas « rue perdue » ici.');
    expect((await read('/annonces?pres=rue+perdue&rayon=5')).text).toContain(`À moins de 5 km de ${territory.name}`);
  });

  it('young people have the same on their own page', async () => {
    const territory = await town();
    await publishTestAnnouncement(app, territory, {
      title: 'Stage ici',
      kind: 'internship',
      facts: { placement: 'observation' },
      position: at(100),
    });
    await publishTestAnnouncement(app, territory, {
      title: 'Stage loin',
      kind: 'internship',
      facts: { placement: 'observation' },
      position: at(9_000),
    });
    await publishTestAnnouncement(app, territory, {
      title: 'Une scie',
      kind: 'materials',
      facts: { offering: 'offered', free: true },
      position: at(200),
    });
    expect(await reader(territory).titles(`/annonces/jeunes?pres=${territory.name}`)).toEqual(['Stage ici', 'Stage loin']);
  });
});

describe('the words that people use', () => {
  it('are counted by the day where nothing has them, and shown to agents until they mean something here', async () => {
    const territory = await town();
    const found = await publishTestAnnouncement(app, territory, { title: 'Ressourcerie cherche des bras' });
    expect(found).toBeTruthy();
    const agent = await somebody(app, territory, { role: 'agent' });
    const anyone = visitor(app, territory);
    const shown = async () => plainText((await agent.get('/gestion/mots')).body);
    try {
      for (const day of [18, 19, 20, 21, 22, 23]) {
        app.clock.set(`2026-11-${day}T09:30:00Z`);
        // What finds something counts for nothing, nor do feeds, which are read by machines.
        for (const path of ['/annonces?q=zinzolin', '/annonces/jeunes?q=zinzolin', '/annonces?q=bras', '/annonces/flux.rss?q=velours'])
          expect((await anyone.get(path)).status).toBe(200);
        if (day === 21) expect(await shown()).not.toContain('zinzolin');
      }
      const page = await shown();
      expect(page).toContain('zinzolin');
      expect(page).toContain('Dans les annonces');
      expect(page).not.toMatch(/velours|>bras</);
      await agent.post('/gestion/mots', { phrase: 'zinzolin', means: 'ressourcerie' });
      expect(await shown()).not.toContain('Dans les annonces');
    } finally {
      app.clock.set(NOW);
    }
  });

  it('find what they mean here: those of the software, of the territory’s agents, and those of occupations', async () => {
    const territory = await town();
    await publishTestAnnouncement(app, territory, {
      title: 'Garder Léo',
      kind: 'job',
      facts: { contract: 'permanent', workTime: 'part', occupation: '11304' },
    });
    await publishTestAnnouncement(app, territory, { title: 'Ressourcerie cherche des bras', body: 'Pour trier.' });
    const { titles } = reader(territory);
    expect(await titles('/annonces?q=zinzolin')).toEqual([]);
    const agent = await somebody(app, territory, { role: 'agent' });
    await agent.post('/gestion/mots', { phrase: 'zinzolin', means: 'ressourcerie' });
    expect(await titles('/annonces?q=je+cherche+zinzolin')).toEqual(['Ressourcerie cherche des bras']);
    expect(await titles('/annonces?q=nounou')).toEqual(['Garder Léo']);
    const api = JSON.parse((await visitor(app, territory).get('/api/v1/announcements?q=zinzolin')).body);
    expect(api.total).toBe(1);
  });
});
