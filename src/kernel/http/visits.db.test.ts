import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { hostOf } from '../../../test/support/connections.ts';
import type { TerritoryContext } from './visit.ts';

let app: TestApplication;
let territory: TerritoryContext;
let frenchOnly: TerritoryContext;

beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
  frenchOnly = await freshTerritory(app.kernel, { locales: ['fr'] });
});
afterAll(() => app.close());

function get(url: string, host = hostOf(territory), { server } = app) {
  return server.inject({ url, headers: { host } });
}

describe('the language', () => {
  test('is French without a prefix, English under /en', async () => {
    expect((await get('/')).body).toContain('<html lang="fr"');
    for (const url of ['/en', '/en/', '/en?x=1', '/en/annuaire']) {
      const reply = await get(url);
      expect([url, reply.statusCode]).toEqual([url, 200]);
      expect(reply.body).toContain('<html lang="en"');
    }
  });

  test('that the territory does not speak has no pages', async () => {
    for (const url of ['/en', '/en/', '/en/annuaire', '/en/nulle-part'])
      expect([url, (await get(url, hostOf(frenchOnly))).statusCode]).toEqual([url, 404]);
    expect((await get('/annuaire', hostOf(frenchOnly))).statusCode).toBe(200);
  });

  test('is only a whole first segment of ours', async () => {
    for (const url of ['/enfants', '/de', '/de/annuaire', '/EN', '/en/en']) expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });
});

describe('an unknown host', () => {
  let other: TestApplication;
  beforeAll(async () => {
    other = await openTestApplication();
  });
  afterAll(() => other.close());

  test('of an installation without territory says so', async () => {
    const reply = await get('/', 'elsewhere.example', other);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('shows the only territory, then the list of several, then the one that answers by default', async () => {
    const first = await freshTerritory(other.kernel);
    expect((await get('/', 'elsewhere.example', other)).body).toContain(`${first.name}</title>`);

    const second = await freshTerritory(other.kernel, { addHosts: ['portail.example'] });
    const list = await get('/', 'elsewhere.example:8080', other);
    expect(list.statusCode).toBe(200);
    expect(list.body).toContain(`href="http://${first.slug}.localhost:8080/"`);
    expect(list.body).toContain('href="http://portail.example:8080/"');
    expect((await get('/?utm_source=lettre', 'elsewhere.example', other)).statusCode).toBe(200);
    expect((await get('/annuaire', 'elsewhere.example', other)).statusCode).toBe(404);
    expect((await get('/annuaire', 'portail.example', other)).body).toContain(second.name);
    expect((await get('/annuaire', 'PORTAIL.example', other)).body).toContain(second.name);

    const { setTerritory } = await import('../../modules/territories/index.ts');
    await setTerritory(other.kernel, second.slug, { isDefault: true });
    expect((await get('/annuaire', 'elsewhere.example', other)).body).toContain(second.name);
    expect((await get('/annuaire', hostOf(first), other)).body).toContain(first.name);
  });
});
