import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import {
  cloneDatabase,
  freshTerritory,
  openTestApplication,
  type TestApplication,
  type TestDatabase,
} from '../../../../test/support/application.ts';
import { codeOf } from '../../../../test/support/codes.ts';
import { addTestOrganisation } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';

const [FORMER, LATTER] = ['f'.repeat(40), 'l'.repeat(40)];

const open: TestApplication[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

async function served(database: TestDatabase, secret: string): Promise<TestApplication> {
  const app = await openTestApplication({ SECRET: secret }, { given: database });
  open.push(app);
  return app;
}

function conversationOf({ kernel: { database } }: TestApplication, territoryId: string): Promise<string> {
  const found = sql<{ id: string }>`select id from directory.conversation where territory_id = ${territoryId}`;
  return database.unit(async () => (await found.execute(database.kysely<never>())).rows[0]?.id ?? '', { keeper: territoryId });
}

it('another secret leaves codes, links and open forms as they were, as long as the former one is kept behind it', async () => {
  const database = await cloneDatabase();
  const before = await served(database, FORMER);
  const territory = await freshTerritory(before.kernel, { services: ['directory', 'moderation'] });
  const { id, slug } = await addTestOrganisation(before, territory, { name: 'La Structure', email: 'contact@essai.example' });
  const person = await somebody(before, territory);
  await person.post('/mon-compte/securite/codes', { password: PASSWORD });
  const page = (await person.get('/mon-compte/securite/codes/verifier')).body;
  const key = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
  expect((await person.post('/mon-compte/securite/codes/verifier', { code: codeOf(key, -1) })).status).toBe(200);
  const opened = visitor(before, territory).submission();
  // Without an account: known by a digest of their address.
  const writer = { name: 'Camille', email: 'camille@essai.example', body: 'Bonjour.' };
  await visitor(before, territory).post(`/annuaire/${slug}/ecrire`, writer);
  const conversation = await conversationOf(before, territory.id);
  const owner = await somebody(before, territory, { role: 'owner', structureId: id });
  await owner.post(`/mon-espace/structures/${id}/messages/${conversation}/bloquer`);
  const follow = (await visitor(before, territory).post(`/annuaire/${slug}/corriger`, { what: 'facts', phone: '04 76 00 00 02' })).location;
  expect(follow).toContain('/suivi/');

  const rotated = await served(database, `${LATTER} ${FORMER}`);
  const browser = visitor(rotated, territory);
  expect((await browser.post('/connexion', { email: person.email, password: PASSWORD })).location).toBe('/connexion/code');
  expect(await browser.post('/connexion/code', { code: codeOf(key) })).toMatchObject({ status: 303, location: '/' });
  expect((await visitor(rotated, territory).get(follow ?? '')).status).toBe(200);
  const again = { what: 'facts', phone: '04 76 00 00 03' };
  expect((await visitor(rotated, territory).post(`/annuaire/${slug}/corriger`, again, { submission: opened })).status).toBe(303);
  expect((await visitor(rotated, territory).post(`/annuaire/${slug}/ecrire`, writer)).status).toBe(422);

  const without = await served(database, LATTER);
  expect((await visitor(without, territory).get(follow ?? '')).status).toBe(404);
  expect((await visitor(without, territory).post(`/annuaire/${slug}/corriger`, again, { submission: opened })).status).toBe(422);
});
