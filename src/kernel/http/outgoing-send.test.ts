import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chosen, fault, namesAt, options, serve } from '../../../test/support/outgoing.ts';
import { version } from '../project.ts';
import { outgoingPost, outgoingSend } from './outgoing.ts';

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
