import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function roleOf(territory: TerritoryContext, { accountId }: Somebody): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from people.role where territory_id = ${territory.id} and account_id = ${accountId} and team_id is null`.execute(
    app.kernel.database.kysely<never>(),
  );
  return rows[0]?.id ?? '';
}

async function administratorsOf(territory: TerritoryContext): Promise<number> {
  const { rows } = await sql`
    select from people.role where territory_id = ${territory.id} and role = 'administrator' and ended_at is null`.execute(
    app.kernel.database.kysely<never>(),
  );
  return rows.length;
}

describe('the last administrator', () => {
  it('stays, also where two take each other’s role, or their own, at once', async () => {
    for (const whose of ['their own', 'each other’s']) {
      const territory = await freshTerritory(app.kernel);
      const [one, two] = [
        await somebody(app, territory, { role: 'administrator' }),
        await somebody(app, territory, { role: 'administrator' }),
      ];
      const [mine, theirs] = whose === 'their own' ? [one, two] : [two, one];
      const replies = await Promise.all([
        one.post(`/gestion/agents/roles/${await roleOf(territory, mine)}/fin`),
        two.post(`/gestion/agents/roles/${await roleOf(territory, theirs)}/fin`),
      ]);
      expect(replies.filter(({ status }) => status === 303).length, whose).toBe(1);
      expect(await administratorsOf(territory), whose).toBe(1);
    }
  });

  it('stays where the same role is ended twice at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const [one, two] = [
      await somebody(app, territory, { role: 'administrator' }),
      await somebody(app, territory, { role: 'administrator' }),
    ];
    const path = `/gestion/agents/roles/${await roleOf(territory, two)}/fin`;
    const replies = await Promise.all([one.post(path), one.post(path)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await administratorsOf(territory)).toBe(1);
  });

  it('does not erase their account, also where two do at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const people = [await somebody(app, territory, { role: 'administrator' }), await somebody(app, territory, { role: 'administrator' })];
    const erase = (person: Somebody) => person.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    const replies = await Promise.all(people.map(erase));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(plainText(replies.find(({ status }) => status === 422)?.body ?? '')).toContain('la seule personne qui administre');
    expect(await administratorsOf(territory)).toBe(1);
    const [last] = people.filter((_person, place) => replies[place]?.status === 422);
    expect((await last?.get('/gestion/agents'))?.status).toBe(200);
  });
});

describe('a team', () => {
  it('takes in who works here, and nobody who only keeps a structure', async () => {
    const territory = await freshTerritory(app.kernel);
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const editor = await somebody(app, territory, { role: 'editor', structureId: newId() });
    await administrator.post('/gestion/equipes', { name: 'Accueil', purpose: 'social', controller: 'CCAS' });
    const [, path = ''] =
      /action="(\/gestion\/equipes\/[0-9a-f-]{36}\/membres)"/.exec((await administrator.get('/gestion/equipes')).body) ?? [];
    expect((await administrator.post(path, { accountId: editor.accountId })).status).toBe(422);
    expect((await administrator.post(path, { accountId: administrator.accountId })).status).toBe(422);
    const replies = await Promise.all([1, 2].map(() => administrator.post(path, { accountId: agent.accountId })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303]);
    const { rows } = await sql`select from people.role where territory_id = ${territory.id} and role = 'member'`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows).toHaveLength(1);
  });
});
