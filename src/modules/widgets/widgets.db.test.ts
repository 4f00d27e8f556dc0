import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, plainText } from '../../../test/support/directory.ts';
import { somebody } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const SITES = '/gestion/sites';
const TOWN_HALL = 'https://www.mairie.example';
const services = ['directory', 'announcements'];

/** A request from a page of another site. */
function ask({ slug }: Pick<TerritoryContext, 'slug'>, url: string, origin?: string) {
  return app.server.inject({ url, headers: { host: `${slug}.localhost`, ...(origin !== undefined && { origin }) } });
}

async function portal(changes = {}) {
  const territory = await freshTerritory(app.kernel, { services, ...changes });
  return { territory, administrator: await somebody(app, territory, { role: 'administrator' }) };
}

/** A portal whose lists the town hall's site shows. */
async function shown(changes = {}) {
  const made = await portal(changes);
  expect((await made.administrator.post(SITES, { address: TOWN_HALL })).status).toBe(303);
  return made;
}

async function publish(territory: TerritoryContext, title: string, kind = 'benevolat'): Promise<void> {
  const moderator = await somebody(app, territory, { role: 'moderator' });
  const fields = { publisher_name: 'La Ruche', title, body: 'Des bras.', cause: 'sport', rhythm: 'flexible', phone: '04 76 00 00 03' };
  const information = { publisher_name: 'La Ruche', title, body: 'Des bras.', phone: '04 76 00 00 03' };
  const begun = await moderator.post(`/mon-espace/annonces/nouvelle/${kind}`, kind === 'benevolat' ? fields : information);
  expect((await moderator.post(`${begun.location}/envoyer`)).status).toBe(303);
}

const ancestors = (policy: unknown) => /frame-ancestors (.+)$/.exec(String(policy))?.[1];
const idsIn = (body: string) => [...body.matchAll(/\/gestion\/sites\/([0-9a-f-]{36})\/retrait/g)].map(([, id]) => id);

describe('sites that may show the lists', () => {
  it('are none at first: no frame, no reading', async () => {
    const { territory } = await portal();
    for (const path of ['/cadre/annonces', '/cadre/annuaire', '/cadre/carte']) {
      const { statusCode, headers } = await ask(territory, path);
      expect([statusCode, ancestors(headers['content-security-policy']), headers['x-frame-options']]).toEqual([200, "'none'", 'DENY']);
      const fragment = await ask(territory, `${path}.html`, TOWN_HALL);
      expect([fragment.statusCode, fragment.headers['access-control-allow-origin']]).toEqual([200, undefined]);
    }
  });

  it('are added and removed by the administrator; frames, reading and the journal follow', async () => {
    const { territory, administrator } = await portal();
    await administrator.post(SITES, { address: 'www.mairie.example/vie-locale' });
    const saved = await administrator.post(SITES, { address: 'http://ecole.example:8080' });
    expect(plainText((await administrator.get(saved.location ?? '')).body)).toContain('C’est fait : http://ecole.example:8080');
    const both = await ask(territory, '/cadre/annonces');
    expect(ancestors(both.headers['content-security-policy'])).toBe(`http://ecole.example:8080 ${TOWN_HALL}`);
    expect(both.headers['x-frame-options']).toBeUndefined();
    const read = await ask(territory, '/cadre/annonces.html', TOWN_HALL);
    expect(read.headers['access-control-allow-origin']).toBe(TOWN_HALL);
    expect(read.headers['access-control-allow-credentials']).toBeUndefined();
    expect(String(read.headers['vary']).toLowerCase()).toContain('origin');
    for (const origin of ['https://mairie.example', 'http://www.mairie.example', `${TOWN_HALL}.evil.example`, 'null', undefined])
      expect([origin, (await ask(territory, '/cadre/annonces.html', origin)).headers['access-control-allow-origin']]).toEqual([
        origin,
        undefined,
      ]);
    const { body } = await administrator.get(SITES);
    expect((await administrator.post(`${SITES}/${idsIn(body)[1]}/retrait`)).status).toBe(303);
    expect(ancestors((await ask(territory, '/cadre/annonces')).headers['content-security-policy'])).toBe('http://ecole.example:8080');
    expect((await ask(territory, '/cadre/annonces.html', TOWN_HALL)).headers['access-control-allow-origin']).toBeUndefined();
    const journal = plainText((await administrator.get('/gestion/journal')).body);
    expect(journal).toContain('Site autorisé à montrer les listes');
    expect(journal).toContain('Site qui ne peut plus montrer les listes');
  });

  it('are those of one territory alone', async () => {
    await shown();
    const { territory: other, administrator } = await portal();
    expect((await ask(other, '/cadre/annuaire.html', TOWN_HALL)).headers['access-control-allow-origin']).toBeUndefined();
    const { body } = await (await shown()).administrator.get(SITES);
    await administrator.post(`${SITES}/${idsIn(body)[0]}/retrait`);
    expect((await (await shown()).administrator.get(SITES)).body).toContain(TOWN_HALL);
  });

  it('that are no address come back with what was typed; the same is not added twice, even at once', async () => {
    const { administrator } = await portal();
    for (const [address, words] of [
      ['', 'Écrivez l’adresse du site.'],
      ['la mairie', 'Cette adresse n’est pas celle d’un site.'],
      ["https://a.example 'unsafe-inline'", 'Cette adresse n’est pas celle d’un site.'],
    ] as const) {
      const reply = await administrator.post(SITES, { address });
      expect([reply.status, plainText(reply.body).includes(words)]).toEqual([422, true]);
    }
    const replies = await Promise.all([1, 2, 3].map((n) => administrator.post(SITES, { address: `${TOWN_HALL}/${n}` })));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    expect(idsIn((await administrator.get(SITES)).body)).toHaveLength(1);
  });

  it('open nothing else: pages in full and the rest of the portal stay in no frame', async () => {
    const { territory } = await shown();
    for (const path of ['/', '/annonces', '/annuaire', '/connexion', '/integrer', '/nulle-part']) {
      const { headers } = await ask(territory, path, TOWN_HALL);
      expect([path, ancestors(headers['content-security-policy']), headers['x-frame-options']]).toEqual([path, "'none'", 'DENY']);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('what another site shows', () => {
  it('is the list of its address, in whole addresses, without header, footer, script or cookie', async () => {
    const { territory } = await shown();
    await publish(territory, 'Tenir la buvette');
    await publish(territory, 'Travaux rue Basse', 'informations');
    const all = await ask(territory, '/cadre/annonces');
    const origin = `http://${territory.slug}.localhost`;
    expect(all.body).toContain(`href="${origin}/annonces/tenir-la-buvette"`);
    expect(all.body).toContain('Travaux rue Basse');
    expect(all.body).toContain('<base target="_top"/>');
    expect(all.body).not.toMatch(/<script|site-header|site-footer/);
    expect(all.headers['set-cookie']).toBeUndefined();
    const narrowed = await ask(territory, '/cadre/annonces.html?quoi=benevolat', TOWN_HALL);
    expect(narrowed.body).toContain('Tenir la buvette');
    expect(narrowed.body).not.toContain('Travaux rue Basse');
    expect(narrowed.body).toContain(`href="${origin}/annonces?quoi=benevolat"`);
    expect(narrowed.headers['cache-control']).toContain('max-age=60');
    const english = await ask(territory, '/en/cadre/annonces.html?nombre=1', TOWN_HALL);
    expect(english.body).toContain('News');
    expect(english.body.match(/<li/g)).toHaveLength(1);
    expect(english.body).toContain(`href="${origin}/en/annonces`);
  });

  it('has what young people look for', async () => {
    const { territory } = await shown();
    await publish(territory, 'Travaux rue Basse', 'informations');
    const { body } = await ask(territory, '/cadre/annonces?pour=jeunes');
    expect(plainText(body)).toContain('Rien à montrer pour le moment.');
    expect(body).toContain('/annonces/jeunes"');
  });

  it('is a plan with numbers where a map is asked for', async () => {
    const { territory } = await shown();
    await addTestPlaces(
      app,
      territory,
      { name: 'Le Fournil', position: { latitude: 45.1, longitude: 5.7 } },
      { name: 'Le Moulin', position: { latitude: 45.2, longitude: 5.8 } },
      { name: 'Le Refuge' },
    );
    const { body } = await ask(territory, '/cadre/carte?nombre=5');
    expect(body).toContain('<svg class="embed-map"');
    expect(body.match(/class="embed-number"/g)).toHaveLength(2);
    expect(body).not.toContain('Le Refuge');
    expect((await ask(territory, '/cadre/annuaire')).body).toContain('Le Refuge');
  });

  it('says in words what its address gets wrong, and no sign of it is HTML', async () => {
    const { territory } = await shown();
    const words = async (query: string) => plainText((await ask(territory, `/cadre/annonces?${query}`)).body);
    expect(await words('quoi=benevola')).toContain('« quoi » ne peut pas être « benevola ». Choix possibles : benevolat, emploi');
    expect(await words('nombre=200')).toContain('« nombre » est un nombre, de 1 à 20.');
    expect(await words('couleur=rouge')).toContain('« couleur » n’existe pas ici. Ce qui existe : nombre, quoi');
    expect(await words('quoi=%3Cb%3E')).not.toContain('<b>');
    expect(await words('quoi=')).not.toContain('embed-note');
    expect(await words('utm_source=lettre')).not.toContain('embed-note');
  });

  it('is not there where the territory has not opened the service', async () => {
    const { territory } = await shown({ services: ['directory'] });
    for (const path of ['/cadre/annonces', '/cadre/annonces.html', '/integrer/annonces', '/cadre/emplois'])
      expect([path, (await ask(territory, path)).statusCode]).toEqual([path, 404]);
    expect((await ask(territory, '/integrer')).body).toContain('terreau-annuaire');
    const { territory: closed } = await portal({ services: [] });
    expect(plainText((await ask(closed, '/integrer')).body)).toContain('pas encore de liste à montrer');
  });
});

describe('the code for another site', () => {
  it('is written from what was chosen, shown as it will be, and says where it works', async () => {
    const { territory, administrator } = await portal();
    await publish(territory, 'Tenir la buvette');
    const before = await ask(territory, '/integrer');
    expect(plainText(before.body)).toContain('Aucun site n’est autorisé');
    await administrator.post(SITES, { address: TOWN_HALL });
    const { body } = await ask(territory, '/integrer/annonces?quoi=benevolat&pour=&q=&nombre=3');
    const code = body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const origin = `http://${territory.slug}.localhost`;
    expect(code).toContain(`<script src="${origin}/widgets/terreau.js" defer></script>`);
    expect(code).toContain(`<terreau-annonces quoi="benevolat" nombre="3">\n  <a href="${origin}/annonces?quoi=benevolat">`);
    expect(code).toContain(`<iframe src="${origin}/cadre/annonces?quoi=benevolat&amp;nombre=3"`);
    expect(plainText(body)).toContain(`Sites autorisés : ${TOWN_HALL}`);
    expect(body).toContain('Tenir la buvette');
    expect((await ask(territory, '/en/integrer/annuaire')).body).toContain('terreau-annuaire lang=&quot;en&quot;');
  });

  it('holds what was typed as a text, whatever it is', async () => {
    const { territory } = await portal();
    const { body } = await ask(territory, `/integrer/annonces?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script>alert');
    expect(plainText(body)).toContain('q=&quot;&amp;quot;'.replaceAll('&amp;', '&'));
  });
});

describe('oEmbed', () => {
  async function oembed(territory: TerritoryContext, path: string, more = '') {
    const url = encodeURIComponent(`http://${territory.slug}.localhost${path}`);
    const reply = await ask(territory, `/oembed?url=${url}${more}`);
    return { status: reply.statusCode, type: reply.headers['content-type'], body: reply.body };
  }

  it('gives a frame for lists and pages, that their own pages lead to', async () => {
    const { territory } = await shown();
    await publish(territory, 'Tenir la buvette & la caisse');
    const [slug] = await addTestPlaces(app, territory, { name: 'Le Fournil' });
    const { slug: structure } = await addTestOrganisation(app, territory, { name: 'La Ruche' });
    const origin = `http://${territory.slug}.localhost`;
    for (const [path, frame, title] of [
      ['/annonces?quoi=benevolat&suite=abc', '/cadre/annonces?quoi=benevolat', `Annonces, ${territory.name}`],
      ['/annonces/jeunes', '/cadre/annonces?pour=jeunes', `Annonces, ${territory.name}`],
      ['/en/annuaire?theme=manger', '/en/cadre/annuaire?theme=manger', `Annuaire, ${territory.name}`],
      ['/annonces/tenir-la-buvette-la-caisse', '/cadre/page?chemin=', 'Tenir la buvette & la caisse'],
      [`/lieux/${slug}`, '/cadre/page?chemin=', 'Le Fournil'],
      [`/annuaire/${structure}`, '/cadre/page?chemin=', 'La Ruche'],
    ] as const) {
      const { status, type, body } = await oembed(territory, path);
      const content = JSON.parse(body) as { html: string; [name: string]: unknown };
      expect([path, status, type]).toEqual([path, 200, 'application/json; charset=utf-8']);
      expect(content).toMatchObject({ version: '1.0', type: 'rich', title, provider_name: territory.name, provider_url: `${origin}/` });
      expect(content['width']).toBe(600);
      const source = /src="([^"]+)"/.exec(content.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(source.startsWith(origin + frame), source).toBe(true);
      const framed = await ask(territory, source.slice(origin.length));
      expect([path, framed.statusCode, ancestors(framed.headers['content-security-policy'])]).toEqual([path, 200, TOWN_HALL]);
      expect(framed.body).not.toContain('embed-note');
      const page = await ask(territory, path.split('?')[0] ?? '');
      const discovery = /type="application\/json\+oembed" href="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect([path, (await ask(territory, discovery)).statusCode]).toEqual([path, 200]);
    }
  });

  it('is as small as it is asked to be, and XML where that is wanted', async () => {
    const { territory } = await shown();
    const small = await oembed(territory, '/annonces', '&maxwidth=320&maxheight=200');
    expect(JSON.parse(small.body)).toMatchObject({ width: 320, height: 200 });
    const xml = await oembed(territory, '/annonces', '&format=xml');
    expect([xml.status, xml.type]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(xml.body).toMatch(/^<\?xml version="1.0" encoding="utf-8" standalone="yes"\?>\n<oembed><version>1.0<\/version>/);
    expect(xml.body).toContain('<html>&lt;iframe src=');
  });

  it('is a link where no site may hold a frame', async () => {
    const { territory } = await portal();
    const content = JSON.parse((await oembed(territory, '/annonces')).body) as object;
    expect(content).toMatchObject({ type: 'link', title: `Annonces, ${territory.name}` });
    expect(content).not.toHaveProperty('html');
  });

  it('answers 404 for what is not here, and 501 for a format that it does not speak', async () => {
    const { territory } = await shown();
    for (const path of ['/annonces/nulle-part', '/annuaire/nulle-part', '/connexion', '/gestion', '/'])
      expect([path, (await oembed(territory, path)).status]).toEqual([path, 404]);
    for (const url of ['', 'annonces', 'https://elsewhere.example/annonces', 'javascript:alert(1)'])
      expect([url, (await ask(territory, `/oembed?url=${encodeURIComponent(url)}`)).statusCode]).toEqual([url, 404]);
    expect((await ask(territory, '/oembed')).statusCode).toBe(404);
    expect((await oembed(territory, '/annonces', '&format=yaml')).status).toBe(501);
  });
});

describe('the script for other sites', () => {
  it('may be loaded by any page, from an address that stays, and is asked for again by its tag', async () => {
    const { territory } = await portal();
    const { statusCode, headers } = await ask(territory, '/widgets/terreau.js');
    expect([statusCode, headers['cross-origin-resource-policy'], headers['cache-control']]).toEqual([
      200,
      'cross-origin',
      'public, max-age=3600',
    ]);
    expect(headers['content-type']).toMatch(/javascript/);
    const again = await app.server.inject({ url: '/widgets/terreau.js', headers: { 'if-none-match': String(headers['etag']) } });
    expect(again.statusCode).toBe(304);
    expect((await ask(territory, '/widgets/')).statusCode).toBe(404);
  });

  it('weighs less than 10 KB compressed', async () => {
    const { territory } = await portal();
    for (const encoding of ['br', 'gzip']) {
      const { rawPayload, headers } = await app.server.inject({
        url: '/widgets/terreau.js',
        headers: { host: `${territory.slug}.localhost`, 'accept-encoding': encoding },
      });
      expect(headers['content-encoding']).toBe(encoding);
      expect(rawPayload.length).toBeLessThan(10_000);
    }
  });
});
