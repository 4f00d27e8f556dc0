import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { claimable } from '../../../../test/support/claims.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { keepersOf } from '../../people/index.ts';
import { directoryHandlers } from '../jobs.ts';
import { expireClaims, followKeepers, leaveQueue } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function ownersOf(territory: TerritoryContext, id: string): Promise<string[]> {
  return (await keepersOf(app.kernel, territory.id, id)).filter(({ role }) => role === 'owner').map(({ accountId }) => accountId);
}

/** Claims in the queue of moderation. */
async function queue(territory: TerritoryContext) {
  const read = () =>
    sql<{ id: string; state: string }>`
      select id, state from moderation.item where territory_id = ${territory.id} and kind = 'claim' order by opened_at, id`.execute(
      app.kernel.database.kysely<never>(),
    );
  return (await app.kernel.database.unit(read, { keeper: territory.id })).rows;
}

describe('a claim by somebody’s word', () => {
  async function asked() {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    const moderator = await somebody(app, one.territory, { role: 'moderator' });
    await person.post(one.path, { way: 'word', message: 'Je tiens la boutique.' });
    const list = await moderator.get('/gestion/revendications');
    const [, id = ''] = /\/gestion\/revendications\/([0-9a-f-]{36})"/.exec(list.body) ?? [];
    return { ...one, structureId: one.id, person, moderator, id };
  }

  it('is granted by a moderator, once, and told', async () => {
    const { territory, structureId, person, moderator, id } = await asked();
    expect(plainText((await moderator.get(`/gestion/revendications/${id}`)).body)).toContain('Je tiens la boutique.');
    const other = await somebody(app, territory, { role: 'moderator' });
    await Promise.all([
      moderator.post(`/gestion/revendications/${id}/accepter`, { role: 'owner' }),
      other.post(`/gestion/revendications/${id}/refuser`, { reason: 'Inconnue.' }),
    ]);
    expect(await lettersTo(app, person.email)).toHaveLength(1);
    const isOwner = (await ownersOf(territory, structureId)).includes(person.accountId);
    expect((await lettersTo(app, person.email))[0]?.subject).toContain(isOwner ? 'Vous tenez la page' : 'Votre demande');
  });

  it('is refused with a reason, which its author reads', async () => {
    const { path, person, moderator, id } = await asked();
    expect((await moderator.post(`/gestion/revendications/${id}/refuser`, { reason: '' })).status).toBe(422);
    await moderator.post(`/gestion/revendications/${id}/refuser`, { reason: 'Personne ne vous connaît ici.' });
    expect(plainText((await person.get(path)).body)).toContain('Personne ne vous connaît ici.');
  });

  it('is taken back by its author', async () => {
    const { path, person, moderator, id } = await asked();
    await person.post(`${path}/retirer`);
    expect((await moderator.get(`/gestion/revendications/${id}`)).location).toBe('/gestion/revendications');
  });

  it('waits in the one queue, and what is decided there is told, once', async () => {
    const { territory, structureId, path, person, moderator, id } = await asked();
    const [item] = await queue(territory);
    const at = `/gestion/moderation/${item?.id}`;
    expect(plainText((await moderator.get('/gestion/moderation?nature=claim')).body)).toContain('L’Épicerie du Lavoir');
    const page = plainText((await moderator.get(at)).body);
    expect(page).toContain('Je tiens la boutique.');
    // Nobody keeps a page by one tick among fifty.
    await moderator.post('/gestion/moderation/lot', { event: 'approve', item: [item?.id ?? ''] });
    expect(await ownersOf(territory, structureId)).toEqual([]);
    expect((await moderator.post(`${at}/confier`, { role: 'prince' })).status).toBe(422);
    const replies = await Promise.all([
      moderator.post(`${at}/confier`, { role: 'owner' }),
      moderator.post(`/gestion/revendications/${id}/accepter`, { role: 'owner' }),
    ]);
    expect(replies.map(({ status }) => status).every((status) => status === 303 || status === 422)).toBe(true);
    expect(await ownersOf(territory, structureId)).toEqual([person.accountId]);
    await leaveQueue(app.kernel, territory.id, id);
    expect((await queue(territory)).map(({ state }) => state)).not.toContain('open');
    expect(await lettersTo(app, person.email)).toHaveLength(1);
    expect((await person.get(path)).location).toBe(`/mon-espace/structures/${structureId}`);
  });

  it('is asked about, and refused in the queue with a reason that its author reads on the structure’s page', async () => {
    const { territory, path, person, moderator } = await asked();
    const [item] = await queue(territory);
    const at = `/gestion/moderation/${item?.id}`;
    await moderator.post(at, { event: 'ask', message: 'Depuis quand ?' });
    expect(plainText((await person.get(`/mon-espace/envois/${item?.id}`)).body)).toContain('Depuis quand ?');
    await person.post(`/mon-espace/envois/${item?.id}/reponse`, { message: 'Depuis 2021.' });
    const reason = 'Nous n’avons pas pu vérifier que vous faites partie de cette structure.';
    await moderator.post(at, { event: 'refuse', reason, message: 'Passez nous voir.' });
    const page = plainText((await person.get(path)).body);
    expect([page.includes(reason), page.includes('Passez nous voir.')]).toEqual([true, true]);
    expect((await lettersTo(app, person.email)).length).toBe(2);
  });

  it('is taken back from either page, and leaves the queue', async () => {
    const one = await asked();
    const [item] = await queue(one.territory);
    await one.person.post(`/mon-espace/envois/${item?.id}/retrait`);
    expect(plainText((await one.person.get(one.path)).body)).toContain('Votre dernière demande est terminée');
    const other = await asked();
    await other.person.post(`${other.path}/retirer`);
    await leaveQueue(app.kernel, other.territory.id, other.id);
    expect((await queue(other.territory)).map(({ state }) => state)).toEqual(['superseded']);
  });

  it('is nobody else’s to see: other accounts, other territories, agents, visitors', async () => {
    const { territory, path, id } = await asked();
    const elsewhere = await freshTerritory(app.kernel);
    const stranger = await somebody(app, elsewhere, { role: 'moderator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const resident = await somebody(app, territory);
    expect((await visitor(app, territory).get(path)).location).toContain('/connexion');
    expect(plainText((await resident.get(path)).body)).not.toContain('Je tiens la boutique.');
    for (const person of [agent, resident]) expect((await person.get(`/gestion/revendications/${id}`)).status).toBe(404);
    expect((await stranger.get(`/gestion/revendications/${id}`)).location).toBe('/gestion/revendications');
    expect((await stranger.get('/gestion/revendications')).body).not.toContain(id);
  });

  it('stays closed to the application without the right settings', async () => {
    const { territory, structureId, person } = await asked();
    const elsewhere = await freshTerritory(app.kernel);
    const seen = async (settings: Record<string, string | string[]>) =>
      (
        await app.kernel.database.unit(
          () =>
            sql<{ id: string }>`select id from directory.claim where organisation_id = ${structureId}`.execute(
              app.kernel.database.kysely<never>(),
            ),
          settings,
        )
      ).rows.length;
    expect(await seen({})).toBe(0);
    expect(await seen({ territory: territory.id })).toBe(0);
    expect(await seen({ territory: elsewhere.id, account: person.accountId })).toBe(0);
    expect(await seen({ moderator: elsewhere.id })).toBe(0);
    expect(await seen({ territory: territory.id, structures: [elsewhere.id] })).toBe(0);
    expect(await seen({ territory: territory.id, account: person.accountId })).toBe(1);
    expect(await seen({ territory: territory.id, structures: [structureId] })).toBe(1);
    expect(await seen({ moderator: territory.id })).toBe(1);
    // The connection of the pool that was used for it before tells nothing afterwards.
    expect(await seen({})).toBe(0);
    const bare = await sql`select id from directory.claim`.execute(app.kernel.database.kysely<never>());
    expect(bare.rows).toEqual([]);
  });
});

describe('a claim that waits for the owners of a structure', () => {
  /** A structure with one owner, and somebody who asks to join. */
  async function asked() {
    const one = await claimable(app);
    const owner = await somebody(app, one.territory, { role: 'owner', structureId: one.id });
    await followKeepers(app.kernel, one.territory.id, one.id);
    const person = await somebody(app, one.territory);
    const moderator = await somebody(app, one.territory, { role: 'moderator' });
    await person.post(one.path, { way: 'word', message: 'Je remplace Jeanne.' });
    return { ...one, structureId: one.id, owner, person, moderator };
  }
  async function signInAgain({ email }: Somebody, territory: TerritoryContext) {
    const browser = visitor(app, territory);
    await browser.post('/connexion', { email, password: PASSWORD });
    return browser;
  }
  /** What the event of a team that changed leads to. */
  const runJobs = async (territory: TerritoryContext, structureId: string) => {
    const handler = directoryHandlers([]).find(({ name }) => name === 'follow-keepers');
    await handler?.handle(app.kernel, { territoryId: territory.id, structureId }, new AbortController().signal);
  };

  it('waits in the queue once they are gone, once, and is answered there', async () => {
    const { territory, structureId, owner, person, moderator } = await asked();
    await runJobs(territory, structureId);
    expect(await queue(territory)).toEqual([]);
    // Erasing one's data is a right that does not wait for another owner.
    expect((await owner.post('/mon-compte/donnees/effacement', { sure: '1', password: PASSWORD })).location).toBe('/donnees-effacees');
    await Promise.all([runJobs(territory, structureId), runJobs(territory, structureId)]);
    const [item, ...others] = await queue(territory);
    expect(others).toEqual([]);
    const at = `/gestion/moderation/${item?.id}`;
    expect(plainText((await moderator.get(at)).body)).toContain('Je remplace Jeanne.');
    expect((await moderator.post(`${at}/confier`, { role: 'owner' })).status).toBe(303);
    expect(await ownersOf(territory, structureId)).toEqual([person.accountId]);
    expect((await lettersTo(app, person.email)).length).toBe(1);
  });

  it('ends after sixty days, and whoever made it is told, once', async () => {
    const { territory, path, person } = await asked();
    app.clock.set('2027-01-24T09:30:00Z');
    try {
      await Promise.all([expireClaims(app.kernel, territory), expireClaims(app.kernel, territory)]);
      const letters = await lettersTo(app, person.email);
      expect(letters.map(({ subject }) => subject)).toEqual(['Votre demande pour L’Épicerie du Lavoir a pris fin']);
      const back = await signInAgain(person, territory);
      expect(plainText((await back.get(path)).body)).toContain('Votre dernière demande est terminée');
    } finally {
      app.clock.set(NOW);
    }
  });
});
