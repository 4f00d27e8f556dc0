import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import { newSubmission } from '../../../kernel/http/submission.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { invite, withdrawInvitation } from '../index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

async function invited(territory: TerritoryContext, email: string): Promise<{ id: string; path: string }> {
  const invitation = { territoryId: territory.id, email, role: 'moderator', invitedBy: 'system' } as const;
  const { id, code } = await app.kernel.database.unit(() => invite(app.kernel, invitation));
  return { id, path: `/invitation/${code}` };
}

const fresh = () => `invitee-${newId()}@exemple.fr`;
const fields = { name: 'Ana', password: PASSWORD };

describe('the code of an invitation', () => {
  it('makes one account of those who give it at once, and is over afterwards', async () => {
    const territory = await freshTerritory(app.kernel);
    const { path } = await invited(territory, fresh());
    const people = [visitor(app, territory), visitor(app, territory), visitor(app, territory)];
    await Promise.all(people.map((person) => person.post(path, fields)));
    const statuses = await Promise.all(people.map(async (person) => (await person.get('/gestion/moderation')).status));
    expect(statuses.toSorted()).toEqual([200, 303, 303]);
    expect((await visitor(app, territory).get(path)).body).not.toContain('name="password"');
  });

  it('gives nothing to who is signed in with another address', async () => {
    const territory = await freshTerritory(app.kernel);
    const { path } = await invited(territory, fresh());
    const other = await somebody(app, territory);
    expect((await other.post(path)).location).toBe(path);
    expect((await other.get('/gestion/moderation')).status).toBe(404);
  });

  it('lets nobody into an account that is there: its owner signs in first', async () => {
    const territory = await freshTerritory(app.kernel);
    const owner = await somebody(app, territory);
    const { path } = await invited(territory, owner.email);
    const thief = visitor(app, territory);
    expect(await thief.post(path, { name: 'Ana', password: 'un autre mot de passe' })).toMatchObject({ location: path, cookies: [] });
    expect((await visitor(app, territory).post('/connexion', { email: owner.email, password: 'un autre mot de passe' })).status).toBe(422);
    expect((await owner.post(path)).location).toBe('/gestion');
    expect((await owner.get('/gestion/moderation')).status).toBe(200);
  });

  it('holds on its own portal, until it is withdrawn or its time is over', async () => {
    const [territory, elsewhere] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    const { id, path } = await invited(territory, fresh());
    const asks = async (there: TerritoryContext, which = path) => (await visitor(app, there).get(which)).body.includes('name="password"');
    expect(await asks(territory)).toBe(true);
    expect(await asks(elsewhere)).toBe(false);
    expect(await asks(territory, `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).toBe(false);
    await withdrawInvitation(app.kernel, territory.id, id);
    expect(await asks(territory)).toBe(false);
    const late = await invited(territory, fresh());
    app.clock.set(
      app.clock
        .now()
        .add({ hours: 24 * 60 })
        .toString(),
    );
    expect(await asks(territory, late.path)).toBe(false);
  });
});

describe('the link of a letter', () => {
  it('leads to the address of the portal, whatever host was asked for', async () => {
    const secret = 'un secret qui n’est connu de personne';
    const portal = await openTestApplication({ PUBLIC_URL: 'https://portail.example.fr', NODE_ENV: 'production', SECRET: secret });
    try {
      const { slug } = await freshTerritory(portal.kernel);
      const now = portal.clock.now().subtract({ seconds: 60 });
      // In production `localhost` is somebody's own machine: the reader's.
      for (const host of ['voleur.example', `${slug}.localhost`, 'voleur.localhost:8080']) {
        const email = fresh();
        const reply = await portal.server.inject({
          method: 'POST',
          url: '/inscription',
          headers: { host, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ email, envoi: newSubmission(portal.kernel.config.secret, now) }).toString(),
        });
        expect(reply.statusCode).toBe(303);
        const [letter] = await lettersTo(portal, email);
        expect(letter?.body).toContain('https://portail.example.fr/inscription/confirmer');
        expect(letter?.body).not.toContain(host);
      }
    } finally {
      await portal.close();
    }
  });
});
