import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, freshTerritory, NOW, type TestApplication } from '../../../test/support/application.ts';
import { hostOf, listen, send } from '../../../test/support/connections.ts';
import { type Application, openApplication, openServer } from '../../main.ts';
import { fixedClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';

/** Stands before the database, so that a test can cut it off and bring it back. */
async function gateTo(target: URL): Promise<{ url: string; close(): Promise<void>; open(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const make = (): Server =>
    createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  let server = make();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target), { port: String(port) }).href,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async open() {
      server = make();
      await once(server.listen(port, '127.0.0.1'), 'listening');
    },
  };
}

describe('over a database that goes and comes back', () => {
  let gate: Awaited<ReturnType<typeof gateTo>>;
  let application: Application;
  let server: TestApplication['server'];
  let host: string;
  let lines: string[];

  beforeAll(async () => {
    const { ownerUrl, appUrl } = await cloneDatabase();
    gate = await gateTo(new URL(appUrl));
    const store = { ownerUrl, appUrl: gate.url, appRole: 'terreau_app', isEmbedded: false, release: async () => {} };
    lines = [];
    const log = openLog('trace', { write: (line) => lines.push(line) });
    application = await openApplication(readConfig({ TRUST_PROXY: 'true' }), store, log, { clock: fixedClock(NOW) });
    host = hostOf(await freshTerritory(application.kernel));
    server = await openServer(application);
  });
  afterAll(async () => {
    await gate.open().catch(() => {});
    await server.close();
    await application.close();
    await gate.close();
  });
  beforeEach(() => {
    lines.length = 0;
  });

  const ask = (url: string) => server.inject({ url, headers: { host } });

  test('pages and the API ask to come back later, and then answer again', async () => {
    expect((await ask('/annuaire')).statusCode).toBe(200);
    await gate.close();
    for (const url of ['/', '/annuaire', '/lieux/x', '/nulle-part', '/en', '/sitemap.xml']) {
      const page = await ask(url);
      expect([url, page.statusCode]).toEqual([url, 503]);
      expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.body).not.toMatch(/ECONN|postgres|stack/i);
    }
    for (const url of ['/api/v1/places', '/api/v1/territories', '/api/v1/places?territory=x']) {
      const reply = await ask(url);
      expect([url, reply.statusCode]).toEqual([url, 503]);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(reply.json()).toEqual({ status: 503, title: 'Unavailable' });
    }
    // What needs no database goes on.
    expect((await ask('/healthz')).statusCode).toBe(200);
    expect((await ask('/api/v1/openapi.json')).statusCode).toBe(200);
    const ready = await ask('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(Number(ready.headers['retry-after'])).toBeGreaterThan(0);

    await gate.open();
    expect((await ask('/annuaire')).statusCode).toBe(200);
    expect((await ask('/readyz')).statusCode).toBe(200);
  });

  test('logs tell what happened, and nothing of who asked for what', async () => {
    const port = await listen(server);
    const headers = {
      host: host.replace('localhost', 'LocalHost'),
      'x-forwarded-for': '203.0.113.77',
      'x-forwarded-host': host,
      'user-agent': 'Curious/1.0',
      cookie: 'session=abcdef123',
      referer: 'https://elsewhere.example/private',
      authorization: 'Bearer tomato-secret',
    };
    const asked = [
      '/annuaire?q=aubergine&pres=46.987,6.123',
      '/lieux/maison-aubergine',
      '/aubergine',
      '/api/v1/places?q=aubergine',
      '/api/v1/places?aubergine=1',
      '/lieux/%aubergine',
      `/lieux/aubergine${'a'.repeat(400)}`,
      '/lieux/aubergine%00',
      '/healthz?aubergine',
    ];
    for (const path of asked) await send(port, path, headers);
    await gate.close();
    for (const path of asked) await send(port, path, headers);
    await send(port, '/readyz', headers);
    await gate.open();

    const text = lines.join('');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const requests = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => 'route' in line && 'ms' in line);
    expect(requests).toContainEqual(expect.objectContaining({ method: 'GET', route: '/annuaire', status: 200 }));
    expect(requests).toContainEqual(expect.objectContaining({ method: 'GET', route: '/annuaire', status: 503 }));
    expect(requests).toContainEqual(expect.objectContaining({ method: 'GET', route: '/lieux/:slug', status: 404 }));
    // 127.0.0.1 is the visitor here as well as the database: no address at all.
    for (const secret of [
      'aubergine',
      '46.987',
      '203.0.113',
      '127.0.0.1:5',
      host,
      host.split('.')[0] ?? '',
      'Curious',
      'abcdef123',
      'elsewhere',
      'tomato',
    ])
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(text).not.toMatch(/remoteAddress|"hostname"|"headers"|"url"/);
  });
});
