import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { type Imported, runImporter } from '../../../test/support/importing.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { ImportReportRow } from '../../kernel/module.ts';
import { importers } from './importers/index.ts';
import type { DB } from './tables.generated.ts';

const real = new URL('../../../../shared/data/', import.meta.url).pathname;
const hasReal = existsSync(real);

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-formats-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(
  format: string,
  territory: TerritoryContext,
  files: readonly string[],
  said: { mapping?: string; dryRun?: boolean } = {},
): Promise<Imported> {
  const importer = importers.find((one) => one.format === format);
  if (!importer) throw new Error(`No importer ${format}.`);
  return runImporter(app, importer, territory, files, said);
}

const rejected = ({ rows }: Imported) =>
  rows.filter(({ outcome }) => outcome === 'rejected').map(({ line, reason }) => `${line}: ${reason}`);

describe.skipIf(!hasReal)('the real files', () => {
  const gogocarto = (name: string) => join(real, 'gogocarto', name);

  it('of a GoGoCarto map are read whole, with its categories or without, and change nothing the second time', async () => {
    const territory = await freshTerritory(app.kernel);
    const first = await load('gogocarto', territory, [gogocarto('elements.json'), gogocarto('taxonomy-full.json')]);
    expect(first.failures).toEqual([]);
    expect(first.counts.read).toBe(23);
    expect(rejected(first)).toEqual([]);
    expect(first.counts.created + first.counts.duplicates).toBe(23);
    const again = await load('gogocarto', territory, [gogocarto('elements.json'), gogocarto('taxonomy-full.json')]);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: first.counts.created, duplicates: first.counts.duplicates });
    const lines = await load('gogocarto', territory, [gogocarto('elements-geojson.json')]);
    expect(lines.counts).toMatchObject({ read: 3, created: 3, rejected: 0 });
    // Lines of tramways, each kept at one point.
    expect(lines.rows.every(({ warnings }) => warnings.includes('not-a-point'))).toBe(true);
  });

  it('of third places are read from a table whose columns nobody explained', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = join(real, 'ess/03_tierslieux_numerique.csv');
    const first = await load('csv', territory, [file]);
    expect(first.failures).toEqual([]);
    expect(first.counts).toMatchObject({ read: 47, created: 46, rejected: 1 });
    expect(rejected(first)).toEqual(['48: no-name']);
    expect(JSON.parse(first.mapping ?? '')).toMatchObject({
      rows: 'structures',
      columns: { NOM: expect.anything(), CODPOST: expect.anything() },
    });
    const again = await load('csv', territory, [file], { mapping: first.mapping ?? '' });
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 46, rejected: 1, missing: 0 });
  });

  it.each([
    ['gogocarto', 'gogocarto/taxonomy-full.json', /catégories/],
    ['gogocarto', 'rome/romes_public.csv', /ROME|métiers/],
    ['csv', 'communes/fr_communes_latlon.csv', /communes/],
    ['csv', 'holidays/holidays_fr_ch.csv', /fériés|vacances/],
    ['csv', 'rome/appellations_public.csv', /ROME|métiers|appellations/],
    ['csv', 'data-inclusion/seeds_v1/thematiques_v1.csv', /thématiques/],
    ['data-inclusion', 'hsds/service_full.json', /HSDS/],
    ['data-inclusion', 'gogocarto/elements.json', /GoGoCarto/],
    ['data-inclusion', 'osm/monaco-poi.geojson', /GeoJSON/],
    ['geojson', 'data-inclusion/api/structures.json', /./],
    ['gogocarto', 'ics/calendar.ics', /agenda/],
    ['sirene', 'ess/03_tierslieux_numerique.csv', /./],
  ])('%s refuses %s by its name', async (format, path, words) => {
    const territory = await freshTerritory(app.kernel);
    const { counts, failures } = await load(format, territory, [join(real, path)]);
    expect(counts).toMatchObject({ read: 0, created: 0 });
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(words);
  });
});

describe('establishments of Sirene', () => {
  const header =
    'siren,nic,siret,statutDiffusionEtablissement,numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement,activitePrincipaleEtablissement,denominationUniteLegale,categorieJuridiqueUniteLegale,prenomUsuelUniteLegale,nomUniteLegale';
  const siren = '356000000';
  const file = async (...rows: string[]) => {
    const path = join(folder, `${Math.random()}.csv`);
    await writeFile(path, [header, ...rows].join('\n'));
    return path;
  };
  const bakery = (nic: string, siret: string, status: string, state = 'A') =>
    `${siren},${nic},${siret},${status},4,RUE,HAUTE,74800,VALOMBRE,74300,${state},LE FOURNIL,,10.71C,,1000,Léa,Bonnet`;

  it('of one company are one structure with several places', async () => {
    const territory = await freshTerritory(app.kernel);
    const { counts } = await load('sirene', territory, [
      await file(
        `${siren},00048,35600000000048,O,4,RUE,HAUTE,74800,VALOMBRE,74300,A,ATELIER UN,,95.22Z,LES ATELIERS,9220,,`,
        `${siren},00055,35600000000055,O,8,RUE,BASSE,74800,VALOMBRE,74300,A,ATELIER DEUX,,95.22Z,LES ATELIERS,9220,,`,
      ),
    ]);
    expect(counts).toMatchObject({ read: 2, created: 2 });
    const db = app.kernel.database.kysely<DB>();
    expect(await db.selectFrom('directory.organisation').select(['legal_form']).where('territory_id', '=', territory.id).execute()).toEqual(
      [{ legal_form: 'association' }],
    );
    expect(await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).execute()).toHaveLength(2);
  });

  it('of a person who asked not to be public are not kept, and go where they were', async () => {
    const territory = await freshTerritory(app.kernel);
    const db = app.kernel.database.kysely<DB>();
    const count = async () =>
      (
        await Promise.all(
          (['directory.organisation', 'directory.place', 'directory.listing', 'directory.source_record'] as const).map((table) =>
            db.selectFrom(table).selectAll().where('territory_id', '=', territory.id).execute(),
          ),
        )
      ).flat();
    await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'O'))]);
    expect((await count()).length).toBeGreaterThan(3);
    const gone = await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'P'))]);
    expect(gone.rows.map(({ outcome, reason, name }) => [outcome, reason, name])).toEqual([['updated', 'not-public', null]]);
    expect(JSON.stringify(await count())).not.toMatch(/Fournil|FOURNIL|Bonnet|Haute/i);
    const unknown = await load('sirene', territory, [await file(bakery('00055', '35600000000055', 'P'))]);
    expect(rejected(unknown)).toEqual(['2: not-public']);
  });

  it('of a person who leaves while another of their places arrives are told apart, under any name of the source', async () => {
    const territory = await freshTerritory(app.kernel);
    const importer = importers.find(({ format }) => format === 'sirene');
    const read = async (...rows: string[]) => {
      const outcomes: ImportReportRow[] = [];
      const options = { territory, dryRun: false, isWithin: false, mapping: null, source: 'insee', progress: () => {} };
      await importer?.run(app.kernel, { ...options, files: [await file(...rows)], report: (row) => outcomes.push(row) });
      return outcomes.map(({ outcome, reason }) => [outcome, reason]);
    };
    await read(bakery('00048', '35600000000048', 'O'));
    expect(await read(bakery('00048', '35600000000048', 'P'), bakery('00055', '35600000000055', 'O'))).toEqual([
      ['updated', 'not-public'],
      ['created', null],
    ]);
    const db = app.kernel.database.kysely<DB>();
    expect(await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).execute()).toHaveLength(1);
    expect(await db.selectFrom('directory.organisation').select('id').where('territory_id', '=', territory.id).execute()).toHaveLength(1);
  });

  it('of a person whom another source tells of as well leave that source’s words alone', async () => {
    const territory = await freshTerritory(app.kernel);
    await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'O'))]);
    const other = join(folder, 'other.json');
    const structure = { source: 'dora', id: 'dora--1', nom: 'Atelier partagé', date_maj: '2026-10-01', siret: '35600000000048' };
    const service = {
      source: 'dora',
      structure_id: 'dora--1',
      id: 'dora--s1',
      nom: 'Apprendre le pain',
      description: 'Un samedi par mois.',
      date_maj: '2026-10-01',
    };
    await writeFile(other, JSON.stringify([structure, service]));
    await load('data-inclusion', territory, [other]);
    await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'P'))]);
    const db = app.kernel.database.kysely<DB>();
    const rows = await Promise.all(
      (['directory.organisation', 'directory.place', 'directory.service', 'directory.listing', 'directory.source_record'] as const).map(
        (table) => db.selectFrom(table).selectAll().where('territory_id', '=', territory.id).execute(),
      ),
    );
    const text = JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(text).not.toMatch(/fournil|bonnet|haute|35600000000048/i);
    expect(text).toContain('Atelier partagé');
    expect(text).toContain('Apprendre le pain');
  });

  it('that have ceased close what is here', async () => {
    const territory = await freshTerritory(app.kernel);
    await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'O'))]);
    const { rows } = await load('sirene', territory, [await file(bakery('00048', '35600000000048', 'O', 'F'))]);
    expect(rows).toMatchObject([{ outcome: 'updated', reason: 'closed' }]);
    const place = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.place')
      .select('state')
      .where('territory_id', '=', territory.id)
      .executeTakeFirst();
    expect(place?.state).toBe('closed');
  });
});

describe('the report', () => {
  it('says in a sentence what became of a row', async () => {
    const { importExplanation } = await import('./gestion/imports/words.ts');
    expect(importExplanation({ outcome: 'rejected', reason: 'no-name', warnings: [] })).toBe('Rejetée\u202f: sans nom.');
    expect(importExplanation({ outcome: 'updated', reason: null, warnings: ['conflict:phone', 'unusable-email'] })).toBe(
      'Mise à jour. À vérifier\u202f: la source dit autre chose que ce qui est gardé ici (Téléphone)\u202f; adresse e-mail inutilisable.',
    );
  });

  it('has words for every code that readers give', async () => {
    const { importWords } = await import('./gestion/imports/words.ts');
    for (const code of [
      'twin',
      'same-identifier',
      'repeated-id',
      'elsewhere',
      'unknown-structure',
      'named-contact',
      'reserved-source',
      'not-public',
      'closed',
    ])
      expect(importWords(code), code).not.toBe(code);
  });
});

describe('a table of a town hall', () => {
  it('in Windows-1252, by semicolons, is understood; a mapping that is wrong says how', async () => {
    const territory = await freshTerritory(app.kernel);
    const path = join(folder, 'associations.csv');
    const text =
      'Nom;Adresse;Code postal;Commune;Téléphone;Activité\r\nLa Clé à molette;3, rue de l’Église;1000.0;Bourg;0450000001;Répare des vélos\r\n';
    await writeFile(path, Buffer.from(text.replace('’', "'"), 'latin1'));
    const dry = await load('csv', territory, [path], { dryRun: true });
    expect(dry.counts).toMatchObject({ read: 1, created: 1 });
    const mapping = JSON.parse(dry.mapping ?? '') as { columns: Record<string, string> };
    await load('csv', territory, [path], { mapping: JSON.stringify(mapping) });
    const db = app.kernel.database.kysely<DB>();
    expect(
      await db.selectFrom('directory.place').select(['name', 'street', 'postcode']).where('territory_id', '=', territory.id).execute(),
    ).toEqual([{ name: 'La Clé à molette', street: "3, rue de l'Église", postcode: '01000' }]);
    const { failures } = await load('csv', territory, [path], {
      mapping: JSON.stringify({ rows: 'structures', columns: { Nomm: 'name' } }),
    });
    expect(failures[0]?.reason).toContain('Nomm');
  });
});
