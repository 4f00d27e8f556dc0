import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shops, temporaryFolder, terreau } from './terreau.ts';

const territory = ['territory', 'add', '--slug', 'val', '--name', 'Val', '--country', 'FR', '--kind', 'commune', '--code', '74999'];

describe('a mistake in the command', () => {
  test.each([
    ['no format', ['--territory', 'val', '--out', 'x']],
    ['an unknown format', ['shapefile', '--territory', 'val', '--out', 'x']],
    ['no territory', ['geojson', '--out', 'x']],
    ['no file', ['geojson', '--territory', 'val']],
    ['rows of a format that has none', ['geojson', '--territory', 'val', '--out', 'x', '--rows', 'lieux']],
    ['rows that are none', ['csv', '--territory', 'val', '--out', 'x', '--rows', 'chats']],
  ])('%s: 2, in words on stderr, nothing on stdout, no data folder', async (_, parameters) => {
    const DATA_DIR = join(temporaryFolder(), 'never');
    const { code, stdout, stderr } = await terreau(['export', ...parameters], { DATA_DIR });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Emploi : terreau export');
    expect(existsSync(DATA_DIR)).toBe(false);
  });
});

test('a territory is written in every format, whole or not at all', async () => {
  const DATA_DIR = temporaryFolder();
  const folder = temporaryFolder('out');
  expect((await terreau(territory, { DATA_DIR })).code).toBe(0);
  writeFileSync(join(folder, 'shops.geojson'), shops(3));
  expect((await terreau(['import', 'geojson', join(folder, 'shops.geojson'), '--territory', 'val'], { DATA_DIR })).code).toBe(0);
  const write = (format: string, out: string, ...more: string[]) =>
    terreau(['export', format, '--territory', 'val', '--out', out, ...more], { DATA_DIR });

  // The last line is what programs read.
  const file = join(folder, 'lieux.geojson');
  writeFileSync(file, 'the one before');
  const { code, stdout, stderr } = await write('geojson', file);
  expect([code, JSON.parse(stdout)]).toEqual([0, { lieux: 3, left: {} }]);
  expect(stderr).toContain('lieux : 3');
  expect((JSON.parse(readFileSync(file, 'utf8')) as { features: object[] }).features).toHaveLength(3);

  // A pipe gets the file, and nothing else.
  const piped = await write('csv', '-', '--rows', 'lieux');
  expect(piped.code).toBe(0);
  expect(piped.stdout.trimEnd().split('\n')).toHaveLength(4);
  expect(piped.stderr).toContain('{"lieux":3,"left":{}}');
  for (const format of ['data-inclusion', 'data-inclusion-xlsx', 'hsds'])
    expect([format, (await write(format, join(folder, format))).code]).toEqual([format, 0]);

  // What cannot be written leaves what was there, and nothing beside it.
  mkdirSync(join(folder, 'folder'));
  for (const out of [join(folder, 'folder'), join(folder, 'nowhere', 'x.csv')]) {
    const refused = await write('csv', out);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/ne peut pas être écrit \(E\w+\)/);
  }
  const unknown = await terreau(['export', 'csv', '--territory', 'ailleurs', '--out', join(folder, 'x.csv')], { DATA_DIR });
  expect([unknown.code, unknown.stdout]).toEqual([1, '']);
  expect(readdirSync(folder).sort()).toEqual(['data-inclusion', 'data-inclusion-xlsx', 'folder', 'hsds', 'lieux.geojson', 'shops.geojson']);
});
