import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type ListCell, writeListWorkbook } from './list-workbook.ts';

const now = Temporal.Instant.from('2026-11-24T08:00:00Z');

async function write(columns: readonly string[], ...batches: readonly (readonly (readonly ListCell[])[])[]): Promise<Buffer> {
  async function* given() {
    yield* batches;
  }
  return buffer(writeListWorkbook({ name: 'Liste : tout', columns, batches: given() }, now));
}

/** As a reader that is not ours sees it. */
async function read(file: Buffer) {
  const [sheet] = await readXlsxFile(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer, {
    trim: false,
  });
  return sheet;
}

describe('the workbook of a list', () => {
  it('holds each kind of cell as what it is', async () => {
    const day = Temporal.PlainDate.from('2026-11-24');
    const row = ['Le Relais', 12.5, -3, day, day.toPlainDateTime('10:30'), null, ''];
    const sheet = await read(
      await write(
        row.map((_, at) => `c${at}`),
        [row, ['fin']],
      ),
    );
    expect(sheet?.data[1]).toEqual(['Le Relais', 12.5, -3, new Date('2026-11-24T00:00:00Z'), new Date('2026-11-24T10:30:00Z'), null, null]);
    expect(sheet?.sheet).toBe('Liste tout');
  });

  it('makes no formula of a text, and no text of what XML cannot hold', async () => {
    const texts = ['=1+1', '+33 6', '-2', '@SUM(A1)', '<b>&"', 'a\u0000\u000bb', '_x0041_', '\ud800', 'constructor', ' deux  espaces '];
    const file = await write(
      ['Texte'],
      texts.map((text) => [text]),
    );
    expect((await read(file))?.data.slice(1).map(([cell]) => cell)).toEqual([
      ...texts.slice(0, 5),
      'ab',
      '_x0041_',
      '\ufffd',
      ...texts.slice(8),
    ]);
    expect(strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f>');
  });

  it('goes on from batch to batch, and from the last letter', async () => {
    const wide = Array.from({ length: 30 }, (_, at) => at);
    const sheet = await read(await write(wide.map(String), [wide], [], [wide, wide]));
    expect(sheet?.data).toEqual([wide.map(String), wide, wide, wide]);
  });

  it('has its headings where there is nothing to list', async () => {
    expect((await read(await write(['Un', 'Deux'])))?.data).toEqual([['Un', 'Deux']]);
    expect((await read(await write(['Un'], [])))?.data).toEqual([['Un']]);
  });

  it('cuts what no cell holds', async () => {
    expect(String((await read(await write(['Un'], [['é'.repeat(40_000)]])))?.data[1]?.[0])).toHaveLength(32_767);
  });
});
