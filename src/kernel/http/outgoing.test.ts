import type { IncomingHttpHeaders } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chosen, fault, gone, options, serve } from '../../../test/support/outgoing.ts';
import { UserError } from '../errors.ts';
import { version } from '../project.ts';
import { outgoingGet, type Resolve } from './outgoing.ts';
import { redirectTarget } from './outgoing-address.ts';

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
    expect((await fault(outgoingGet(await gone(), chosen))).fault).toBe('unreachable');
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
