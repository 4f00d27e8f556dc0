import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { importFiles, scratchFiles, service, structure } from '../../../test/support/data-inclusion.ts';
import { editPlace } from './subjects/place.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(async () => {
  await app.close();
  await remove();
});

const { fileOf, remove } = scratchFiles();

describe('a confidential address', () => {
  it('once set here stays nowhere, whatever a source says', async () => {
    const territory = await freshTerritory(app.kernel);
    const file = await fileOf([structure('refuge', { nom: 'Le Refuge', adresse: '17 rue Cachée' })]);
    await importFiles(app, territory, [file]);
    const db = app.kernel.database.kysely<DB>();
    const place = await db.selectFrom('directory.place').selectAll().where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await editPlace(app.kernel, territory, place.id, { actor: 'system' }, (facts) => ({ ...facts, isAddressConfidential: true }));
    await importFiles(app, territory, [file]);
    await importFiles(app, territory, [await fileOf([structure('refuge', { nom: 'Le Refuge', adresse: '18 rue Cachée' })])]);
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
    await importFiles(app, territory, [await fileOf([refuge, early, twin])]);
    const db = app.kernel.database.kysely<DB>();
    const { id } = await db.selectFrom('directory.place').select('id').where('territory_id', '=', territory.id).executeTakeFirstOrThrow();
    await editPlace(app.kernel, territory, id, { actor: 'system' }, (facts) => ({ ...facts, isAddressConfidential: true }));
    const late = service('tard', 'r', { adresse: '9 rue Cachée', commune: 'Valombre', latitude: 46.2, longitude: 6.2 });
    const again = { ...refuge, source: 'fredo', id: 'fredo--1', adresse: '9 bis rue Cachée' };
    const result = await importFiles(app, territory, [await fileOf([refuge, early, late, again])]);
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
