import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { Importer, ImportOptions, ImportReportRow, ImportResult } from '../../src/kernel/module.ts';
import type { TestApplication } from './application.ts';

/** What a run gave, and of each row. */
export interface Imported extends ImportResult {
  rows: ImportReportRow[];
}

/** Loads files into a territory, as the command does without options. */
export async function runImporter(
  { kernel }: TestApplication,
  importer: Importer,
  territory: TerritoryContext,
  files: readonly string[],
  said: Partial<ImportOptions> = {},
): Promise<Imported> {
  const rows: ImportReportRow[] = [];
  const result = await importer.run(kernel, {
    territory,
    files,
    dryRun: false,
    isWithin: false,
    source: null,
    mapping: null,
    report: (row) => rows.push(row),
    progress: () => {},
    ...said,
  });
  return { ...result, rows };
}
