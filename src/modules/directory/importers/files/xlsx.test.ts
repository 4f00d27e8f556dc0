import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { UserError } from '../../../../kernel/errors.ts';
import type { TableRow } from './table.ts';
import { openXlsx } from './xlsx.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Cell = string | number | boolean | Date | null;

async function workbook(sheets: Record<string, Cell[][]>): Promise<string> {
  number += 1;
  const file = join(folder, `${number}.xlsx`);
  const typed = (value: Cell) =>
    value === null
      ? null
      : {
          value,
          type: { string: String, number: Number, boolean: Boolean, object: Date }[typeof value as 'string'],
          ...(value instanceof Date && { format: 'dd/mm/yyyy' }),
        };
  await writeXlsxFile(Object.entries(sheets).map(([sheet, data]) => ({ sheet, data: data.map((row) => row.map(typed)) })) as never).toFile(
    file,
  );
  return file;
}

async function rowsOf(file: string, sheet = 0): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  const opened = (await openXlsx(file))[sheet];
  if (opened) for await (const row of opened.rows()) rows.push(row);
  return rows;
}

/** A ZIP archive of these files, with the sizes that it says they have. */
function zip(files: Record<string, { content: string; saidSize?: number }>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { content, saidSize }] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saidSize ?? Buffer.byteLength(content), 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, rest, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  Buffer.from([0x50, 0x4b, 5, 6]).copy(end);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

async function failureOf(content: Uint8Array): Promise<string> {
  number += 1;
  const file = join(folder, `${number}.xlsx`);
  await writeFile(file, content);
  const error: unknown = await openXlsx(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('a workbook', () => {
  it('gives its sheets by name, whatever the case, and the row of each line', async () => {
    const file = await workbook({
      Structures: [
        ['id', 'nom'],
        ['a', 'A'],
        [null, null],
        ['b', 'B'],
      ],
      Services: [
        ['id', 'nom'],
        ['s', 'S'],
      ],
      Notes: [['x']],
    });
    expect((await openXlsx(file)).map(({ name }) => name)).toEqual(['Structures', 'Services', 'Notes']);
    expect((await openXlsx(file, { sheets: ['services', 'STRUCTURES'] })).map(({ name }) => name)).toEqual(['Structures', 'Services']);
    expect(await rowsOf(file)).toEqual([
      { line: 2, sheet: 'Structures', record: { id: 'a', nom: 'A' }, problem: null },
      { line: 4, sheet: 'Structures', record: { id: 'b', nom: 'B' }, problem: null },
    ]);
  });

  it('gives numbers, days and truths as the texts that they are', async () => {
    const file = await workbook({
      A: [
        ['siret', 'prix', 'jour', 'ouvert', 'petit', 'texte'],
        [13002526500013, 12.1 + 0.2, new Date(Date.UTC(2026, 1, 10)), true, 0.1, '  espace  '],
        [1e15, -3, new Date(Date.UTC(2026, 1, 10, 8, 30)), false, 46.1234567, '00123'],
      ],
    });
    expect((await rowsOf(file)).map(({ record }) => Object.values(record))).toEqual([
      ['13002526500013', '12.3', '2026-02-10', 'oui', '0.1', 'espace'],
      ['1000000000000000', '-3', '2026-02-10 08:30', 'non', '46.1234567', '00123'],
    ]);
  });

  it('leaves out the rows that data·inclusion’s validator marks as examples', async () => {
    const file = await workbook({
      Structures: [
        ['__ignore__', 'id'],
        ['x', 'exemple'],
        [null, 'vrai'],
        ['non', 'exemple aussi'],
      ],
    });
    expect((await rowsOf(file)).map(({ record }) => record)).toEqual([{ id: 'vrai' }]);
  });

  it('may have a title above its columns, or nothing in it', async () => {
    const file = await workbook({
      A: [
        ['Liste 2026', null],
        ['nom', 'rue'],
        ['x', 'y'],
      ],
      B: [[null]],
    });
    expect((await rowsOf(file)).map(({ line, record }) => [line, record])).toEqual([[3, { nom: 'x', rue: 'y' }]]);
    expect(await rowsOf(file, 1)).toEqual([]);
  });
});

describe('what is no workbook, or would take the process down, is refused in words', () => {
  const book = { 'xl/workbook.xml': { content: '<workbook/>' } };

  it('what is no archive', async () => {
    expect(await failureOf(Buffer.from('nom;rue\nx;y\n'))).toContain('n’est pas un classeur');
    expect(await failureOf(Buffer.alloc(0))).toContain('n’est pas un classeur');
    expect(await failureOf(zip({ 'readme.txt': { content: 'x' } }))).toContain('n’est pas un classeur');
    expect(await failureOf(zip(book).subarray(0, 40))).toContain('n’est pas un classeur');
  });

  it('an archive whose workbook is none', async () => {
    expect(await failureOf(zip(book))).toContain('ne peut pas être lu');
  });

  it('a few kilobytes that hold gigabytes', async () => {
    const bomb = zip({ ...book, 'xl/worksheets/sheet1.xml': { content: ' '.repeat(300e6) } });
    expect(bomb.length).toBeLessThan(1e6);
    expect(await failureOf(bomb)).toContain('trop gros');
  });

  it('the same, lying of its size', async () => {
    expect(await failureOf(zip({ ...book, 'xl/worksheets/sheet1.xml': { content: ' '.repeat(50e6), saidSize: 100 } }))).toContain('abîmé');
  });

  it('one cell at the last row and column of a sheet', async () => {
    const content =
      '<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
    expect(await failureOf(zip({ ...book, 'xl/worksheets/sheet1.xml': { content } }))).toContain('trop gros');
  });

  it('more parts than any workbook has', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`xl/media/${index}.png`, { content: '' }]));
    expect(await failureOf(zip({ ...book, ...parts }))).toContain('trop gros');
  });

  it('whatever its bytes are', async () => {
    const good = zip({ ...book, 'xl/worksheets/sheet1.xml': { content: '<worksheet/>' } });
    for (let at = 0; at < good.length; at += 7) {
      const damaged = Buffer.from(good);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(await failureOf(damaged)).not.toBe('');
    }
  });
});

describe('entities that a workbook declares', () => {
  /** A workbook whose texts `@name@` have become entities, declared in each of its parts. */
  async function withEntities(declarations: string): Promise<string> {
    const file = await workbook({
      Associations: [
        ['Nom', 'Ville'],
        ['@one@', 'Valombre'],
      ],
    });
    const parts = Object.entries(unzipSync(await readFile(file))).map(([name, bytes]) => {
      const xml = strFromU8(bytes).replace(/@(\w+)@/g, '&$1;');
      return [name, strToU8(xml.replace(/^(<\?xml[^>]*\?>)?/, `$1<!DOCTYPE x [${declarations}]>`))];
    });
    await writeFile(file, zipSync(Object.fromEntries(parts)));
    return file;
  }

  it.each([
    [
      'that swell',
      Array.from({ length: 9 }, (_, level) => `<!ENTITY ${level === 8 ? 'one' : `e${level}`} "${`&e${level - 1};`.repeat(10)}">`).join(''),
    ],
    ['that read a file', '<!ENTITY one SYSTEM "file:///etc/passwd">'],
    ['that are parameters', '<!ENTITY % two SYSTEM "file:///etc/passwd"> %two; <!ENTITY one "x">'],
  ])('stay as they are written: %s', async (_, declarations) => {
    expect((await rowsOf(await withEntities(declarations))).map(({ record }) => record)).toEqual([{ Nom: '&one;', Ville: 'Valombre' }]);
  });
});
