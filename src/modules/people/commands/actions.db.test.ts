import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { recordAction } from './actions.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

it('the journal is changed by nobody, and shortened by what keeps the territory alone', async () => {
  const { database } = app.kernel;
  const { id } = await freshTerritory(app.kernel);
  const other = await freshTerritory(app.kernel);
  await database.unit(() => recordAction(app.kernel, { territoryId: id, actor: 'system', what: 'role.granted' }));
  const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(database.kysely<never>())).rows.length;
  const read = sql`select id from people.action where territory_id = ${id}`;
  const forge = sql`update people.action set actor = 'account:somebody' where territory_id = ${id} returning id`;
  const remove = sql`delete from people.action where territory_id = ${id} returning id`;
  for (const settings of [{}, { territory: id, moderator: id }, { keeper: other.id }])
    expect([await database.unit(() => rows(forge), settings), await database.unit(() => rows(remove), settings)]).toEqual([0, 0]);
  expect([await rows(read), await database.unit(() => rows(forge), { keeper: id })]).toEqual([1, 0]);
  expect([await database.unit(() => rows(remove), { keeper: id }), await rows(read)]).toEqual([1, 0]);
});
