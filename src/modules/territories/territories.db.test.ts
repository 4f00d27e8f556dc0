import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { UserError } from '../../kernel/errors.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { territoriesApi } from './api.ts';
import {
  addTerritory,
  outlineOf,
  readOutline,
  setTerritory,
  type TerritoryChanges,
  territoryByHost,
  territoryBySlug,
  territoryList,
} from './index.ts';

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-territories-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ').replace(/&#39;/g, "'");

async function page(territory: Pick<TerritoryContext, 'slug'>, url: string, { server } = app) {
  const reply = await server.inject({ url, headers: { host: `${territory.slug}.localhost` } });
  return { status: reply.statusCode, body: plain(reply.body), headers: reply.headers, raw: reply.rawPayload };
}

async function context(slug: string, { kernel } = app): Promise<TerritoryContext> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
  if (!territory) throw new Error(`No territory ${slug}.`);
  return territory;
}

const memberSlugs = async (grouping: TerritoryContext) => (await context(grouping.slug)).members.map(({ slug }) => slug);

describe('a territory that is added', () => {
  it('has what its official code tells', async () => {
    const added = await addTerritory(app.kernel, { slug: 'nice', country: 'FR', kind: 'commune', code: '06088' });
    expect(added).toMatchObject({ slug: 'nice', name: 'Nice', reference: { schoolZone: 'B' } });
    expect(await context('nice')).toMatchObject({
      name: 'Nice',
      code: '06088',
      postcodes: ['06000', '06100', '06200', '06300'],
      holidayRegion: "Provence-Alpes-Côte d'Azur",
      timeZone: 'Europe/Paris',
      currency: 'EUR',
      services: expect.arrayContaining(['directory']),
      origin: null,
    });
    expect((await context('nice')).population).toBeGreaterThan(300_000);
    expect((await page({ slug: 'nice' }, '/')).body).toContain('Nice');
  });

  it('lives at the time and with the money of where it is', async () => {
    await addTerritory(app.kernel, { slug: 'saint-denis', country: 'FR', kind: 'commune', code: '97411' });
    await addTerritory(app.kernel, { slug: 'carouge', name: 'Carouge', country: 'CH', kind: 'commune', code: '6608' });
    expect(await context('saint-denis')).toMatchObject({ timeZone: 'Indian/Reunion', currency: 'EUR', holidayRegion: 'La Réunion' });
    expect(await context('carouge')).toMatchObject({ timeZone: 'Europe/Zurich', currency: 'CHF', canton: 'GE', holidayRegion: 'GE' });
  });

  it('keeps the name that it is given', async () => {
    await addTerritory(app.kernel, { slug: 'nissa', name: ' Nissa la Bella ', country: 'FR', kind: 'commune', code: '06088' });
    expect((await context('nissa')).name).toBe('Nissa la Bella');
  });

  it('needs a name where no list knows its code', async () => {
    await expect(addTerritory(app.kernel, { slug: 'inconnue', country: 'FR', kind: 'commune', code: '00999' })).rejects.toThrow(
      'donnez le nom avec --name',
    );
    expect(await territoryBySlug(app.kernel.database, app.kernel.clock, 'inconnue')).toBeNull();
  });

  it('leaves nothing behind where its host name is taken', async () => {
    await addTerritory(app.kernel, {
      slug: 'premier',
      name: 'Premier',
      country: 'FR',
      kind: 'commune',
      code: '00901',
      host: 'pris.example',
    });
    await expect(
      addTerritory(app.kernel, { slug: 'second', name: 'Second', country: 'FR', kind: 'commune', code: '00902', host: 'Pris.example' }),
    ).rejects.toThrow('Le nom de domaine pris.example est déjà celui de Premier.');
    expect(await territoryBySlug(app.kernel.database, app.kernel.clock, 'second')).toBeNull();
  });

  it('once where two people add it at the same time: the other is told what to do', async () => {
    const add = () => addTerritory(app.kernel, { slug: 'course', name: 'Course', country: 'FR', kind: 'commune', code: '00903' });
    const results = await Promise.allSettled([add(), add(), add()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toBeInstanceOf(UserError);
      expect(result.reason.message).toContain('L’identifiant « course » est déjà pris');
    }
  });
});

describe('a commune and its intercommunality', () => {
  it('find each other, the commune being added first', async () => {
    const { kernel } = app;
    await addTerritory(kernel, { slug: 'annecy', country: 'FR', kind: 'commune', code: '74010' });
    const added = await addTerritory(kernel, { slug: 'grand-annecy', country: 'FR', kind: 'grouping', code: '200066793' });
    expect(added.members).toEqual(['annecy']);
    expect((await context('grand-annecy')).members.map(({ slug }) => slug)).toEqual(['annecy']);
  });

  it('find each other, the intercommunality being added first', async () => {
    const { kernel } = app;
    await addTerritory(kernel, { slug: 'grand-lyon', country: 'FR', kind: 'grouping', code: '200046977' });
    const added = await addTerritory(kernel, { slug: 'lyon', country: 'FR', kind: 'commune', code: '69123' });
    expect(added.groupings).toEqual(['grand-lyon']);
    expect((await context('grand-lyon')).members.map(({ slug }) => slug)).toEqual(['lyon']);
  });

  it('find each other, both being added at the same time', async () => {
    const { kernel } = app;
    // Connections are open already, or the second one would wait for its own.
    await Promise.all(Array.from({ length: 8 }, () => territoryList(kernel.database, kernel.clock)));
    await Promise.all([
      addTerritory(kernel, { slug: 'grenoble', country: 'FR', kind: 'commune', code: '38185' }),
      addTerritory(kernel, { slug: 'grenoble-alpes', country: 'FR', kind: 'grouping', code: '200040715' }),
    ]);
    expect((await context('grenoble-alpes')).members.map(({ slug }) => slug)).toEqual(['grenoble']);
  });

  it('are tied by hand where the lists know nothing, and only to a grouping', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    expect(await memberSlugs(grouping)).toEqual([member.slug]);
    await expect(freshTerritory(app.kernel, {}, { grouping: member.slug })).rejects.toThrow(
      `« ${member.slug} » n’est pas un groupement connu ici.`,
    );
  });
});

describe('a membership', () => {
  it('begins and ends on a day, at midnight', async () => {
    const { kernel, clock } = app;
    const grouping = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(kernel);
    try {
      await setTerritory(kernel, member.slug, { join: { grouping: grouping.slug } });
      await setTerritory(kernel, member.slug, { leave: { grouping: grouping.slug, until: '2026-11-25' } });
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
      clock.set('2026-11-24T22:59:00Z');
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
      // Half past midnight of the 25th in France.
      clock.set('2026-11-24T23:30:00Z');
      expect(await memberSlugs(grouping)).toEqual([]);
    } finally {
      clock.set(NOW);
    }
  });

  it('may begin later', async () => {
    const { kernel, clock } = app;
    const grouping = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(kernel);
    try {
      await setTerritory(kernel, member.slug, { join: { grouping: grouping.slug, since: '2027-01-01' } });
      expect(await memberSlugs(grouping)).toEqual([]);
      clock.set('2027-01-01T09:00:00Z');
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
    } finally {
      clock.set(NOW);
    }
  });

  it('in several groupings at once shows in each', async () => {
    const { kernel } = app;
    const one = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const two = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(kernel, {}, { grouping: one.slug });
    await setTerritory(kernel, member.slug, { join: { grouping: two.slug } });
    expect([await memberSlugs(one), await memberSlugs(two)]).toEqual([[member.slug], [member.slug]]);
    const listed = (await territoryList(kernel.database, kernel.clock)).find(({ id }) => id === member.id);
    expect(listed?.groupings).toEqual([one.slug, two.slug].sort());
  });

  it('said twice, on two days, is one', async () => {
    const { kernel, clock } = app;
    const grouping = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(kernel, {}, { grouping: grouping.slug });
    try {
      await setTerritory(kernel, member.slug, { join: { grouping: grouping.slug, since: '2027-01-01' } });
      await setTerritory(kernel, member.slug, { join: { grouping: grouping.slug, since: '2026-06-01' } });
      clock.set('2027-02-01T09:00:00Z');
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
      expect((await context(grouping.slug)).members.map(({ id }) => id)).toEqual([member.id]);
    } finally {
      clock.set(NOW);
    }
  });

  it('left and taken up again goes on', async () => {
    const { kernel, clock } = app;
    const grouping = await freshTerritory(kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(kernel, {}, { grouping: grouping.slug });
    try {
      await setTerritory(kernel, member.slug, { leave: { grouping: grouping.slug } });
      expect(await memberSlugs(grouping)).toEqual([]);
      await setTerritory(kernel, member.slug, { join: { grouping: grouping.slug } });
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
      clock.set('2027-11-24T09:30:00Z');
      expect(await memberSlugs(grouping)).toEqual([member.slug]);
    } finally {
      clock.set(NOW);
    }
  });
});

describe('the host name of a request', () => {
  const names = async (application: TestApplication, host: string) => {
    const { database, clock } = application.kernel;
    return (await territoryByHost(database, clock, host))?.slug ?? null;
  };

  it('leads to the only territory there is, then to its own, then to the default one, else to a choice', async () => {
    const alone = await openTestApplication();
    const { kernel, server } = alone;
    try {
      const empty = await server.inject({ url: '/', headers: { host: 'portail.example' } });
      expect([empty.statusCode, empty.body.includes('Aucun territoire n’est encore ouvert ici')]).toEqual([200, true]);

      const one = await freshTerritory(kernel, { addHosts: ['un.example'] });
      expect(await names(alone, 'nulle-part.example')).toBe(one.slug);

      const two = await freshTerritory(kernel);
      expect(await names(alone, 'un.example')).toBe(one.slug);
      expect(await names(alone, `${two.slug}.localhost`)).toBe(two.slug);
      expect(await names(alone, 'nulle-part.example')).toBeNull();
      const choice = await server.inject({ url: '/', headers: { host: 'nulle-part.example:3000' } });
      expect(choice.statusCode).toBe(200);
      expect(choice.body).toContain('Quel territoire cherchez-vous');
      expect(choice.body).toContain('http://un.example:3000/');
      expect(choice.body).toContain(`http://${two.slug}.localhost:3000/`);
      expect((await server.inject({ url: '/annuaire', headers: { host: 'nulle-part.example' } })).statusCode).toBe(404);

      await setTerritory(kernel, two.slug, { isDefault: true });
      expect(await names(alone, 'nulle-part.example')).toBe(two.slug);
      expect(await names(alone, 'un.example')).toBe(one.slug);
      await setTerritory(kernel, one.slug, { isDefault: true });
      expect(await names(alone, 'nulle-part.example')).toBe(one.slug);
      expect((await territoryList(kernel.database, kernel.clock)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    } finally {
      await alone.close();
    }
  });

  it('may be written in capitals and with a port', async () => {
    const territory = await freshTerritory(app.kernel, { addHosts: ['Majuscule.Example'] });
    const reply = await app.server.inject({ url: '/', headers: { host: 'MAJUSCULE.example:8080' } });
    expect(reply.body).toContain(territory.name);
  });

  it('is the address that links from elsewhere use, until it is taken away', async () => {
    const territory = await freshTerritory(app.kernel, { addHosts: ['adresse.example'] });
    expect((await context(territory.slug)).origin).toBe('https://adresse.example');
    await setTerritory(app.kernel, territory.slug, { addHosts: ['adresse.example'] });
    await setTerritory(app.kernel, territory.slug, { removeHosts: ['adresse.example'] });
    expect((await context(territory.slug)).origin).toBeNull();
  });

  it('belongs to one territory where two take it at the same time', async () => {
    const [one, two] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const results = await Promise.allSettled(
      [one, two].map(({ slug }) => setTerritory(app.kernel, slug, { addHosts: ['dispute.example'] })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(UserError);
  });

  it('leads to one default territory where two become it at the same time', async () => {
    const other = await openTestApplication();
    try {
      const territories = await Promise.all([1, 2, 3].map(() => freshTerritory(other.kernel)));
      await Promise.all(territories.map(({ slug }) => setTerritory(other.kernel, slug, { isDefault: true })));
      expect((await territoryList(other.kernel.database, other.kernel.clock)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

describe('settings', () => {
  it('that cannot be used are refused in words, and change nothing', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const bad: TerritoryChanges[] = [
      { name: '  ' },
      { accent: 'vert' },
      { locales: ['fr', 'de'] },
      { locales: ['en'] },
      { timeZone: 'Europe/Nice' },
      { canton: 'Genève' },
      { audit: { date: '2026-13-01', auditor: 'A', rate: 50, reportUrl: null } },
      { audit: { date: '2026-10-01', auditor: 'A', rate: 101, reportUrl: null } },
      { addHosts: ['https://portail.example'] },
      { join: { grouping: 'nulle-part' } },
      { join: { grouping: grouping.slug } },
      { leave: { grouping: 'nulle-part' } },
      { centre: { latitude: 106, longitude: 6 } },
      {
        districts: [
          { name: 'Port', latitude: 43, longitude: 7 },
          { name: 'Port', latitude: 44, longitude: 7 },
        ],
      },
    ];
    for (const changes of bad) {
      const attempt = setTerritory(app.kernel, grouping.slug, { homeMessage: { fr: 'Changé' }, ...changes });
      await expect(attempt, JSON.stringify(changes)).rejects.toThrow(UserError);
    }
    expect(await context(grouping.slug)).toEqual(grouping);
  });

  it('of an unknown territory name those that there are', async () => {
    const territory = await freshTerritory(app.kernel);
    await expect(setTerritory(app.kernel, 'nulle-part', {})).rejects.toThrow(new RegExp(`« nulle-part ».*${territory.slug}`));
  });

  it('show on the portal: greeting, contact, colour', async () => {
    const territory = await freshTerritory(app.kernel, {
      accent: '#0a5',
      homeMessage: { fr: 'Bienvenue au bord du lac', en: 'Welcome to the lake' },
      contact: { name: 'Guichet unique', phone: '+33450000000', email: 'guichet@example.org' },
    });
    const home = await page(territory, '/');
    for (const words of ['Bienvenue au bord du lac', 'Guichet unique', '04 50 00 00 00', 'guichet@example.org', '<style>'])
      expect(home.body).toContain(words);
    expect((await page(territory, '/en')).body).toContain('Welcome to the lake');
    // One part of the contact changes, the others stay.
    await setTerritory(app.kernel, territory.slug, { contact: { phone: null } });
    expect((await context(territory.slug)).contact).toMatchObject({ name: 'Guichet unique', phone: null, email: 'guichet@example.org' });
  });
});

describe('a logo', () => {
  const picture = (format: 'png' | 'jpeg' | 'webp') =>
    sharp({ create: { width: 900, height: 300, channels: 3, background: '#2f6b3c' } })
      .toFormat(format)
      .toBuffer();

  async function served(logo: Buffer) {
    const territory = await freshTerritory(app.kernel, { logo });
    const url = (await context(territory.slug)).logoUrl ?? '';
    expect((await page(territory, '/')).body).toContain(`src="${url}"`);
    return { territory, url, reply: await page(territory, url) };
  }

  it.each(['png', 'jpeg', 'webp'] as const)('given as %s is served as WebP, no larger than it shows', async (format) => {
    const { reply } = await served(await picture(format));
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } });
    expect(reply.headers['cache-control']).toContain('immutable');
    expect(await sharp(reply.raw).metadata()).toMatchObject({ format: 'webp', width: 480, height: 160 });
  });

  it('given as SVG becomes a picture: nothing of what it holds is served', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><script>alert(1)</script><rect width="60" height="20" fill="red"/></svg>';
    const { reply } = await served(Buffer.from(svg));
    expect((await sharp(reply.raw).metadata()).format).toBe('webp');
    expect(reply.raw.includes('script')).toBe(false);
  });

  it('does not carry the place where it was taken', async () => {
    const photo = await sharp(await picture('jpeg'))
      .withExif({ IFD0: { Copyright: 'Léa' }, IFD3: { GPSLatitude: '46/1 12/1 0/1' } })
      .jpeg()
      .toBuffer();
    const { reply } = await served(photo);
    expect((await sharp(reply.raw).metadata()).exif).toBeUndefined();
  });

  it.each([
    ['a text', Buffer.from('bonjour'), 'n’est pas une image'],
    ['nothing', Buffer.alloc(0), 'n’est pas une image'],
    ['half a picture', null, 'est abîmé ou incomplet'],
    [
      'a bomb',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="9999"><rect width="9" height="9"/></svg>'),
      '50 millions de pixels',
    ],
  ])('that is %s is refused in words, and the one before stays', async (_what, content, words) => {
    const { territory, url } = await served(await picture('png'));
    const logo = content ?? (await picture('png')).subarray(0, 60);
    await expect(setTerritory(app.kernel, territory.slug, { logo })).rejects.toThrow(words);
    expect((await page(territory, url)).status).toBe(200);
  });

  it('that changes has another address; one that is taken away leaves none', async () => {
    const { territory, url } = await served(await picture('png'));
    const other = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    await setTerritory(app.kernel, territory.slug, { logo: other });
    expect((await context(territory.slug)).logoUrl).not.toBe(url);
    await setTerritory(app.kernel, territory.slug, { logo: null });
    expect((await context(territory.slug)).logoUrl).toBeNull();
    expect((await page(territory, '/logo')).status).toBe(404);
  });
});

describe('an outline', () => {
  const polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [6, 46],
        [6.2, 46],
        [6.2, 46.4],
        [6, 46.4],
        [6, 46],
      ],
    ],
  };
  const islands = {
    type: 'MultiPolygon',
    coordinates: [
      polygon.coordinates,
      [
        [
          [7, 46],
          [7.1, 46],
          [7.1, 46.1],
          [7, 46],
        ],
      ],
    ],
  };
  const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
  const point = { type: 'Point', coordinates: [6.1, 46.2] };

  async function read(content: unknown) {
    const file = join(folder, `${Math.random()}.geojson`);
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return readOutline(file);
  }

  it.each([
    ['a bare geometry', polygon, polygon],
    ['a feature', feature(islands), islands],
    ['a collection that holds it alone', { type: 'FeatureCollection', features: [feature(polygon)] }, polygon],
    [
      'a collection with points besides',
      { type: 'FeatureCollection', features: [feature(point), feature(polygon), feature(null)] },
      polygon,
    ],
  ])('is read from %s', async (_what, content, outline) => {
    expect(await read(content)).toEqual(outline);
  });

  it.each([
    ['is no JSON', 'commune;contour', 'ne se lit pas comme du GeoJSON'],
    ['holds none', feature(point), 'ne contient pas de contour'],
    ['holds nothing', {}, 'ne contient pas de contour'],
    ['is null', 'null', 'ne contient pas de contour'],
    [
      'is in metres',
      {
        type: 'Polygon',
        coordinates: [
          [
            [650_000, 6_860_000],
            [650_001, 6_860_000],
            [650_000, 6_860_001],
            [650_000, 6_860_000],
          ],
        ],
      },
      'en degrés WGS 84',
    ],
    ['holds two', { type: 'FeatureCollection', features: [feature(polygon), feature(islands)] }, 'contient 2 contours'],
  ])('is refused from a file that %s', async (_what, content, words) => {
    await expect(read(content)).rejects.toThrow(UserError);
    await expect(read(content)).rejects.toThrow(words);
  });

  it('is refused from a file that is not there', async () => {
    await expect(readOutline(join(folder, 'absent.geojson'))).rejects.toThrow(UserError);
  });

  it('gives the territory its centre, unless one is given, and can be taken away', async () => {
    const territory = await freshTerritory(app.kernel, { outline: (await read(polygon)) ?? null });
    expect((await context(territory.slug)).centre?.longitude).toBeCloseTo(6.1, 9);
    expect(await outlineOf(app.kernel.database, territory.id)).toEqual(polygon);
    await setTerritory(app.kernel, territory.slug, { outline: await read(islands), centre: { latitude: 46.3, longitude: 6.15 } });
    expect((await context(territory.slug)).centre).toEqual({ latitude: 46.3, longitude: 6.15 });
    await setTerritory(app.kernel, territory.slug, { outline: null });
    expect(await outlineOf(app.kernel.database, territory.id)).toBeNull();
  });
});

describe('the pages that the law asks for', () => {
  const accessibility = (territory: TerritoryContext) => page(territory, '/accessibilite');
  const audit = (rate: number) => ({ date: '2026-10-05', auditor: 'Atelier Accès', rate, reportUrl: 'https://example.org/audit' });

  it('say who publishes, and what is not said yet', async () => {
    const territory = await freshTerritory(app.kernel);
    expect((await page(territory, '/mentions-legales')).body).toContain('Pas encore indiqué');
    await setTerritory(app.kernel, territory.slug, {
      legal: { publisher: 'Ville d’Essai', director: 'Léa Moreau', host: 'Hébergeur public' },
    });
    await setTerritory(app.kernel, territory.slug, { legal: { dataProtectionOfficer: 'dpo@example.org' } });
    const { body } = await page(territory, '/mentions-legales');
    for (const words of ['Ville d’Essai', 'Léa Moreau', 'Hébergeur public', 'OpenStreetMap', 'EUPL']) expect(body).toContain(words);
    expect(body).not.toContain('Pas encore indiqué');
    expect((await page(territory, '/confidentialite')).body).toContain('dpo@example.org');
  });

  it('are « non conforme », in the statement and at the foot of each page, until an audit says otherwise', async () => {
    const territory = await freshTerritory(app.kernel);
    expect((await accessibility(territory)).body).toContain('aucun audit n’a encore été fait');
    expect((await page(territory, '/')).body).toContain('Accessibilité : non conforme');

    for (const [rate, words] of [
      [49.9, 'non conforme'],
      [50, 'partiellement conforme'],
      [99.99, 'partiellement conforme'],
      [100, 'totalement conforme'],
    ] as const) {
      await setTerritory(app.kernel, territory.slug, { audit: audit(rate) });
      const { body } = await accessibility(territory);
      expect(body).toContain(`Ce site est ${words}`);
      expect(body).toContain('lundi 5 octobre 2026');
      expect(body).toContain('Atelier Accès');
      expect((await page(territory, '/')).body).toContain(`Accessibilité : ${words}`);
    }
    await setTerritory(app.kernel, territory.slug, { audit: null });
    expect((await accessibility(territory)).body).toContain('aucun audit n’a encore été fait');
  });

  it('name the laws and the authorities of the country and the canton', async () => {
    const french = await freshTerritory(app.kernel);
    const geneva = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    const vaud = await freshTerritory(app.kernel, { canton: 'vd' }, { country: 'CH' });
    const privacy = async (territory: TerritoryContext) => (await page(territory, '/confidentialite')).body;
    expect(await privacy(french)).toContain('CNIL');
    expect(await privacy(geneva)).toContain('LIPAD');
    expect(await privacy(vaud)).toContain('autorité de protection des données de votre canton');
    expect((await accessibility(french)).body).toMatch(/RGAA.*Défenseur des droits/s);
    for (const swiss of [geneva, vaud]) {
      expect(await privacy(swiss)).not.toContain('CNIL');
      const { body } = await accessibility(swiss);
      expect(body).toMatch(/LHand.*eCH-0059.*BFEH/s);
      expect(body).not.toMatch(/RGAA|Défenseur des droits/);
    }
  });

  it('exist in English where the portal does, and not where it does not', async () => {
    const territory = await freshTerritory(app.kernel);
    const paths = ['/mentions-legales', '/confidentialite', '/accessibilite'];
    for (const path of paths) expect((await page(territory, `/en${path}`)).body).toContain('lang="en"');
    await setTerritory(app.kernel, territory.slug, { locales: ['fr'] });
    for (const path of paths) expect((await page(territory, `/en${path}`)).status).toBe(404);
  });
});

describe('a service that the territory has not opened', () => {
  it('has neither pages nor a place in the menu, until it is opened', async () => {
    const territory = await freshTerritory(app.kernel, { services: [] });
    for (const path of ['/annuaire', '/annuaire/quelque-chose', '/lieux/quelque-chose'])
      expect((await page(territory, path)).status).toBe(404);
    const menu = (body: string) => /<nav class="site-nav".*?<\/nav>/s.exec(body)?.[0] ?? '';
    const home = await page(territory, '/');
    expect(home.status).toBe(200);
    expect(menu(home.body)).not.toContain('/annuaire');
    expect((await page(territory, '/sitemap.xml')).body).not.toContain('/annuaire');
    await setTerritory(app.kernel, territory.slug, { services: ['directory'] });
    expect((await page(territory, '/annuaire')).status).toBe(200);
    expect(menu((await page(territory, '/')).body)).toContain('/annuaire');
    expect((await page(territory, '/sitemap.xml')).body).toContain('/annuaire');
  });
});

describe('the list of territories in the API', () => {
  const [route] = territoriesApi;
  const get = async (query: string) =>
    (await app.server.inject({ url: `/api/v1/territories${query}`, headers: { host: 'any.example' } })).json();

  it('gives each territory once, groupings first, page by page', async () => {
    const all = await territoryList(app.kernel.database, app.kernel.clock);
    const slugs: string[] = [];
    let cursor: string | null = null;
    do {
      const reply = route?.response.parse(await get(`?limit=3${cursor ? `&cursor=${cursor}` : ''}`)) as {
        items: { slug: string }[];
        next_cursor: string | null;
      };
      expect(reply.items.length).toBeLessThanOrEqual(3);
      slugs.push(...reply.items.map(({ slug }) => slug));
      cursor = reply.next_cursor;
    } while (cursor);
    expect(slugs).toEqual(all.map(({ slug }) => slug));
    const firstCommune = all.findIndex(({ kind }) => kind === 'commune');
    expect(all.slice(firstCommune).every(({ kind }) => kind === 'commune')).toBe(true);
  });

  it('holds what its document says and nothing else', async () => {
    const { items } = await get('?limit=1');
    expect(Object.keys(items[0]).sort()).toEqual(['code', 'country', 'groupings', 'hosts', 'kind', 'name', 'population', 'slug']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['cursor=zzz', 'cursor'],
    ['couleur=vert', 'couleur'],
    ['territory=nice', 'territory'],
  ])('refuses « %s » and says which parameter', async (query, parameter) => {
    const reply = await app.server.inject({ url: `/api/v1/territories?${query}` });
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
  });
});
