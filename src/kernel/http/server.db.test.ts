import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { type Application, openApplication, openServer } from '../../main.ts';
import { fixedClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
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

const hostOf = ({ slug }: { slug: string }) => `${slug}.localhost`;

function get(url: string, host = hostOf(territory), { server } = app) {
  return server.inject({ url, headers: { host } });
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

/** A request over a real connection, with a path that `inject` would mend. */
async function send(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of incoming) body += chunk;
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body };
}

async function listen(server: TestApplication['server']): Promise<number> {
  await server.listen({ host: '127.0.0.1', port: 0 });
  return (server.server.address() as AddressInfo).port;
}

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
