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

function get(url: string, host = hostOf(territory)) {
  return app.server.inject({ url, headers: { host } });
}

describe('the API', () => {
  test('says in problem details what does not exist', async () => {
    for (const url of ['/api/v1/nowhere', '/api/v1/places/nowhere', '/api/v1', '/api/v9/places']) {
      const reply = await get(url);
      expect([url, reply.statusCode]).toEqual([url, 404]);
      expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(reply.json()).toEqual({ status: 404, title: 'Not found' });
    }
  });

  test('names the parameter that it cannot use', async () => {
    const reply = await get('/api/v1/places?limit=1000&colour=blue');
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const { errors } = reply.json() as { errors: { parameter: string }[] };
    expect(errors.map(({ parameter }) => parameter).sort()).toEqual(['colour', 'limit']);
  });

  test('takes the territory from the host, or from `territory`', async () => {
    const answers = async (url: string, host?: string) => (await get(url, host)).statusCode;
    expect(await answers('/api/v1/places')).toBe(200);
    expect(await answers(`/api/v1/places?territory=${territory.slug}`, 'elsewhere.example')).toBe(200);
    expect(await answers(`/api/v1/places?territory=${frenchOnly.slug}`)).toBe(200);
  });

  test('says which territories there are where it was given none, or another', async () => {
    for (const url of ['/api/v1/places', '/api/v1/places?territory=atlantis', `/api/v1/places?territory=a&territory=${territory.slug}`]) {
      const reply = await get(url, 'elsewhere.example');
      expect([url, reply.statusCode]).toEqual([url, 400]);
      const { errors } = reply.json() as { errors: { parameter: string; detail: string }[] };
      expect(errors).toEqual([{ parameter: 'territory', detail: expect.stringContaining(territory.slug) }]);
    }
  });

  test('lists the territories of the installation from any host', async () => {
    const reply = await get('/api/v1/territories', 'elsewhere.example');
    const { items } = reply.json() as { items: { slug: string }[] };
    expect(items.map(({ slug }) => slug)).toEqual(expect.arrayContaining([territory.slug, frenchOnly.slug]));
  });
});
