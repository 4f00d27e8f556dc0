import { stringify } from 'csv-stringify/sync';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { ImportOutcome, Kernel } from '../../../../kernel/module.ts';
import { importWords, outcomeWords } from '../report-words.ts';
import { reportLines } from './queries.ts';
import { outcomes, PAGE, type ReportLine } from './report.ts';

const columns = ['Ligne', 'Sort', 'Raison', 'À vérifier', 'Nom', 'Identifiant', 'Page'];

function cells(outcome: ImportOutcome, line: ReportLine, origin: string): (string | number | null)[] {
  return [
    // What is missing is in no line.
    line.line === 0 ? null : line.line,
    outcomeWords[outcome],
    line.reason === null ? null : importWords(line.reason),
    line.warnings.map(importWords).join('\u202f; ') || null,
    line.name,
    line.externalId,
    line.path === null ? null : `${origin}${line.path}`,
  ];
}

/**
 * The report of a run as a CSV file for a spreadsheet, piece by piece, what is to be looked at first.
 *
 * @param origin of the portal, before the paths of its pages.
 */
export async function* reportCsv(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  requestId: string,
  origin: string,
): AsyncGenerator<string> {
  // Excel reads UTF-8 only behind a byte-order mark, and takes a leading = + - @ for a formula.
  const write = (rows: readonly (readonly unknown[])[]) => stringify([...rows], { delimiter: ';', escape_formulas: true });
  yield `\ufeff${write([columns])}`;
  for (const outcome of outcomes) {
    let rows: (string | number | null)[][] = [];
    for await (const line of reportLines(kernel, territory, requestId, outcome)) {
      rows.push(cells(outcome, line, origin));
      if (rows.length < PAGE) continue;
      yield write(rows);
      rows = [];
    }
    if (rows.length > 0) yield write(rows);
  }
}
