import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { type Imported, runImporter } from '../../../test/support/importing.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { ImportResult } from '../../kernel/module.ts';
import { startJobs } from '../../main.ts';
import { setTerritory, territoryBySlug } from '../territories/index.ts';
import { geojsonImporter } from './importers/geojson.ts';
import type { DB } from './tables.generated.ts';

const monaco = fileURLToPath(new URL('../../../../shared/data/osm/monaco-poi.geojson', import.meta.url));

let app: TestApplication;
let db: Kysely<DB>;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  db = app.kernel.database.kysely<DB>();
  folder = await mkdtemp(join(tmpdir(), 'terreau-import-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function importFiles(territory: TerritoryContext, files: readonly string[], dryRun = false): Promise<Imported> {
  const imported = await runImporter(app, geojsonImporter, territory, files, { dryRun });
  const { read, created, updated, unchanged, duplicates, rejected } = imported.counts;
  expect(created + updated + unchanged + duplicates + rejected).toBe(read);
  expect(imported.rows).toHaveLength(read + imported.counts.missing);
  return imported;
}

let number = 0;
async function fileOf(...features: unknown[]): Promise<string> {
  number += 1;
  const file = join(folder, `${number}.geojson`);
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features }, null, 1));
  return file;
}

/** A bakery, unless the tags say otherwise. */
function feature(id: string, tags: Record<string, unknown> = {}, position: readonly [number, number] = [7.42, 43.74]) {
  return {
    type: 'Feature',
    id,
    properties: { name: `Le Fournil ${id}`, shop: 'bakery', ...tags },
    geometry: { type: 'Point', coordinates: position },
  };
}

async function importFeatures(territory: TerritoryContext, ...features: unknown[]): Promise<Imported> {
  return importFiles(territory, [await fileOf(...features)]);
}

const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ').replace(/&#39;/g, "'");

async function page(territory: TerritoryContext, url: string) {
  const reply = await app.server.inject({ url, headers: { host: `${territory.slug}.localhost` } });
  return { status: reply.statusCode, body: plain(reply.body) };
}

async function placeNames(territory: TerritoryContext, query = ''): Promise<string[]> {
  const reply = await app.server.inject({ url: `/api/v1/places?territory=${territory.slug}&limit=100${query}` });
  return (reply.json() as { items: { name: string }[] }).items.map(({ name }) => name);
}

/** Everything that an import may have written for the territory, to see whether it changed. */
async function written(territory: TerritoryContext): Promise<unknown> {
  const { rows } = await sql<{ n: unknown }>`select json_build_object(
    'places', (select json_agg(p order by p.id) from directory.place p where p.territory_id = ${territory.id}),
    'listings', (select json_agg(l order by l.id) from directory.listing l where l.territory_id = ${territory.id}),
    'records', (select json_agg(json_build_object('id', r.external_id, 'digest', r.digest) order by r.external_id) from directory.source_record r where r.territory_id = ${territory.id}),
    'asides', (select json_agg(json_build_object('id', a.external_id, 'twin', a.twin_id) order by a.external_id) from directory.set_aside a where a.territory_id = ${territory.id}),
    'changes', (select json_agg(c order by c.id) from directory.state_change c where c.territory_id = ${territory.id})) as n`.execute(db);
  return rows[0]?.n;
}

describe.skipIf(!existsSync(monaco))('the file of a real town (needs ../shared/data)', () => {
  const reasons = ['not-a-service', 'closed', 'private', 'no-name', 'unknown-kind', 'no-position', 'invalid-position', 'not-a-feature'];

  it('becomes a directory; read again, in any order, it changes nothing', async () => {
    const territory = await freshTerritory(app.kernel);
    const first = await importFiles(territory, [monaco]);
    expect(first.failures).toEqual([]);
    expect(first.counts.read).toBe(1_268);
    expect(first.counts.created).toBeGreaterThanOrEqual(430);
    expect(first.counts).toMatchObject({ updated: 0, unchanged: 0 });
    for (const row of first.rows.filter(({ outcome }) => outcome === 'rejected')) expect(reasons).toContain(row.reason);
    for (const row of first.rows.filter(({ outcome }) => outcome === 'duplicate')) expect(['twin', 'repeated-id']).toContain(row.reason);
    // Every row that became a place leads to its page.
    for (const row of first.rows.filter(({ outcome }) => outcome === 'created')) expect(row.path).toMatch(/^\/lieux\/[a-z0-9-]+$/);

    const text = await readFile(monaco, 'utf8');
    const lines = text.split('\n');
    const tagsAt = (line: number) => lines[line - 1] ?? '';
    for (const row of first.rows) {
      const line = tagsAt(row.line);
      if (/"amenity":"(bench|parking)"/.test(line) && !/"(shop|office|craft|leisure|tourism)":/.test(line))
        expect([row.line, row.reason]).toEqual([row.line, 'not-a-service']);
      if (row.reason === 'no-name') expect(line).not.toMatch(/"name":"/);
    }
    expect(first.rows.some(({ reason }) => reason === 'no-name')).toBe(true);

    const before = await written(territory);
    const again = await importFiles(territory, [monaco]);
    expect(again.counts).toMatchObject({ read: 1_268, created: 0, updated: 0, rejected: first.counts.rejected });
    expect(again.counts.unchanged + again.counts.duplicates).toBe(first.counts.created + first.counts.duplicates);
    expect(await written(territory)).toEqual(before);

    const collection = JSON.parse(text) as { features: { id: string; properties: object }[] };
    const shuffled = collection.features
      .map((item) => ({ ...item, properties: Object.fromEntries(Object.entries(item.properties).reverse()) }))
      .toSorted((a, b) => (a.id.split('').reverse().join('') < b.id.split('').reverse().join('') ? -1 : 1));
    const third = await importFiles(territory, [await fileOf(...shuffled)]);
    expect(third.counts).toEqual(again.counts);
    expect(await written(territory)).toEqual(before);
  }, 120_000);
});

describe('a row', () => {
  it('becomes a page that says where its facts come from', async () => {
    const territory = await freshTerritory(app.kernel);
    const { rows } = await importFeatures(
      territory,
      feature('n1', {
        name: 'Le Fournil',
        phone: '04 93 00 00 00',
        opening_hours: 'Mo-Fr 07:00-19:00',
        check_date: '2026-03-02',
        'addr:street': 'rue Haute',
        'addr:housenumber': '4',
      }),
    );
    expect(rows[0]).toMatchObject({
      outcome: 'created',
      externalId: 'node/1',
      name: 'Le Fournil',
      path: '/lieux/le-fournil',
      warnings: [],
    });
    const { status, body } = await page(territory, '/lieux/le-fournil');
    expect(status).toBe(200);
    for (const words of [
      'Le Fournil',
      '4 rue Haute',
      '04 93 00 00 00',
      '© OpenStreetMap contributors',
      'ODbL',
      'lundi 2 mars 2026',
      'Ouvert, ferme à 19 h',
    ])
      expect(body).toContain(words);
    expect(body).toContain('https://www.openstreetmap.org/copyright');
  });

  it('that carries no date of its own has the day it was read', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFeatures(territory, feature('n1', { name: 'Le Fournil' }));
    expect((await page(territory, '/lieux/le-fournil')).body).toContain('mardi 24 novembre 2026');
  });

  it('that changed is updated, and its page shows it, at the same address', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFeatures(territory, feature('n1', { name: 'Le Fournil' }), feature('n2', { name: 'La Criée', shop: 'seafood' }));
    const { counts, rows } = await importFeatures(
      territory,
      feature('n1', { name: 'Le Grand Fournil', phone: '04 93 00 00 01' }),
      feature('n2', { name: 'La Criée', shop: 'seafood' }),
    );
    expect(counts).toMatchObject({ read: 2, created: 0, updated: 1, unchanged: 1, duplicates: 0, rejected: 0 });
    expect(rows[0]).toMatchObject({ outcome: 'updated', path: '/lieux/le-fournil' });
    const { body } = await page(territory, '/lieux/le-fournil');
    expect(body).toContain('Le Grand Fournil');
    expect(body).toContain('04 93 00 00 01');
    expect(await placeNames(territory)).toEqual(['La Criée', 'Le Grand Fournil']);
    // Its former name leads nowhere any more, its new one does.
    expect(await placeNames(territory, '&q=grand')).toEqual(['Le Grand Fournil']);
  });

  it('whose hours cannot be read keeps them as they are, with a warning', async () => {
    const territory = await freshTerritory(app.kernel);
    const { rows } = await importFeatures(territory, feature('n1', { name: 'Le Fournil', opening_hours: 'ouvert le matin' }));
    expect(rows[0]).toMatchObject({ outcome: 'created', warnings: ['unreadable-hours'] });
    const { body } = await page(territory, '/lieux/le-fournil');
    expect(body).toContain('ouvert le matin');
    expect(body).not.toMatch(/Ouvert, ferme|Fermé/);
    expect(await placeNames(territory, '&open_now=true')).toEqual([]);
  });

  it('of the same name as another has an address of its own', async () => {
    const territory = await freshTerritory(app.kernel);
    const { rows } = await importFeatures(
      territory,
      feature('n1', { name: 'Le Fournil' }),
      feature('n2', { name: 'Le Fournil', 'addr:street': 'rue Basse' }, [7.43, 43.74]),
      feature('n3', { name: 'Le Fournil', 'addr:street': 'rue Basse' }, [7.44, 43.74]),
    );
    expect(rows.map(({ path }) => path)).toEqual(['/lieux/le-fournil', '/lieux/le-fournil-rue-basse', '/lieux/le-fournil-rue-basse-2']);
  });

  it('that is hostile shows as text, and makes no link', async () => {
    const territory = await freshTerritory(app.kernel);
    const name = '<script>alert(1)</script>"\'&';
    const { rows } = await importFeatures(
      territory,
      feature('n1', { name, website: 'javascript:alert(1)', description: '</script><b>gras' }),
    );
    const { body } = await page(territory, rows[0]?.path ?? '');
    expect(body).not.toMatch(/<script>alert|javascript:|<b>gras/);
    expect(body).toContain('&lt;script>alert(1)');
  });
});

describe('a place that closes', () => {
  it('says so on its page and leaves the lists; reopened, it comes back; each change is written down', async () => {
    const territory = await freshTerritory(app.kernel);
    const open = feature('n1', { name: 'Le Fournil' });
    const closed = feature('n1', { name: 'Le Fournil', shop: undefined, 'disused:shop': 'bakery' });
    await importFeatures(territory, open);

    const closing = await importFeatures(territory, closed);
    expect(closing.rows[0]).toMatchObject({ outcome: 'updated', reason: 'closed', path: '/lieux/le-fournil' });
    const shut = await page(territory, '/lieux/le-fournil');
    expect(shut.status).toBe(200);
    expect(shut.body).toContain('Ce lieu est fermé définitivement');
    expect(await placeNames(territory)).toEqual([]);
    expect((await page(territory, '/annuaire?q=fournil')).body).not.toContain('/lieux/le-fournil');

    const still = await importFeatures(territory, closed);
    expect(still.rows[0]).toMatchObject({ outcome: 'unchanged', reason: 'closed' });

    const reopening = await importFeatures(territory, open);
    expect(reopening.rows[0]).toMatchObject({ outcome: 'updated', reason: null });
    expect((await page(territory, '/lieux/le-fournil')).body).not.toContain('fermé définitivement');
    expect(await placeNames(territory)).toEqual(['Le Fournil']);

    const changes = await db
      .selectFrom('directory.state_change')
      .select(['from_state', 'to_state', 'event', 'actor', 'subject'])
      .where('territory_id', '=', territory.id)
      .orderBy('id')
      .execute();
    const common = { actor: 'source:openstreetmap', subject: 'place' };
    expect(changes).toEqual([
      { ...common, from_state: 'published', to_state: 'closed', event: 'close' },
      { ...common, from_state: 'closed', to_state: 'published', event: 'reopen' },
    ]);
  });

  it('and was never here is left out', async () => {
    const territory = await freshTerritory(app.kernel);
    const { rows } = await importFeatures(territory, feature('n1', { shop: undefined, 'disused:shop': 'bakery' }));
    expect(rows[0]).toMatchObject({ outcome: 'rejected', reason: 'closed', path: null });
  });
});

describe('the same place twice', () => {
  it('under two ids is kept aside, told with the page of the first', async () => {
    const territory = await freshTerritory(app.kernel);
    const point = feature('n1', { name: 'Le Fournil' });
    const building = feature('w2', { name: 'LE FOURNIL', opening_hours: '24/7' }, [7.4205, 43.7403]);
    const { counts, rows } = await importFeatures(territory, point, building);
    expect(counts).toMatchObject({ created: 1, duplicates: 1 });
    expect(rows[1]).toMatchObject({ outcome: 'duplicate', reason: 'twin', path: '/lieux/le-fournil' });
    expect(await placeNames(territory)).toEqual(['Le Fournil']);
    const asides = await db
      .selectFrom('directory.set_aside')
      .select(['external_id', 'facts'])
      .where('territory_id', '=', territory.id)
      .execute();
    // Nothing of it is lost: a person can still look at it.
    expect(asides).toMatchObject([{ external_id: 'way/2', facts: { name: 'LE FOURNIL', openingHours: '24/7' } }]);
    // Of two files too.
    expect((await importFeatures(territory, building)).counts).toMatchObject({ created: 0, duplicates: 1 });
  });

  it('is not: another trade, another name, or a hundred metres away', async () => {
    const territory = await freshTerritory(app.kernel);
    const { counts } = await importFeatures(
      territory,
      feature('n1', { name: 'Central' }),
      feature('n2', { name: 'Central', shop: undefined, amenity: 'bar' }),
      feature('n3', { name: 'Central 2' }),
      feature('n4', { name: 'Central' }, [7.4215, 43.74]),
    );
    expect(counts.created).toBe(4);
  });

  it('under one id counts once, in one file and across two', async () => {
    const territory = await freshTerritory(app.kernel);
    const one = await fileOf(feature('n1', { name: 'Le Fournil' }), feature('node/1', { name: 'Le Fournil bis' }));
    const two = await fileOf(feature('n1', { name: 'Le Fournil ter' }), feature('n2'));
    const { counts, rows } = await importFiles(territory, [one, two]);
    expect(counts).toMatchObject({ read: 4, created: 2, updated: 0, unchanged: 0, duplicates: 2, rejected: 0 });
    expect(rows.map(({ reason }) => reason)).toEqual([null, 'repeated-id', 'repeated-id', null]);
    expect(rows[1]?.path).toBe('/lieux/le-fournil');
    expect(rows[2]?.path).toBe('/lieux/le-fournil');
    expect(await placeNames(territory)).toEqual(['Le Fournil', 'Le Fournil n2']);
  });

  it('is one where two people import the same file at the same time', async () => {
    const territory = await freshTerritory(app.kernel);
    const names = Array.from({ length: 600 }, (_, index) => `Lieu ${String(index).padStart(3, '0')}`);
    const file = await fileOf(...names.map((name, index) => feature(`n${index}`, { name })));
    const results = await Promise.all([importFiles(territory, [file]), importFiles(territory, [file])]);
    expect(results[0].counts.created + results[1].counts.created).toBe(600);
    expect(results[0].counts.unchanged + results[1].counts.unchanged).toBe(600);
    const stored = await db.selectFrom('directory.place').select('name').where('territory_id', '=', territory.id).orderBy('name').execute();
    expect(stored.map(({ name }) => name)).toEqual(names);
  }, 60_000);

  it('is missing for neither of two runs, where one begins and ends within the other', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf(...Array.from({ length: 600 }, (_, index) => feature(`n${index}`, { name: `Lieu ${index}` })));
    const options = { territory, files: [file], dryRun: false, isWithin: false, source: null, mapping: null };
    const quiet = { report: () => {}, progress: () => {} };
    const inner: ImportResult[] = [];
    const outer = await geojsonImporter.run(app.kernel, {
      ...options,
      ...quiet,
      checkpoint: async () => {
        if (inner.length === 0) inner.push(await geojsonImporter.run(app.kernel, { ...options, ...quiet }));
      },
    });
    expect([outer.counts.missing, inner[0]?.counts]).toEqual([0, expect.objectContaining({ created: 350, unchanged: 250, missing: 0 })]);
    const { counts } = await importFiles(territory, [file]);
    expect(counts).toMatchObject({ unchanged: 600, missing: 0 });
  }, 60_000);
});

describe('the outline of the territory', () => {
  const square = (west: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 43.7],
        [west + 0.05, 43.7],
        [west + 0.05, 43.8],
        [west, 43.8],
        [west, 43.7],
      ],
    ],
  });
  const outsiders = async (territory: TerritoryContext) =>
    (
      await db
        .selectFrom('directory.place')
        .select('name')
        .where('territory_id', '=', territory.id)
        .where('is_outside', '=', true)
        .orderBy('name')
        .execute()
    ).map(({ name }) => name);

  it('marks what lies outside, with a warning; a new outline is looked at again, once the change is committed', async () => {
    const territory = await freshTerritory(app.kernel, { outline: square(7.4) });
    const { rows } = await importFeatures(territory, feature('n1', { name: 'Dedans' }), feature('n2', { name: 'Dehors' }, [7.46, 43.74]));
    expect(rows.map(({ warnings }) => warnings)).toEqual([[], ['outside-territory']]);
    expect(await outsiders(territory)).toEqual(['Dehors']);
    expect(await placeNames(territory)).toEqual(['Dedans', 'Dehors']);

    const until = async (names: string[]) => {
      await expect.poll(() => outsiders(territory), { timeout: 20_000, interval: 200 }).toEqual(names);
    };
    await startJobs(app.application);
    await setTerritory(app.kernel, territory.slug, { outline: square(7.45) });
    await until(['Dedans']);
    await setTerritory(app.kernel, territory.slug, { outline: null });
    await until([]);
  }, 60_000);
});

describe('a dry run', () => {
  it('says what an import would do and does nothing of it', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFeatures(territory, feature('n1', { name: 'Le Fournil' }), feature('n2'));
    const before = await written(territory);
    const runs = await db.selectFrom('directory.import_run').select('id').where('territory_id', '=', territory.id).execute();
    const file = await fileOf(
      feature('n1', { name: 'Le Fournil neuf' }),
      feature('n2', { shop: undefined, 'disused:shop': 'bakery' }),
      feature('n3'),
      feature('n4', { shop: undefined, amenity: 'bench' }),
    );
    const dry = await importFiles(territory, [file], true);
    expect(dry.counts).toMatchObject({ read: 4, created: 1, updated: 2, unchanged: 0, duplicates: 0, rejected: 1 });
    expect(await written(territory)).toEqual(before);
    expect(await db.selectFrom('directory.import_run').select('id').where('territory_id', '=', territory.id).execute()).toEqual(runs);
    const real = await importFiles(territory, [file]);
    expect(real.counts).toEqual(dry.counts);
    expect(real.rows.map(({ path }) => path)).toEqual(dry.rows.map(({ path }) => path));
  });
});

describe('a file that cannot be read to its end', () => {
  it('gives what came before, and says why in words; the others are read', async () => {
    const territory = await freshTerritory(app.kernel);
    const whole = await fileOf(feature('n1', { name: 'Un' }));
    const broken = await fileOf(feature('n2', { name: 'Deux' }), feature('n3', { name: 'Trois' }));
    await writeFile(broken, (await readFile(broken, 'utf8')).slice(0, -120));
    const absent = join(folder, 'absent.geojson');
    const { counts, failures } = await importFiles(territory, [broken, absent, folder, whole]);
    expect(counts).toMatchObject({ read: 2, created: 2 });
    expect(failures.map(({ file }) => file)).toEqual([broken, absent, folder]);
    expect(failures[0]?.reason).toMatch(/s’interrompt à la ligne \d+/);
    expect(failures[1]?.reason).toBe('ce fichier n’existe pas');
    expect(failures[2]?.reason).toBe('c’est un dossier');
    expect(await placeNames(territory)).toEqual(['Deux', 'Un']);
  });

  it('because it is empty is no failure', async () => {
    const territory = await freshTerritory(app.kernel);
    expect(await importFiles(territory, [await fileOf()])).toMatchObject({ counts: { read: 0 }, failures: [] });
  });
});

describe('territories', () => {
  it('do not see each other’s places, even of the same file', async () => {
    const [one, two] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const file = await fileOf(feature('n1', { name: 'Le Fournil' }));
    await importFiles(one, [file]);
    expect(await placeNames(two)).toEqual([]);
    expect((await importFiles(two, [file])).counts.created).toBe(1);
    expect((await page(two, '/lieux/le-fournil')).status).toBe(200);
  });

  it('read hours in their own zone', async () => {
    const territory = await freshTerritory(app.kernel, { timeZone: 'Indian/Reunion' });
    const island = await territoryBySlug(app.kernel.database, app.kernel.clock, territory.slug);
    if (!island) throw new Error('The territory is gone.');
    await importFeatures(island, feature('n1', { name: 'Le Fournil', opening_hours: 'Mo-Fr 07:00-14:00' }, [55.45, -20.88]));
    // Half past one in the afternoon there, half past ten in Paris.
    expect((await page(island, '/lieux/le-fournil')).body).toContain('Ouvert, ferme à 14 h');
    try {
      app.clock.set('2026-11-24T10:05:00Z');
      expect((await page(island, '/lieux/le-fournil')).body).toContain('Fermé, ouvre demain à 7 h');
    } finally {
      app.clock.set(NOW);
    }
  });
});
