import { readFile, stat } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/universal';
import { UserError } from '../../../../kernel/errors.ts';
import { columnNames, type Table, type TableRow } from './table.ts';
import { unpack, type ZipEntry, zipEntries } from './zip.ts';

/** One sheet of a workbook. */
export interface Sheet extends Table {
  name: string;
}

/** In bytes. A workbook is read whole: beyond, a CSV file is the way. */
const LARGEST_FILE = 50e6;
const LARGEST_UNPACKED = 250e6;
/** The reader fills every sheet up to its last row and column. */
const MOST_CELLS = 10e6;
/** A workbook has some ten parts, and one or two more for each sheet. */
const MOST_PARTS = 2_000;

/** The column of data·inclusion’s validator: whatever it holds, the row is an example. */
const IGNORE_COLUMN = '__ignore__';

/** Rows looked at for the names of the columns. */
const ROWS_ABOVE = 20;

const TOO_LARGE = 'ce classeur est trop gros pour être lu d’un coup : enregistrez chaque feuille en CSV et chargez les CSV';

/**
 * Reads the sheets of a workbook (.xlsx): those of these names, whatever their case, or all. Example rows are left out.
 *
 * @throws UserError where it is none, or is too large, once unpacked too.
 */
export async function openXlsx(file: string, { sheets }: { sheets?: readonly string[] | undefined } = {}): Promise<Sheet[]> {
  if ((await stat(file)).size > LARGEST_FILE) throw new UserError(TOO_LARGE);
  const archive = await readFile(file);
  checkSizes(archive);
  const wanted = sheets?.map((name) => name.toLowerCase());
  return (await readWorkbook(archive))
    .filter(({ sheet }) => !wanted || wanted.includes(sheet.trim().toLowerCase()))
    .map(({ sheet, data }) =>
      tableOf(
        sheet.trim(),
        data.map((row) => row.map(cellText)),
      ),
    );
}

async function readWorkbook(archive: Buffer): Promise<{ sheet: string; data: readonly (readonly unknown[])[] }[]> {
  try {
    // This way of the library unpacks what the archive’s directory tells, to the size it tells: what was checked.
    return await readXlsxFile(archive.buffer.slice(archive.byteOffset, archive.byteOffset + archive.byteLength) as ArrayBuffer);
  } catch (error) {
    // Its errors are its own classes for what is no workbook, plain ones for a damaged one: either way the file is to blame.
    throw new UserError(`ce classeur ne peut pas être lu (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Before anything is unpacked for good: a few kilobytes can hold gigabytes, or one cell at the very last row and column. */
function checkSizes(archive: Uint8Array): void {
  const entries = zipEntries(archive);
  if (entries.length > MOST_PARTS) throw new UserError(TOO_LARGE);
  const parts = entries.filter(({ name }) => /\.(?:xml|rels)$/i.test(name));
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) throw new UserError('ce fichier n’est pas un classeur .xlsx');
  if (parts.reduce((sum, { size }) => sum + size, 0) > LARGEST_UNPACKED) throw new UserError(TOO_LARGE);
  for (const part of parts) if (cellsOf(archive, part) > MOST_CELLS) throw new UserError(TOO_LARGE);
}

function cellsOf(archive: Uint8Array, part: ZipEntry): number {
  const xml = new TextDecoder().decode(unpack(archive, part));
  let rows = 0;
  let columns = 0;
  for (const [, letters = '', digits = ''] of xml.matchAll(/\sr\s*=\s*["']([A-Z]*)(\d+)["']/gi)) {
    rows = Math.max(rows, Number(digits));
    columns = Math.max(
      columns,
      [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    );
  }
  return rows * columns;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  if (typeof cell === 'number') return numberText(cell);
  return String(cell).trim();
}

/** A day is a day; the time is told where there is one. Spreadsheets know of no zone: the reader puts them all in UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** As the sheet shows it: 15 digits at most, so without the dust of binary fractions, and never as 1e21. */
function numberText(number: number): string {
  if (!Number.isFinite(number)) return '';
  return Number.isInteger(number) ? BigInt(number).toString() : String(Number(number.toPrecision(15)));
}

function tableOf(name: string, rows: readonly (readonly string[])[]): Sheet {
  const isFilled = (cell: string) => cell !== '';
  const above = rows.slice(0, ROWS_ABOVE);
  const found = above.findIndex((row) => row.filter(isFilled).length >= 2);
  const headerIndex = found >= 0 ? found : above.findIndex((row) => row.some(isFilled));
  const header = rows[headerIndex] ?? [];
  const columns = columnNames(header);
  const ignore = columns.indexOf(IGNORE_COLUMN);
  return {
    name,
    columns: columns.filter((column) => column !== IGNORE_COLUMN),
    async *rows(): AsyncGenerator<TableRow> {
      for (const [index, row] of rows.entries()) {
        if (index <= headerIndex || !row.some(isFilled)) continue;
        if (ignore >= 0 && row[ignore]) continue;
        yield {
          line: index + 1,
          sheet: name,
          record: Object.fromEntries(columns.flatMap((column, at) => (at === ignore ? [] : [[column, row[at] ?? '']]))),
          problem: null,
        };
      }
    },
  };
}
