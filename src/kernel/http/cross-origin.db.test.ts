import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces } from '../../../test/support/directory.ts';
import type { TerritoryContext } from './visit.ts';

let app: TestApplication;
let territory: TerritoryContext;

beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

function ask(url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'OPTIONS' = 'GET') {
  return app.server.inject({
    method,
    url,
    headers: { host: `${territory.slug}.localhost`, origin: 'https://elsewhere.example', ...headers },
  });
}

describe('from another website', () => {
  test.each([
    '/api/v1/places',
    '/api/v1/territories',
    '/api/v1/openapi.json',
    '/api/v1/places?limit=0',
    '/api/v1/places/nowhere',
    '/api/v1/nowhere',
  ])('%s may be read, its refusals included, without cookies', async (url) => {
    for (const method of ['GET', 'HEAD'] as const) {
      const { headers } = await ask(url, {}, method);
      expect([method, headers['access-control-allow-origin']]).toEqual([method, '*']);
      expect(headers['access-control-expose-headers']).toContain('ETag');
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('a browser that asks first is told what it may ask', async () => {
    for (const url of ['/api/v1/places', '/api/v1/places/any', '/api/v1/openapi.json']) {
      const { statusCode, headers, body } = await ask(
        url,
        { 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' },
        'OPTIONS',
      );
      expect([url, statusCode, body]).toEqual([url, 204, '']);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
      expect(String(headers['access-control-allow-headers']).toLowerCase()).toContain('if-none-match');
      expect(Number(headers['access-control-max-age'])).toBeGreaterThan(600);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test('pages may not be read, the API’s own included', async () => {
    for (const url of ['/', '/annuaire', '/api', '/api/', '/en/api', '/nowhere', '/robots.txt', '/api?x=/v1']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
        expect([url, (await ask(url, {}, method)).headers['access-control-allow-origin']]).toEqual([url, undefined]);
      }
    }
  });

  test('writing is not to be had', async () => {
    const reply = await app.server.inject({ method: 'POST', url: '/api/v1/places', headers: { host: `${territory.slug}.localhost` } });
    expect(reply.statusCode).toBe(404);
  });
});

describe('what somebody has already', () => {
  test('is not sent again, until it changes', async () => {
    const first = await ask('/api/v1/places');
    const etag = String(first.headers['etag']);
    expect(first.statusCode).toBe(200);
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    expect(first.headers['cache-control']).toBe('no-cache');
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await ask('/api/v1/places', { 'if-none-match': known });
      expect([known, again.statusCode, again.body]).toEqual([known, 304, '']);
      expect(again.headers['etag']).toBe(etag);
      expect(again.headers['access-control-allow-origin']).toBe('*');
    }
    expect((await ask('/api/v1/places', { 'if-none-match': '"other"' })).statusCode).toBe(200);
    await addTestPlaces(app, territory, { name: 'Le Fournil' });
    const changed = await ask('/api/v1/places', { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers['etag']).not.toBe(etag);
  });

  test('refusals have no tag', async () => {
    expect((await ask('/api/v1/places?limit=0', { 'if-none-match': '*' })).statusCode).toBe(400);
  });

  test('comes compressed all the same', async () => {
    const reply = await ask('/api/v1/openapi.json', { 'accept-encoding': 'br' });
    expect(reply.headers['content-encoding']).toBe('br');
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(String(reply.headers['vary']).toLowerCase()).toContain('accept-encoding');
  });
});
