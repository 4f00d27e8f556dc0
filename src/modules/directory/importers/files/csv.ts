import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../../../../kernel/errors.ts';
import { type DetectedEncoding, detectEncoding, readText, type TextEncoding } from './encoding.ts';
import { linesOf, type TextLine } from './lines.ts';
import { columnNames, type Table, type TableRow } from './table.ts';

export const separators = [';', ',', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

export interface CsvTable extends Table {
  separator: Separator;
  encoding: TextEncoding;
}

interface CsvRecord {
  line: number;
  fields: string[];
  hasBrokenQuote: boolean;
}

/** A field of more lines or characters is a quote that somebody forgot to close. */
const MOST_LINES = 300;
const MOST_CHARACTERS = 100_000;

/** Lines looked at for the names of the columns: titles stand above them in many a spreadsheet. */
const LINES_ABOVE = 20;

/**
 * Opens a table in CSV: its columns at once, its rows as they are read, in flat memory.
 *
 * @throws UserError where it is no text, or holds nothing.
 */
export async function openCsv(
  file: string,
  { separator, encoding }: { separator?: Separator | undefined; encoding?: TextEncoding | undefined } = {},
): Promise<CsvTable> {
  const detected = await detectEncoding(file);
  const text: DetectedEncoding = encoding === undefined || detected.markLength > 0 ? detected : { encoding, markLength: 0 };
  const header = await findHeader(file, text, separator);
  const columns = columnNames(header.record.fields);
  return {
    columns,
    separator: header.separator,
    encoding: text.encoding,
    rows: () => readRows(file, text, header.separator, header.record.line, columns),
  };
}

async function findHeader(
  file: string,
  text: DetectedEncoding,
  given: Separator | undefined,
): Promise<{ separator: Separator; record: CsvRecord }> {
  const head: TextLine[] = [];
  let told: Separator | undefined;
  for await (const line of linesOf(readText(file, text))) {
    // Excel's own way to say it.
    const sep = head.length === 0 ? /^"?sep=(.)"?$/i.exec(line.text.trimEnd())?.[1] : undefined;
    if (sep !== undefined) told = separators.find((known) => known === sep);
    else if (line.text.trim() !== '') head.push(line);
    if (head.length === LINES_ABOVE) break;
  }
  if (head.length === 0) throw new UserError('ce fichier est vide');
  const separator = given ?? told ?? guessSeparator(head.map((line) => line.text));
  let first: CsvRecord | undefined;
  for await (const record of recordsOf(each(head), separator)) {
    first ??= record;
    // A title has one cell.
    if (record.fields.filter((field) => field.trim() !== '').length >= 2) return { separator, record };
  }
  if (first === undefined) throw new UserError('ce fichier est vide');
  return { separator, record: first };
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** The one that parts the first line which has any, quoted text apart. */
export function guessSeparator(lines: readonly string[]): Separator {
  for (const line of lines) {
    const bare = line.replace(/"(?:[^"]|"")*"/g, '');
    const counts = separators.map((separator) => bare.split(separator).length - 1);
    const most = Math.max(...counts);
    if (most > 0) return separators[counts.indexOf(most)] ?? ';';
  }
  return ';';
}

async function* readRows(
  file: string,
  text: DetectedEncoding,
  separator: Separator,
  headerLine: number,
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  let isBody = false;
  for await (const { line, fields, hasBrokenQuote } of recordsOf(linesOf(readText(file, text)), separator, columns.length)) {
    if (!isBody) {
      isBody = line >= headerLine;
      continue;
    }
    if (fields.every((field) => field.trim() === '')) continue;
    const problem = hasBrokenQuote
      ? 'broken-quote'
      : fields.length < columns.length || fields.slice(columns.length).some((field) => field.trim() !== '')
        ? 'ragged-row'
        : null;
    yield { line, sheet: null, record: Object.fromEntries(columns.map((name, index) => [name, fields[index] ?? ''])), problem };
  }
}

/** `expected`: how many fields a row has, where it is known. */
async function* recordsOf(lines: AsyncIterable<TextLine>, separator: Separator, expected = 0): AsyncGenerator<CsvRecord> {
  const waiting: TextLine[] = [];
  const source = lines[Symbol.asyncIterator]();
  const next = async (): Promise<TextLine | null> => {
    const { value, done } = await source.next();
    return done ? null : (value as TextLine);
  };
  try {
    for (let first = await next(); first; first = waiting.shift() ?? (await next())) {
      if (first.text.trim() === '') continue;
      if (!first.text.includes('"')) {
        yield { line: first.line, fields: first.text.split(separator), hasBrokenQuote: false };
        continue;
      }
      let text = first.text;
      let fields = fieldsOf(text, separator);
      // A quoted field goes on over the next lines, up to one that has a quote to close it.
      let used = 0;
      while (fields === null && used < MOST_LINES && text.length < MOST_CHARACTERS) {
        const more = waiting[used] ?? (await next());
        if (!more) break;
        if (waiting[used] === undefined) waiting.push(more);
        used += 1;
        text += `\n${more.text}`;
        if (CLOSING_QUOTE.test(more.text)) fields = fieldsOf(text, separator);
      }
      const alone = first.text.split(separator);
      // Never closed; or closed by a quote of another row, which shows in every line being a row by itself.
      const isBroken =
        fields === null ||
        (used > 0 &&
          expected > 1 &&
          alone.length === expected &&
          waiting.slice(0, used).every((more) => isRow(more.text, separator, expected)));
      if (!isBroken) waiting.splice(0, used);
      yield { line: first.line, fields: isBroken || !fields ? alone.map(unquoted) : fields, hasBrokenQuote: isBroken };
    }
  } finally {
    await source.return?.();
  }
}

/** Trying a long text once more for each of its quotes would take a while. */
const CLOSING_QUOTE = /"\s*(?:[;,\t|]|$)/;

/** Null where a quote is left open. */
function fieldsOf(text: string, separator: Separator): string[] | null {
  try {
    const records: string[][] = parse(text, {
      delimiter: separator,
      // « 12" » and « L"Épicerie » are text, not mistakes.
      relax_quotes: true,
      relax_column_count: true,
      ltrim: true,
      record_delimiter: '\u0000',
      skip_empty_lines: false,
    });
    return records[0] ?? [''];
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return null;
    throw error;
  }
}

function isRow(text: string, separator: Separator, expected: number): boolean {
  try {
    return parse(text, { delimiter: separator, record_delimiter: '\u0000', relax_column_count: true })[0]?.length === expected;
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}

function unquoted(field: string): string {
  return field.replace(/^\s*"|"\s*$/g, '').replaceAll('""', '"');
}
