import { sql } from 'kysely';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { ImportOutcome, Kernel } from '../../../../kernel/module.ts';
import type {
  ImportRequest,
  ImportRunLine,
  ImportRunsCursor,
  ImportUpload,
  ReportLine,
  ReportPageView,
  UploadLine,
} from '../../gestion/imports/models.ts';
import type { DB } from '../../tables.generated.ts';
import { parseMapping } from '../csv-mapping.ts';
import type { TableOutline } from './inspection.ts';
import { savedMapping } from './mappings.ts';
import { openToUploads } from './upload.ts';

type Territory = Pick<TerritoryContext, 'id'>;

/** Null where there is none in the territory. */
export async function importRequest(kernel: Kernel, territory: Territory, id: string): Promise<ImportRequest | null> {
  if (!isId(id)) return null;
  return requestWhere(kernel, territory, sql`r.id = ${id}`);
}

/** The run that a preview led to; null where it led to none. */
export function runOfPreview(kernel: Kernel, territory: Territory, previewId: string): Promise<ImportRequest | null> {
  return requestWhere(kernel, territory, sql`r.preview_id = ${previewId}`);
}

async function requestWhere(kernel: Kernel, territory: Territory, where: ReturnType<typeof sql>): Promise<ImportRequest | null> {
  const { rows } = await sql<ImportRequest>`
    select r.id, r.kind, r.upload_id as "uploadId", r.file_name as "fileName", r.format, r.source, r.mapping, r.is_within as "isWithin",
      r.state, r.requested_by as "requestedBy", r.requested_at as "requestedAt", r.started_at as "startedAt",
      r.finished_at as "finishedAt", r.cancelled_by as "cancelledBy", r.counts, r.summary, r.failure,
      (p.counts ->> 'read')::int as expected
    from directory.import_request r
    left join directory.import_request p on p.territory_id = r.territory_id and p.id = r.preview_id
    where r.territory_id = ${territory.id} and ${where}
    order by r.requested_at desc, r.id desc limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0] ?? null;
}

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
  const { sheets, columns, guess } = table;
  return {
    ...known,
    table: {
      sheets,
      sheet: guess.sheet ?? null,
      columns,
      // What was tried of another sheet says nothing of this one.
      ...(preview?.mapping && parseMapping(preview.mapping).sheet === guess.sheet
        ? { mapping: parseMapping(preview.mapping), origin: 'preview' }
        : saved
          ? { mapping: saved.mapping, origin: 'saved' }
          : { mapping: guess, origin: 'guess' }),
    },
    source: preview?.source ?? saved?.source ?? null,
    preview,
    run,
  };
}

const UPLOADS = 20;

/** The last twenty files that were sent and not loaded. */
export async function waitingUploads(kernel: Kernel, territory: Territory): Promise<UploadLine[]> {
  const { rows } = await kernel.database.unit(
    () =>
      sql<UploadLine>`
      select u.id, u.name, u.uploaded_by as "uploadedBy", u.uploaded_at as "uploadedAt" from directory.import_upload u
      where u.territory_id = ${territory.id} and not exists (select from directory.import_request r
        where r.territory_id = u.territory_id and r.upload_id = u.id and r.kind = 'run')
      order by u.uploaded_at desc, u.id desc limit ${UPLOADS}`.execute(kernel.database.kysely<DB>()),
    openToUploads(territory),
  );
  return rows;
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
