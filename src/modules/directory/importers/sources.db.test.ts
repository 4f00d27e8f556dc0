import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import type { DB } from '../tables.generated.ts';
import { csvImporter } from './csv-format.ts';
import { importers } from './index.ts';
import { listSources, refreshSources, removeSource, setSource } from './sources.ts';

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-sources-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  app.clock.set(NOW);
  vi.restoreAllMocks();
});

vi.mock(import('../../../kernel/http/outgoing.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    // One address answers without a network; the others are as they are.
    outgoingDownload: async (url, file, options) => {
      if (url !== 'https://open-data.example/a.csv') return real.outgoingDownload(url, file, options);
      if (options.etag === '"v1"') return { outcome: 'unchanged' };
      await writeFile(file, table('La Chorale'));
      return { outcome: 'fetched', bytes: 1, contentType: 'text/csv', etag: '"v1"', lastModified: null, url };
    },
  };
});

const running = new AbortController().signal;
const table = (...names: string[]) =>
  ['nom;adresse;code postal;commune', ...names.map((name, index) => `${name};${index + 1} rue Haute;74800;Valombre`)].join('\n');
const source = (location: string) => ({
  code: 'mairie',
  name: 'Mairie',
  licence: null,
  url: null,
  format: 'csv',
  location,
  mapping: null,
  every: 'week' as const,
});

it('a source is read when it is due, once whoever looks, and again a week later', async () => {
  const territory = await freshTerritory(app.kernel);
  const file = join(folder, 'associations.csv');
  const names = async () =>
    (
      await app.kernel.database
        .kysely<DB>()
        .selectFrom('directory.organisation')
        .select('name')
        .where('territory_id', '=', territory.id)
        .orderBy('name')
        .execute()
    ).map(({ name }) => name);
  await writeFile(file, table('Les Jardins'));
  await setSource(app.kernel, territory, importers, source(file));
  await Promise.all([refreshSources(app.kernel, importers, running), refreshSources(app.kernel, importers, running)]);
  expect(await names()).toEqual(['Les Jardins']);
  const runs = () =>
    app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.import_run')
      .select(['counts'])
      .where('territory_id', '=', territory.id)
      .execute();
  expect(await runs()).toHaveLength(1);
  await writeFile(file, table('Les Jardins', 'La Fanfare'));
  await refreshSources(app.kernel, importers, running);
  expect(await runs()).toHaveLength(1);
  app.clock.set('2026-12-01T09:30:00Z');
  await refreshSources(app.kernel, importers, running);
  expect(await names()).toEqual(['La Fanfare', 'Les Jardins']);
  expect((await listSources(app.kernel, territory))[0]).toMatchObject({ code: 'mairie', last_failure: null });
  expect(await removeSource(app.kernel, territory, 'mairie')).toBe(true);
  expect(await removeSource(app.kernel, territory, 'mairie')).toBe(false);
  expect(await names()).toHaveLength(2);
});

it('a source that cannot be read says why, and is tried again the next day; the others are read', async () => {
  const territory = await freshTerritory(app.kernel);
  await setSource(app.kernel, territory, importers, { ...source('http://127.0.0.1:9/data.csv'), code: 'a-private-address' });
  await setSource(app.kernel, territory, importers, { ...source(join(folder, 'absent.csv')), code: 'b-absent' });
  const file = join(folder, 'good.csv');
  await writeFile(file, table('La Fanfare'));
  await setSource(app.kernel, territory, importers, { ...source(file), code: 'c-good' });
  await refreshSources(app.kernel, importers, running);
  const [secret, absent, good] = await listSources(app.kernel, territory);
  expect(secret?.last_failure).toMatch(/privée|interne|réseau/);
  expect(absent?.last_failure).toBe('ce fichier n’existe pas');
  expect(absent?.next_run_on.toString()).toBe('2026-11-25');
  expect(good).toMatchObject({ last_failure: null });
  expect(good?.next_run_on.toString()).toBe('2026-12-01');
});

it('a server that stops leaves what it was reading due', async () => {
  const territory = await freshTerritory(app.kernel);
  const file = join(folder, 'long.csv');
  await writeFile(file, table(...Array.from({ length: 600 }, (_, index) => `Structure ${index}`)));
  await setSource(app.kernel, territory, importers, source(file));
  const count = async () =>
    (
      await app.kernel.database
        .kysely<DB>()
        .selectFrom('directory.organisation')
        .select((eb) => eb.fn.countAll<bigint>().as('n'))
        .where('territory_id', '=', territory.id)
        .executeTakeFirstOrThrow()
    ).n;
  const stopping = new AbortController();
  const reading = refreshSources(app.kernel, importers, stopping.signal);
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(0), { timeout: 10_000 });
  stopping.abort();
  await expect(reading).rejects.toThrow();
  expect(await count()).toBeLessThan(600n);
  expect(await listSources(app.kernel, territory)).toMatchObject([{ last_failure: null }]);
  await refreshSources(app.kernel, importers, running);
  expect(await count()).toBe(600n);
});

it('an error that nobody foresaw is told in words and logged; the others are read; the copy is asked for again', async () => {
  const territory = await freshTerritory(app.kernel);
  await setSource(app.kernel, territory, importers, { ...source('https://open-data.example/a.csv'), code: 'a-broken' });
  const file = join(folder, 'other.csv');
  await writeFile(file, table('La Fanfare'));
  await setSource(app.kernel, territory, importers, { ...source(file), code: 'b-good' });
  const real = csvImporter.run;
  const boom = new Error('boom');
  const outcomes: (typeof csvImporter.run)[] = [
    () => Promise.reject(boom),
    async (...given) => ({ ...(await real(...given)), failures: [{ file: 'a.csv', reason: 'fichier coupé' }] }),
  ];
  vi.spyOn(csvImporter, 'run').mockImplementation((kernel, options) => {
    const next = options.source === 'a-broken' ? outcomes.shift() : undefined;
    return (next ?? real)(kernel, options);
  });
  const logged = vi.spyOn(app.kernel.log, 'error').mockImplementation(() => {});
  await refreshSources(app.kernel, importers, running);
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: boom, source: 'a-broken' }), expect.any(String));
  expect(await listSources(app.kernel, territory)).toMatchObject([{ last_failure: 'erreur inattendue' }, { last_failure: null }]);
  const etag = async () =>
    (
      await app.kernel.database
        .kysely<DB>()
        .selectFrom('directory.source')
        .select('etag')
        .where('territory_id', '=', territory.id)
        .where('code', '=', 'a-broken')
        .executeTakeFirstOrThrow()
    ).etag;
  expect(await etag()).toBeNull();

  // A run that failed part of the way says so, and does not count as read either.
  app.clock.set('2026-11-25T09:30:00Z');
  await refreshSources(app.kernel, importers, running);
  expect((await listSources(app.kernel, territory))[0]?.last_failure).toBe('fichier coupé');
  expect(await etag()).toBeNull();

  app.clock.set('2026-11-26T09:30:00Z');
  await refreshSources(app.kernel, importers, running);
  expect((await listSources(app.kernel, territory))[0]?.last_failure).toBeNull();
  expect(await etag()).toBe('"v1"');
});
