import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ImportRun, Outcome } from '../../../directory/index.ts';
import { changeState } from '../../commands/life.ts';
import { announcementPath } from '../../paths.ts';
import { announcementsById } from '../../queries/announcements.ts';
import type { DB } from '../../tables.generated.ts';

/** What a row of a source became here, at an earlier reading. */
export interface SourceRecord {
  source: string;
  externalId: string;
  announcementId: string;
  digest: string;
  revision: number;
  missingSince: Temporal.Instant | null;
}

export function recordKey({ source, externalId }: { source: string; externalId: string }): string {
  return JSON.stringify([source, externalId]);
}

/** Those that are known of these, by their keys. */
export async function knownRecords(
  kernel: Kernel,
  territoryId: string,
  rows: readonly { source: string; externalId: string }[],
): Promise<Map<string, SourceRecord>> {
  const { rows: found } = await sql<SourceRecord>`
    select r.source, r.external_id as "externalId", r.announcement_id as "announcementId", r.digest, r.revision,
      r.missing_since as "missingSince"
    from unnest(${rows.map(({ source }) => source)}::text[], ${rows.map(({ externalId }) => externalId)}::text[]) as k (source, external_id)
    join announcements.source_record r on r.territory_id = ${territoryId} and r.source = k.source and r.external_id = k.external_id`.execute(
    kernel.database.kysely<DB>(),
  );
  return new Map(found.map((record) => [recordKey(record), record]));
}

/** Remembers a row, new or read again; what is told is not missing. */
export async function writeRecord(
  { kernel, territory, runId }: ImportRun,
  record: Pick<SourceRecord, 'source' | 'externalId' | 'announcementId' | 'digest' | 'revision'>,
): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('announcements.source_record')
    .values({
      territory_id: territory.id,
      id: newId(),
      source: record.source,
      external_id: record.externalId,
      announcement_id: record.announcementId,
      digest: record.digest,
      revision: record.revision,
      import_run_id: runId,
    })
    .onConflict((conflict) =>
      conflict.columns(['territory_id', 'source', 'external_id']).doUpdateSet({
        digest: record.digest,
        revision: record.revision,
        import_run_id: runId,
        missing_since: null,
      }),
    )
    .execute();
}

/** Rows that are told again, whatever was made of them. */
export async function noteTold(run: ImportRun, rows: readonly { source: string; externalId: string | null }[]): Promise<void> {
  const told = rows.filter((row): row is { source: string; externalId: string } => row.externalId !== null);
  await sql`update announcements.source_record r set import_run_id = ${run.runId}
    from unnest(${told.map(({ source }) => source)}::text[], ${told.map(({ externalId }) => externalId)}::text[]) as k (source, external_id)
    where r.territory_id = ${run.territory.id} and r.source = k.source and r.external_id = k.external_id`.execute(
    run.kernel.database.kysely<DB>(),
  );
}

const BATCH = 200;

/**
 * Takes back what these sources told of before and no longer do, and that nobody here wrote since; some hundreds at a time, each in
 * a unit of work.
 */
export async function* withdrawMissing(run: ImportRun, sources: Iterable<string>): AsyncGenerator<Outcome[]> {
  const { kernel, territory, runId } = run;
  for (const source of sources) {
    for (;;) {
      const outcomes = await kernel.database.unit(async () => {
        const { rows } = await sql<{ id: string; external_id: string; announcement_id: string; revision: number }>`
          update announcements.source_record r set missing_since = ${kernel.clock.now()} from (
            select id from announcements.source_record where territory_id = ${territory.id} and source = ${source}
              and import_run_id < ${runId} and missing_since is null order by id limit ${BATCH}
          ) gone
          where r.territory_id = ${territory.id} and r.id = gone.id
          returning r.id, r.external_id, r.announcement_id, r.revision`.execute(kernel.database.kysely<DB>());
        if (rows.length === 0) return null;
        const found = await announcementsById(
          kernel,
          territory.id,
          rows.map((row) => row.announcement_id),
        );
        const withdrawn: Outcome[] = [];
        for (const row of rows) {
          const announcement = found.get(row.announcement_id);
          if (!announcement || announcement.revision !== row.revision) continue;
          const isShown = ['published', 'scheduled', 'submitted', 'draft'].includes(announcement.state);
          const by = { actor: `source:${source}`, onBehalfOf: null };
          if (!isShown || (await changeState(kernel, territory, announcement, 'withdraw', by)) === null) continue;
          withdrawn.push({
            line: 0,
            externalId: row.external_id,
            name: announcement.title,
            outcome: 'missing',
            reason: 'withdrawn',
            warnings: [],
            path: announcement.publishedAt === null ? null : announcementPath({ slug: announcement.slug, commune: null }),
          });
        }
        return withdrawn;
      });
      if (outcomes === null) break;
      yield outcomes;
    }
  }
}
