import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

test('an empty directory answers with a page that says so', async () => {
  const territory = await freshTerritory(app.kernel);
  const reply = await app.server.inject({ url: '/annuaire', headers: { host: `${territory.slug}.localhost` } });
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain(territory.name);
});
