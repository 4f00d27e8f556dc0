import { stringify } from 'csv-stringify/sync';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Exporter, Kernel } from '../../../kernel/module.ts';
import { type RowKind, rowKinds } from '../importers/csv-mapping-fields.ts';
import { escapeFormula } from '../importers/files/formulas.ts';
import { csvColumns } from './csv-columns.ts';
import { type CsvRow, placeRow, serviceRows, structureRows } from './csv-rows.ts';
import { exportedOrganisations, exportedPlaces, Left } from './structures.ts';

/** One kind of rows at a time, under names that `terreau import csv` recognises by itself. */
export const csvExporter: Exporter = {
  format: 'csv',
  summary: 'tableau pour un tableur : structures, lieux ou services (--rows)',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  rows: rowKinds,
  async run(kernel, { territory, rows, write }) {
    const kind = rowKinds.find((known) => known === rows) ?? 'structures';
    const columns = csvColumns(kind);
    const left = new Left();
    let count = 0;
    // Excel reads UTF-8 only behind a byte-order mark.
    await write(`\ufeff${line(columns.map(({ header }) => header))}`);
    for await (const row of rowsOf[kind](kernel, territory, left)) {
      await write(line(columns.map(({ field }) => escapeFormula(row[field] ?? ''))));
      count += 1;
    }
    return { counts: { [kind]: count }, left: left.all };
  },
};

function line(cells: readonly string[]): string {
  return stringify([cells], { delimiter: ';' });
}

const rowsOf: Record<RowKind, (kernel: Kernel, territory: TerritoryContext, left: Left) => AsyncGenerator<CsvRow>> = {
  async *structures(kernel, territory, left) {
    for await (const organisation of exportedOrganisations(kernel, territory)) yield* structureRows(organisation, territory.country, left);
  },
  async *lieux(kernel, territory, left) {
    for await (const place of exportedPlaces(kernel, territory)) yield placeRow(place, territory.country, left);
  },
  async *services(kernel, territory, left) {
    for await (const organisation of exportedOrganisations(kernel, territory)) yield* serviceRows(organisation, territory.country, left);
  },
};
