import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { protect } from '../../../../test/support/codes.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { recoverAccount } from '../index.ts';

let app: TestApplication;
let territory: TerritoryContext;
let operator: Somebody;
beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
  operator = await somebody(app, territory);
  await sql`update people.account set is_operator = true where id = ${operator.accountId}`.execute(app.kernel.database.kysely<never>());
});
afterAll(() => app.close());

describe('the operator’s pages', () => {
  it('show the mail of the installation, as text and under a sandbox', async () => {
    await visitor(app, territory).post('/inscription', { email: 'ana@exemple.fr' });
    const list = (await operator.get('/exploitation')).body;
    expect(plainText(list)).toContain('ana@exemple.fr');
    const [, path = ''] = /href="(\/exploitation\/messages\/[^"]+)"/.exec(list) ?? [];
    expect((await operator.get(path)).body).toContain('/inscription/confirmer?jeton=');
    const reply = await app.server.inject({
      url: `${path}/page`,
      headers: { host: `${territory.slug}.localhost`, cookie: operator.cookie() },
    });
    expect(reply.headers['content-security-policy']).toContain('sandbox');
    expect((await operator.get('/exploitation/messages/inconnu')).status).toBe(404);
    expect((await operator.post(`${path}/renvoyer`)).location).toBe(path);
  });

  it('say who runs it', async () => {
    expect(plainText((await operator.get('/exploitation/comptes')).body)).toContain(operator.email);
  });

  it('give a way back to who lost their second factor, once somebody checked who it is', async () => {
    const person = await somebody(app, territory);
    await protect(person);
    const path = '/exploitation/comptes/secours';
    const send = (email: string, fields = { checked: '1' }) => operator.post(path, { email, ...fields });
    expect((await operator.post(path, { email: person.email })).status).toBe(422);
    expect(plainText((await send('inconnu@exemple.fr')).body)).toContain('Aucun compte');
    expect((await send(operator.email)).status).toBe(422);
    expect((await person.get('/mon-compte')).status).toBe(200);
    expect((await send(person.email)).location).toBe('/exploitation/comptes?dit=reset');
    expect((await person.get('/mon-compte')).status).toBe(303);
    expect(plainText((await send(person.email)).body)).toContain('pas de double vérification');
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('perdu votre double vérification');
    expect((await visitor(app, territory).post('/connexion', { email: person.email, password: PASSWORD })).location).toBe('/');
  });

  it('have their like on the command line', async () => {
    const person = await somebody(app, territory);
    await protect(person);
    expect(await recoverAccount(app.kernel, territory, 'inconnu@exemple.fr')).toBe(false);
    expect(await recoverAccount(app.kernel, territory, person.email)).toBe(true);
    expect(await recoverAccount(app.kernel, territory, person.email)).toBe(false);
    expect((await person.get('/mon-compte')).status).toBe(303);
  });

  it('are not there for anybody else', async () => {
    const administrator = await somebody(app, territory, { role: 'administrator' });
    for (const path of ['/exploitation', '/exploitation/comptes']) {
      expect((await administrator.get(path)).status).toBe(404);
      expect((await visitor(app, territory).get(path)).status).toBe(303);
    }
  });
});
