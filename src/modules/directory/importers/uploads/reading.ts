import { sql } from 'kysely';
import { UserError } from '../../../../kernel/errors.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Importer, ImportResult, Kernel } from '../../../../kernel/module.ts';
import { territoryById } from '../../../territories/index.ts';
import type { DB } from '../../tables.generated.ts';
import { Report, type ReportPage } from './report.ts';
import { withUploadedFile } from './upload.ts';

/** A file that brings the server down must not do so for ever. */
const MOST_ATTEMPTS = 5;

/** In milliseconds, of real time: how often people see it move, and how soon it sees that it was cancelled. */
const PROGRESS = 1_000;

const GAVE_UP = `ce fichier a été abandonné après ${MOST_ATTEMPTS} essais interrompus : réessayez, ou chargez-le par la commande « terreau import »`;
const GONE = 'ce fichier n’est plus là : envoyez-le de nouveau';

/** It was cancelled, or another attempt has taken its place. */
class NoLongerWanted extends Error {}

interface Claimed {
  id: string;
  kind: string;
  upload_id: string | null;
  format: string;
  source: string | null;
  mapping: string | null;
  is_within: boolean;
  attempt: number;
}

/**
 * Does what somebody asked of an upload: a preview, or a run. Killed and run again, a run starts over: what was loaded is
 * then unchanged, and the report is that of the last attempt. Only the last attempt writes to the request.
 */
export async function readUpload(
  kernel: Kernel,
  importers: readonly Importer[],
  { territoryId, requestId }: { territoryId: string; requestId: string },
  signal: AbortSignal,
): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  const request = await claim(kernel, territoryId, requestId);
  if (!territory || !request) return;
  if (request.attempt > MOST_ATTEMPTS) return finish(kernel, territoryId, request, null, { state: 'failed', failure: GAVE_UP });
  const report = new Report();
  const end = (state: 'done' | 'failed' | 'cancelled', failure: string | null = null, counts = report.counts) =>
    finish(kernel, territoryId, request, report, { state, failure, counts });
  try {
    const result =
      request.upload_id === null
        ? null
        : await withUploadedFile(kernel, territory, request.upload_id, (file) =>
            read(kernel, importers, territory, request, file, report, signal),
          );
    const failure = result === null ? GONE : (result.failures[0]?.reason ?? null);
    await end(failure === null ? 'done' : 'failed', failure, result?.counts);
  } catch (error) {
    if (error instanceof UserError) await end('failed', error.message);
    else if (error instanceof NoLongerWanted) await end('cancelled');
    else throw error;
  }
}

/** Null where it has ended, or there is none. What an earlier attempt reported goes. */
function claim(kernel: Kernel, territoryId: string, id: string): Promise<Claimed | undefined> {
  const db = kernel.database.kysely<DB>();
  return kernel.database.unit(async () => {
    const claimed = await db
      .updateTable('directory.import_request')
      .set((eb) => ({
        state: 'running',
        attempt: eb('attempt', '+', 1),
        started_at: eb.fn.coalesce('started_at', eb.val(kernel.clock.now())),
      }))
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .returning(['id', 'kind', 'upload_id', 'format', 'source', 'mapping', 'is_within', 'attempt'])
      .executeTakeFirst();
    if (claimed && claimed.attempt > 1)
      await db.deleteFrom('directory.import_report').where('territory_id', '=', territoryId).where('request_id', '=', id).execute();
    return claimed;
  });
}

async function read(
  kernel: Kernel,
  importers: readonly Importer[],
  territory: TerritoryContext,
  request: Claimed,
  file: string,
  report: Report,
  signal: AbortSignal,
): Promise<ImportResult> {
  const importer = importers.find(({ format }) => format === request.format);
  if (!importer) throw new UserError(`format inconnu : ${request.format}`);
  let saved = Number.NEGATIVE_INFINITY;
  return importer.run(kernel, {
    territory,
    files: [file],
    dryRun: request.kind === 'preview',
    isWithin: request.is_within,
    source: request.source,
    mapping: request.mapping,
    requestId: request.id,
    report: (row) => report.add(row),
    progress: () => {},
    // A preview is one transaction that nobody sees: how far it is has to be told apart from it.
    checkpoint: () =>
      kernel.database.apart(async () => {
        signal.throwIfAborted();
        const pages = report.takeFull();
        if (request.kind === 'run') await writePages(kernel, territory.id, request, pages);
        if (performance.now() - saved < PROGRESS) return;
        if (!(await saveProgress(kernel, territory.id, request, report))) throw new NoLongerWanted();
        saved = performance.now();
      }),
  });
}

async function writePages(
  kernel: Kernel,
  territoryId: string,
  { id, attempt }: Pick<Claimed, 'id' | 'attempt'>,
  pages: readonly ReportPage[],
): Promise<void> {
  if (pages.length === 0) return;
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.import_report')
    .values(
      pages.map(({ outcome, rank, lines }) => ({
        territory_id: territoryId,
        id: newId(),
        request_id: id,
        attempt,
        outcome,
        rank,
        lines: JSON.stringify(lines),
      })),
    )
    .execute();
}

/** @returns false where this attempt is not to go on. */
async function saveProgress(kernel: Kernel, territoryId: string, { id, attempt }: Claimed, report: Report): Promise<boolean> {
  const row = await kernel.database
    .kysely<DB>()
    .updateTable('directory.import_request')
    .set({ counts: JSON.stringify(report.counts) })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What became of it; one that was cancelled meanwhile stays so, with what was done by then. */
async function finish(
  kernel: Kernel,
  territoryId: string,
  { id, kind, attempt }: Claimed,
  report: Report | null,
  { state, failure, counts = report?.counts }: { state: string; failure: string | null; counts?: Report['counts'] },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await kernel.database.unit(async () => {
    const ended = await db
      .updateTable('directory.import_request')
      .set({
        ...(report && { counts: JSON.stringify(counts), summary: JSON.stringify(report.summary()) }),
        state: sql`case when state = 'running' then ${state} else state end`,
        failure: sql`case when state = 'running' then ${failure} else failure end`,
        finished_at: sql`coalesce(finished_at, ${kernel.clock.now()})`,
      })
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .where('attempt', '=', attempt)
      .returning('id')
      .executeTakeFirst();
    if (ended && report && kind === 'run') await writePages(kernel, territoryId, { id, attempt }, report.takeRest());
  });
}
