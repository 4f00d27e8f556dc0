import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { importFiles, scratchFiles, service, structure } from '../../../test/support/data-inclusion.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { agreeToBeNamed, recordObjection } from './importers/engine/contacts.ts';
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
    const { counts, rows } = await importFiles(app, territory, [await fileOf(named())]);
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
    await importFiles(app, territory, [await fileOf(named())]);
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
    await importFiles(app, territory, [file]);
    expect(await recordObjection(app.kernel, territory, 'DUTILLEUL Maryvonne')).toBe(1);
    const changed = named();
    await importFiles(app, territory, [await fileOf([changed[0], { ...changed[1], description: 'Autre chose désormais.' }])]);
    expect(await contacts(territory)).toEqual([]);
    const elsewhere = await freshTerritory(app.kernel);
    await importFiles(app, elsewhere, [file]);
    expect(await contacts(elsewhere)).toHaveLength(1);
  });
});

describe('an objection', () => {
  it.each(['Mme Jeanne Martin', 'Jeanne Martin (directrice)', 'Jeanne MARTIN - Référente', 'J. Martin', 'Martin Jeanne'])(
    'holds for « %s »',
    async (name) => {
      const territory = await freshTerritory(app.kernel);
      await recordObjection(app.kernel, territory, 'Jeanne Martin');
      const { counts } = await importFiles(app, territory, [
        await fileOf([structure('une'), service('a', 'une', { contact_nom_prenom: name, telephone: '06 39 98 00 01' })]),
      ]);
      expect(counts.contacts).toBe(0);
    },
  );

  it('holds for an address made of the name, and for nobody else', async () => {
    const territory = await freshTerritory(app.kernel);
    await recordObjection(app.kernel, territory, 'Jeanne Martin');
    await importFiles(app, territory, [
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
    await importFiles(app, territory, [await fileOf(rows('06 39 98 00 01'))]);
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
    await importFiles(app, territory, [await fileOf(rows('06 39 98 00 02'))]);
    expect(await contacts()).toMatchObject([{ is_public: false, phone: '+33639980002' }]);
  });
});
