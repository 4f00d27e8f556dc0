/** The points of the map are the results of the list: the same search, whatever its filters, all pages together. */

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { changeState } from './subjects/state.ts';

type Row = readonly [number, number, string, string, number, number, number, number];
interface Content {
  points: Row[];
  themes: [string, string][];
  kinds: string[];
  openings: [string, string][];
  near: [number, number] | null;
  words: { status: string };
}

let test: TestApplication;
let territory: TerritoryContext;

beforeAll(async () => {
  test = await openTestApplication();
});
afterAll(() => test.close());

const bakery = { latitude: 46.5, longitude: 6.3 };

beforeEach(async () => {
  territory = await freshTerritory(test.kernel, { centre: { latitude: 46.5, longitude: 6.3 } });
  await addTestPlaces(
    test,
    territory,
    { name: 'La Halle au pain', position: bakery, openingHours: 'Mo-Su 07:00-19:00', street: '1 rue des Fours' },
    { name: 'Pain de nuit', position: { latitude: 46.51, longitude: 6.31 }, openingHours: 'Mo-Su 22:00-23:00' },
    { name: 'Vélos pour tous', kinds: ['repair-cafe'], position: { latitude: 46.52, longitude: 6.32 } },
    { name: 'Boulangerie sans adresse' },
    ...Array.from({ length: 30 }, (_, index) => ({
      name: `Fournil ${String(index).padStart(2, '0')}`,
      position: { latitude: 46.4 + index / 1000, longitude: 6.2 },
    })),
  );
});

async function get(path: string, slug = territory.slug) {
  return test.server.inject({ url: path, headers: { host: `${slug}.localhost` } });
}

async function points(query = '', prefix = '', slug = territory.slug): Promise<Content> {
  const reply = await get(`${prefix}/annuaire/points.json${query}`, slug);
  expect(reply.statusCode).toBe(200);
  return reply.json<Content>();
}

function nextCursor(html: string): string | undefined {
  const [pages = ''] = /<nav class="pagination".*?<\/nav>/s.exec(html) ?? [];
  return /name="suite" value="([^"]+)"/.exec(pages)?.[1];
}

/** The paths of every page of the list, in order. */
async function listed(query: string): Promise<string[]> {
  const paths: string[] = [];
  for (let next: string | null = `/annuaire${query}`; next; ) {
    const html: string = (await get(next)).body;
    paths.push(...[...html.matchAll(/class="card-title"><a href="([^"]+)"/g)].map(([, path]) => path ?? ''));
    const cursor: string | undefined = nextCursor(html);
    next = cursor ? `/annuaire${query}${query ? '&' : '?'}suite=${cursor}` : null;
  }
  return paths;
}

describe('the points of a list', () => {
  it.each([
    ['nothing asked', ''],
    ['words', '?q=pain'],
    ['words spelled nearly so', '?q=boulengerie'],
    ['words that nothing has', '?q=zzzzqx'],
    ['a theme', '?theme=reparer-reemployer'],
    ['a point', '?pres=46.52,6.32'],
    ['open now', '?ouvert=1'],
    ['a public and a fee', '?public=jeunes&frais=gratuit'],
    ['all of it', '?q=pain&theme=manger&pres=46.5,6.3&ouvert=1'],
    ['signs that mean nothing', '?q=%3F%3F%3F&theme=nimporte&pres=nulle+part'],
  ])('are its results, all pages together and in their order: %s', async (_, query) => {
    const everything = await listed(query);
    const withPosition = everything.filter((path) => path !== '/lieux/boulangerie-sans-adresse');
    const { points: rows } = await points(query);
    expect(rows.map(([, , , path]) => path)).toEqual(withPosition);
  });

  it('are the same from any page of it', async () => {
    const cursor = nextCursor((await get('/annuaire')).body) ?? '';
    expect(cursor).not.toBe('');
    expect(await points(`?suite=${cursor}`)).toEqual(await points());
  });

  it('say where, what, whether it is open, and where to read more', async () => {
    const { points: rows, themes, kinds, openings } = await points('?q=Halle');
    const [[latitude, longitude, name, path, theme, subject, kind, opening] = []] = rows;
    expect([latitude, longitude, name, path, subject]).toEqual([46.5, 6.3, 'La Halle au pain', '/lieux/la-halle-au-pain', 0]);
    expect(themes[theme ?? -1]?.[0]).toBe('food');
    expect(kinds[kind ?? -1]).toBe('Boulangerie');
    expect(openings[opening ?? -1]).toEqual(['open', expect.stringContaining('Ouvert')]);
  });

  it('speak the language of the page, and lead to pages in it', async () => {
    const { points: rows, kinds, words } = await points('?q=Halle', '/en');
    expect(rows[0]?.[3]).toBe('/en/lieux/la-halle-au-pain');
    expect(kinds).toEqual(['Bakery']);
    expect(words.status).toBe('1 result on the map.');
  });

  it('say how many results have no position', async () => {
    expect((await points()).words.status).toBe('33 résultats sur la carte. 1 autre, sans position connue, est dans la liste seulement.');
    expect((await points('?q=sans+adresse')).words.status).toBe('Aucun résultat n’a de position connue.');
  });

  it('of a service lead to its page', async () => {
    const { id } = await addTestOrganisation(test, territory, { name: 'Le Relais' });
    const [slug = ''] = await addTestPlaces(test, territory, { name: 'Relais du pont', organisationId: id, position: bakery });
    expect(slug).toBe('relais-du-pont');
    const service = await addTestService(test, territory, { name: 'Écrire une lettre', organisationId: id, position: bakery });
    const { points: rows } = await points('?q=lettre');
    const row = rows.find(([, , name]) => name === 'Écrire une lettre');
    expect(row?.[3]).toBe(`/services/${service.slug}`);
    expect(row?.[5]).toBe(2);
  });

  it('show the point that was asked for', async () => {
    expect((await points('?pres=46.52,6.32')).near).toEqual([46.52, 6.32]);
    expect((await points()).near).toBeNull();
  });

  it('hold nothing of another territory', async () => {
    const other = await freshTerritory(test.kernel);
    expect((await points('', '', other.slug)).points).toEqual([]);
  });

  it('of a grouping are those of its members, with the way to their pages', async () => {
    const grouping = await freshTerritory(test.kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(test.kernel, {}, { grouping: grouping.slug });
    await addTestPlaces(test, member, { name: 'Au village', position: bakery });
    const { points: rows } = await points('', '', grouping.slug);
    expect(rows.map(([, , , path]) => path)).toEqual([`/lieux/au-village?commune=${member.slug}`]);
  });

  it('may be read by nobody’s scripts but the portal’s, and are asked for anew each time', async () => {
    const { headers } = await get('/annuaire/points.json');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('what is on no map', () => {
  async function idOf(slug: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      select id from directory.place where territory_id = ${territory.id} and slug = ${slug}`.execute(test.kernel.database.kysely<never>());
    return rows[0]?.id ?? '';
  }
  const shown = async () => (await points('?q=halle')).points.map(([, , , path]) => path);

  it.each(['close', 'move'] as const)('is a place after it %ss', async (event) => {
    expect(await shown()).toEqual(['/lieux/la-halle-au-pain']);
    const change = { subject: 'place', id: await idOf('la-halle-au-pain'), actor: 'system' } as const;
    await test.kernel.database.unit(() =>
      changeState(test.kernel, territory, event === 'move' ? { ...change, event, to: null } : { ...change, event }),
    );
    expect(await shown()).toEqual([]);
  });

  it('is a shelter: neither its point nor that of what it does there', async () => {
    const { id } = await addTestOrganisation(test, territory, { name: 'Un toit' });
    const [slug = ''] = await addTestPlaces(test, territory, {
      name: 'Abri des Tilleuls',
      organisationId: id,
      position: { latitude: 46.55, longitude: 6.35 },
      isAddressConfidential: true,
    });
    await addTestService(test, territory, { name: 'Nuit à l’abri', organisationId: id, placeId: await idOf(slug) });
    const { points: rows } = await points('?q=abri');
    expect(rows).toEqual([]);
    expect((await get('/annuaire/points.json')).body).not.toContain('46.55');
  });
});

describe('the ground of the map', () => {
  const outline = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [6.2, 46.4],
        [6.4, 46.4],
        [6.4, 46.6],
        [6.2, 46.6],
        [6.2, 46.4],
      ],
    ] as [number, number][][],
  };

  it('is the outline of the commune and the names of its districts', async () => {
    const drawn = await freshTerritory(test.kernel, { outline, districts: [{ name: 'Les Fours', latitude: 46.5, longitude: 6.3 }] });
    const reply = await get('/fond-de-carte.json', drawn.slug);
    expect(reply.json()).toEqual({
      outlines: [{ type: 'MultiPolygon', coordinates: [outline.coordinates] }],
      names: [[46.5, 6.3, 'Les Fours']],
      centre: [46.5, 6.3],
      tiles: null,
    });
    expect(reply.headers['cache-control']).toContain('max-age=3600');
  });

  it('is, of a grouping, the outlines and names of its communes', async () => {
    const grouping = await freshTerritory(test.kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(test.kernel, { outline }, { grouping: grouping.slug });
    const { outlines, names } = (await get('/fond-de-carte.json', grouping.slug)).json<{ outlines: object[]; names: object[] }>();
    expect(outlines).toHaveLength(1);
    expect(names).toEqual([[46.5, 6.3, member.name]]);
  });
});
