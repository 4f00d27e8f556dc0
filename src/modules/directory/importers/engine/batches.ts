import { basename } from 'node:path';
import type { UnitSettings } from '../../../../kernel/db/database.ts';
import { UserError } from '../../../../kernel/errors.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { ImportCounts, ImportOptions, ImportReportRow, ImportResult, Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { StaleBatch, takeTime } from './batch.ts';

const BATCH = 250;
/** Of a batch whose subjects people are writing at the same moment. */
const ATTEMPTS = 10;

/** Thrown to undo what a dry run did. */
class DryRunEnd extends Error {}

/** What became of a row, before it is put in the report. */
export interface Outcome extends Omit<ImportReportRow, 'file'> {
  /** A person is named who has to be told (GDPR art. 14). */
  namesSomeone?: boolean;
  conflicts?: number;
}

/** One reading of files into a territory, of whatever they tell. */
export interface ImportRun {
  kernel: Kernel;
  territory: TerritoryContext;
  /** In the order of their starts. */
  runId: string;
  /** Day of the reading: the date of facts that carry none. */
  today: string;
  /** A dry run: one transaction, never committed. */
  isDry: boolean;
  counts: ImportCounts;
}

/** A way through the files. */
export interface Pass<Row> {
  /** Rows of a file, as they come. Throws `UserError` where the file is not of the format. */
  rows(file: string): AsyncIterable<Row>;
  /** Writes some hundreds of them, in a unit of work of their own. Throws `StaleBatch` where people wrote meanwhile what it read. */
  write(rows: readonly Row[]): Promise<Outcome[]>;
}

/** What a format reads, and what is made of it. */
export interface Reading<Row> {
  /** Files are read to their end for each of these, in their order. */
  passes: readonly Pass<Row>[];
  /** A row that the database refuses, in the report. */
  identify(row: Row): Pick<Outcome, 'line' | 'externalId' | 'name'>;
  /** What is no longer told, some hundreds at a time. Asked for once all files were read to their end. */
  missing(): AsyncIterable<Outcome[]>;
  /** Who told: known once the files are read. */
  sources(): Iterable<string>;
}

/**
 * Reads files into a territory in batches of 250, each one unit of work: the same way, the same report and the same dry run for
 * all formats.
 *
 * @param settings what row-level security has to know where batches are written.
 */
export async function importInBatches<Row>(
  kernel: Kernel,
  options: ImportOptions,
  { format, settings, begin }: { format: string; settings: UnitSettings; begin(run: ImportRun): Promise<Reading<Row>> },
): Promise<ImportResult> {
  const work = () => runImport(kernel, options, { format, settings, begin });
  if (!options.dryRun) return work();
  // A dry run does everything, in one transaction that is never committed.
  const end: { result: ImportResult | null } = { result: null };
  try {
    await kernel.database.unit(async () => {
      await takeTime(kernel);
      end.result = await work();
      throw new DryRunEnd();
    }, settings);
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error;
  }
  if (!end.result) throw new Error('The dry run gave no result.');
  return end.result;
}

async function runImport<Row>(
  kernel: Kernel,
  options: ImportOptions,
  { format, settings, begin }: Parameters<typeof importInBatches<Row>>[2],
): Promise<ImportResult> {
  const { territory, files, report } = options;
  const db = kernel.database.kysely<DB>();
  const startedAt = kernel.clock.now();
  const run: ImportRun = {
    kernel,
    territory,
    runId: newId(),
    today: startedAt.toZonedDateTimeISO(territory.timeZone).toPlainDate().toString(),
    isDry: kernel.database.inUnit(),
    counts: { read: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0, missing: 0, conflicts: 0, contacts: 0 },
  };
  const reading = await begin(run);
  await db
    .insertInto('directory.import_run')
    .values({
      territory_id: territory.id,
      id: run.runId,
      format,
      source: options.source ?? format,
      request_id: options.requestId ?? null,
      files: files.map((file) => basename(file)),
      started_at: startedAt,
    })
    .execute();
  const failures = new Map<string, string>();
  for (const pass of reading.passes) {
    for (const file of files)
      if (!failures.has(file)) await readFile(run, { reading, pass, settings: run.isDry ? {} : settings }, file, options, failures);
  }
  // What a broken file did not say is not gone.
  if (failures.size === 0) {
    for await (const rows of reading.missing()) {
      run.counts.missing += rows.length;
      for (const row of rows) report({ file: '', ...row });
      await options.checkpoint?.();
    }
  }
  await db
    .updateTable('directory.import_run')
    .set({
      finished_at: kernel.clock.now(),
      counts: JSON.stringify(run.counts),
      source: [...reading.sources()].sort().join(' ').slice(0, 200),
    })
    .where('territory_id', '=', territory.id)
    .where('id', '=', run.runId)
    .execute();
  return { counts: run.counts, failures: [...failures].map(([file, reason]) => ({ file, reason })) };
}

async function readFile<Row>(
  run: ImportRun,
  { reading, pass, settings }: { reading: Reading<Row>; pass: Pass<Row>; settings: UnitSettings },
  file: string,
  { report, progress, checkpoint }: ImportOptions,
  failures: Map<string, string>,
): Promise<void> {
  let batch: Row[] = [];
  const flush = async () => {
    const rows = batch;
    batch = [];
    const importRows = async (some: readonly Row[]): Promise<Outcome[]> => {
      for (let attempt = 1; ; attempt += 1)
        try {
          return await run.kernel.database.unit<Outcome[]>(() => pass.write(some), settings);
        } catch (error) {
          if (!(error instanceof StaleBatch) || attempt === ATTEMPTS) throw error;
        }
    };
    const outcomes = await importRows(rows).catch(async (error: unknown) => {
      if (!isOfTheRow(error) || run.kernel.database.inUnit()) throw error;
      // One row that the database refuses takes nothing with it: each is tried by itself.
      const each: Outcome[] = [];
      for (const row of rows)
        each.push(
          ...(await importRows([row]).catch((failure: unknown) => {
            if (!isOfTheRow(failure)) throw failure;
            return [{ ...reading.identify(row), outcome: 'rejected' as const, reason: 'not-storable', warnings: [], path: null }];
          })),
        );
      return each;
    });
    for (const { namesSomeone = false, conflicts = 0, ...row } of outcomes) {
      run.counts.read += 1;
      run.counts[row.outcome === 'duplicate' ? 'duplicates' : row.outcome] += 1;
      run.counts.conflicts += conflicts;
      if (namesSomeone) run.counts.contacts += 1;
      report({ file, ...row });
    }
    progress(`${basename(file)} : ${run.counts.read} lignes lues`);
    await checkpoint?.();
  };
  try {
    for await (const row of pass.rows(file)) {
      batch.push(row);
      if (batch.length === BATCH) await flush();
    }
    if (batch.length > 0) await flush();
  } catch (error) {
    if (!(error instanceof UserError) && !isFileError(error)) throw error;
    // What was read before the break is good.
    if (batch.length > 0) await flush();
    failures.set(file, isFileError(error) ? fileErrorWords(error) : error.message);
  }
}

/** PostgreSQL refuses what a row holds (SQLSTATE classes 22, 23 and 54), rather than being out of order itself. */
function isOfTheRow(error: unknown): boolean {
  return /^(?:22|23|54)/.test((error as { code?: string }).code ?? '');
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && ['ENOENT', 'EACCES', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function fileErrorWords(error: NodeJS.ErrnoException): string {
  return (
    { ENOENT: 'ce fichier n’existe pas', EACCES: 'ce fichier n’est pas lisible', EISDIR: 'c’est un dossier' }[error.code ?? ''] ??
    error.message
  );
}
