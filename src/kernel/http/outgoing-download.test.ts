import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chosen, fault, serve } from '../../../test/support/outgoing.ts';
import { type DownloadOptions, outgoingDownload } from './outgoing.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terreau-outgoing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
