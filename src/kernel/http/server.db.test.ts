import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { hostOf, listen, send } from '../../../test/support/connections.ts';
import type { TerritoryContext } from './visit.ts';

let app: TestApplication;
let territory: TerritoryContext;

beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

function get(url: string, host = hostOf(territory), { server } = app) {
  return server.inject({ url, headers: { host } });
}

describe('behind https', () => {
  test('browsers are told to stay there', async () => {
    const secure = await openTestApplication({ PUBLIC_URL: 'https://portail.example' });
    try {
      expect((await get('/healthz', 'portail.example', secure)).headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    } finally {
      await secure.close();
    }
  });
});

describe('the style guide', () => {
  test('is there for developers', async () => {
    expect((await get('/_composants')).statusCode).toBe(200);
  });

  test('is nowhere in production', async () => {
    const production = await openTestApplication({
      NODE_ENV: 'production',
      SECRET: 'x'.repeat(40),
      PUBLIC_URL: 'https://portail.example.fr',
    });
    try {
      const there = await freshTerritory(production.kernel);
      const reply = await get('/_composants', hostOf(there), production);
      expect(reply.statusCode).toBe(404);
      expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    } finally {
      await production.close();
    }
  });
});

describe('whatever is asked', () => {
  let port: number;
  beforeAll(async () => {
    port = await listen(app.server);
  });

  const long = 'a'.repeat(9_000);
  const addresses = [
    '/%00',
    '/annuaire/%00',
    '/lieux/%00',
    '/lieux/a%00b',
    '/annuaire?q=%00',
    '/annuaire?pres=%00',
    '/annuaire?suite=%00',
    '/annuaire?theme=%00',
    '/?%00=%00',
    '/logo?v=%00',
    '/api/v1/places?q=%00',
    '/api/v1/places?near=%00',
    '/api/v1/places?cursor=%00',
    '/api/v1/places?territory=%00',
    '/api/v1/places/%00',
    '/api/v1/organisations/a%00b',
    '/api/v1/territories?cursor=%00',
    `/annuaire?q=${long}`,
    `/annuaire?pres=${long}`,
    `/annuaire?suite=${long}`,
    `/api/v1/places?q=${long}`,
    `/api/v1/places?territory=${long}`,
    `/lieux/${long}`,
    `/api/v1/places/${'a'.repeat(250)}`,
    `/${long}`,
    '/%',
    '/%zz',
    '/lieux/%E0%A4%A',
    '/lieux/%ED%A0%80',
    '/lieux/%C0%AE%C0%AE',
    '/en/%zz',
    '/annuaire?q=%zz',
    '/annuaire?q=%E0%A4%A',
    '/annuaire?q=%ED%A0%80',
    '/annuaire?q=%F0%9F%8C%B1',
    '/api/v1/%zz',
    '/api/v1/places/%zz',
    '/api/v1/places?q=%zz',
    '/annuaire?q=a&q=b',
    '/annuaire?q[]=a&q[]=b',
    '/annuaire?pres=1&pres=2&theme=a&theme=b&ouvert=1&ouvert=2&suite=x&suite=y',
    '/api/v1/places?q=a&q=b',
    '/api/v1/places?limit=1&limit=2',
    '/api/v1/places?q[a]=b',
    '/annuaire?__proto__=x&constructor=y&toString=z&hasOwnProperty=1',
    '/api/v1/places?__proto__=x',
    '/api/v1/places?limit=1e400',
    '/api/v1/places?limit=NaN',
    '/api/v1/places?limit=-1',
    '/api/v1/places?near=90,180&radius_km=200',
    '/api/v1/places?near=-46.2,-173.85',
    '/api/v1/places?near=46.2,6.1&radius_km=1e-300',
    '/api/v1/places?cursor=bnVsbA',
    '/api/v1/places?cursor=W10',
    '/api/v1/places?cursor=eyJhIjoxfQ',
    '/annuaire?suite=bnVsbA',
    "/annuaire?q=';drop table territories.territory;--",
    '/annuaire?q=%25%5F%5C',
    '/annuaire?q=%3C!%3A*%26%7C()',
    '/annuaire?q=%E2%80%AE%EF%BF%BF',
    '//evil.example/',
    '/..%2f..%2fetc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/%00',
    '/assets/',
    '/annuaire/?',
    '/annuaire?',
    '/?',
    '/annuaire;a=b',
    '/en%2fannuaire',
    '*',
  ].map((path) => path.replace(/ /g, '%20'));

  test.each(addresses.map((path) => [path.slice(0, 60), path]))('%s is answered without a fault', async (_, path) => {
    const reply = await send(port, path, { host: hostOf(territory) });
    expect(reply.status).toBeLessThan(500);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    // A browser gets a page, a program gets problem details, never the innards of the framework.
    const isApi = path.startsWith('/api/');
    if (reply.status >= 400) {
      expect(reply.headers['content-type']).toBe(isApi ? 'application/problem+json; charset=utf-8' : 'text/html; charset=utf-8');
      expect(reply.body).not.toMatch(/FST_|node_modules|invalid byte/);
      if (isApi) expect(reply.headers['access-control-allow-origin']).toBe('*');
    }
    if (path.includes('passwd') || path.includes('package')) expect(reply.status).toBeGreaterThanOrEqual(400);
  });

  test.each([
    '',
    'a b',
    '"><script>',
    '[::1]:80',
    '127.0.0.1',
    `${'a'.repeat(300)}.example`,
    'xn--bcher-kva.example',
    'é.example',
    '..',
    ':',
    '%00',
  ])('the host « %s » is answered without a fault, and does not run', async (host) => {
    for (const path of ['/', '/annuaire', '/nulle-part', '/robots.txt', '/api/v1/places']) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      expect(answer).toMatch(/^HTTP\/1\.1 [234]/);
      expect(answer).not.toContain('<script>');
    }
  });
});

describe('readiness', () => {
  test('health and readiness are told apart', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' });
  });
});
