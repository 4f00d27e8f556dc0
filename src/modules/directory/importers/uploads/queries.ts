import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { ImportCounts, ImportOutcome, Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { type CsvMapping, parseMapping } from '../csv-mapping.ts';
import type { TableOutline } from './inspection.ts';
import { savedMapping } from './mappings.ts';
import type { ReportLine, ReportSummary } from './report.ts';
import { openToUploads } from './upload.ts';

type Territory = Pick<TerritoryContext, 'id'>;

export type RequestState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A preview or a run: how it goes, and what it gave. */
export interface ImportRequest {
  id: string;
  kind: 'preview' | 'run';
  /** Null once the file is deleted. */
  uploadId: string | null;
  fileName: string;
  format: string;
  /** Null: the format says. */
  source: string | null;
  mapping: CsvMapping | null;
  isWithin: boolean;
  state: RequestState;
  /** `account:…`, as history rows say who. */
  requestedBy: string;
  requestedAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  finishedAt: Temporal.Instant | null;
  cancelledBy: string | null;
  /** So far, while it is running; null before. */
  counts: ImportCounts | null;
  /** At its end: reasons and warnings by how often, and the first twenty lines of each outcome. */
  summary: ReportSummary | null;
  /** Why it stopped before the end of the file, in words. */
  failure: string | null;
  /** Of a run: how many lines its preview read, to say how far it is. */
  expected: number | null;
}

/** Null where there is none in the territory. */
export async function importRequest(kernel: Kernel, territory: Territory, id: string): Promise<ImportRequest | null> {
  if (!isId(id)) return null;
  return requestWhere(kernel, territory, sql`r.id = ${id}`);
}

async function requestWhere(kernel: Kernel, territory: Territory, where: ReturnType<typeof sql>): Promise<ImportRequest | null> {
  const { rows } = await sql<Omit<ImportRequest, 'mapping'> & { mapping: string | null }>`
    select r.id, r.kind, r.upload_id as "uploadId", r.file_name as "fileName", r.format, r.source, r.mapping, r.is_within as "isWithin",
      r.state, r.requested_by as "requestedBy", r.requested_at as "requestedAt", r.started_at as "startedAt",
      r.finished_at as "finishedAt", r.cancelled_by as "cancelledBy", r.counts, r.summary, r.failure,
      (p.counts ->> 'read')::int as expected
    from directory.import_request r
    left join directory.import_request p on p.territory_id = r.territory_id and p.id = r.preview_id
    where r.territory_id = ${territory.id} and ${where}
    order by r.requested_at desc, r.id desc limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  return row ? { ...row, mapping: row.mapping === null ? null : parseMapping(row.mapping) } : null;
}

/** A file that was sent, what it is, and what was asked of it. */
export interface ImportUpload {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  format: string;
  uploadedBy: string;
  uploadedAt: Temporal.Instant;
  /** Of a table: its columns, and what they are to be read as. */
  table: (TableOutline & { mapping: CsvMapping; origin: MappingOrigin }) | null;
  /** Who says what is in it, as far as it is known. */
  source: string | null;
  preview: ImportRequest | null;
  /** The last one. */
  run: ImportRequest | null;
}

/** Whose mapping is proposed: that of the preview, of the last file with the same columns, or a guess. */
export type MappingOrigin = 'preview' | 'saved' | 'guess';

/** Null where there is none in the territory, or it was deleted. */
export async function importUpload(kernel: Kernel, territory: Territory, id: string): Promise<ImportUpload | null> {
  if (!isId(id)) return null;
  const upload = await kernel.database.unit(
    () =>
      kernel.database
        .kysely<DB>()
        .selectFrom('directory.import_upload')
        .select(['id', 'name', 'byte_count as size', 'format', 'outline', 'uploaded_by as uploadedBy', 'uploaded_at as uploadedAt'])
        .where('territory_id', '=', territory.id)
        .where('id', '=', id)
        .executeTakeFirst(),
    openToUploads(territory),
  );
  if (!upload) return null;
  const { outline, ...known } = upload;
  const preview = await requestWhere(kernel, territory, sql`r.upload_id = ${id} and r.kind = 'preview'`);
  const run = await requestWhere(kernel, territory, sql`r.upload_id = ${id} and r.kind = 'run'`);
  const table = outline as TableOutline | null;
  if (table === null) return { ...known, table, source: preview?.source ?? null, preview, run };
  const saved = await savedMapping(kernel, territory, table.digest);
  return {
    ...known,
    table: {
      ...table,
      ...(preview?.mapping
        ? { mapping: preview.mapping, origin: 'preview' }
        : saved
          ? { mapping: { ...table.guess, ...saved.mapping }, origin: 'saved' }
          : { mapping: table.guess, origin: 'guess' }),
    },
    source: preview?.source ?? saved?.source ?? null,
    preview,
    run,
  };
}

/** One line of the list of runs: asked for on a page, on the command line, or by schedule. */
export interface ImportRunLine {
  id: string;
  /** False: there is no more to show of it than this. */
  hasPage: boolean;
  /** Null: the command line, or the schedule of a source. */
  requestedBy: string | null;
  at: Temporal.Instant;
  state: RequestState;
  format: string;
  /** Whom its rows were told by, as far as it is known. */
  source: string | null;
  files: readonly string[];
  counts: ImportCounts | null;
}

export interface ImportRunsCursor {
  /** ISO instant. */
  at: string;
  id: string;
}

const RUNS = 50;

/**
 * The runs of a territory, the last one first, fifty at a time.
 *
 * @param after where the page before ended.
 */
export async function importRuns(
  kernel: Kernel,
  territory: Territory,
  after: ImportRunsCursor | null = null,
): Promise<{ runs: ImportRunLine[]; next: ImportRunsCursor | null }> {
  const { rows } = await sql<ImportRunLine>`
    select * from (
      select r.id, true as "hasPage", r.requested_by as "requestedBy", r.requested_at as at, r.state, r.format, r.source,
        array[r.file_name] as files, r.counts
      from directory.import_request r where r.territory_id = ${territory.id} and r.kind = 'run'
      union all
      select r.id, false, null, r.started_at, case when r.finished_at is not null then 'done' when r.started_at > ${kernel.clock.now().subtract({ hours: 24 })} then 'running' else 'failed' end, r.format, r.source, r.files, r.counts
      from directory.import_run r where r.territory_id = ${territory.id} and r.request_id is null
    ) run
    where ${after === null} or (at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
    order by at desc, id desc limit ${RUNS + 1}`.execute(kernel.database.kysely<DB>());
  const runs = rows.slice(0, RUNS);
  const last = runs.at(-1);
  return { runs, next: rows.length > RUNS && last ? { at: last.at.toString(), id: last.id } : null };
}

/** Some hundred lines of one outcome, in the order of the file. */
export interface ReportPageView {
  lines: readonly ReportLine[];
  /** Of the next lines; null: there are no more. */
  next: number | null;
}

/**
 * One page of the report of a run. Lines that are being loaded are there once a page of them is full.
 *
 * @param rank 0, or the `next` of the page before.
 */
export async function reportPage(
  kernel: Kernel,
  territory: Territory,
  requestId: string,
  outcome: ImportOutcome,
  rank = 0,
): Promise<ReportPageView> {
  const pages = await reportPages(kernel, territory, requestId, outcome)
    .where('p.rank', 'in', [rank, rank + 1])
    .execute();
  const page = pages.find((one) => one.rank === rank);
  return {
    lines: (page?.lines as ReportLine[] | undefined) ?? [],
    next: pages.some((one) => one.rank === rank + 1) ? rank + 1 : null,
  };
}

/** Pages of the last attempt, in order. */
function reportPages(kernel: Kernel, territory: Territory, requestId: string, outcome: ImportOutcome) {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.import_report as p')
    .innerJoin('directory.import_request as r', (join) =>
      join.onRef('r.territory_id', '=', 'p.territory_id').onRef('r.id', '=', 'p.request_id').onRef('r.attempt', '=', 'p.attempt'),
    )
    .select(['p.rank', 'p.lines'])
    .where('p.territory_id', '=', territory.id)
    .where('p.request_id', '=', requestId)
    .where('p.outcome', '=', outcome)
    .orderBy('p.rank');
}

/** Every line of an outcome, a page at a time. */
export async function* reportLines(
  kernel: Kernel,
  territory: Territory,
  requestId: string,
  outcome: ImportOutcome,
): AsyncGenerator<ReportLine> {
  for (let rank: number | null = 0; rank !== null; ) {
    const { lines, next }: ReportPageView = await reportPage(kernel, territory, requestId, outcome, rank);
    yield* lines;
    rank = next;
  }
}

/** Names that sources have here already, to be given again. */
export async function knownSources(kernel: Kernel, territory: Territory): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    with recursive told as (
      (select source from directory.source_record where territory_id = ${territory.id} order by source limit 1)
      union all
      select (select r.source from directory.source_record r where r.territory_id = ${territory.id} and r.source > told.source order by r.source limit 1)
      from told where told.source is not null
    )
    select source from told where source is not null
    union select source from directory.source_mapping where territory_id = ${territory.id}
    union select code from directory.source where territory_id = ${territory.id}
    order by source`.execute(kernel.database.kysely<DB>());
  return rows.map(({ source }) => source);
}
