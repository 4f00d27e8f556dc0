import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { ImportReportRow, ImportResult } from '../../kernel/module.ts';
import { dataInclusionImporter } from './importers/data-inclusion.ts';
import { agreeToBeNamed, recordObjection } from './importers/engine/contacts.ts';
import { editOrganisation } from './subjects/organisation.ts';
import { editPlace } from './subjects/place.ts';
import { changeState } from './subjects/state.ts';
import type { DB } from './tables.generated.ts';

const real = new URL('../../../../shared/data/data-inclusion/', import.meta.url).pathname;

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-data-inclusion-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

interface Imported extends ImportResult {
  rows: ImportReportRow[];
}

async function importFiles(
  territory: TerritoryContext,
  files: readonly string[],
  said: { dryRun?: boolean; isWithin?: boolean } = {},
): Promise<Imported> {
  const rows: ImportReportRow[] = [];
  const result = await dataInclusionImporter.run(app.kernel, {
    territory,
    files,
    dryRun: false,
    isWithin: false,
    source: null,
    mapping: null,
    ...said,
    report: (row) => rows.push(row),
    progress: () => {},
  });
  return { ...result, rows };
}

let number = 0;
async function fileOf(content: unknown, extension = 'json'): Promise<string> {
  number += 1;
  const file = join(folder, `${number}.${extension}`);
  await writeFile(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 1));
  return file;
}

const structure = (id: string, said: Record<string, unknown> = {}) => ({
  source: 'dora',
  id: `dora--${id}`,
  nom: `Structure ${id}`,
  date_maj: '2026-10-01',
  adresse: `${id.length} rue Haute`,
  code_postal: '74800',
  commune: 'Valombre',
  code_insee: '74300',
  latitude: 46.2,
  longitude: 6.1 + id.charCodeAt(0) / 1000,
  ...said,
});
const service = (id: string, of: string, said: Record<string, unknown> = {}) => ({
  source: 'dora',
  structure_id: `dora--${of}`,
  id: `dora--s-${id}`,
  nom: `Service ${id}`,
  description: `Ce que le service ${id} fait pour vous.`,
  date_maj: '2026-10-01',
  ...said,
});

const outcomes = ({ rows }: Imported) => rows.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`));
const kept = (territory: TerritoryContext) =>
  app.kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .selectAll()
    .where('territory_id', '=', territory.id)
    .orderBy('name')
    .execute();

describe('the replies of the API', () => {
  it.skipIf(!existsSync(real))('are read whole, and change nothing the second time', async () => {
    const territory = await freshTerritory(app.kernel);
    // Services first: their structures are in the other file.
    const files = [join(real, 'api/services.json'), join(real, 'api/structures.json')];
    const first = await importFiles(territory, files);
    expect(first.failures).toEqual([]);
    expect(first.counts).toMatchObject({ read: 13, created: 11, rejected: 2, duplicates: 0, missing: 0, contacts: 1 });
    expect(first.rows.filter(({ outcome }) => outcome === 'rejected').map(({ externalId, reason }) => `${externalId}: ${reason}`)).toEqual([
      'emplois-de-linclusion--empty: no-name',
      'emplois-de-linclusion--empty: no-name',
    ]);
    // A SIRET that fails is kept, and never passes for checked.
    const siret = first.rows.filter(({ warnings }) => warnings.includes('invalid-identifier')).map(({ externalId }) => externalId);
    expect(siret).toEqual(['dora--blacklisted-siren-structure', 'dora--allowed-structure-without-email']);
    const second = await importFiles(territory, files);
    expect(second.counts).toMatchObject({ read: 13, created: 0, updated: 0, unchanged: 11, rejected: 2, missing: 0, contacts: 0 });
  });

  it.skipIf(!existsSync(real))('are told from the lists of the schema and of the sources, which are refused by name', async () => {
    const territory = await freshTerritory(app.kernel);
    const lists = [
      'frais',
      'modes_accueil',
      'modes_mobilisation',
      'personne_mobilisatrice',
      'publics',
      'reseaux_porteurs',
      'thematiques',
      'types_de_services',
    ];
    const files = [...lists.map((name) => join(real, `seeds_v1/${name}_v1.csv`)), join(real, 'api/sources.json')];
    const { counts, failures } = await importFiles(territory, files);
    expect(counts.read).toBe(0);
    expect(failures.map(({ file }) => file)).toEqual(files);
    for (const { reason } of failures) expect(reason).toMatch(/liste/);
  });
});

describe('structures and services', () => {
  it('come in either order, in one file or two; a service alone is rejected with its reason', async () => {
    const territory = await freshTerritory(app.kernel);
    const one = await importFiles(territory, [await fileOf([service('a', 'une'), structure('une'), service('b', 'autre')])]);
    expect(outcomes(one)).toEqual(['created', 'created', 'rejected unknown-structure']);
    const two = await importFiles(territory, [
      await fileOf({ items: [service('b', 'autre')] }),
      await fileOf({ structures: [structure('autre')] }),
    ]);
    expect(outcomes(two)).toEqual(expect.arrayContaining(['created', 'created']));
    expect(two.counts.missing).toBe(2);
  });

  it('keep every field of the standard, unknown values included, and say so', async () => {
    const territory = await freshTerritory(app.kernel);
    const full = service('a', 'une', {
      type: 'atelier',
      thematiques: ['numerique--acceder-a-des-services-en-ligne', 'theme-de-demain'],
      frais: 'payant',
      frais_precisions: '2 € la séance',
      publics: ['tous-publics', 'jeunes'],
      publics_precisions: 'Dès 16 ans',
      conditions_acces: 'Sur inscription',
      adresse: '3 quai du Lac',
      code_postal: '74800',
      commune: 'Valombre',
      telephone: '04 50 00 00 01',
      courriel: 'atelier@example.org',
      modes_accueil: ['en-presentiel'],
      zone_eligibilite: ['74', '74300'],
      lien_mobilisation: 'https://example.org/rdv',
      modes_mobilisation: ['telephoner'],
      mobilisable_par: ['usagers'],
      mobilisation_precisions: 'Appelez le matin.',
      volume_horaire_hebdomadaire: 2.5,
      nombre_semaines: 6,
      horaires_accueil: 'Tu 14:00-16:30',
    });
    const { rows } = await importFiles(territory, [
      await fileOf([structure('une', { siret: '35600000000048', reseaux_porteurs: ['ccas-cias'] }), full]),
    ]);
    expect(rows[1]?.warnings).toEqual(['not-only-tous-publics', 'unknown-value:thematiques']);
    const db = app.kernel.database.kysely<DB>();
    expect(await db.selectFrom('directory.service').selectAll().where('territory_id', '=', territory.id).executeTakeFirst()).toMatchObject({
      type: 'atelier',
      topics: ['numerique--acceder-a-des-services-en-ligne', 'theme-de-demain'],
      themes: ['internet'],
      fee: 'payant',
      fee_details: '2 € la séance',
      publics: ['tous-publics'],
      publics_details: 'Dès 16 ans',
      access_conditions: 'Sur inscription',
      street: '3 quai du Lac',
      postcode: '74800',
      phone: '+33450000001',
      email: 'atelier@example.org',
      reception_modes: ['en-presentiel'],
      eligibility_zones: ['74', '74300'],
      referral_url: 'https://example.org/rdv',
      referral_modes: ['telephoner'],
      referrers: ['usagers'],
      referral_details: 'Appelez le matin.',
      weekly_hours: 2.5,
      weeks: 6,
      opening_hours: 'Tu 14:00-16:30',
    });
    expect(
      await db.selectFrom('directory.place').select('identifiers').where('territory_id', '=', territory.id).executeTakeFirst(),
    ).toEqual({
      identifiers: [{ scheme: 'siret', value: '35600000000048', isValid: true }],
    });
  });

  it('are read from a table as from JSON: lists in a cell, an address shared with the structure', async () => {
    const territory = await freshTerritory(app.kernel);
    const csv = [
      'source;structure_id;id;nom;description;publics;zone_eligibilite;adresse;code_postal;commune;code_insee;latitude;longitude',
      'dora;dora--une;dora--s1;Service de la table;Ce qu’il fait;jeunes,seniors;1,74;3 rue Haute;74800.0;Valombre;74300.0;46,2;6,217',
    ].join('\r\n');
    await importFiles(territory, [await fileOf([structure('une')])]);
    const { counts, failures } = await importFiles(territory, [await fileOf(`\ufeff${csv}\r\n`, 'csv')]);
    expect(failures).toEqual([]);
    expect(counts).toMatchObject({ read: 1, created: 1 });
    const row = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.service')
      .selectAll()
      .where('territory_id', '=', territory.id)
      .executeTakeFirst();
    expect(row).toMatchObject({ publics: ['jeunes', 'seniors'], eligibility_zones: ['01', '74'], street: null });
    expect(row?.place_id).not.toBeNull();
  });
});

describe('a second source, or a person here', () => {
  it('is not overwritten: what a source says otherwise is a conflict, listed once', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf([structure('une', { telephone: '04 50 00 00 01', site_web: 'https://une.example' })]);
    await importFiles(territory, [file]);
    const [before] = await kept(territory);
    await editOrganisation(app.kernel, territory, before?.id ?? '', { actor: 'system' }, (facts) => ({ ...facts, phone: '+33450999999' }));
    const again = await importFiles(territory, [file]);
    expect(again.counts).toMatchObject({ unchanged: 1, updated: 0, conflicts: 1 });
    expect(again.rows[0]?.warnings).toContain('conflict:phone');
    const changed = await importFiles(territory, [
      await fileOf([structure('une', { telephone: '04 50 00 00 02', site_web: 'https://deux.example' })]),
    ]);
    expect(changed.counts).toMatchObject({ updated: 1, conflicts: 1 });
    expect((await kept(territory))[0]).toMatchObject({ phone: '+33450999999', website: 'https://deux.example/' });
    expect(
      await app.kernel.database
        .kysely<DB>()
        .selectFrom('directory.conflict')
        .select(['field', 'ours', 'theirs'])
        .where('territory_id', '=', territory.id)
        .execute(),
    ).toEqual([{ field: 'phone', ours: '+33450999999', theirs: '+33450000002' }]);
  });

  it('of the same number is set aside, and its services join the structure that is here', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf([structure('une', { siret: '35600000000048' })])]);
    const other = {
      ...structure('x', { siret: '35600000000048', nom: 'La même, autrement dite' }),
      source: 'soliguide',
      id: 'soliguide--9',
    };
    const result = await importFiles(territory, [
      await fileOf([other, { ...service('z', 'x'), source: 'soliguide', structure_id: 'soliguide--9', id: 'soliguide--s9' }]),
    ]);
    expect(outcomes(result)).toEqual(['duplicate same-identifier', 'created']);
    expect(await kept(territory)).toHaveLength(1);
  });

  it('of the same name at the same address is set aside', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf([structure('une')])]);
    const twin = { ...structure('une', { latitude: null, longitude: null }), source: 'soliguide', id: 'soliguide--9' };
    expect(outcomes(await importFiles(territory, [await fileOf([twin])]))).toEqual(['duplicate twin']);
  });
});

describe('a row gone from its source', () => {
  it('is told missing, and stays; found again, it is missing no more', async () => {
    const territory = await freshTerritory(app.kernel);
    const both = await fileOf([structure('une'), structure('autre')]);
    await importFiles(territory, [both]);
    const fewer = await importFiles(territory, [await fileOf([structure('une')])]);
    expect(outcomes(fewer)).toEqual(['unchanged', 'missing missing']);
    expect(fewer.rows[1]).toMatchObject({ externalId: 'dora--autre', name: 'Structure autre', path: '/annuaire/structure-autre' });
    expect(await kept(territory)).toHaveLength(2);
    expect((await importFiles(territory, [both])).counts.missing).toBe(0);
  });

  it('is not concluded from a file that breaks in the middle', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf([structure('une'), structure('autre')])]);
    const broken = await importFiles(territory, [await fileOf(`[${JSON.stringify(structure('une'))}, {"id": `)]);
    expect(broken.failures).toHaveLength(1);
    expect(broken.counts).toMatchObject({ unchanged: 1, missing: 0 });
  });
});

describe('people named as contacts', () => {
  const named = () => [
    structure('une'),
    service('a', 'une', { contact_nom_prenom: 'Maryvonne Dutilleul', telephone: '06 39 98 00 01', courriel: 'm.dutilleul@example.org' }),
  ];

  async function contacts(territory: TerritoryContext) {
    return app.kernel.database.unit(
      () => app.kernel.database.kysely<DB>().selectFrom('directory.contact').selectAll().where('territory_id', '=', territory.id).execute(),
      { directory_contacts: territory.id },
    );
  }

  it('are private with their own number and address, and to be told within a month', async () => {
    const territory = await freshTerritory(app.kernel);
    const { counts, rows } = await importFiles(territory, [await fileOf(named())]);
    expect(counts.contacts).toBe(1);
    expect(rows[1]?.warnings).toContain('named-contact');
    const [contact] = await contacts(territory);
    expect(contact).toMatchObject({
      name: 'Maryvonne Dutilleul',
      phone: '+33639980001',
      email: 'm.dutilleul@example.org',
      is_public: false,
    });
    expect(contact?.notice_due_on.toString()).toBe('2026-12-24');
    const show = async () => {
      const page = await app.server.inject({ url: '/services/service-a', headers: { host: `${territory.slug}.localhost` } });
      const api = await app.server.inject({ url: `/api/v1/services/service-a?territory=${territory.slug}` });
      expect([page.statusCode, api.statusCode]).toEqual([200, 200]);
      return page.body + api.body;
    };
    for (const word of ['Dutilleul', '639980001', 'm.dutilleul']) expect(await show()).not.toContain(word);
    await agreeToBeNamed(app.kernel, territory, contact?.id ?? '');
    expect(await show()).toContain('Dutilleul');
  });

  it('are closed by PostgreSQL itself to who does not say why, also on a connection used before', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf(named())]);
    expect(await contacts(territory)).toHaveLength(1);
    const db = app.kernel.database.kysely<DB>();
    const unsaid = () => db.selectFrom('directory.contact').selectAll().where('territory_id', '=', territory.id).execute();
    for (let time = 0; time < 12; time += 1) expect(await unsaid()).toEqual([]);
    const other = await freshTerritory(app.kernel);
    expect(await app.kernel.database.unit(unsaid, { directory_contacts: other.id })).toEqual([]);
  });

  it('who object are forgotten, and no later reading brings them back', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf(named());
    await importFiles(territory, [file]);
    expect(await recordObjection(app.kernel, territory, 'DUTILLEUL Maryvonne')).toBe(1);
    const changed = named();
    await importFiles(territory, [await fileOf([changed[0], { ...changed[1], description: 'Autre chose désormais.' }])]);
    expect(await contacts(territory)).toEqual([]);
    const elsewhere = await freshTerritory(app.kernel);
    await importFiles(elsewhere, [file]);
    expect(await contacts(elsewhere)).toHaveLength(1);
  });
});

describe('a confidential address', () => {
  it('once set here stays nowhere, whatever a source says', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf([structure('refuge', { nom: 'Le Refuge', adresse: '17 rue Cachée' })]);
    await importFiles(territory, [file]);
    const db = app.kernel.database.kysely<DB>();
    const place = await db.selectFrom('directory.place').selectAll().where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await editPlace(app.kernel, territory, place.id, { actor: 'system' }, (facts) => ({ ...facts, isAddressConfidential: true }));
    await importFiles(territory, [file]);
    await importFiles(territory, [await fileOf([structure('refuge', { nom: 'Le Refuge', adresse: '18 rue Cachée' })])]);
    for (const url of [
      '/annuaire',
      `/lieux/${place.slug}`,
      '/annuaire/le-refuge',
      '/annuaire/points.json',
      '/api/v1/places',
      '/api/v1/organisations',
    ]) {
      const { statusCode, body } = await app.server.inject({ url, headers: { host: `${territory.slug}.localhost` } });
      expect(statusCode, url).toBe(200);
      for (const part of ['Cachée', '74800', '46.2']) expect(body, url).not.toContain(part);
    }
    const tables = await Promise.all(
      (['directory.place', 'directory.listing', 'directory.conflict', 'directory.set_aside', 'directory.source_record'] as const).map(
        (table) => db.selectFrom(table).selectAll().where('territory_id', '=', territory.id).execute(),
      ),
    );
    expect(JSON.stringify(tables)).not.toContain('Cachée');
  });
});

describe('a file of a whole country', () => {
  it('is narrowed to the territory when asked: by outline, else by commune or postcode', async () => {
    const territory = await freshTerritory(app.kernel, { postcodes: ['74800'] });
    const rows = [
      structure('ici', { code_insee: null }),
      structure('ailleurs', { code_insee: '75056', code_postal: '75010', commune: 'Paris' }),
      service('a', 'ailleurs'),
      service('b', 'ici'),
    ];
    const result = await importFiles(territory, [await fileOf(rows)], { isWithin: true });
    expect(outcomes(result)).toEqual(['created', 'rejected elsewhere', 'rejected elsewhere', 'created']);
  });
});

describe('what a person here closed', () => {
  it('stays closed, whatever its source goes on telling; what the source closed, it reopens', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf([structure('une'), service('a', 'une')]);
    await importFiles(territory, [file]);
    const db = app.kernel.database.kysely<DB>();
    const { id } = await db.selectFrom('directory.service').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    const place = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await app.kernel.database.unit(async () => {
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'close', actor: 'person:agent' });
      await changeState(app.kernel, territory, { subject: 'place', id: place.id, event: 'close', actor: 'person:agent' });
    });
    expect((await importFiles(territory, [file])).counts).toMatchObject({ unchanged: 2, updated: 0 });
    const states = async () => [
      (await db.selectFrom('directory.service').select('state').where('territory_id', '=', territory.id).executeTakeFirst())?.state,
      (await db.selectFrom('directory.place').select('state').where('territory_id', '=', territory.id).executeTakeFirst())?.state,
    ];
    expect(await states()).toEqual(['closed', 'closed']);
    await app.kernel.database.unit(async () => {
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'reopen', actor: 'person:agent' });
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'close', actor: 'source:dora' });
    });
    expect((await importFiles(territory, [file])).counts).toMatchObject({ updated: 1 });
    expect(await states()).toEqual(['published', 'closed']);
  });

  it('does not come back as new through another source', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf([structure('une')])]);
    const db = app.kernel.database.kysely<DB>();
    const place = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'place', id: place.id, event: 'close', actor: 'person:agent' }),
    );
    const other = { ...structure('une'), source: 'soliguide', id: 'soliguide--9' };
    expect(outcomes(await importFiles(territory, [await fileOf([other])]))).toEqual(['duplicate closed-here']);
  });
});

describe('a shelter', () => {
  it('is not told by its services, by what another source says of it, nor by its own address', async () => {
    const territory = await freshTerritory(app.kernel);
    const refuge = structure('r', { nom: 'Refuge des Lilas', adresse: '9 rue Cachée' });
    const early = service('tot', 'r', {
      adresse: '9, rue Cachée',
      commune: 'Valombre',
      code_postal: '74800',
      latitude: 46.2,
      longitude: 6.2,
    });
    const twin = { ...refuge, source: 'soliguide', id: 'soliguide--1' };
    await importFiles(territory, [await fileOf([refuge, early, twin])]);
    const db = app.kernel.database.kysely<DB>();
    const { id } = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await editPlace(app.kernel, territory, id, { actor: 'system' }, (facts) => ({ ...facts, isAddressConfidential: true }));
    const late = service('tard', 'r', { adresse: '9 rue Cachée', commune: 'Valombre', latitude: 46.2, longitude: 6.2 });
    const again = { ...refuge, source: 'fredo', id: 'fredo--1', adresse: '9 bis rue Cachée' };
    const result = await importFiles(territory, [await fileOf([refuge, early, late, again])]);
    expect(result.rows.find(({ externalId }) => externalId === 'fredo--1')).toMatchObject({ outcome: 'duplicate' });
    const tables = await Promise.all(
      (
        [
          'directory.place',
          'directory.service',
          'directory.listing',
          'directory.conflict',
          'directory.set_aside',
          'directory.organisation',
        ] as const
      ).map((table) => db.selectFrom(table).selectAll().where('territory_id', '=', territory.id).execute()),
    );
    expect(JSON.stringify(tables, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
      /cach[ée]e|46\.2\b/i,
    );
  });
});

describe('whose a service is', () => {
  it('is not guessed from a bare number of another source', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(territory, [await fileOf([{ ...structure('une'), source: 'mairie', id: '1' }])]);
    const result = await importFiles(territory, [
      await fileOf([{ ...service('a', 'une'), source: 'partenaire', structure_id: '1', id: 'partenaire--1' }]),
    ]);
    expect(outcomes(result)).toContain('rejected unknown-structure');
  });

  it('keeps sources apart whatever their names hold', async () => {
    const territory = await freshTerritory(app.kernel);
    const rows = [
      { ...structure('une'), source: 'x', id: 'y|1' },
      { ...structure('deux'), source: 'x|y', id: '1' },
      { ...structure('trois'), source: 'local', id: 'local--1' },
    ];
    expect(outcomes(await importFiles(territory, [await fileOf(rows)]))).toEqual(['created', 'created', 'rejected reserved-source']);
  });
});

describe('an objection', () => {
  it.each(['Mme Jeanne Martin', 'Jeanne Martin (directrice)', 'Jeanne MARTIN - Référente', 'J. Martin', 'Martin Jeanne'])(
    'holds for « %s »',
    async (name) => {
      const territory = await freshTerritory(app.kernel);
      await recordObjection(app.kernel, territory, 'Jeanne Martin');
      const { counts } = await importFiles(territory, [
        await fileOf([structure('une'), service('a', 'une', { contact_nom_prenom: name, telephone: '06 39 98 00 01' })]),
      ]);
      expect(counts.contacts).toBe(0);
    },
  );

  it('holds for an address made of the name, and for nobody else', async () => {
    const territory = await freshTerritory(app.kernel);
    await recordObjection(app.kernel, territory, 'Jeanne Martin');
    await importFiles(territory, [
      await fileOf([
        structure('une'),
        service('a', 'une', { courriel: 'jeanne.martin@example.org', telephone: '06 39 98 00 01' }),
        service('b', 'une', { courriel: 'accueil@example.org', contact_nom_prenom: 'Paul Martinet' }),
      ]),
    ]);
    const rows = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.service')
      .select(['email', 'phone'])
      .where('territory_id', '=', territory.id)
      .orderBy('name')
      .execute();
    expect(rows).toEqual([
      { email: null, phone: null },
      { email: 'accueil@example.org', phone: null },
    ]);
  });

  it('and a consent is to a number: another number is private again', async () => {
    const territory = await freshTerritory(app.kernel);
    const rows = (phone: string) => [structure('une'), service('a', 'une', { contact_nom_prenom: 'Paul Martinet', telephone: phone })];
    await importFiles(territory, [await fileOf(rows('06 39 98 00 01'))]);
    const contacts = () =>
      app.kernel.database.unit(
        () =>
          app.kernel.database
            .kysely<DB>()
            .selectFrom('directory.contact')
            .select(['id', 'is_public', 'phone'])
            .where('territory_id', '=', territory.id)
            .execute(),
        { directory_contacts: territory.id },
      );
    await agreeToBeNamed(app.kernel, territory, (await contacts())[0]?.id ?? '');
    await importFiles(territory, [await fileOf(rows('06 39 98 00 02'))]);
    expect(await contacts()).toMatchObject([{ is_public: false, phone: '+33639980002' }]);
  });
});
