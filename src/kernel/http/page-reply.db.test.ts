import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { hostOf } from '../../../test/support/connections.ts';
import type { TerritoryContext } from './visit.ts';

let app: TestApplication;
let territory: TerritoryContext;

beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

function get(url: string) {
  return app.server.inject({ url, headers: { host: hostOf(territory) } });
}

describe('a page', () => {
  test('runs nothing inline and nothing from elsewhere', async () => {
    const reply = await get('/');
    const policy = new Map(
      String(reply.headers['content-security-policy'])
        .split('; ')
        .map((rule) => [rule.split(' ', 1)[0], rule.split(' ').slice(1)] as const),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    expect(policy.get('style-src')?.every((source) => source === "'self'" || /^'sha256-[\w+/]+=*'$/.test(source))).toBe(true);
    expect(reply.headers['content-security-policy']).not.toContain('unsafe');
    expect(reply.body).not.toMatch(/<script(?![^>]*(src=|type="application\/ld\+json"))/);
    expect(reply.body).not.toMatch(/ (style|on\w+)="/);
  });

  test('has the headers that keep browsers from guessing, framing and telling', async () => {
    const { headers } = await get('/');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('sets no cookie', async () => {
    for (const url of ['/', '/annuaire', '/nulle-part']) expect((await get(url)).headers['set-cookie']).toBeUndefined();
  });

  test('answers HEAD as GET, without its body', async () => {
    for (const url of ['/', '/annuaire', '/api/v1/places', '/healthz', '/nulle-part']) {
      const [head, full] = [await app.server.inject({ method: 'HEAD', url, headers: { host: hostOf(territory) } }), await get(url)];
      expect([url, head.statusCode]).toEqual([url, full.statusCode]);
      expect(head.headers['content-type']).toBe(full.headers['content-type']);
      expect(head.headers['content-security-policy']).toBe(full.headers['content-security-policy']);
      expect(head.body).toBe('');
    }
  });

  test('is compressed where the browser can read it', async () => {
    const reply = await app.server.inject({ url: '/', headers: { host: hostOf(territory), 'accept-encoding': 'br' } });
    expect(reply.headers['content-encoding']).toBe('br');
    expect(String(reply.headers['vary']).toLowerCase()).toContain('accept-encoding');
  });

  test('that does not exist is a page that says so, with the same protection', async () => {
    const reply = await get('/nulle-part');
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.body).toContain(territory.name);
    expect(reply.body).toMatch(/<h1[^>]*>/);
  });

  test('is not to be had by another method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const reply = await app.server.inject({ method, url: '/annuaire', headers: { host: hostOf(territory) } });
      expect([404, 405]).toContain(reply.statusCode);
    }
  });

  test('other content is told not to run anything either', async () => {
    for (const url of ['/robots.txt', '/sitemap.xml']) {
      const { headers, statusCode } = await get(url);
      expect(statusCode).toBe(200);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
    }
  });
});
