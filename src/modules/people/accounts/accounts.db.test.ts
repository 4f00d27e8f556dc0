import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('signing in', () => {
  it('opens a session on this portal, and signing out ends it', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory, { role: 'moderator' });
    expect(plainText((await person.get('/')).body)).toContain('Mon compte');
    const out = await person.post('/deconnexion');
    expect(out.status).toBe(303);
    expect(plainText((await person.get('/')).body)).toContain('Se connecter');
  });

  it('says the same of a wrong password and of an unknown address', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const wrong = await visitor(app, territory).post('/connexion', { email, password: 'pas le bon du tout' });
    const unknown = await visitor(app, territory).post('/connexion', { email: 'inconnu@exemple.fr', password: PASSWORD });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const said = (body: string) => plainText(body).replace(/value="[^"]*"/g, '');
    expect(said(unknown.body)).toBe(said(wrong.body));
    expect(plainText(wrong.body)).toContain('ne vont pas ensemble');
  });

  it('goes where one was going, on this portal only', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const sent = (vers: string) =>
      visitor(app, territory).post(`/connexion?vers=${encodeURIComponent(vers)}`, { email, password: PASSWORD });
    expect((await sent('/annuaire?q=pain')).location).toBe('/annuaire?q=pain');
    expect((await sent('//example.org')).location).toBe('/');
  });

  it('goes where one has something to do, where nothing was asked for', async () => {
    const territory = await freshTerritory(app.kernel);
    const structureId = (await addTestOrganisation(app, territory, { name: 'La Remise' })).id;
    const elsewhere = await freshTerritory(app.kernel);
    const entered = async (at: TerritoryContext, email: string) =>
      (await visitor(app, at).post('/connexion', { email, password: PASSWORD })).location;
    const agent = await somebody(app, territory, { role: 'elected' });
    const owner = await somebody(app, territory, { role: 'owner', structureId });
    const both = await somebody(app, territory, { role: 'owner', structureId }, { role: 'agent' });
    expect(await entered(territory, (await somebody(app, territory)).email)).toBe('/');
    expect(await entered(territory, agent.email)).toBe('/gestion');
    expect(await entered(territory, owner.email)).toBe('/mon-espace');
    expect(await entered(territory, both.email)).toBe('/gestion');
    // Of another territory's staff, nobody works here.
    expect(await entered(elsewhere, agent.email)).toBe('/');
    expect((await agent.get('/connexion')).location).toBe('/gestion');
    await sql`update people.account set is_operator = true where id = ${owner.accountId}`.execute(app.kernel.database.kysely<never>());
    expect(await entered(territory, owner.email)).toBe('/exploitation');
  });

  it('refuses a form from another site', async () => {
    const territory = await freshTerritory(app.kernel);
    const host = `${territory.slug}.localhost`;
    const from = async (headers: Record<string, string>) =>
      (
        await app.server.inject({
          method: 'POST',
          url: '/connexion',
          headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
          payload: 'email=a@exemple.fr&password=x',
        })
      ).statusCode;
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await from({ origin: 'https://example.org' })).toBe(403);
    expect(await from({})).toBe(403);
    expect(await from({ origin: `http://${host}` })).toBe(422);
  });
});
