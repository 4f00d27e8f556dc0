import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { somebody } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { ImportCounts } from '../../kernel/module.ts';
import { openClaim } from './claims/commands.ts';
import { geojsonImporter } from './importers/geojson.ts';
import { importers } from './importers/index.ts';
import { subjectHistory } from './queries/history.ts';
import { mergeSubjects } from './subjects/merging/merge.ts';
import { editPlace, placeSubject } from './subjects/place.ts';
import { lockSubject } from './subjects/subject.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
let db: Kysely<DB>;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  db = app.kernel.database.kysely<DB>();
  folder = await mkdtemp(join(tmpdir(), 'terreau-import-history-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const camille = { actor: 'account:0198a000-0000-7000-8000-000000000001' } as const;

async function load(territory: TerritoryContext, tags: object, dryRun = false): Promise<ImportCounts> {
  const file = join(folder, `${Math.random()}.geojson`);
  const properties = { name: 'Le Fournil', shop: 'bakery', ...tags };
  const feature = { type: 'Feature', id: 'node/1', properties, geometry: { type: 'Point', coordinates: [7.42, 43.74] } };
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const options = { territory, files: [file], dryRun, isWithin: false, source: null, mapping: null };
  return (await geojsonImporter.run(app.kernel, { ...options, report: () => {}, progress: () => {} })).counts;
}

const placeOf = ({ id }: TerritoryContext) =>
  db.selectFrom('directory.place').selectAll().where('territory_id', '=', id).executeTakeFirstOrThrow();
const historyOf = async (territory: TerritoryContext) =>
  (await subjectHistory(app.kernel, territory.id, { subject: 'place', id: (await placeOf(territory)).id })).entries;

describe('what a source changes', () => {
  it('is in the history, under its name; what it says again is not', async () => {
    const territory = await freshTerritory(app.kernel);
    await load(territory, { phone: '+377 93 15 00 01' });
    await load(territory, { phone: '+377 93 15 00 01' });
    expect(await historyOf(territory)).toEqual([]);
    expect((await load(territory, { phone: '+377 93 15 00 02' }, true)).updated).toBe(1);
    expect(await historyOf(territory)).toEqual([]);
    await load(territory, { phone: '+377 93 15 00 02' });
    expect(await historyOf(territory)).toMatchObject([
      {
        what: 'imported',
        actor: 'source:openstreetmap',
        number: 1,
        changes: [{ field: 'phone', from: { phone: '+37793150001' }, to: { phone: '+37793150002' } }],
      },
    ]);
  });

  it('does not undo what a person writes while the batch is read', async () => {
    const territory = await freshTerritory(app.kernel);
    await load(territory, { phone: '+377 93 15 00 01' });
    const { id } = await placeOf(territory);
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const editing = app.kernel.database.unit(async () => {
      await lockSubject(app.kernel, territory.id, placeSubject, id);
      locked.resolve();
      await release.promise;
      await editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts, phone: '+37793159999' }));
    });
    await locked.promise;
    // It has read what is kept, and waits to write it.
    const importing = load(territory, { phone: '+377 93 15 00 02', wheelchair: 'yes' });
    await vi.waitFor(async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      expect(rows[0]?.n).toBe(1);
    });
    release.resolve();
    await editing;
    expect(await importing).toMatchObject({ read: 1, updated: 1, conflicts: 1 });
    expect(await placeOf(territory)).toMatchObject({ phone: '+37793159999', wheelchair: 'yes' });
    expect((await historyOf(territory)).map(({ what }) => what)).toEqual(['imported', 'edited']);
  });
});

describe('a register that shows somebody no more', () => {
  async function read(territory: TerritoryContext, name: string, status: string) {
    const file = join(folder, `${Math.random()}.csv`);
    await writeFile(
      file,
      `siren,nic,siret,statutDiffusionEtablissement,etatAdministratifEtablissement,numeroVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,enseigne1Etablissement,activitePrincipaleEtablissement,denominationUniteLegale,categorieJuridiqueUniteLegale
356000000,00048,35600000000048,${status},A,4,HAUTE,98000,Monaco,${name},10.71C,${name},1000`,
    );
    const options = { territory, files: [file], dryRun: false, isWithin: false, source: null, mapping: null };
    await importers.find(({ format }) => format === 'sirene')?.run(app.kernel, { ...options, report: () => {}, progress: () => {} });
  }

  const everything = async (territory: TerritoryContext) =>
    app.kernel.database.unit(
      async () => {
        const tables = [
          'revision',
          'place',
          'organisation',
          'draft',
          'former_slug',
          'merger',
          'listing',
          'claim',
          'source_record',
        ] as const;
        const rows = [];
        for (const table of tables)
          rows.push(...(await db.selectFrom(`directory.${table}`).selectAll().where('territory_id', '=', territory.id).execute()));
        return rows;
      },
      { keeper: territory.id },
    );

  it('takes its words from the history as well, and what people asked there', async () => {
    const territory = await freshTerritory(app.kernel);
    await read(territory, 'Chez Bonnet', 'O');
    await read(territory, 'Chez Bonnet et fille', 'O');
    expect((await historyOf(territory)).map(({ what }) => what)).toEqual(['imported']);
    const { organisation_id: organisationId } = await placeOf(territory);
    const { accountId } = await somebody(app, territory);
    await app.kernel.database.unit(
      () =>
        openClaim(app.kernel, { territoryId: territory.id, organisationId: organisationId ?? '', accountId, way: 'word', message: null }),
      { keeper: territory.id },
    );
    await read(territory, 'Chez Bonnet et fille', 'P');
    expect(await everything(territory)).toEqual([]);
  });

  it('takes its words from a page that another source tells of, which stays', async () => {
    const territory = await freshTerritory(app.kernel);
    await read(territory, 'Chez Bonnet', 'O');
    await load(territory, { name: 'Le Fournil', phone: '+377 93 15 00 01' });
    const places = await db.selectFrom('directory.place').select(['id', 'slug']).where('territory_id', '=', territory.id).execute();
    const idOf = (slug: string) => places.find((place) => place.slug === slug)?.id ?? '';
    const merger = await mergeSubjects(
      app.kernel,
      territory,
      { subject: 'place', keepId: idOf('le-fournil'), mergedId: idOf('chez-bonnet'), fields: {} },
      camille,
    );
    expect(merger).toEqual({ outcome: 'merged', slug: 'le-fournil' });
    expect(await placeOf(territory)).toMatchObject({ street: '4 Haute', phone: '+37793150001' });
    await read(territory, 'Chez Bonnet', 'P');
    expect(await placeOf(territory)).toMatchObject({ slug: 'le-fournil', street: null, phone: '+37793150001' });
    expect(JSON.stringify(await everything(territory))).not.toMatch(/bonnet|HAUTE|35600000000048/i);
  });
});
