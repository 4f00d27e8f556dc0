import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, type TestPlace } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

interface Item {
  id: string;
  slug: string;
  name: string;
  territory: string;
  distance_m: number | null;
  open_now: boolean | null;
  closes_at: string | null;
  opens_at: string | null;
}
interface Reply {
  items: Item[];
  next_cursor: string | null;
}

let app: TestApplication;
let schemas: Map<string, z.ZodType>;

beforeAll(async () => {
  app = await openTestApplication();
  const { paths } = (await app.server.inject({ url: '/api/v1/openapi.json' })).json() as {
    paths: Record<
      string,
      { get: { responses: { 200: { content: { 'application/json'?: { schema: Parameters<typeof z.fromJSONSchema>[0] } } } } } }
    >;
  };
  schemas = new Map(
    // Files, as exports are, have no schema of JSON.
    Object.entries(paths).flatMap(([path, { get: operation }]) => {
      const json = operation.responses[200].content['application/json'];
      return json ? [[path, z.fromJSONSchema(json.schema)] as const] : [];
    }),
  );
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

/** A reply, which has to be what the published document says. */
async function get(path: string, query: Record<string, string> = {}, template = path): Promise<unknown> {
  const reply = await app.server.inject({ url: `/api/v1${path}?${new URLSearchParams(query)}` });
  expect(reply.statusCode, reply.body).toBe(200);
  const schema = schemas.get(template);
  if (!schema) throw new Error(`The document has no ${template}.`);
  const body: unknown = reply.json();
  const checked = schema.safeParse(body);
  expect(checked.success ? [] : checked.error.issues).toEqual([]);
  return body;
}

const places = async (territory: TerritoryContext, query: Record<string, string> = {}) =>
  (await get('/places', { territory: territory.slug, limit: '100', ...query })) as Reply;
const organisations = async (territory: TerritoryContext, query: Record<string, string> = {}) =>
  (await get('/organisations', { territory: territory.slug, limit: '100', ...query })) as Reply;
const namesOf = ({ items }: Reply) => items.map(({ name }) => name);

function addOrganisationNamed(territory: TerritoryContext, name: string) {
  return addTestOrganisation(app, territory, { name, kinds: ['bakery'], phone: '+33450000000' });
}

const fact = { source: 'test', date: '2026-11-24' };
const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('places', () => {
  it('say everything that is known of them, as the document promises', async () => {
    const territory = await freshTerritory(app.kernel);
    const [slug = ''] = await addTestPlaces(
      app,
      territory,
      {
        name: 'Le Fournil',
        alternateNames: ['Chez Léa'],
        description: 'Du pain au levain.',
        street: '4 rue Haute',
        postcode: '74000',
        locality: 'Valombre',
        position: at(46.2, 6.1),
        email: 'pain@example.org',
        phone: '+33450000000',
        website: 'https://example.org/',
        openingHours: 'Mo-Fr 09:00-18:00',
        wheelchair: 'limited',
      },
      { name: 'Rien de plus', kinds: ['town-hall'] },
    );
    const reply = await places(territory, { q: 'léa' });
    expect(reply).toMatchObject({
      next_cursor: null,
      items: [
        {
          slug: 'le-fournil',
          territory: territory.slug,
          name: 'Le Fournil',
          alternate_names: ['Chez Léa'],
          kinds: ['bakery'],
          themes: ['food', 'shops'],
          address: { street: '4 rue Haute', postcode: '74000', locality: 'Valombre' },
          position: { latitude: 46.2, longitude: 6.1 },
          contacts: { phone: '+33450000000', email: 'pain@example.org', website: 'https://example.org/' },
          wheelchair: 'limited',
          opening_hours: 'Mo-Fr 09:00-18:00',
          open_now: true,
          closes_at: '2026-11-24T17:00:00Z',
          opens_at: null,
          distance_m: null,
          is_closed_for_good: false,
          provenance: { name: fact, openingHours: fact },
          updated_at: '2026-11-24T09:30:00Z',
        },
      ],
    });
    expect(await get(`/places/${slug}`, { territory: territory.slug }, '/places/{slug}')).toEqual(reply.items[0]);
    expect((await places(territory, { q: 'rien' })).items[0]).toMatchObject({
      position: null,
      open_now: null,
      closes_at: null,
      opens_at: null,
    });
  });

  it('are open, closed, or not known to be', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(
      app,
      territory,
      { name: 'A jour et nuit', openingHours: '24/7' },
      { name: 'B après-midi', openingHours: 'Mo-Fr 14:00-18:00' },
      { name: 'C sur demande', openingHours: 'Mo-Fr 09:00-12:00 "sur rendez-vous"' },
      { name: 'D illisible', openingHours: 'ouvert le matin' },
    );
    const { items } = await places(territory);
    expect(items.map(({ open_now, closes_at, opens_at }) => [open_now, closes_at, opens_at])).toEqual([
      [true, null, null],
      [false, null, '2026-11-24T13:00:00Z'],
      [null, null, null],
      [null, null, null],
    ]);
    expect(namesOf(await places(territory, { open_now: 'true' }))).toEqual(['A jour et nuit']);
    expect(namesOf(await places(territory, { open_now: 'false' }))).toHaveLength(4);
  });

  it('are near a point, within a radius', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(
      app,
      territory,
      { name: 'Loin', position: at(46.3, 6.1) },
      { name: 'Ici', position: at(46.2, 6.1) },
      { name: 'Tout près', position: at(46.201, 6.1) },
      { name: 'Nulle part' },
    );
    const near = await places(territory, { near: '46.2,6.1' });
    expect(namesOf(near)).toEqual(['Ici', 'Tout près', 'Loin', 'Nulle part']);
    expect(near.items.map(({ distance_m }) => distance_m)).toEqual([0, 111, 11_119, null]);
    expect(namesOf(await places(territory, { near: '46.2,6.1', radius_km: '1' }))).toEqual(['Ici', 'Tout près']);
    expect(namesOf(await places(territory, { near: '46.2,6.1', radius_km: '0.1' }))).toEqual(['Ici']);
  });

  it('are found by words, by likeness, by theme', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Le Fournil' }, { name: 'Louise-Michel', kinds: ['library'] });
    expect(namesOf(await places(territory, { q: 'boulangerie' }))).toEqual(['Le Fournil']);
    expect(namesOf(await places(territory, { q: 'bibliotek' }))).toEqual(['Louise-Michel']);
    expect(namesOf(await places(territory, { theme: 'learning' }))).toEqual(['Louise-Michel']);
    expect(namesOf(await places(territory, { q: 'xqzwvk' }))).toEqual([]);
  });
});

describe('organisations', () => {
  it('say everything that is known of them, as the document promises', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addOrganisationNamed(territory, 'La Coopérative du pain');
    await addTestPlaces(app, territory, { name: 'Le Fournil', organisationId: id, position: at(46.2, 6.1) });
    await addTestService(app, territory, {
      organisationId: id,
      name: 'Atelier levain',
      description: 'Un samedi par mois.',
      themes: ['learning'],
      price: { amount: 1_250n, currency: 'EUR' },
    });
    const reply = await organisations(territory);
    expect(reply.items).toMatchObject([
      {
        slug: 'la-cooperative-du-pain',
        places: ['le-fournil'],
        services: [
          { name: 'Atelier levain', description: 'Un samedi par mois.', themes: ['learning'], price: { amount: '1250', currency: 'EUR' } },
        ],
        distance_m: null,
      },
    ]);
    expect(await get('/organisations/la-cooperative-du-pain', { territory: territory.slug }, '/organisations/{slug}')).toEqual(
      reply.items[0],
    );
    // Its place has its telephone, having none of its own.
    expect((await places(territory)).items[0]).toMatchObject({
      organisation: 'la-cooperative-du-pain',
      contacts: { phone: '+33450000000' },
    });
    expect(namesOf(await organisations(territory, { q: 'levain' }))).toEqual(['La Coopérative du pain']);
    expect((await organisations(territory, { near: '46.2,6.1' })).items[0]?.distance_m).toBe(0);
  });
});

describe('page after page', () => {
  async function walk(
    path: '/places' | '/organisations',
    territory: TerritoryContext,
    query: Record<string, string>,
    between: (page: number) => Promise<unknown>,
  ) {
    const slugs: string[] = [];
    let cursor: string | null = null;
    for (let page = 1; page < 20; page += 1) {
      const reply: Reply = (await get(path, {
        territory: territory.slug,
        limit: '5',
        ...query,
        ...(cursor !== null && { cursor }),
      })) as Reply;
      slugs.push(...reply.items.map(({ slug }) => slug));
      cursor = reply.next_cursor;
      if (cursor === null) return slugs;
      expect(reply.items).toHaveLength(5);
      await between(page);
    }
    throw new Error('It never ends.');
  }

  const orders: readonly (readonly [string, Record<string, string>])[] = [
    ['the alphabet', {}],
    ['how well words match', { q: 'boulangerie' }],
    ['how much words look alike', { q: 'boulangrie' }],
    ['distance', { near: '46.2,6.1' }],
    ['distance, within a radius, of what looks alike', { near: '46.2,6.1', radius_km: '50', q: 'boulangrie' }],
    ['the alphabet, in a theme', { theme: 'food' }],
    ['the alphabet, of what is open', { open_now: 'true' }],
  ];

  it.each(orders)('of places in the order of %s, each comes once even while others arrive', async (_order, query) => {
    const territory = await freshTerritory(app.kernel);
    const place = (index: number): TestPlace => ({
      name: index % 3 ? `Boulangerie ${String(index).padStart(2, '0')}` : 'Boulangerie',
      position: at(46.2 + (index % 4) / 100, 6.1),
      openingHours: '24/7',
    });
    const before = await addTestPlaces(app, territory, ...Array.from({ length: 17 }, (_, index) => place(index)));
    const walked = await walk('/places', territory, query, (page) =>
      addTestPlaces(app, territory, place(3 + page * 3), place(100 + page), { ...place(1), name: `Boulangrie ${page}` }),
    );
    expect(new Set(walked).size).toBe(walked.length);
    expect(before.filter((slug) => !walked.includes(slug))).toEqual([]);
    const quiet = await walk('/places', territory, query, async () => {});
    expect(new Set(quiet).size).toBe(quiet.length);
    expect(before.filter((slug) => !quiet.includes(slug))).toEqual(query['q'] === 'boulangrie' ? before : []);
  });

  it.each(orders.slice(0, -1))('of organisations in the order of %s, each comes once even while others arrive', async (_order, query) => {
    const territory = await freshTerritory(app.kernel);
    const add = async (name: string, index: number) => {
      const { id, slug } = await addOrganisationNamed(territory, name);
      // Two places each: an organisation comes once all the same.
      await addTestPlaces(
        app,
        territory,
        { name: `${name} haut`, organisationId: id, position: at(46.2 + (index % 4) / 100, 6.1) },
        { name: `${name} bas`, organisationId: id, position: at(46.25, 6.1) },
      );
      return slug;
    };
    const before: string[] = [];
    for (let index = 0; index < 12; index += 1) before.push(await add(index % 3 ? `Boulangerie ${index}` : 'Boulangerie', index));
    const walked = await walk('/organisations', territory, query, async (page) => {
      await add(`Boulangerie ${page}`, page);
      await add(`Boulangrie ${page}`, page);
    });
    expect(new Set(walked).size).toBe(walked.length);
    expect(before.filter((slug) => !walked.includes(slug))).toEqual([]);
  });
});

describe('what belongs to another territory', () => {
  it('is not found, in a list or by its address', async () => {
    const [one, two] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const [slug = ''] = await addTestPlaces(app, one, { name: 'Ici', position: at(46.2, 6.1) });
    const organisation = await addOrganisationNamed(one, 'La Coopérative');
    for (const query of [{}, { q: 'ici' }, { near: '46.2,6.1' }] as Record<string, string>[]) {
      expect((await places(two, query)).items).toEqual([]);
      expect((await organisations(two, query)).items).toEqual([]);
    }
    for (const path of [`/places/${slug}`, `/organisations/${organisation.slug}`]) {
      const reply = await app.server.inject({ url: `/api/v1${path}?territory=${two.slug}` });
      expect(reply.statusCode).toBe(404);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.json()).toEqual({ status: 404, title: 'Not found' });
    }
  });

  it('is given by a grouping with the territory that it belongs to', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    await addTestPlaces(app, member, { name: 'Chez le membre' });
    await addTestPlaces(app, grouping, { name: 'Au siège' });
    const current = (await places(grouping)).items;
    expect(current.map(({ name, territory }) => [name, territory])).toEqual([
      ['Au siège', grouping.slug],
      ['Chez le membre', member.slug],
    ]);
  });

  it('is told apart from the host where none is named', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Ici' });
    const reply = await app.server.inject({ url: '/api/v1/places', headers: { host: `${territory.slug}.localhost` } });
    expect(namesOf(reply.json() as Reply)).toEqual(['Ici']);
    const nowhere = await app.server.inject({ url: '/api/v1/places', headers: { host: 'nulle-part.example' } });
    expect(nowhere.statusCode).toBe(400);
    expect(nowhere.json()).toMatchObject({ errors: [{ parameter: 'territory' }] });
  });
});
