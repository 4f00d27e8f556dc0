import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/universal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { arbitraryDirectory } from '../../../../test/support/arbitrary-directory.ts';
import { addStructures, exported, imported } from '../../../../test/support/exports.ts';
import type { Imported } from '../../../../test/support/importing.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { loadDemonstration } from '../../../main.ts';
import { territoryBySlug, territoryList } from '../../territories/index.ts';

const real = new URL('../../../../../shared/data/', import.meta.url).pathname;

let app: TestApplication;
const territories: TerritoryContext[] = [];
beforeAll(async () => {
  app = await openTestApplication();
  await loadDemonstration(app.application);
  for (const { slug } of await territoryList(app.kernel.database, app.kernel.clock)) {
    const found = await territoryBySlug(app.kernel.database, app.kernel.clock, slug);
    if (found?.kind === 'commune' && found.country === 'FR') territories.push(found);
  }
  if (!existsSync(real)) return;
  const territory = await freshTerritory(app.kernel);
  const files = (names: readonly string[]) => names.map((name) => readFileSync(`${real}${name}`));
  await imported(app, territory, 'data-inclusion', files(['data-inclusion/api/structures.json', 'data-inclusion/api/services.json']));
  await imported(app, territory, 'gogocarto', files(['gogocarto/elements.json']));
  await imported(app, territory, 'csv', files(['ess/03_tierslieux_numerique.csv']));
  expect((await exported(app, territory, 'csv')).counts['structures']).toBeGreaterThan(50);
  territories.push(territory);
}, 120_000);
afterAll(() => app.close());

type Row = Readonly<Record<string, unknown>>;

const byId = (key: string) => (a: Row, b: Row) => (String(a[key]) < String(b[key]) ? -1 : 1);

async function sheets(bytes: Buffer): Promise<Record<string, Row[]>> {
  const workbook = await readXlsxFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return Object.fromEntries(
    workbook.map(({ sheet, data: [header = [], ...rows] }) => [
      sheet,
      rows.map((row) => Object.fromEntries(header.map((name, index) => [String(name), row[index] ?? null]))).sort(byId('id')),
    ]),
  );
}

/** The rows of each format, whatever their order, as a reader that is not ours sees them. */
const rowsOf: Record<string, (bytes: Buffer) => unknown> = {
  'data-inclusion': (bytes) => {
    const { structures, services } = JSON.parse(bytes.toString()) as { structures: Row[]; services: Row[] };
    return { structures: structures.sort(byId('id')), services: services.sort(byId('id')) };
  },
  'data-inclusion-xlsx': sheets,
  geojson: (bytes) => (JSON.parse(bytes.toString()) as { features: Row[] }).features.sort(byId('id')),
  csv: (bytes) => (parse(bytes, { delimiter: ';', bom: true, columns: true }) as Row[]).sort(byId('Identifiant')),
};

const problems = ({ rows }: Imported) =>
  rows.filter(({ outcome }) => outcome !== 'created').map(({ name, outcome, reason }) => ({ name, outcome, reason }));

/** More of them by hand: `ROUND_TRIPS=50`. */
const TIMES = Number(process.env['ROUND_TRIPS'] ?? 3);

/** What each file of rows needs beside itself to be read: services belong to structures. */
const beside: Record<string, readonly (string | null)[]> = { services: ['structures', 'services'] };

async function roundTrip(territory: TerritoryContext, format: string, rows: string | null): Promise<void> {
  const reader = format === 'data-inclusion-xlsx' ? 'data-inclusion' : format;
  const files = await Promise.all((beside[rows ?? ''] ?? [rows]).map((each) => exported(app, territory, format, each)));
  const contents = files.map(({ bytes }) => bytes);
  const other = await freshTerritory(app.kernel);
  const first = await imported(app, other, reader, contents);
  expect(first.failures).toEqual([]);
  expect(problems(first)).toEqual([]);
  const again = await exported(app, other, format, rows);
  const told = await exported(app, territory, format, rows);
  expect(await rowsOf[format]?.(again.bytes)).toEqual(await rowsOf[format]?.(told.bytes));
  expect(again.counts).toEqual(told.counts);
  const second = await imported(app, other, reader, contents);
  expect(second.counts).toMatchObject({
    read: first.counts.read,
    created: 0,
    updated: 0,
    unchanged: first.counts.read,
    missing: 0,
    conflicts: 0,
  });
}

const formats: readonly (readonly [format: string, rows: string | null])[] = [
  ['data-inclusion', null],
  ['data-inclusion-xlsx', null],
  ['geojson', null],
  ['csv', 'structures'],
  ['csv', 'lieux'],
  ['csv', 'services'],
];

describe('what is exported, imported elsewhere and exported again is the same', () => {
  it.each(formats)('in %s (%s), whatever is in it', async (format, rows) => {
    await fc.assert(
      fc.asyncProperty(arbitraryDirectory, async (structures) => {
        const territory = await freshTerritory(app.kernel);
        await addStructures(app, territory, structures);
        await roundTrip(territory, format, rows);
      }),
      { numRuns: TIMES, endOnFailure: true },
    );
  });

  it.each(formats)('in %s (%s), for the real and the invented structures that we have', async (format, rows) => {
    expect(territories.length).toBeGreaterThan(2);
    for (const territory of territories) await roundTrip(territory, format, rows);
  });
});
