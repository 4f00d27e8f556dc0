import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';

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
