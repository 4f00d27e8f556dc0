import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { UserError } from '../../../../kernel/errors.ts';
import type { Importer } from '../../../../kernel/module.ts';
import type { CsvMapping } from '../csv-mapping.ts';
import { firstRows, guessFrom } from '../csv-mapping-guess.ts';
import { openTable } from '../csv-mapping-rows.ts';
import { type FileKind, recogniseFile } from '../files/refusal.ts';
import { openXlsx } from '../files/xlsx.ts';

/** What a page shows of a table, to ask what its columns are. */
export interface TableOutline {
  /** Of a workbook; empty for CSV. */
  sheets: readonly string[];
  /** With the first values that each one has. */
  columns: readonly { name: string; samples: readonly string[] }[];
  /** What they seem to be, with the sheet or separator that the table was read with. */
  guess: CsvMapping;
  /** The same for every file with these columns, in this order. */
  digest: string;
}

export interface Inspection {
  /** The importer that reads it. */
  format: string;
  /** Null: the format says what everything is. */
  table: TableOutline | null;
}

const formats: Partial<Record<FileKind, string>> = {
  geojson: 'geojson',
  gogocarto: 'gogocarto',
  'data-inclusion-structures': 'data-inclusion',
  'data-inclusion-services': 'data-inclusion',
  sirene: 'sirene',
  table: 'csv',
};

/** In bytes, some 100,000 rows: a workbook is unpacked whole, and pages wait meanwhile. */
const LARGEST_WORKBOOK = 5_000_000;

/**
 * Tells from its content what a file is, whatever its name.
 *
 * @param importers all formats; those of other modules say themselves what is theirs.
 * @throws UserError where nothing here reads it, with what it is.
 */
export async function inspectFile(file: string, importers: readonly Importer[]): Promise<Inspection> {
  for (const { format, recognises } of importers) if (await recognises?.(file)) return { format, table: null };
  const { kind, words } = await recogniseFile(file);
  if (kind === 'workbook' && (await stat(file)).size > LARGEST_WORKBOOK)
    throw new UserError(`ce classeur dépasse ${LARGEST_WORKBOOK / 1_000_000} Mo : enregistrez la feuille en CSV, et envoyez le CSV`);
  const format = kind === 'workbook' ? await workbookFormat(file) : formats[kind];
  if (format === undefined) throw new UserError(`ce fichier est ${words} : il n’y a rien à en charger ici`);
  return { format, table: format === 'csv' ? await outlineTable(file) : null };
}

/** The validator's workbook names its sheets so, and its columns as the schema does. */
async function workbookFormat(file: string): Promise<string> {
  const sheets = await openXlsx(file, { sheets: ['structures', 'services'] });
  const isOfSchema = sheets.some(({ columns }) => ['id', 'nom'].every((name) => columns.includes(name)) && columns.includes('date_maj'));
  return isOfSchema ? 'data-inclusion' : 'csv';
}

const SAMPLES = 3;
const SAMPLE_LENGTH = 60;

/**
 * @param sheet of a workbook; absent: the first that holds a table.
 * @throws UserError where it holds none.
 */
export async function outlineTable(file: string, sheet?: string): Promise<TableOutline> {
  const { table, told, sheets } = await openTable(file, sheet === undefined ? {} : { sheet });
  const rows = (await firstRows(table)).map(({ record }) => record);
  const samples = (column: string) => {
    const values = rows.map((record) => (record[column] ?? '').replace(/\s+/g, ' ').trim()).filter((value) => value !== '');
    return [...new Set(values)].slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_LENGTH));
  };
  return {
    sheets,
    columns: table.columns.map((name) => ({ name, samples: samples(name) })),
    guess: guessFrom(table.columns, rows, told),
    digest: createHash('sha256').update(JSON.stringify(table.columns)).digest('base64url'),
  };
}
