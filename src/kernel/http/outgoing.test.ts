import type { LookupAddress } from 'node:dns';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { version } from '../project.ts';
import {
  type DownloadOptions,
  type OutgoingOptions,
  outgoingDownload,
  outgoingGet,
  outgoingPost,
  outgoingSend,
  type Resolve,
} from './outgoing.ts';
import { isPublicAddress, redirectTarget } from './outgoing-address.ts';
import type { OutgoingError } from './outgoing-error.ts';

const servers: Server[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terreau-outgoing-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Gives its origin. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options: OutgoingOptions = { timeoutMs: 5_000, maxBytes: 100_000, accept: 'application/json' };
const chosen: OutgoingOptions = { ...options, allowPrivate: true };

const namesAt =
  (...addresses: readonly string[]): Resolve =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

function fault(work: Promise<unknown>): Promise<OutgoingError> {
  return work.then(
    () => {
      throw new Error('It should have failed.');
    },
    (error: OutgoingError) => error,
  );
}

describe('reading elsewhere', () => {
  test('gives the content, says who asks and what it wants', async () => {
    let asked: IncomingHttpHeaders = {};
    const origin = await serve((request, response) => {
      asked = request.headers;
      response.setHeader('content-type', 'application/json').end('{"a":1}');
    });
    const reply = await outgoingGet(`${origin}/x?y=1#part`, chosen);
    expect(reply).toEqual({ body: Buffer.from('{"a":1}'), contentType: 'application/json', url: `${origin}/x?y=1` });
    expect(asked['user-agent']).toBe(`Terreau/${version}`);
    expect(asked['accept']).toBe('application/json');
    expect(asked['cookie'] ?? asked['referer']).toBeUndefined();
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('takes %s apart', async (encoding, compress) => {
    const origin = await serve((_request, response) => response.setHeader('content-encoding', encoding).end(compress('é'.repeat(500))));
    expect(`${(await outgoingGet(origin, chosen)).body}`).toBe('é'.repeat(500));
  });

  test.each([
    ['an encoding that nobody announced', 'zstd', Buffer.from('x')],
    ['gzip that is none', 'gzip', Buffer.from('garbage')],
    ['Brotli that is none', 'br', Buffer.from('garbage')],
    ['gzip cut short', 'gzip', gzipSync('something').subarray(0, 14)],
  ])('refuses %s', async (_, encoding, body) => {
    const origin = await serve((_request, response) => response.setHeader('content-encoding', encoding).end(body));
    expect((await fault(outgoingGet(origin, chosen))).fault).toBe('unreadable');
  });

  test('stops at the limit, also of what a few bytes swell to', async () => {
    const plain = await serve((_request, response) => response.end('x'.repeat(100_001)));
    const swelling = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50_000_000))),
    );
    for (const origin of [plain, swelling]) expect((await fault(outgoingGet(origin, chosen))).fault).toBe('too-large');
    const exact = await serve((_request, response) => response.end('x'.repeat(100_000)));
    expect((await outgoingGet(exact, chosen)).body).toHaveLength(100_000);
  });

  test('gives up on silence, and on content that never ends', async () => {
    const silent = await serve(() => {});
    const drip = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const mute: Resolve = () => {};
    const errors = await Promise.all([
      fault(outgoingGet(silent, { ...chosen, timeoutMs: 150 })),
      fault(outgoingGet(drip, { ...chosen, timeoutMs: 150 })),
      fault(outgoingGet('http://somewhere.example/', { ...options, timeoutMs: 150, resolve: mute })),
    ]);
    expect(errors.map((error) => error.fault)).toEqual(['timeout', 'timeout', 'timeout']);
  });

  test('says what was refused, and that a connection was not possible or broke', async () => {
    const refusing = await serve((_request, response) => response.writeHead(503).end('later'));
    expect(await fault(outgoingGet(refusing, chosen))).toMatchObject({ fault: 'status', status: 503 });
    const breaking = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('12345', () => response.destroy());
    });
    expect((await fault(outgoingGet(breaking, chosen))).fault).toBe('unreachable');
    const closed = await serve(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect((await fault(outgoingGet(closed, chosen))).fault).toBe('unreachable');
    const unknown: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    const error = await fault(outgoingGet('http://somewhere.example/', { ...options, resolve: unknown }));
    expect(error.fault).toBe('unreachable');
    expect(error.message).toContain('ENOTFOUND');
  });

  test('speaks to the operator, of the host and never of what was looked for', async () => {
    const origin = await serve((_request, response) => response.writeHead(404).end());
    const error = await fault(outgoingGet(`${origin}/search?q=12+rue+Secrete`, chosen));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(new URL(origin).host);
    expect(error.message).toContain('404');
    expect(error.message).not.toContain('Secrete');
  });
});

describe('addresses of the inside', () => {
  test.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://0.0.0.0',
    'http://10.1.2.3',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://192.0.2.1',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:10.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::10.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[fe80::1]',
    'http://[fc00::1]',
    'http://[fd12:3456::1]',
    'http://[ff02::1]',
    'https://127.0.0.1:8443',
  ])('%s is refused', async (url) => {
    expect((await fault(outgoingGet(url, options))).fault).toBe('private');
  });

  test('what is in no list of the operator’s is refused, where a redirect leads too', async () => {
    const listed = await serve((_request, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end());
    const hosts = [new URL(listed).hostname];
    expect((await fault(outgoingGet('http://elsewhere.example/', { ...chosen, hosts }))).fault).toBe('unlisted');
    expect((await fault(outgoingGet(listed, { ...chosen, hosts }))).message).toContain('elsewhere.example');
  });

  test.each(['93.184.215.14', '2a01:c9c0:a3:8::70', '2606:4700::6810:84e5'])('%s is one of the web', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a name that leads inside is refused, even where it also leads outside', async () => {
    const names = [['127.0.0.1'], ['::1'], ['::ffff:192.168.0.1'], ['93.184.215.14', '10.0.0.1'], ['169.254.169.254'], ['fe80::1%eth0']];
    for (const addresses of names) {
      const error = await fault(outgoingGet('http://innocent.example/', { ...options, resolve: namesAt(...addresses) }));
      expect([addresses, error.fault]).toEqual([addresses, 'private']);
    }
    expect((await fault(outgoingGet('http://localhost/', options))).fault).toBe('private');
  });

  test('the address that was checked is the one connected to: a second answer to the same question changes nothing', async () => {
    const origin = await serve((request, response) => response.end(request.headers.host));
    let times = 0;
    const once: Resolve = (_hostname, _options, callback) => {
      times += 1;
      callback(null, [{ address: times === 1 ? '127.0.0.1' : '203.0.113.9', family: 4 }]);
    };
    const { port } = new URL(origin);
    expect(`${(await outgoingGet(`http://service.example:${port}/`, { ...chosen, resolve: once })).body}`).toBe(`service.example:${port}`);
    expect(times).toBe(1);
  });

  test('being allowed one of them does not allow where it leads', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const origin = await serve((_request, response) => response.writeHead(302, { location: inside }).end());
    expect((await fault(outgoingGet(origin, chosen))).fault).toBe('private');
  });
});

describe('what is no address to read', () => {
  test.each([
    ['not an address', 'address'],
    ['ftp://files.example/', 'address'],
    ['file:///etc/passwd', 'address'],
    ['javascript:alert(1)', 'address'],
    ['https://name:word@files.example/', 'credentials'],
    ['https://name@files.example/', 'credentials'],
  ])('%s', async (url, expected) => {
    expect((await fault(outgoingGet(url, chosen))).fault).toBe(expected);
  });
});

describe('redirects', () => {
  test('are followed, a few times', async () => {
    const origin = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(left % 2 ? 301 : 307, { location: `./${left - 1}` }).end('elsewhere');
      else response.end('here');
    });
    const reply = await outgoingGet(`${origin}/5`, chosen);
    expect([`${reply.body}`, reply.url]).toEqual(['here', `${origin}/0`]);
    expect((await fault(outgoingGet(`${origin}/6`, chosen))).fault).toBe('redirects');
  });

  test.each([
    ['file:///etc/passwd', 'address'],
    ['http://[', 'address'],
    ['http://name:word@files.example/', 'credentials'],
    ['http://10.0.0.1/', 'private'],
  ])('to %s are not', async (location, expected) => {
    const origin = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect((await fault(outgoingGet(origin, chosen))).fault).toBe(expected);
  });

  test('never go from https down to http', () => {
    const secure = new URL('https://files.example/a/b');
    expect(() => redirectTarget(secure, 'http://files.example/a/b')).toThrow(expect.objectContaining({ fault: 'downgrade' }));
    expect(redirectTarget(secure, '../c').href).toBe('https://files.example/c');
    expect(redirectTarget(secure, '//other.example/').href).toBe('https://other.example/');
    expect(redirectTarget(new URL('http://files.example/'), 'https://files.example/').href).toBe('https://files.example/');
  });
});

describe('sending elsewhere', () => {
  /** Answers each request with its own method, headers and content. */
  const mirror: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, headers } = request;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, headers, content: `${Buffer.concat(parts)}` }));
    });
  };

  test('is JSON, with what lets us in, and gives what is answered', async () => {
    const origin = await serve(mirror);
    const reply = await outgoingPost(
      `${origin}/messages`,
      { text: 'L’épicerie «\u202fdu Pont\u202f»' },
      { ...chosen, headers: { authorization: 'Bearer jeton' } },
    );
    const { method, headers, content } = JSON.parse(`${reply.body}`) as { method: string; headers: IncomingHttpHeaders; content: string };
    expect([method, content]).toEqual(['POST', '{"text":"L’épicerie «\u202fdu Pont\u202f»"}']);
    expect(headers).toMatchObject({
      authorization: 'Bearer jeton',
      'content-type': 'application/json',
      'user-agent': `Terreau/${version}`,
    });
    expect(headers['transfer-encoding']).toBeUndefined();
    expect([reply.url, reply.contentType]).toEqual([`${origin}/messages`, 'application/json']);
  });

  test.each([301, 302, 303, 307, 308])('is never carried elsewhere by a redirect (%i)', async (status) => {
    const asked: (string | undefined)[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect(await fault(outgoingPost(`${origin}/messages`, {}, chosen))).toMatchObject({ fault: 'status', status });
    expect(asked).toEqual(['/messages']);
  });

  test('goes through the same gates as reading', async () => {
    const origin = await serve(mirror);
    const slow = await serve(() => {});
    const long = await serve((_request, response) => response.end('x'.repeat(100_001)));
    const refused = await serve((_request, response) => response.writeHead(422).end());
    const { host } = new URL(origin);
    const faults = [];
    for (const [url, more] of [
      [origin, { allowPrivate: false }],
      [`http://name:word@${host}/`, {}],
      ['ftp://files.example/', {}],
      [slow, { timeoutMs: 50 }],
      [long, {}],
      [refused, {}],
      ['http://service.example/', { allowPrivate: false, resolve: namesAt('10.0.0.1') }],
    ] as const)
      faults.push((await fault(outgoingPost(url, { text: 'x' }, { ...chosen, ...more }))).fault);
    expect(faults).toEqual(['private', 'credentials', 'address', 'timeout', 'too-large', 'status', 'private']);
  });
});

describe('sending what was signed', () => {
  const text = '{"a": 1,\n"é":2}';

  test('sends it to the letter, and gives whatever is answered', async () => {
    let got = '';
    const origin = await serve((request, response) => {
      request.setEncoding('utf8');
      request.on('data', (part: string) => {
        got += part;
      });
      request.on('end', () => response.writeHead(503).end('plus tard'));
    });
    expect(await outgoingSend(`${origin}/hook`, text, { ...chosen, headers: { 'webhook-id': 'msg_1' } })).toEqual({
      status: 503,
      beginning: 'plus tard',
    });
    expect(got).toBe(text);
  });

  test('reads no more of the answer than it may, follows no redirect and decompresses nothing', async () => {
    let arrived = 0;
    const other = await serve((_request, response) => {
      arrived += 1;
      response.end();
    });
    const endless = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => response.writableEnded || response.write('x'.repeat(10_000), () => setImmediate(more));
      more();
    });
    const moved = await serve((_request, response) => response.writeHead(307, { location: other }).end());
    const packed = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a')));
    expect(await outgoingSend(endless, text, { ...chosen, maxBytes: 1_024 })).toEqual({ status: 200, beginning: 'x'.repeat(1_024) });
    expect((await outgoingSend(moved, text, chosen)).status).toBe(307);
    expect((await outgoingSend(packed, text, chosen)).status).toBe(200);
    expect(arrived).toBe(0);
  });

  test('goes through the same gates as reading', async () => {
    const silent = await serve(() => {});
    const faults = [];
    for (const [url, more] of [
      ['http://127.0.0.1:9/', {}],
      ['http://169.254.169.254/latest', {}],
      ['http://[::1]/', {}],
      ['http://10.1.2.3/', {}],
      ['http://service.example/', { resolve: namesAt('93.184.216.34', '10.0.0.1') }],
      ['http://service.example/', { resolve: namesAt('fd00::1') }],
      [silent, { allowPrivate: true, timeoutMs: 50 }],
    ] as const)
      faults.push((await fault(outgoingSend(url, text, { ...options, ...more }))).fault);
    expect(faults).toEqual(['private', 'private', 'private', 'private', 'private', 'private', 'timeout']);
  });
});

describe('fetching into a file', () => {
  const download = (url: string, more: Partial<DownloadOptions> = {}) =>
    outgoingDownload(url, join(folder, 'source.csv'), { ...chosen, ...more });
  const held = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

  test('writes it whole, and says what to ask next time', async () => {
    const origin = await serve((_request, response) =>
      response
        .writeHead(200, {
          'content-encoding': 'gzip',
          'content-type': 'text/csv',
          etag: '"v1"',
          'last-modified': 'Tue, 24 Nov 2026 09:30:00 GMT',
        })
        .end(gzipSync('name\nÉpicerie\n')),
    );
    expect(await download(`${origin}/s.csv`)).toEqual({
      outcome: 'fetched',
      bytes: Buffer.byteLength('name\nÉpicerie\n'),
      contentType: 'text/csv',
      etag: '"v1"',
      lastModified: 'Tue, 24 Nov 2026 09:30:00 GMT',
      url: `${origin}/s.csv`,
    });
    expect(held()).toEqual([['source.csv', 'name\nÉpicerie\n']]);
  });

  test('leaves the copy at hand where nothing has changed since', async () => {
    writeFileSync(join(folder, 'source.csv'), 'before');
    const origin = await serve((request, response) => {
      const { 'if-none-match': etag, 'if-modified-since': since } = request.headers;
      response.writeHead(etag === '"v1"' && since === 'Tue, 24 Nov 2026 09:30:00 GMT' ? 304 : 200).end();
    });
    expect(await download(origin, { etag: '"v1"', lastModified: 'Tue, 24 Nov 2026 09:30:00 GMT' })).toEqual({ outcome: 'unchanged' });
    expect(held()).toEqual([['source.csv', 'before']]);
  });

  test('« not modified » without having asked is a refusal', async () => {
    const origin = await serve((_request, response) => response.writeHead(304).end());
    expect((await fault(download(origin))).fault).toBe('status');
  });

  test('leaves the copy at hand, and nothing half done, where it fails', async () => {
    writeFileSync(join(folder, 'source.csv'), 'before');
    const long = await serve((_request, response) => response.end('x'.repeat(100_001)));
    const breaking = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('12345', () => response.destroy());
    });
    const gone = await serve((_request, response) => response.writeHead(410).end('gone'));
    const faults = [];
    for (const url of [long, breaking, gone, 'http://10.0.0.1/', 'nonsense'])
      faults.push((await fault(download(url, { allowPrivate: url.includes('127') }))).fault);
    expect(faults).toEqual(['too-large', 'unreachable', 'status', 'private', 'address']);
    expect(held()).toEqual([['source.csv', 'before']]);
  });

  test('a folder that cannot be written is the disk’s own error', async () => {
    const origin = await serve((_request, response) => response.end('x'));
    await expect(outgoingDownload(origin, join(folder, 'nowhere/source.csv'), chosen)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
