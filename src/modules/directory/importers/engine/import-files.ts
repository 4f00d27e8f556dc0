import { basename } from 'node:path';
import { UserError } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { ImportOptions, ImportResult, Kernel } from '../../../../kernel/module.ts';
import { outlineOf } from '../../../territories/index.ts';
import { LOCAL_SOURCE } from '../../facts.ts';
import { raiseFindings } from '../../findings/jobs.ts';
import type { DB } from '../../tables.generated.ts';
import { takeTime } from './batch.ts';
import { reportMissing } from './missing.ts';
import { StaleBatch } from './rewrite.ts';
import { nameOf, type SourceRow } from './row.ts';
import type { Format, Outcome, Run } from './run.ts';
import { importServices } from './services.ts';
import { importStructures } from './structures.ts';

const BATCH = 250;
/** Of a batch whose subjects people are writing at the same moment. */
const ATTEMPTS = 10;

/** Thrown to undo what a dry run did. */
class DryRunEnd extends Error {}

/** Settings that let a unit touch people named as contacts. */
function settingsOf({ territory, kernel }: Pick<Run, 'territory' | 'kernel'>) {
  return kernel.database.inUnit() ? undefined : { directory_contacts: territory.id };
}

export async function importFiles(kernel: Kernel, options: ImportOptions, format: Format): Promise<ImportResult> {
  if (!options.dryRun) return runImport(kernel, options, format);
  // A dry run does everything, in one transaction that is never committed.
  const end: { result: ImportResult | null } = { result: null };
  try {
    await kernel.database.unit(
      async () => {
        await takeTime(kernel);
        end.result = await runImport(kernel, options, format);
        throw new DryRunEnd();
      },
      settingsOf({ kernel, territory: options.territory }),
    );
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error;
  }
  if (!end.result) throw new Error('The dry run gave no result.');
  return end.result;
}

async function runImport(kernel: Kernel, options: ImportOptions, format: Format): Promise<ImportResult> {
  const { territory, files, report } = options;
  const db = kernel.database.kysely<DB>();
  const startedAt = kernel.clock.now();
  const run: Run = {
    kernel,
    territory,
    calendar: { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone },
    outline: await outlineOf(kernel.database, territory.id),
    runId: newId(),
    today: startedAt.toZonedDateTimeISO(territory.timeZone).toPlainDate().toString(),
    isDry: kernel.database.inUnit(),
    isWithin: options.isWithin,
    met: new Map(),
    counts: { read: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0, missing: 0, conflicts: 0, contacts: 0 },
  };
  await db
    .insertInto('directory.import_run')
    .values({
      territory_id: territory.id,
      id: run.runId,
      format: format.format,
      source: options.source ?? format.format,
      request_id: options.requestId ?? null,
      files: files.map((file) => basename(file)),
      started_at: startedAt,
    })
    .execute();
  const failures = new Map<string, string>();
  for (const pass of format.hasServices ? (['structures', 'services'] as const) : (['structures'] as const)) {
    for (const file of files) if (!failures.has(file)) await readFile(run, format, file, pass, options, failures);
  }
  // What a broken file did not say is not gone.
  if (failures.size === 0) {
    for await (const rows of reportMissing(run)) {
      for (const row of rows) report({ file: '', ...row });
      await options.checkpoint?.();
    }
  }
  await db
    .updateTable('directory.import_run')
    .set({
      finished_at: kernel.clock.now(),
      counts: JSON.stringify(run.counts),
      source: [...run.met.keys()].sort().join(' ').slice(0, 200),
    })
    .where('territory_id', '=', territory.id)
    .where('id', '=', run.runId)
    .execute();
  if (!options.dryRun) await raiseFindings(kernel, territory.id);
  return { counts: run.counts, failures: [...failures].map(([file, reason]) => ({ file, reason })) };
}

async function readFile(
  run: Run,
  format: Format,
  file: string,
  pass: 'structures' | 'services',
  { report, progress, checkpoint }: ImportOptions,
  failures: Map<string, string>,
): Promise<void> {
  let batch: SourceRow[] = [];
  const flush = async () => {
    const rows = batch;
    batch = [];
    const importRows = async (some: readonly SourceRow[]): Promise<Outcome[]> => {
      for (let attempt = 1; ; attempt += 1)
        try {
          return await run.kernel.database.unit<Outcome[]>(
            () => (pass === 'services' ? importServices(run, some) : importStructures(run, some)),
            settingsOf(run),
          );
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
            const { line, externalId } = row;
            return [
              { line, externalId, name: nameOf(row), outcome: 'rejected' as const, reason: 'not-storable', warnings: [], path: null },
            ];
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
    for await (const given of format.rows(file, run)) {
      const row = refuseReserved(given);
      if ((row.subject === 'service') !== (pass === 'services')) continue;
      const subjects = run.met.get(row.source);
      if (subjects) subjects.add(row.subject);
      else run.met.set(row.source, new Set([row.subject]));
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

/** No file may speak for the people here: their facts are never overwritten. */
function refuseReserved(row: SourceRow): SourceRow {
  if (row.source !== LOCAL_SOURCE) return row;
  const { line, subject, externalId } = row;
  return { line, subject, source: 'reserved', externalId, name: nameOf(row), rejected: 'reserved-source' };
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
