import { Temporal } from 'temporal-polyfill';
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { type Money, moneyDecimal } from '../money/money.ts';

/** Its kind makes that of the cell; a spreadsheet knows of no zone: a moment is told in the territory's own. */
export type WorkbookCell = string | number | Temporal.PlainDate | Temporal.PlainDateTime | Money | null;

export interface WorkbookSheet {
  /** Made to fit: 31 characters, none of `[]:*?/\`. Each sheet has its own. */
  name: string;
  /** Names of the columns: they stay in sight. */
  columns: readonly string[];
  rows: readonly (readonly WorkbookCell[])[];
}

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Characters in a cell, at most: with more, the whole workbook is « damaged » to Excel. */
export const LONGEST = 32_767;
/** Serial dates begin here; the days before are written as text. */
export const FIRST_DAY = Temporal.PlainDate.from('1900-03-01');
const [NARROWEST, WIDEST] = [8, 60];
/** Rows that are looked at for the width of a column. */
const LOOKED_AT = 200;

/**
 * A workbook (.xlsx), one sheet after another. Texts stay texts: what begins with `=` is no formula.
 *
 * @throws Error where two sheets have one name.
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const names = sheets.map(({ name }) => sheetName(name));
  // As Excel compares them.
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) throw new Error(`Sheets of one name: ${names.join(', ')}.`);
  return writeXlsxFile(
    sheets.map(({ columns, rows }, index) => ({
      sheet: names[index] ?? '',
      stickyRowsCount: 1,
      columns: columns.map((label, at) => ({ width: widthOf([label, ...rows.slice(0, LOOKED_AT).map((row) => row[at] ?? null)]) })),
      data: [
        columns.map((label): CellObject => ({ ...textCell(label), fontWeight: 'bold' })),
        ...rows.map((row) => row.map((cell) => cellOf(cell))),
      ],
    })),
  ).toBuffer();
}

function cellOf(cell: WorkbookCell): CellObject | null {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return textCell(cell);
  if (typeof cell === 'number') return Number.isFinite(cell) ? { type: Number, value: cell } : null;
  if (cell instanceof Temporal.PlainDate) return dateCell(cell, cell.toPlainDateTime(), 'dd/mm/yyyy');
  if (cell instanceof Temporal.PlainDateTime) return dateCell(cell.toPlainDate(), cell, 'dd/mm/yyyy hh:mm');
  const decimal = moneyDecimal(cell);
  const sign = cell.currency === 'EUR' ? '€' : cell.currency;
  return { type: Number, value: Number(decimal), format: `#,##0${decimal.replace(/^-?\d+/, '').replace(/\d/g, '0')} "${sign}"` };
}

function dateCell(day: Temporal.PlainDate, moment: Temporal.PlainDateTime, format: string): CellObject {
  if (Temporal.PlainDate.compare(day, FIRST_DAY) < 0) return textCell(moment.toString());
  // The writer counts days in UTC, from the fields as they are.
  return { type: Date, value: new Date(moment.toZonedDateTime('UTC').epochMilliseconds), format };
}

/**
 * « _x0041_ » stands for the character of that number (ECMA-376, ST_Xstring): the first sign of what looks like it is
 * written so. The writer takes the name of a property of all objects (« constructor ») for a text that it knows already.
 */
function textCell(text: string): CellObject {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  const value = whole.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
  return { type: String, value: value in Object.prototype ? `${characterCode(value)}${value.slice(1)}` : value };
}

function characterCode(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Of a column, in characters, from its heading and some of its cells. */
export function widthOf(cells: readonly WorkbookCell[]): number {
  const lengths = cells.map((cell) => (typeof cell === 'string' ? Math.max(...cell.split('\n').map(({ length }) => length)) : 12));
  return Math.min(WIDEST, Math.max(NARROWEST, ...lengths) + 2);
}

/** The name as Excel takes it. */
export function sheetName(name: string): string {
  return name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .replace(/^[' ]+|[' ]+$/g, '');
}
