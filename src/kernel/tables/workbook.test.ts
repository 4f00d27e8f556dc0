import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type WorkbookCell, type WorkbookSheet, writeWorkbook } from './workbook.ts';

/** The sheets as a reader that is not ours sees them. */
async function read(sheets: readonly WorkbookSheet[]) {
  const file = await writeWorkbook(sheets);
  return readXlsxFile(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer, { trim: false });
}

async function cells(...row: WorkbookCell[]): Promise<unknown[]> {
  const [sheet] = await read([{ name: 'Cells', columns: row.map((_, index) => `c${index}`), rows: [row, ['end']] }]);
  const [, first = []] = sheet?.data ?? [];
  return row.map((_, index) => first[index] ?? null);
}

/** A part of the file as it is written. */
async function part(name: string, sheets: readonly WorkbookSheet[]): Promise<string> {
  return strFromU8(unzipSync(await writeWorkbook(sheets))[name] ?? new Uint8Array());
}

describe('a workbook', () => {
  it('holds each kind of cell as what it is', async () => {
    const row = [
      'Le Relais',
      12.5,
      -3,
      Temporal.PlainDate.from('2026-11-24'),
      Temporal.PlainDateTime.from('2026-11-24T10:30'),
      { amount: 123_450n, currency: 'EUR' },
      { amount: -5n, currency: 'CHF' },
      { amount: 1_500n, currency: 'XPF' },
      null,
      '',
    ];
    expect(await cells(...row)).toEqual([
      'Le Relais',
      12.5,
      -3,
      new Date('2026-11-24T00:00:00Z'),
      new Date('2026-11-24T10:30:00Z'),
      1_234.5,
      -0.05,
      1_500,
      null,
      null,
    ]);
    const styles = await part('xl/styles.xml', [{ name: 'Cells', columns: row.map(String), rows: [row] }]);
    for (const format of ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm', '#,##0.00 &quot;€&quot;', '#,##0.00 &quot;CHF&quot;', '#,##0 &quot;XPF&quot;'])
      expect(styles).toContain(`formatCode="${format}"`);
  });

  it('tells the days of before its calendar as text', async () => {
    expect(await cells(Temporal.PlainDate.from('1899-12-31'), Temporal.PlainDateTime.from('1900-02-28T08:00'))).toEqual([
      '1899-12-31T00:00:00',
      '1900-02-28T08:00:00',
    ]);
  });

  it.each([
    '=1+1',
    '=HYPERLINK("http://example.org")',
    '+33 4 50 00 00 00',
    '-5',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '\t=1',
    '0123',
    '1E5',
    '24/11/2026',
  ])('keeps text as text: %s', async (text) => {
    expect(await cells(text)).toEqual([text]);
    const sheet = await part('xl/worksheets/sheet1.xml', [{ name: 'Text', columns: [text], rows: [[text]] }]);
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<c [^>]*t="s"/g)).toHaveLength(2);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '_x0041_',
    '_x005F_',
    '_x000a_b',
    '<b>&amp;</b>',
    'a\nb',
    ' both ends ',
    '\u202f«',
    '😀',
  ])('holds every text as it is: %s', async (text) => {
    expect(await cells(text, text, 'other')).toEqual([text, text, 'other']);
  });

  it('holds whatever text', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'_x0041F=+-@"\'<>&;,| é\n', 'constructor', '😀'), maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (row) => {
        expect(await cells(...row)).toEqual(row.map((cell) => (cell === '' ? null : cell)));
      }),
      { numRuns: 60 },
    );
  });

  it('loses what its format has no room for, and opens all the same', async () => {
    expect(await cells('a\u0000b\u0007c\ud800')).toEqual(['abc']);
    const [long] = await cells('x'.repeat(40_000));
    expect(String(long)).toHaveLength(32_767);
    expect(await cells(Number.NaN, Number.POSITIVE_INFINITY)).toEqual([null, null]);
  });

  it('keeps the names of its columns in sight', async () => {
    const sheet = await part('xl/worksheets/sheet1.xml', [{ name: 'List', columns: ['Name', 'Views'], rows: [['Le Relais', 3]] }]);
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  });

  it('has a sheet for each, under a name that fits', async () => {
    const sheet = (name: string) => ({ name, columns: ['a'], rows: [['b']] });
    const names = async (...given: string[]) => (await read(given.map(sheet))).map((one) => one.sheet);
    expect(await names('Structures', "L’été [2026]: 'a/b' ?", 'Un nom bien trop long pour une feuille')).toEqual([
      'Structures',
      "L’été 2026 'a b",
      'Un nom bien trop long pour une',
    ]);
    await expect(names('Liste', 'LISTE')).rejects.toThrow('one name');
  });

  it('of no row still names its columns', async () => {
    expect((await read([{ name: 'Empty', columns: ['Name'], rows: [] }]))[0]?.data).toEqual([['Name']]);
  });
});
