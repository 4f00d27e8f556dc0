import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { editOrganisation } from './subjects/organisation.ts';
import { changeState } from './subjects/state.ts';
import type { DB } from './tables.generated.ts';

const real = new URL('../../../../shared/data/data-inclusion/', import.meta.url).pathname;

import { importFiles, outcomes, scratchFiles, service, structure } from '../../../test/support/data-inclusion.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(async () => {
  await app.close();
  await remove();
});

const { fileOf, remove } = scratchFiles();

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
    const first = await importFiles(app, territory, files);
    expect(first.failures).toEqual([]);
    expect(first.counts).toMatchObject({ read: 13, created: 11, rejected: 2, duplicates: 0, missing: 0, contacts: 1 });
    expect(first.rows.filter(({ outcome }) => outcome === 'rejected').map(({ externalId, reason }) => `${externalId}: ${reason}`)).toEqual([
      'emplois-de-linclusion--empty: no-name',
      'emplois-de-linclusion--empty: no-name',
    ]);
    // A SIRET that fails is kept, and never passes for checked.
    const siret = first.rows.filter(({ warnings }) => warnings.includes('invalid-identifier')).map(({ externalId }) => externalId);
    expect(siret).toEqual(['dora--blacklisted-siren-structure', 'dora--allowed-structure-without-email']);
    const second = await importFiles(app, territory, files);
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
    const { counts, failures } = await importFiles(app, territory, files);
    expect(counts.read).toBe(0);
    expect(failures.map(({ file }) => file)).toEqual(files);
    for (const { reason } of failures) expect(reason).toMatch(/liste/);
  });
});

describe('structures and services', () => {
  it('come in either order, in one file or two; a service alone is rejected with its reason', async () => {
    const territory = await freshTerritory(app.kernel);
    const one = await importFiles(app, territory, [await fileOf([service('a', 'une'), structure('une'), service('b', 'autre')])]);
    expect(outcomes(one)).toEqual(['created', 'created', 'rejected unknown-structure']);
    const two = await importFiles(app, territory, [
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
    const { rows } = await importFiles(app, territory, [
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
    await importFiles(app, territory, [await fileOf([structure('une')])]);
    const { counts, failures } = await importFiles(app, territory, [await fileOf(`\ufeff${csv}\r\n`, 'csv')]);
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
    await importFiles(app, territory, [file]);
    const [before] = await kept(territory);
    await editOrganisation(app.kernel, territory, before?.id ?? '', { actor: 'system' }, (facts) => ({ ...facts, phone: '+33450999999' }));
    const again = await importFiles(app, territory, [file]);
    expect(again.counts).toMatchObject({ unchanged: 1, updated: 0, conflicts: 1 });
    expect(again.rows[0]?.warnings).toContain('conflict:phone');
    const changed = await importFiles(app, territory, [
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
    await importFiles(app, territory, [await fileOf([structure('une', { siret: '35600000000048' })])]);
    const other = {
      ...structure('x', { siret: '35600000000048', nom: 'La même, autrement dite' }),
      source: 'soliguide',
      id: 'soliguide--9',
    };
    const result = await importFiles(app, territory, [
      await fileOf([other, { ...service('z', 'x'), source: 'soliguide', structure_id: 'soliguide--9', id: 'soliguide--s9' }]),
    ]);
    expect(outcomes(result)).toEqual(['duplicate same-identifier', 'created']);
    expect(await kept(territory)).toHaveLength(1);
  });

  it('of the same name at the same address is set aside', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(app, territory, [await fileOf([structure('une')])]);
    const twin = { ...structure('une', { latitude: null, longitude: null }), source: 'soliguide', id: 'soliguide--9' };
    expect(outcomes(await importFiles(app, territory, [await fileOf([twin])]))).toEqual(['duplicate twin']);
  });
});

describe('a row gone from its source', () => {
  it('is told missing, and stays; found again, it is missing no more', async () => {
    const territory = await freshTerritory(app.kernel);
    const both = await fileOf([structure('une'), structure('autre')]);
    await importFiles(app, territory, [both]);
    const fewer = await importFiles(app, territory, [await fileOf([structure('une')])]);
    expect(outcomes(fewer)).toEqual(['unchanged', 'missing missing']);
    expect(fewer.rows[1]).toMatchObject({ externalId: 'dora--autre', name: 'Structure autre', path: '/annuaire/structure-autre' });
    expect(await kept(territory)).toHaveLength(2);
    expect((await importFiles(app, territory, [both])).counts.missing).toBe(0);
  });

  it('is not concluded from a file that breaks in the middle', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(app, territory, [await fileOf([structure('une'), structure('autre')])]);
    const broken = await importFiles(app, territory, [await fileOf(`[${JSON.stringify(structure('une'))}, {"id": `)]);
    expect(broken.failures).toHaveLength(1);
    expect(broken.counts).toMatchObject({ unchanged: 1, missing: 0 });
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
    const result = await importFiles(app, territory, [await fileOf(rows)], { isWithin: true });
    expect(outcomes(result)).toEqual(['created', 'rejected elsewhere', 'rejected elsewhere', 'created']);
  });
});

describe('what a person here closed', () => {
  it('stays closed, whatever its source goes on telling; what the source closed, it reopens', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf([structure('une'), service('a', 'une')]);
    await importFiles(app, territory, [file]);
    const db = app.kernel.database.kysely<DB>();
    const { id } = await db.selectFrom('directory.service').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    const place = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await app.kernel.database.unit(async () => {
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'close', actor: 'person:agent' });
      await changeState(app.kernel, territory, { subject: 'place', id: place.id, event: 'close', actor: 'person:agent' });
    });
    expect((await importFiles(app, territory, [file])).counts).toMatchObject({ unchanged: 2, updated: 0 });
    const states = async () => [
      (await db.selectFrom('directory.service').select('state').where('territory_id', '=', territory.id).executeTakeFirst())?.state,
      (await db.selectFrom('directory.place').select('state').where('territory_id', '=', territory.id).executeTakeFirst())?.state,
    ];
    expect(await states()).toEqual(['closed', 'closed']);
    await app.kernel.database.unit(async () => {
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'reopen', actor: 'person:agent' });
      await changeState(app.kernel, territory, { subject: 'service', id, event: 'close', actor: 'source:dora' });
    });
    expect((await importFiles(app, territory, [file])).counts).toMatchObject({ updated: 1 });
    expect(await states()).toEqual(['published', 'closed']);
  });

  it('does not come back as new through another source', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(app, territory, [await fileOf([structure('une')])]);
    const db = app.kernel.database.kysely<DB>();
    const place = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'place', id: place.id, event: 'close', actor: 'person:agent' }),
    );
    const other = { ...structure('une'), source: 'soliguide', id: 'soliguide--9' };
    expect(outcomes(await importFiles(app, territory, [await fileOf([other])]))).toEqual(['duplicate closed-here']);
  });
});

describe('whose a service is', () => {
  it('is not guessed from a bare number of another source', async () => {
    const territory = await freshTerritory(app.kernel);
    await importFiles(app, territory, [await fileOf([{ ...structure('une'), source: 'mairie', id: '1' }])]);
    const result = await importFiles(app, territory, [
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
    expect(outcomes(await importFiles(app, territory, [await fileOf(rows)]))).toEqual(['created', 'created', 'rejected reserved-source']);
  });
});
