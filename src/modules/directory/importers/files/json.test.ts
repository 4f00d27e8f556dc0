import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JsonRow, readJson } from './json.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-json-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, lists: readonly (string | null)[]) {
  number += 1;
  const file = join(folder, `${number}.json`);
  await writeFile(file, content);
  const { outline, rows: iterable } = readJson(file, lists);
  const rows: JsonRow[] = [];
  for await (const row of iterable) rows.push(row);
  return { outline, rows };
}

// What lists of the directory hold: their line breaks are escaped, so that a line of the file is a row's.
describe('the items of the lists that are asked for, and no others', () => {
  it('of the root', async () => {
    const { rows, outline } = await read('[\n{"a":1},\n[2],\n"x"\n]', [null]);
    expect(rows).toEqual([
      { line: 2, list: null, value: { a: 1 } },
      { line: 3, list: null, value: [2] },
      { line: 4, list: null, value: 'x' },
    ]);
    expect(outline.root).toBe('array');
  });

  it('of several members, each named, wherever they stand', async () => {
    const { rows, outline } = await read(
      '{"structures":[\n{"id":"a"}],\n"other":[{"id":"no"}],"meta":{"services":[1]},"services":[\n{"id":"s","items":[9]}]}',
      ['services', 'structures'],
    );
    expect(rows).toEqual([
      { line: 2, list: 'structures', value: { id: 'a' } },
      { line: 4, list: 'services', value: { id: 's', items: [9] } },
    ]);
    expect([...outline.lists]).toEqual(['structures', 'services']);
  });

  it('none of the root, where only members are asked for', async () => {
    expect((await read('[{"a":1}]', ['items'])).rows).toEqual([]);
  });

  it('none of a member that is no array', async () => {
    const { rows, outline } = await read('{"items":{"a":{"b":1}}}', ['items']);
    expect(rows).toEqual([]);
    expect([...outline.lists]).toEqual([]);
  });
});

it('tells what the members of the root are', async () => {
  const { outline } = await read('{"total":6,"ontology":"gogofull","next":null,"ok":true,"items":[],"meta":{"total":9}}', ['items']);
  expect([...outline.members]).toEqual([
    ['total', 6],
    ['ontology', 'gogofull'],
    ['next', null],
    ['ok', true],
    ['items', { is: 'array' }],
    ['meta', { is: 'object' }],
  ]);
});

it.each(['', ' \n', '12', '"text"', 'null'])('« %s » holds no list', async (text) => {
  expect((await read(text, [null, 'items'])).rows).toEqual([]);
});

it('reads UTF-16 and Windows-1252, which JSON should not be', async () => {
  expect((await read(Buffer.from('\ufeff["é"]', 'utf16le'), [null])).rows[0]?.value).toBe('é');
  expect((await read(Uint8Array.from([...Buffer.from('["'), 0xe9, ...Buffer.from('"]')]), [null])).rows[0]?.value).toBe('é');
});

it('refuses a nest that would exhaust the stack', async () => {
  await expect(read(`[${'['.repeat(5_000)}${']'.repeat(5_000)}]`, [null])).rejects.toThrow('n’est pas du JSON correct vers la ligne 1');
});

it('gives any list as JSON.parse does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }), async (items) => {
      const plain = JSON.parse(JSON.stringify(items)) as unknown[];
      expect((await read(JSON.stringify(items, null, 1), [null])).rows.map(({ value }) => value)).toEqual(plain);
      expect((await read(JSON.stringify({ before: items, items, after: { items } }), ['items'])).rows.map(({ value }) => value)).toEqual(
        plain,
      );
    }),
    { numRuns: 60 },
  );
});
