import { sql } from 'kysely';
import type { DB } from '../../tables.generated.ts';
import type { Outcome } from './batches.ts';
import { PARENT_DIGEST } from './records.ts';
import type { Run } from './run.ts';

const BATCH = 500;

/**
 * Rows that a source told of before and no longer does: marked and reported, never deleted. A source is looked at for
 * what its files told of: one that gives services in another file has not lost them. Ids of runs are in the order of their
 * starts: what one that started later has read meanwhile is not missing. Some hundreds at a time.
 */
export async function* reportMissing(run: Run): AsyncGenerator<Outcome[]> {
  const db = run.kernel.database.kysely<DB>();
  for (const [source, subjects] of run.met) {
    let last = '';
    for (;;) {
      const { rows } = await sql<{ subject: string; external_id: string; key: string; name: string; path: string }>`
        with gone as (
          select r.id, r.subject, r.external_id, r.subject || '/' || r.external_id as key, r.place_id, r.organisation_id, r.service_id
          from directory.source_record r
          where r.territory_id = ${run.territory.id} and r.source = ${source} and r.subject = any(${[...subjects]}::text[])
            and r.import_run_id < ${run.runId} and r.digest <> ${PARENT_DIGEST} and r.subject || '/' || r.external_id collate "C" > ${last}
          order by r.subject || '/' || r.external_id collate "C" limit ${BATCH}
        ), marked as (
          update directory.source_record r set missing_since = ${run.kernel.clock.now()} from gone
          where r.territory_id = ${run.territory.id} and r.id = gone.id and r.missing_since is null
        )
        select gone.subject, gone.external_id, gone.key, coalesce(s.name, o.name, p.name) as name,
          case when s.id is not null then '/services/' || s.slug when o.id is not null then '/annuaire/' || o.slug else '/lieux/' || p.slug end as path
        from gone
        left join directory.place p on p.territory_id = ${run.territory.id} and p.id = gone.place_id
        left join directory.organisation o on o.territory_id = ${run.territory.id} and o.id = gone.organisation_id
        left join directory.service s on s.territory_id = ${run.territory.id} and s.id = gone.service_id
        order by gone.key collate "C"`.execute(db);
      yield rows.map(({ external_id: externalId, name, path }) => ({
        line: 0,
        externalId,
        name,
        outcome: 'missing',
        reason: 'missing',
        warnings: [],
        path,
      }));
      const end = rows.at(-1);
      if (!end || rows.length < BATCH) break;
      last = end.key;
    }
  }
}
