import { stringify } from 'csv-stringify/sync';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Locale } from '../../../../kernel/i18n/locales.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { ImportOutcome, Kernel } from '../../../../kernel/module.ts';
import { writeWorkbook } from '../../../../kernel/tables/workbook.ts';
import { outcomes, type ReportLine } from '../../gestion/imports/models.ts';
import { reportMessages } from '../../gestion/imports/report-messages.ts';
import { importWords, outcomeWords, warningWords } from '../../gestion/imports/words.ts';
import { reportLines } from './queries.ts';
import { PAGE } from './report.ts';

const columns = ['line', 'outcome', 'reason', 'warnings', 'name', 'id', 'page'] as const;

/** In what words a report is written, and where its pages are. */
export interface ReportReader {
  locale: Locale;
  /** An address of the portal, from the path of a page. */
  address(path: string): string;
}

function headings(locale: Locale): string[] {
  const t = translator(reportMessages, locale);
  return columns.map((column) => t(`directory.import.column.${column}`));
}

function cells(outcome: ImportOutcome, line: ReportLine, { locale, address }: ReportReader): (string | number | null)[] {
  return [
    // What is missing is in no line.
    line.line === 0 ? null : line.line,
    outcomeWords(outcome, locale),
    line.reason === null ? null : importWords(line.reason, locale),
    warningWords(line.warnings, locale) || null,
    line.name,
    line.externalId,
    line.path === null ? null : address(line.path),
  ];
}

/** A workbook is made whole: with more lines, CSV is the way. */
export const MOST_WORKBOOK_LINES = 20_000;

/** The report of a run as a workbook, what is to be looked at first. For `MOST_WORKBOOK_LINES` lines at most. */
export async function reportWorkbook(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  requestId: string,
  name: string,
  reader: ReportReader,
): Promise<Buffer> {
  const rows: (string | number | null)[][] = [];
  for (const outcome of outcomes)
    for await (const line of reportLines(kernel, territory, requestId, outcome)) rows.push(cells(outcome, line, reader));
  return writeWorkbook([{ name, columns: headings(reader.locale), rows }]);
}

/** The report of a run as a CSV file for a spreadsheet, piece by piece, what is to be looked at first. */
export async function* reportCsv(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  requestId: string,
  reader: ReportReader,
): AsyncGenerator<string> {
  // Excel reads UTF-8 only behind a byte-order mark, and takes a leading = + - @ for a formula.
  const write = (rows: readonly (readonly unknown[])[]) => stringify([...rows], { delimiter: ';', escape_formulas: true });
  yield `\ufeff${write([headings(reader.locale)])}`;
  for (const outcome of outcomes) {
    let rows: (string | number | null)[][] = [];
    for await (const line of reportLines(kernel, territory, requestId, outcome)) {
      rows.push(cells(outcome, line, reader));
      if (rows.length < PAGE) continue;
      yield write(rows);
      rows = [];
    }
    if (rows.length > 0) yield write(rows);
  }
}
