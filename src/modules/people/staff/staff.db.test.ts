import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { codeOf, protect } from '../../../../test/support/codes.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Reply, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { setTerritory } from '../../territories/index.ts';
import { grantRole } from '../index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

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

describe('a grouping’s staff', () => {
  it('act in a commune that agreed, until it takes that back or leaves the grouping', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const commune = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const administrator = await somebody(app, commune, { role: 'administrator' });
    const { email } = await somebody(app, grouping, { role: 'agent' });
    const agent = visitor(app, commune);
    await agent.post('/connexion', { email, password: PASSWORD });
    const agree = (...delegates: string[]) => administrator.post('/gestion/agents/regles', { delegates });
    const acts = async () => (await agent.get('/gestion')).status === 200;

    expect(await acts()).toBe(false);
    await agree(grouping.id);
    expect(await acts()).toBe(true);
    await agree();
    expect((await agent.get('/gestion')).status).toBe(404);
    await agree(grouping.id);
    expect(await acts()).toBe(true);
    await setTerritory(app.kernel, commune.slug, { leave: { grouping: grouping.slug } });
    expect((await agent.get('/gestion')).status).toBe(404);
    expect((await administrator.get('/gestion/agents')).body).not.toContain(grouping.name);
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

describe('a team that is closed', () => {
  const db = () => app.kernel.database.kysely<never>();

  /** A team with an agent in it, and who administers it. */
  async function team() {
    const territory = await freshTerritory(app.kernel);
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const id = newId();
    await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
      values (${id}, ${territory.id}, 'Antenne du port', 'district', 'La commune', ${app.clock.now()})`.execute(db());
    const agent = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId: id });
    return {
      agent,
      administrator,
      add: () => agent.post('/gestion/personnes/ajout', { givenName: 'Fatou', familyName: 'Diallo', locale: 'fr', channel: 'desk' }),
      empty: () => sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system' where team_id = ${id}`.execute(db()),
      join: () => administrator.post(`/gestion/equipes/${id}/membres`, { accountId: agent.accountId }),
      close: () => administrator.post(`/gestion/equipes/${id}/fermeture`),
    };
  }

  /** Sends requests that come to wait for a table, or for one another, one after the other; then lets them go on. */
  async function meeting(lock: 'people.action in share' | 'people.person in access exclusive', ...requests: (() => Promise<Reply>)[]) {
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = app.kernel.database.unit(async () => {
      await sql`lock table ${sql.raw(lock)} mode`.execute(db());
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const sent: Promise<Reply>[] = [];
    const areWaiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db());
      expect(rows[0]?.n).toBe(sent.length);
    };
    try {
      for (const request of requests) {
        sent.push(request());
        await vi.waitFor(areWaiting, { timeout: 10_000 });
      }
    } finally {
      release.resolve();
      await holding;
    }
    return Promise.all(sent);
  }

  it('follows nobody any more: it says how many it does, not whom, and what to do', async () => {
    const { agent, add, empty, join, close, administrator } = await team();
    const person = (await add()).location ?? '';
    expect(plainText((await close()).body)).toContain('quand plus personne n’y est');
    await empty();
    const refused = await close();
    expect(refused.status).toBe(422);
    expect(plainText(refused.body)).toContain('Cette équipe suit encore une personne. Si elle fermait');
    expect(refused.body).not.toContain('Diallo');
    await join();
    expect((await agent.post(`${person}/effacement`, { sure: '1' })).status).toBe(303);
    await empty();
    expect((await close()).status).toBe(303);
    expect((await administrator.get('/gestion/equipes')).body).not.toContain('Antenne du port');
  });

  it('leaves nobody behind who is written down at that moment', async () => {
    const { agent, add, empty, join, close } = await team();
    const [added, refused] = await meeting('people.action in share', add, async () => {
      await empty();
      return close();
    });
    expect([added?.status, refused?.status]).toEqual([303, 422]);
    await join();
    expect((await agent.get(added?.location ?? '')).status).toBe(200);
  });

  it('takes nobody in who would be written down or let in at that moment', async () => {
    const { add, empty, close, join } = await team();
    const [refused, closed, late] = await meeting(
      'people.person in access exclusive',
      add,
      async () => {
        await empty();
        return close();
      },
      join,
    );
    expect([refused?.status, closed?.status, late?.status]).toEqual([422, 303, 422]);
    expect(plainText(refused?.body ?? '')).toContain('Cette équipe vient de fermer');
  });
});

describe('the sessions of who works here', () => {
  it('are closed by an administrator of theirs, who is written down, and by no other', async () => {
    const [territory, elsewhere] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const stranger = await somebody(app, elsewhere, { role: 'administrator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const resident = await somebody(app, territory);
    const end = (accountId: string) => `/gestion/agents/${accountId}/sessions/fin`;
    expect((await stranger.post(end(agent.accountId))).status).toBe(404);
    expect((await administrator.post(end(resident.accountId))).status).toBe(404);
    expect((await agent.get('/mon-compte')).status).toBe(200);
    expect((await administrator.post(end(agent.accountId))).location).toBe('/gestion/agents');
    expect((await agent.get('/mon-compte')).status).toBe(303);
    expect((await resident.get('/mon-compte')).status).toBe(200);
    expect(plainText((await administrator.get('/gestion/journal')).body)).toContain('Sessions fermées');
  });

  it('end with a role that an administrator takes back', async () => {
    const territory = await freshTerritory(app.kernel);
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    await administrator.post(`/gestion/agents/roles/${await roleOf(territory, agent)}/fin`);
    expect((await agent.get('/mon-compte')).status).toBe(303);
  });
});

describe('a second factor that was lost, with its backup codes', () => {
  it('is taken off by an administrator who checked who it is; all sessions end, a letter and the journal say so', async () => {
    const territory = await freshTerritory(app.kernel);
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const { key } = await protect(agent);
    const path = `/gestion/agents/${agent.accountId}/secours`;
    expect((await administrator.get('/gestion/agents')).body).toContain(path);
    expect(plainText((await administrator.get(path)).body)).toContain('Face à face');
    expect((await administrator.post(path)).status).toBe(422);
    expect((await agent.get('/gestion')).status).toBe(200);
    const replies = await Promise.all([administrator.post(path, { checked: '1' }), administrator.post(path, { checked: '1' })]);
    expect(replies.filter(({ location }) => location === '/gestion/agents').length).toBeGreaterThan(0);
    expect((await agent.get('/gestion')).status).toBe(303);
    expect((await lettersTo(app, agent.email)).filter(({ body }) => body.includes('perdu votre double vérification'))).toHaveLength(1);
    expect(plainText((await administrator.get('/gestion/journal')).body)).toContain('Double vérification retirée');
    const again = visitor(app, territory);
    expect((await again.post('/connexion', { email: agent.email, password: PASSWORD })).location).toBe('/gestion');
    // What was lost opens nothing if somebody finds it.
    expect((await again.post('/connexion/code', { code: codeOf(key) })).location).toBe('/gestion');
    await protect({ ...again, accountId: agent.accountId, email: agent.email });
  });

  it('is asked of a fresh sign-in', async () => {
    const territory = await freshTerritory(app.kernel);
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    await protect(agent);
    const path = `/gestion/agents/${agent.accountId}/secours`;
    app.clock.set('2026-11-24T09:45:01Z');
    expect((await administrator.post(path, { checked: '1' })).location).toBe(`/mon-compte/confirmer?vers=${encodeURIComponent(path)}`);
    expect((await agent.get('/gestion')).status).toBe(200);
  });

  it('is not a way into another territory, nor to who runs the installation, nor one’s own', async () => {
    const [territory, elsewhere] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const both = await somebody(app, territory, { role: 'agent' });
    const operator = await somebody(app, territory, { role: 'agent' });
    const resident = await somebody(app, territory);
    const db = app.kernel.database.kysely<never>();
    await app.kernel.database.unit(() =>
      grantRole(app.kernel, { territoryId: elsewhere.id, accountId: both.accountId, role: 'agent' }, 'system'),
    );
    await sql`update people.account set is_operator = true where id = ${operator.accountId}`.execute(db);
    const people = [administrator, both, operator, resident];
    for (const person of people) await protect(person);
    for (const { accountId, email } of people) {
      const path = `/gestion/agents/${accountId}/secours`;
      expect((await administrator.get(path)).status, email).toBe(404);
      expect((await administrator.post(path, { checked: '1' })).status, email).toBe(404);
    }
    for (const person of people) expect((await person.get('/mon-compte')).status, person.email).toBe(200);
  });
});
