import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../../test/support/application.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { startJobs } from '../../../../main.ts';
import type { ImportRequest, ImportRunsCursor } from '../../gestion/imports/models.ts';
import type { DB } from '../../tables.generated.ts';
import { importers } from '../index.ts';
import { importRequest, importRuns, importUpload, knownSources, reportPage } from './queries.ts';
import { readUpload } from './reading.ts';
import { reportCsv } from './report-file.ts';
import { cancelRequest, type NewPreview, requestPreview, requestRun } from './requests.ts';
import { forgetImports } from './retention.ts';
import { chooseSheet, LARGEST_UPLOAD, storeUpload } from './upload.ts';

const ACTOR = 'account:0190a1b2-0000-7000-8000-000000000001';
const COLLEAGUE = 'account:0190a1b2-0000-7000-8000-000000000002';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

const db = () => app.kernel.database.kysely<DB>();
const never = new AbortController().signal;

/** A table of associations; a row without a name is wrong. */
function table(names: readonly string[]): string {
  return ['Nom;Adresse;CP;Ville', ...names.map((name, index) => `${name};${index + 1} rue Haute;74800;Valombre`)].join('\n');
}

const many = (count: number, prefix = 'Structure') => Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}`);

async function upload(territory: TerritoryContext, content: string | Uint8Array, name = 'associations.csv'): Promise<string> {
  const stored = await storeUpload(app.kernel, territory, importers, { name, bytes: Buffer.from(content), actor: ACTOR });
  if (stored.outcome !== 'stored') throw new Error(stored.reason);
  return stored.id;
}

async function refusal(territory: TerritoryContext, content: string | Uint8Array, name = 'fichier'): Promise<string> {
  const stored = await storeUpload(app.kernel, territory, importers, { name, bytes: Buffer.from(content), actor: ACTOR });
  return stored.outcome === 'refused' ? stored.reason : '';
}

/** Asks for a preview as it is proposed. */
async function askPreview(territory: TerritoryContext, uploadId: string, changes: Partial<NewPreview> = {}) {
  return requestPreview(app.kernel, territory, { uploadId, source: null, mapping: null, isWithin: false, actor: ACTOR, ...changes });
}

async function idOf(asked: Promise<{ outcome: string; id?: string }>): Promise<string> {
  const { outcome, id } = await asked;
  if (id === undefined) throw new Error(outcome);
  return id;
}

async function work(territory: TerritoryContext, requestId: string, signal = never): Promise<ImportRequest> {
  await readUpload(app.kernel, importers, { territoryId: territory.id, requestId }, signal);
  return requestOf(territory, requestId);
}

async function requestOf(territory: TerritoryContext, id: string): Promise<ImportRequest> {
  const request = await importRequest(app.kernel, territory, id);
  if (!request) throw new Error('The request is not there.');
  return request;
}

async function preview(territory: TerritoryContext, uploadId: string, changes: Partial<NewPreview> = {}): Promise<ImportRequest> {
  return work(territory, await idOf(askPreview(territory, uploadId, changes)));
}

async function run(territory: TerritoryContext, content: string, changes: Partial<NewPreview> = {}): Promise<ImportRequest> {
  const { id } = await preview(territory, await upload(territory, content), changes);
  return work(territory, await idOf(requestRun(app.kernel, territory, { previewId: id, actor: ACTOR })));
}

async function names(territory: TerritoryContext): Promise<string[]> {
  const rows = await db()
    .selectFrom('directory.organisation')
    .select('name')
    .where('territory_id', '=', territory.id)
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

async function count(territory: TerritoryContext): Promise<number> {
  return (await names(territory)).length;
}

/** Everything of the directory that an import may write, to see whether it changed. */
async function written(territory: TerritoryContext): Promise<unknown> {
  const tables = ['organisation', 'place', 'service', 'listing', 'source_record', 'set_aside', 'conflict', 'import_run', 'state_change'];
  const counts: Record<string, unknown> = {};
  for (const name of tables) {
    const { rows } = await sql`select * from ${sql.table(`directory.${name}`)} where territory_id = ${territory.id} order by id`.execute(
      db(),
    );
    counts[name] = rows;
  }
  return counts;
}

describe('a file that is sent', () => {
  it('is told by its content, whatever its name, and refused in words where nothing reads it', async () => {
    const territory = await freshTerritory(app.kernel);
    const formatOf = async (content: string | Uint8Array, name: string) =>
      (await importUpload(app.kernel, territory, await upload(territory, content, name)))?.format;
    expect(await formatOf(table(['La Fanfare']), 'carte.geojson')).toBe('csv');
    expect(
      await formatOf('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":null}]}', 'a.csv'),
    ).toBe('geojson');
    expect(await formatOf('{"ontology":"gogofull","data":[]}', 'a.txt')).toBe('gogocarto');
    expect(await formatOf('[{"source":"dora","id":"1","nom":"A","date_maj":"2026-01-01"}]', 'a')).toBe('data-inclusion');
    expect(await formatOf('siret;etatAdministratifEtablissement\n1;A\n', 'b')).toBe('sirene');
    expect(
      await formatOf(
        await workbook({
          Feuille: [
            ['Nom', 'Ville'],
            ['La Fanfare', 'Valombre'],
          ],
        }),
        'c',
      ),
    ).toBe('csv');
    expect(
      await formatOf(
        await workbook({
          Structures: [
            ['id', 'nom', 'date_maj'],
            ['1', 'A', '2026-01-01'],
          ],
        }),
        'd',
      ),
    ).toBe('data-inclusion');

    expect(await refusal(territory, '')).toBe('ce fichier est vide');
    expect(await refusal(territory, '%PDF-1.7 …', 'a.csv')).toMatch(/PDF/);
    expect(await refusal(territory, '<!doctype html><title>a</title>', 'a.csv')).toMatch(/une page web : il n’y a rien à en charger/);
    expect(await refusal(territory, 'value;label\nactifs;Actifs\n')).toMatch(/la liste des publics/);
    expect(await refusal(territory, new Uint8Array(LARGEST_UPLOAD + 1))).toMatch(/50 Mo/);
    expect(await refusal(territory, Buffer.concat([Buffer.from('PK\u0003\u0004'), new Uint8Array(5_000_000)]))).toMatch(
      /enregistrez la feuille en CSV/,
    );
    expect(await count(territory)).toBe(0);
  });

  it('keeps a plain name', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await upload(territory, table(['A']), 'C:\\Bureau\\Liste\u0000 1.csv');
    expect((await importUpload(app.kernel, territory, id))?.name).toBe('Liste 1.csv');
  });

  it('sent twice at once is one upload, and comes back to the byte', async () => {
    const territory = await freshTerritory(app.kernel);
    const content = table(many(60_000, 'Une structure au nom assez long pour faire plusieurs mégaoctets'));
    expect(content.length).toBeGreaterThan(2_000_000);
    const ids = await Promise.all([upload(territory, content), upload(territory, content), upload(territory, content, 'copie.csv')]);
    expect(new Set(ids).size).toBe(1);
    const parts = await app.kernel.database.unit(
      () =>
        db()
          .selectFrom('directory.import_upload_part')
          .select('content')
          .where('territory_id', '=', territory.id)
          .orderBy('rank')
          .execute(),
      { directory_contacts: territory.id },
    );
    expect(parts.every(({ content: part }) => part.length <= 1_000_000)).toBe(true);
    expect(Buffer.concat(parts.map(({ content: part }) => part)).toString()).toBe(content);
  });

  it('is read by nobody who is not let in, and not from another territory', async () => {
    const [territory, other] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const id = await upload(territory, table(['A']));
    for (const name of ['directory.import_upload', 'directory.import_upload_part'] as const) {
      expect(await db().selectFrom(name).select('id').execute(), name).toEqual([]);
      const seen = await app.kernel.database.unit(() => db().selectFrom(name).select('id').execute(), { directory_contacts: other.id });
      expect(seen, name).toEqual([]);
    }
    expect(await importUpload(app.kernel, other, id)).toBeNull();
    expect(await askPreview(other, id)).toEqual({ outcome: 'gone' });
  });

  it('shows its columns with their first values, and what they seem to be', async () => {
    const territory = await freshTerritory(app.kernel);
    const shown = await importUpload(app.kernel, territory, await upload(territory, table(['La Fanfare', 'Les Jardins'])));
    expect(shown?.table).toMatchObject({
      sheets: [],
      columns: [
        { name: 'Nom', samples: ['La Fanfare', 'Les Jardins'] },
        { name: 'Adresse', samples: ['1 rue Haute', '2 rue Haute'] },
        { name: 'CP', samples: ['74800'] },
        { name: 'Ville', samples: ['Valombre'] },
      ],
      mapping: { rows: 'structures', columns: { Nom: 'name', Adresse: 'street', CP: 'postcode', Ville: 'locality' } },
      origin: 'guess',
    });
  });

  it('may be a workbook: another of its sheets can be chosen', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await upload(
      territory,
      await workbook({
        'Lisez-moi': [['Mode d’emploi']],
        Associations: [
          ['Nom', 'Ville'],
          ['La Fanfare', 'Valombre'],
        ],
        Entreprises: [
          ['Nom', 'Ville'],
          ['Le Fournil', 'Valombre'],
          ['La Scierie', 'Valombre'],
        ],
      }),
    );
    const shown = await importUpload(app.kernel, territory, id);
    expect(shown?.table).toMatchObject({ sheets: ['Lisez-moi', 'Associations', 'Entreprises'], sheet: 'Associations' });
    expect(await chooseSheet(app.kernel, territory, id, 'Lisez-moi 2')).toBe(false);
    expect(await chooseSheet(app.kernel, territory, id, 'Entreprises')).toBe(true);
    const request = await preview(territory, id);
    expect(request.summary?.first.created?.map(({ name }) => name)).toEqual(['Le Fournil', 'La Scierie']);
  });
});

describe('a preview', () => {
  it('says what each line would become, and changes nothing', async () => {
    const territory = await freshTerritory(app.kernel);
    await run(territory, table(['La Fanfare', 'Les Jardins']), { source: 'mairie' });
    const before = await written(territory);
    const content = `${table(['La Fanfare', '', 'La Chorale'])}\nLa Chorale;3 rue Haute;74800;Valombre`;
    const request = await preview(territory, await upload(territory, content, 'suite.csv'), { source: 'mairie' });
    expect(request).toMatchObject({ kind: 'preview', state: 'done', fileName: 'suite.csv', requestedBy: ACTOR, failure: null });
    expect(request.counts).toMatchObject({ read: 4, created: 1, unchanged: 1, rejected: 1, duplicates: 1, missing: 1 });
    expect(request.summary?.first).toMatchObject({
      rejected: [{ line: 3, reason: 'no-name' }],
      created: [{ line: 4, name: 'La Chorale', path: '/lieux/la-chorale' }],
      duplicate: [{ line: 5, reason: 'repeated-id' }],
      missing: [{ line: 0, name: 'Les Jardins' }],
    });
    expect(request.summary?.reasons).toContainEqual({ outcome: 'rejected', code: 'no-name', count: 1 });
    expect(await written(territory)).toEqual(before);
  });

  it('keeps the first twenty lines of each outcome', async () => {
    const territory = await freshTerritory(app.kernel);
    const request = await preview(territory, await upload(territory, table(many(30))));
    expect(request.counts?.created).toBe(30);
    expect(request.summary?.first.created).toHaveLength(20);
  });

  it('is asked for once, by two clicks; another mapping takes its place, even while it is made', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await upload(territory, table(['La Fanfare']));
    const asked = await Promise.all([askPreview(territory, id), askPreview(territory, id)]);
    expect(asked.map(({ outcome }) => outcome).toSorted()).toEqual(['already', 'requested']);
    const [first] = await Promise.all(asked.map((one) => idOf(Promise.resolve(one))));
    const mapping = { rows: 'lieux' as const, columns: { Nom: 'name', Ville: 'locality' } };
    const second = await idOf(askPreview(territory, id, { mapping }));
    expect(second).not.toBe(first);
    await readUpload(app.kernel, importers, { territoryId: territory.id, requestId: first ?? '' }, never);
    expect(await importRequest(app.kernel, territory, first ?? '')).toBeNull();
    const request = await work(territory, second);
    expect(request.summary?.first.created).toMatchObject([{ name: 'La Fanfare', path: '/lieux/la-fanfare' }]);
    expect((await importUpload(app.kernel, territory, id))?.table).toMatchObject({ origin: 'preview', mapping });
  });

  it('with a mapping that is wrong is refused, in words', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await upload(territory, table(['La Fanfare']));
    expect(await askPreview(territory, id, { mapping: { rows: 'structures', columns: { Adresse: 'street', CP: 'street' } } })).toEqual({
      outcome: 'refused',
      reason: expect.stringMatching(/« street » est donné deux fois.*il manque une colonne pour le champ « name »/),
    });
    expect(await askPreview(territory, id, { source: 'local' })).toMatchObject({ outcome: 'refused' });
  });

  it('tells how far it is while it is made, and stops where it is cancelled', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await idOf(askPreview(territory, await upload(territory, table(many(5_000)))));
    const reading = work(territory, id);
    await vi.waitFor(async () => expect((await requestOf(territory, id)).counts?.read).toBeGreaterThan(0), { timeout: 20_000 });
    expect((await requestOf(territory, id)).state).toBe('running');
    expect(await count(territory)).toBe(0);
    expect(await cancelRequest(app.kernel, territory, { id, actor: COLLEAGUE })).toBe(true);
    expect(await cancelRequest(app.kernel, territory, { id, actor: COLLEAGUE })).toBe(false);
    const ended = await reading;
    expect(ended).toMatchObject({ state: 'cancelled', cancelledBy: COLLEAGUE });
    expect(ended.counts?.read).toBeLessThan(5_000);
    expect(await count(territory)).toBe(0);
  });

  it('of a file that breaks off says so, and what was read', async () => {
    const territory = await freshTerritory(app.kernel);
    const feature = (name: string) =>
      `{"type":"Feature","id":"${name}","properties":{"name":"${name}","shop":"bakery"},"geometry":{"type":"Point","coordinates":[6,46]}}`;
    const request = await preview(
      territory,
      await upload(territory, `{"type":"FeatureCollection","features":[${feature('A')},${feature('B')},{"ty`),
    );
    expect(request).toMatchObject({ state: 'failed', failure: expect.stringMatching(/s’interrompt/), counts: { created: 2 } });
    expect(await requestRun(app.kernel, territory, { previewId: request.id, actor: ACTOR })).toEqual({ outcome: 'not-previewed' });
  });
});

describe('a run', () => {
  it('loads what its preview showed, and reports on every line', async () => {
    const territory = await freshTerritory(app.kernel);
    const content = table([...many(230), '', '=1+1']);
    const request = await run(territory, content, { source: 'Mairie de Valombre' });
    expect(request).toMatchObject({ kind: 'run', state: 'done', source: 'Mairie de Valombre', expected: 232, requestedBy: ACTOR });
    expect(request.counts).toMatchObject({ read: 232, created: 231, rejected: 1 });
    expect(await count(territory)).toBe(231);

    const lines: (string | null)[] = [];
    for (let rank: number | null = 0; rank !== null; ) {
      const page: Awaited<ReturnType<typeof reportPage>> = await reportPage(app.kernel, territory, request.id, 'created', rank);
      expect(page.lines.length).toBe(rank < 2 ? 100 : 31);
      lines.push(...page.lines.map(({ name }) => name));
      rank = page.next;
    }
    expect(lines).toEqual([...many(230), '=1+1']);
    expect(await reportPage(app.kernel, territory, request.id, 'rejected')).toEqual({
      lines: [{ line: 232, externalId: null, name: null, reason: 'no-name', warnings: [], path: null }],
      next: null,
    });
    expect(await reportPage(app.kernel, territory, request.id, 'missing')).toEqual({ lines: [], next: null });

    const csv = await csvOf(territory, request.id);
    const [header, rejected, ...created] = csv.trimEnd().split('\n');
    expect(header).toBe('\ufeffLigne;Sort;Raison;À vérifier;Nom;Identifiant;Page');
    expect(rejected).toBe('232;Rejetée;sans nom;;;;');
    expect(created).toHaveLength(231);
    expect(created[0]).toMatch(/^2;Créée;;;Structure 1;row\/[^;]+;https:\/\/valombre\.example\/lieux\/structure-1$/);
    expect(created.at(-1)).toContain(";'=1+1;");
  });

  it('starts once, by two clicks or two agents; a second file waits for its end', async () => {
    const territory = await freshTerritory(app.kernel);
    const first = await preview(territory, await upload(territory, table(['La Fanfare'])));
    const second = await preview(territory, await upload(territory, table(['La Chorale']), 'chorales.csv'));
    const start = (request: ImportRequest, actor = ACTOR) => requestRun(app.kernel, territory, { previewId: request.id, actor });
    const started = await Promise.all([start(first), start(first), start(first, COLLEAGUE)]);
    expect(started.map(({ outcome }) => outcome).toSorted()).toEqual(['already', 'already', 'started']);
    const ids = new Set(await Promise.all(started.map((one) => idOf(Promise.resolve(one)))));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    const { requestedBy } = await requestOf(territory, id);
    expect(await start(second)).toEqual({ outcome: 'busy', id, fileName: 'associations.csv', requestedBy });
    // The job itself may come twice.
    await Promise.all([work(territory, id), work(territory, id)]);
    expect(await names(territory)).toEqual(['La Fanfare']);
    expect(await start(first)).toEqual({ outcome: 'already', id });
    const next = await start(second);
    expect(next.outcome).toBe('started');
    await work(territory, await idOf(Promise.resolve(next)));
    expect(await names(territory)).toEqual(['La Chorale', 'La Fanfare']);
    expect(await requestRun(app.kernel, territory, { previewId: newId(), actor: ACTOR })).toEqual({ outcome: 'not-previewed' });
  });

  it('of two files at once, one is loaded', async () => {
    const territory = await freshTerritory(app.kernel);
    const previews = [];
    for (const name of many(4)) previews.push(await preview(territory, await upload(territory, table([name]))));
    const started = await Promise.all(previews.map(({ id }) => requestRun(app.kernel, territory, { previewId: id, actor: ACTOR })));
    expect(started.map(({ outcome }) => outcome).toSorted()).toEqual(['busy', 'busy', 'busy', 'started']);
  });

  it('that is cut in the middle is taken up again: all is there once, the report is that of the last attempt', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: previewId } = await preview(territory, await upload(territory, table(many(1_500))));
    const id = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
    const server = new AbortController();
    const reading = work(territory, id, server.signal);
    await vi.waitFor(async () => expect(await count(territory)).toBeGreaterThan(0), { timeout: 20_000 });
    server.abort();
    await expect(reading).rejects.toThrow();
    const kept = await count(territory);
    expect(kept).toBeLessThan(1_500);
    expect((await requestOf(territory, id)).state).toBe('running');

    const request = await work(territory, id);
    expect(request).toMatchObject({
      state: 'done',
      counts: { read: 1_500, created: 1_500 - kept, unchanged: kept, duplicates: 0, missing: 0 },
    });
    expect(await count(territory)).toBe(1_500);
    expect((await csvOf(territory, id)).trimEnd().split('\n')).toHaveLength(1_501);
    // Nothing is left of it to do.
    await work(territory, id);
    expect((await requestOf(territory, id)).counts).toEqual(request.counts);
    expect((await importRuns(app.kernel, territory)).runs).toHaveLength(1);
  });

  it('that another attempt has taken over no longer writes to the report', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: previewId } = await preview(territory, await upload(territory, table(many(2_000))));
    const id = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
    // As where a process was taken for dead, and was not.
    const first = work(territory, id);
    await vi.waitFor(async () => expect(await count(territory)).toBeGreaterThan(0), { timeout: 20_000 });
    const second = work(territory, id);
    await Promise.all([first, second]);
    const request = await requestOf(territory, id);
    expect(request).toMatchObject({ state: 'done', counts: { read: 2_000, missing: 0 } });
    const missing = db().selectFrom('directory.source_record').select('id').where('missing_since', 'is not', null);
    expect(await missing.where('territory_id', '=', territory.id).execute()).toEqual([]);
    // The last that it wrote, late.
    const late = { territory_id: territory.id, id: newId(), request_id: id, attempt: 1, outcome: 'rejected', rank: 0 };
    const lines = JSON.stringify([{ line: 1, externalId: null, name: 'A', reason: 'no-name', warnings: [], path: null }]);
    await db()
      .insertInto('directory.import_report')
      .values({ ...late, lines })
      .execute();
    expect((await csvOf(territory, id)).trimEnd().split('\n')).toHaveLength(2_001);
    expect(await count(territory)).toBe(2_000);
  }, 60_000);

  it('that brings its server down again and again is given up', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: previewId } = await preview(territory, await upload(territory, table(['La Fanfare'])));
    const id = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
    await db().updateTable('directory.import_request').set({ attempt: 5, state: 'running' }).where('id', '=', id).execute();
    expect(await work(territory, id)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/abandonné/) });
    expect(await count(territory)).toBe(0);
  });

  it('that is cancelled keeps what was loaded, and says what', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: previewId } = await preview(territory, await upload(territory, table(many(5_000))));
    const id = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
    const reading = work(territory, id);
    await vi.waitFor(async () => expect((await requestOf(territory, id)).counts?.created).toBeGreaterThan(0), { timeout: 20_000 });
    await cancelRequest(app.kernel, territory, { id, actor: COLLEAGUE });
    const request = await reading;
    expect(request).toMatchObject({ state: 'cancelled', cancelledBy: COLLEAGUE });
    const kept = await count(territory);
    expect(kept).toBeLessThan(5_000);
    expect(request.counts).toMatchObject({ created: kept });
    expect((await csvOf(territory, id)).trimEnd().split('\n')).toHaveLength(kept + 1);
    // Another file need not wait for it.
    const other = await preview(territory, await upload(territory, table(['La Fanfare'])));
    expect((await requestRun(app.kernel, territory, { previewId: other.id, actor: ACTOR })).outcome).toBe('started');
  }, 60_000);

  it('that waits is cancelled at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: previewId } = await preview(territory, await upload(territory, table(['La Fanfare'])));
    const id = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
    await cancelRequest(app.kernel, territory, { id, actor: ACTOR });
    expect(await work(territory, id)).toMatchObject({ state: 'cancelled', counts: null });
    expect(await count(territory)).toBe(0);
  });

  it('keeps its mapping for the next file of the source with the same columns', async () => {
    const territory = await freshTerritory(app.kernel);
    const other = await freshTerritory(app.kernel);
    const mapping = { rows: 'structures' as const, columns: { Nom: 'name', Ville: 'locality' }, constants: { postcode: '74800' } };
    await run(territory, table(['La Fanfare']), { source: 'Mairie de Valombre', mapping });
    const proposed = async (of: TerritoryContext, content: string) => await importUpload(app.kernel, of, await upload(of, content));
    const next = await proposed(territory, table(['La Chorale']));
    expect(next).toMatchObject({ source: 'Mairie de Valombre', table: { origin: 'saved', mapping } });
    // However it is written.
    expect(await proposed(territory, table(['L’Orgue']).replaceAll(';', ','))).toMatchObject({
      table: { origin: 'saved', mapping },
    });
    expect(await proposed(territory, 'Nom;Ville\nLa Batucada;Valombre')).toMatchObject({ source: null, table: { origin: 'guess' } });
    expect(await proposed(other, table(['La Chorale']))).toMatchObject({ source: null, table: { origin: 'guess' } });
    expect(await knownSources(app.kernel, territory)).toEqual(['Mairie de Valombre']);
  });
});

it('jobs do what is asked, in two territories at once', async () => {
  const own = await openTestApplication();
  try {
    const territories = [await freshTerritory(own.kernel), await freshTerritory(own.kernel)];
    await startJobs(own.application);
    const load = async (territory: TerritoryContext, index: number) => {
      const stored = await storeUpload(own.kernel, territory, importers, {
        name: 'a.csv',
        bytes: Buffer.from(table(many(300, `T${index}`))),
        actor: ACTOR,
      });
      if (stored.outcome !== 'stored') throw new Error(stored.reason);
      const ended = async (id: string) => {
        await vi.waitFor(async () => expect((await importRequest(own.kernel, territory, id))?.state).toBe('done'), {
          timeout: 30_000,
          interval: 200,
        });
        return id;
      };
      const asked = { uploadId: stored.id, source: 'mairie', mapping: null, isWithin: false, actor: ACTOR };
      const previewId = await ended(await idOf(requestPreview(own.kernel, territory, asked)));
      return ended(await idOf(requestRun(own.kernel, territory, { previewId, actor: ACTOR })));
    };
    await Promise.all(territories.map(load));
    for (const [index, territory] of territories.entries()) {
      const { runs } = await importRuns(own.kernel, territory);
      expect(runs).toMatchObject([
        { hasPage: true, requestedBy: ACTOR, state: 'done', source: 'mairie', files: ['a.csv'], counts: { created: 300 } },
      ]);
      const loaded = await own.kernel.database
        .kysely<DB>()
        .selectFrom('directory.organisation')
        .select('name')
        .where('territory_id', '=', territory.id)
        .execute();
      expect(loaded.every(({ name }) => name.startsWith(`T${index} `))).toBe(true);
    }
  } finally {
    await own.close();
  }
}, 90_000);

it('the list of runs has those of the command line too, page by page', async () => {
  const territory = await freshTerritory(app.kernel);
  await run(territory, table(['La Fanfare']));
  await db()
    .insertInto('directory.import_run')
    .values(
      Array.from({ length: 60 }, (_, index) => ({
        territory_id: territory.id,
        id: newId(),
        format: 'geojson',
        source: 'openstreetmap',
        files: ['a.geojson'],
        started_at: app.clock.now().subtract({ hours: index + 1 }),
        ...(index > 0 && index < 40 && { finished_at: app.clock.now() }),
      })),
    )
    .execute();
  const all = [];
  let after: ImportRunsCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof importRuns>> = await importRuns(app.kernel, territory, after);
    expect(page.runs.length).toBe(after === null ? 50 : 11);
    all.push(...page.runs);
    after = page.next;
  } while (after !== null);
  expect(new Set(all.map(({ id }) => id)).size).toBe(61);
  expect(all[0]).toMatchObject({ hasPage: true, files: ['associations.csv'] });
  expect(all[1]).toMatchObject({ hasPage: false, requestedBy: null, state: 'running', source: 'openstreetmap' });
  expect(all[2]).toMatchObject({ state: 'done' });
  // It has not ended for a day: nobody does it any more.
  expect(all.at(-1)).toMatchObject({ state: 'failed' });
});

it('files go after thirty days, reports later; the list stays', async () => {
  const territory = await freshTerritory(app.kernel);
  const id = await upload(territory, table(['La Fanfare']));
  const { id: previewId } = await preview(territory, id);
  const runId = await idOf(requestRun(app.kernel, territory, { previewId, actor: ACTOR }));
  await work(territory, runId);
  const waiting = await idOf(askPreview(territory, await upload(territory, table(['La Chorale']))));
  const lines = async () => (await reportPage(app.kernel, territory, runId, 'created')).lines.length;

  app.clock.set('2026-12-23T09:30:00Z');
  await forgetImports(app.kernel);
  expect(await importUpload(app.kernel, territory, id)).toMatchObject({ preview: { id: previewId }, run: { id: runId } });
  expect(await requestOf(territory, waiting)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/interrompu/) });

  app.clock.set('2026-12-25T09:30:00Z');
  await forgetImports(app.kernel);
  expect(await importUpload(app.kernel, territory, id)).toBeNull();
  expect(await importRequest(app.kernel, territory, previewId)).toBeNull();
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from directory.import_upload_part`.execute(db());
  expect(rows).toEqual([{ n: 0 }]);
  expect(await requestOf(territory, runId)).toMatchObject({ uploadId: null, state: 'done' });
  expect(await lines()).toBe(1);

  app.clock.set('2028-01-01T09:30:00Z');
  await forgetImports(app.kernel);
  expect(await lines()).toBe(0);
  expect((await importRuns(app.kernel, territory)).runs.map((one) => one.id)).toEqual([runId]);
});

it('what is no id is nothing', async () => {
  const territory = await freshTerritory(app.kernel);
  expect(isId('../x')).toBe(false);
  expect(await importRequest(app.kernel, territory, '../x')).toBeNull();
  expect(await importUpload(app.kernel, territory, '../x')).toBeNull();
});

async function csvOf(territory: TerritoryContext, requestId: string): Promise<string> {
  const reader = { locale: 'fr' as const, address: (path: string) => `https://valombre.example${path}` };
  const parts: string[] = [];
  for await (const part of reportCsv(app.kernel, territory, requestId, reader)) parts.push(part);
  return parts.join('');
}

async function workbook(sheets: Record<string, string[][]>): Promise<Buffer> {
  return writeXlsxFile(Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }))).toBuffer();
}
