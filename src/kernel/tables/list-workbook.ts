import { Temporal } from 'temporal-polyfill';
import { writeArchive } from '../files/archive.ts';
import { FIRST_DAY, LONGEST, sheetName, widthOf } from './workbook.ts';

/** A cell of a list; a moment is told in the territory's zone. */
export type ListCell = string | number | Temporal.PlainDate | Temporal.PlainDateTime | null;

/** The first day of the calendar that spreadsheets count in. */
const EPOCH = Temporal.PlainDate.from('1899-12-30');
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Places in `cellXfs` of the styles. */
const [HEADING, DAY, MOMENT] = [1, 2, 3];

/**
 * A workbook of one sheet as it is made, however long: a batch of its rows is in memory. Texts stay texts: what begins with
 * `=` is no formula.
 */
export function writeListWorkbook(
  { name, columns, batches }: { name: string; columns: readonly string[]; batches: AsyncIterable<readonly (readonly ListCell[])[]> },
  now: Temporal.Instant,
): AsyncGenerator<Uint8Array> {
  return writeArchive(
    [
      {
        name: '[Content_Types].xml',
        content: `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
      },
      { name: '_rels/.rels', content: relations([['officeDocument', 'xl/workbook.xml']]) },
      {
        name: 'xl/workbook.xml',
        content: `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      },
      {
        name: 'xl/styles.xml',
        content: `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      },
      { name: 'xl/worksheets/sheet1.xml', content: sheet(columns, batches) },
    ],
    now,
  );
}

function relations(parts: readonly (readonly [kind: string, target: string])[]): string {
  const links = parts.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${RELATIONS}">${links.join('')}</Relationships>`;
}

async function* sheet(columns: readonly string[], batches: AsyncIterable<readonly (readonly ListCell[])[]>): AsyncGenerator<string> {
  let line = 0;
  for await (const batch of batches) {
    // The first rows say how wide the columns are.
    if (line === 0) yield head(columns, batch);
    line ||= 1;
    const above = line;
    yield batch.map((row, at) => rowOf(above + at + 1, row)).join('');
    line += batch.length;
  }
  if (line === 0) yield head(columns, []);
  yield '</sheetData></worksheet>';
}

function head(columns: readonly string[], first: readonly (readonly ListCell[])[]): string {
  const widths = columns.map((label, at) => widthOf([label, ...first.map((row) => row[at] ?? null)]));
  const sized = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${sized}</cols><sheetData>${rowOf(1, columns, HEADING)}`;
}

function rowOf(line: number, cells: readonly ListCell[], style?: number): string {
  return `<row r="${line}">${cells.map((cell, at) => cellOf(`${letters(at)}${line}`, cell, style)).join('')}</row>`;
}

function cellOf(place: string, cell: ListCell, style = 0): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : '';
  if (typeof cell !== 'string') {
    const day = cell instanceof Temporal.PlainDate ? cell : cell.toPlainDate();
    if (Temporal.PlainDate.compare(day, FIRST_DAY) >= 0)
      return `<c r="${place}" s="${cell === day ? DAY : MOMENT}"><v>${EPOCH.until(day).days + (cell === day ? 0 : partOfDay(cell))}</v></c>`;
  }
  const text = String(cell);
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(whole)}</t></is></c>`;
}

function partOfDay(cell: Temporal.PlainDate | Temporal.PlainDateTime): number {
  return cell instanceof Temporal.PlainDate ? 0 : cell.toPlainTime().since(Temporal.PlainTime.from('00:00')).total('seconds') / 86_400;
}

/** « A », « Z », « AA » */
function letters(at: number): string {
  return `${at >= 26 ? letters(Math.floor(at / 26) - 1) : ''}${String.fromCharCode(65 + (at % 26))}`;
}

/**
 * A text in XML, without the characters that it cannot hold. « _x0041_ » stands for the character of that number (ECMA-376,
 * ST_Xstring): the first sign of what looks like it is written so.
 */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
