import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../kernel/errors.ts';
import { type FeatureRow, readFeatures } from './geojson-reader.ts';

const monaco = new URL('../../../../../shared/data/osm/monaco-poi.geojson', import.meta.url);

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-reader-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What was read of a file with this content, and how it ended. */
async function read(content: string | Uint8Array): Promise<{ rows: FeatureRow[]; failure: string | null }> {
  number += 1;
  const file = join(folder, `${number}.geojson`);
  await writeFile(file, content);
  const rows: FeatureRow[] = [];
  try {
    for await (const row of readFeatures(file)) rows.push(row);
    return { rows, failure: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { rows, failure: error.message };
  }
}

const feature = (name: string, more: object = {}) => ({
  type: 'Feature',
  properties: { name, ...more },
  geometry: { type: 'Point', coordinates: [6.1, 46.2] },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const namesOf = (rows: readonly FeatureRow[]) => rows.map(({ value }) => (value as { properties: { name: string } }).properties.name);
const linesOf = (rows: readonly FeatureRow[]) => rows.map(({ line }) => line);

describe('each feature is given with the line where it begins', () => {
  it('in a file with a feature a line', async () => {
    const text = `{"type":"FeatureCollection","features":[\n${['a', 'b', 'c'].map((name) => JSON.stringify(feature(name))).join(',\n')}\n]}\n`;
    const { rows, failure } = await read(text);
    expect(failure).toBeNull();
    expect(namesOf(rows)).toEqual(['a', 'b', 'c']);
    expect(linesOf(rows)).toEqual([2, 3, 4]);
  });

  it.each([
    ['as an editor lays it out', '\n'],
    ['with the line ends of Windows', '\r\n'],
  ])('in a file %s', async (_how, lineEnd) => {
    const text = JSON.stringify(collection(feature('a'), feature('b'), feature('é')), null, 2).replaceAll('\n', lineEnd);
    const expected = text.split(lineEnd).flatMap((line, index) => (line === '    {' ? [index + 1] : []));
    const { rows, failure } = await read(text);
    expect(failure).toBeNull();
    expect(linesOf(rows)).toEqual(expected);
    expect(expected).toHaveLength(3);
  });

  it('in a file of one line', async () => {
    expect(linesOf((await read(JSON.stringify(collection(feature('a'), feature('b'))))).rows)).toEqual([1, 1]);
  });

  it('after a byte-order mark', async () => {
    const { rows, failure } = await read(`\ufeff\n${JSON.stringify(collection(feature('a')))}`);
    expect(failure).toBeNull();
    expect(rows).toEqual([{ line: 2, value: feature('a') }]);
  });

  it('however long the text between them is', async () => {
    // Accents, so that lines are counted in bytes as they are in characters, over several pieces of the file.
    const rows = Array.from({ length: 400 }, (_, index) => JSON.stringify(feature(`n${index}`, { description: 'é'.repeat(index * 3) })));
    const { rows: given } = await read(`{"type":"FeatureCollection",\n"features":[\n${rows.join(',\n\n')}\n]}`);
    expect(linesOf(given)).toEqual(rows.map((_, index) => 3 + index * 2));
    expect(namesOf(given)).toEqual(rows.map((_, index) => `n${index}`));
  });

  it('even where it is no feature at all', async () => {
    const { rows } = await read('{"type":"FeatureCollection","features":[\n{"type":"Feature"},\nnull,\n12,\n"x",\n[1]\n]}');
    expect(rows).toEqual([
      { line: 2, value: { type: 'Feature' } },
      { line: 3, value: null },
      { line: 4, value: 12 },
      { line: 5, value: 'x' },
      { line: 6, value: [1] },
    ]);
  });

  it.skipIf(!existsSync(monaco))('of a real file (needs ../shared/data)', async () => {
    const text = await readFile(monaco, 'utf8');
    const { rows, failure } = await read(text);
    expect(failure).toBeNull();
    expect(rows).toHaveLength(1_268);
    const lines = text.split('\n');
    for (const { line, value } of rows) expect(lines[line - 1]).toContain(`"id":"${(value as { id: string }).id}"`);
  });
});

describe('what is read does not depend on where the file is cut into pieces', () => {
  const PIECE = 64 * 1024;
  /** A file in which `text` begins at this many bytes. */
  const at = (offset: number, text: string) => {
    const head = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"padding":"';
    return `${head}${'x'.repeat(offset - head.length - '","name":"'.length)}","name":"${text}`;
  };
  const properties = (row: FeatureRow | undefined) => (row?.value as { properties: Record<string, unknown> } | undefined)?.properties;

  it.each([1, 2, 3, 4, 5])('inside a character of several bytes (%i before)', async (before) => {
    const { rows, failure } = await read(`${at(PIECE - before, '🥖é€x')}"},"geometry":null}]}`);
    expect(failure).toBeNull();
    expect(properties(rows[0])?.['name']).toBe('🥖é€x');
  });

  it.each([1, 2, 5, 8, 12])('inside a number (%i before)', async (before) => {
    const { rows, failure } = await read(`${at(PIECE - 6 - before, '')}","n":-123.4567e-2},"geometry":null}]}`);
    expect(failure).toBeNull();
    expect(properties(rows[0])?.['n']).toBe(-1.234567);
  });

  it.each([1, 2, 3, 4, 5, 6])('inside an escape (%i before)', async (before) => {
    const { rows, failure } = await read(`${at(PIECE - before, '\\ud83e\\udd56\\"')}"},"geometry":null}]}`);
    expect(failure).toBeNull();
    expect(properties(rows[0])?.['name']).toBe('🥖"');
  });
});

describe('only the features of the collection are given', () => {
  it('not those of a member of that name farther down', async () => {
    const { rows, failure } = await read(
      JSON.stringify({
        metadata: { features: [feature('not me')], type: 'other' },
        type: 'FeatureCollection',
        features: [{ ...feature('me'), features: [feature('nor me')] }],
      }),
    );
    expect(failure).toBeNull();
    expect(namesOf(rows)).toEqual(['me']);
  });

  it('whatever braces and quotes their texts hold', async () => {
    const name = '}]},{"features":[ \\" { [';
    const { rows, failure } = await read(JSON.stringify(collection(feature(name), feature('b'))));
    expect(failure).toBeNull();
    expect(namesOf(rows)).toEqual([name, 'b']);
  });

  it('whether the type comes before or after them', async () => {
    const { rows, failure } = await read(JSON.stringify({ features: [feature('a')], type: 'FeatureCollection' }));
    expect(failure).toBeNull();
    expect(namesOf(rows)).toEqual(['a']);
  });

  it('none where the collection is empty, which is no mistake', async () => {
    expect(await read(JSON.stringify(collection()))).toEqual({ rows: [], failure: null });
    expect(await read('{ "features": [ ],\n "type": "FeatureCollection" }\n')).toEqual({ rows: [], failure: null });
  });
});

describe('a file that is not whole, or not GeoJSON', () => {
  it('gives what came before it breaks off, and says where', async () => {
    const text = `{"type":"FeatureCollection","features":[\n${['a', 'b', 'c'].map((name) => JSON.stringify(feature(name))).join(',\n')}`;
    const { rows, failure } = await read(text.slice(0, -20));
    expect(namesOf(rows)).toEqual(['a', 'b']);
    expect(failure).toBe('ce fichier s’interrompt à la ligne 4 : il manque sa fin');
  });

  it.each(['{"type":"FeatureCollection","features":[', '{"type":"FeatureColl', '{'])('says so even at « %s »', async (text) => {
    expect(await read(text)).toEqual({ rows: [], failure: 'ce fichier s’interrompt à la ligne 1 : il manque sa fin' });
  });

  it('gives what came before a mistake, and says near which line it is, far from the end', async () => {
    const good = JSON.stringify(feature('a'));
    const { rows, failure } = await read(
      `{"type":"FeatureCollection","features":[\n${good},\n{"type":Feature},\n${`${good},\n`.repeat(50)}${good}]}`,
    );
    expect(namesOf(rows)).toEqual(['a']);
    expect(failure).toMatch(/n’est pas du JSON correct vers la ligne 3 /);
  });

  it.each([
    ['nothing', '', 'n’est pas du GeoJSON'],
    ['a table', 'name;shop\nLe Fournil;bakery\n', 'n’est pas du JSON correct vers la ligne 1'],
    ['a page', '<!doctype html>\n<html></html>', 'n’est pas du JSON correct vers la ligne 1'],
    ['a list', '[{"type":"Feature"}]', 'n’est pas du GeoJSON'],
    ['another object', '{"elements":[{"id":1}]}', 'n’est pas du GeoJSON'],
    ['a lone feature', JSON.stringify(feature('a')), 'son type est « Feature »'],
    ['a topology', '{"type":"Topology","objects":{}}', 'son type est « Topology »'],
    ['a collection without its list', '{"type":"FeatureCollection"}', 'il n’a pas de liste « features »'],
    [
      'a collection whose list is none',
      '{"type":"FeatureCollection","features":{"a":{"type":"Feature"}}}',
      'il n’a pas de liste « features »',
    ],
    ['a text', '"features"', 'n’est pas du GeoJSON'],
    ['two collections', `${JSON.stringify(collection())}\n${JSON.stringify(collection())}`, 'n’est pas du JSON correct vers la ligne'],
  ])('holding %s is refused in words', async (_what, content, words) => {
    const { rows, failure } = await read(content);
    expect(rows).toEqual([]);
    expect(failure).toContain(words);
  });

  it('holding bytes that are no text is refused', async () => {
    expect((await read(Uint8Array.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe]))).failure).toContain('compressé (gzip)');
    expect((await read(Uint8Array.from([0x7b, 0x00, 0x01]))).failure).toContain('n’est pas du texte');
    expect((await read(Uint8Array.from([0xff, 0x1f]))).failure).toContain('n’est pas du JSON correct');
  });
});

describe('memory', () => {
  it('stays flat over a file of 60 MB', async () => {
    const script = `
      import { open, rm } from 'node:fs/promises';
      import { readFeatures } from ${JSON.stringify(new URL('./geojson-reader.ts', import.meta.url).href)};
      const file = ${JSON.stringify(join(folder, 'large.geojson'))};
      const handle = await open(file, 'w');
      const stream = handle.createWriteStream();
      const description = 'é'.repeat(900);
      stream.write('{"type":"FeatureCollection","features":[\\n');
      let bytes = 0, written = 0;
      while (bytes < 60e6) {
        const row = (written ? ',\\n' : '') + JSON.stringify({ type: 'Feature', properties: { name: 'Lieu ' + written, description }, geometry: { type: 'Point', coordinates: [6.1, 46.2] } });
        written += 1;
        bytes += Buffer.byteLength(row);
        if (!stream.write(row)) await new Promise((resolve) => stream.once('drain', resolve));
      }
      await new Promise((resolve) => stream.end(']}', resolve));
      globalThis.gc();
      const before = process.memoryUsage().heapUsed;
      let most = 0, read = 0, line = 0;
      for await (const row of readFeatures(file)) {
        read += 1;
        line = row.line;
        if (read % 4000 === 0) { globalThis.gc(); most = Math.max(most, process.memoryUsage().heapUsed - before); }
      }
      await rm(file);
      process.stdout.write(JSON.stringify({ written, read, line, bytes, most }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
      timeout: 100_000,
    });
    const { written, read: count, line, bytes, most } = JSON.parse(stdout) as Record<string, number>;
    expect(bytes).toBeGreaterThan(60e6);
    expect(count).toBe(written);
    expect(line).toBe((written ?? 0) + 1);
    // Read whole, it would hold more than its 60 MB.
    expect(most).toBeLessThan(12e6);
  }, 120_000);
});
