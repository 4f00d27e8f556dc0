import { type RawBuilder, sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { DB } from './tables.generated.ts';

/**
 * What reading a whole directory gives, kept: how many listings have each facet value, and the words of them all. The
 * summary of a territory holds while no change of its listings is marked: a change is marked in its own unit of work, and
 * unmarked by the statement that summarises with it. So whoever reads knows, in the same statement, whether what is kept
 * is right; where it is not, the listings themselves are read. Nobody waits for anybody.
 */

/** Whoever writes or deletes listings says so, in the same unit of work. */
export async function markListingsChanged(kernel: Kernel, territoryId: string): Promise<void> {
  await kernel.database.kysely<DB>().insertInto('directory.listing_change').values({ territory_id: territoryId, id: newId() }).execute();
}

/** Summarises the territories whose listings have changed since. Idempotent. */
export async function summariseListings(kernel: Kernel, territoryIds: readonly string[]): Promise<void> {
  const db = kernel.database.kysely<DB>();
  for (const territoryId of territoryIds) {
    const { rows } = await sql`select where ${isStale([territoryId])}`.execute(db);
    if (rows.length === 0) continue;
    await kernel.database.unit(async () => {
      // One at a time: else the one that looked first could write last.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`directory.listing_summary/${territoryId}`}, 0))`.execute(db);
      await summarise(kernel, territoryId);
    });
  }
}

/** One statement, hence one view of the data: the changes that it unmarks are those that it has counted. */
async function summarise(kernel: Kernel, territoryId: string): Promise<void> {
  await sql`
    with unmarked as (delete from directory.listing_change where territory_id = ${territoryId}),
    listed as materialized (
      select coalesce(l.home_territory_id, l.territory_id) as home, l.facets, l.words from directory.listing l where l.territory_id = ${territoryId}
    ),
    home as (select distinct home from listed union select ${territoryId}::uuid),
    counted as (
      select home, json_object_agg(value, n)::jsonb as counts
      from (select home, value, count(*) as n from (select home, unnest(facets) as value from listed) v group by home, value) c group by home
    ),
    spoken as (
      select home, array_agg(distinct word) as words from (select home, unnest(string_to_array(words, ' ')) as word from listed) w group by home
    ),
    gone as (delete from directory.listing_summary where territory_id = ${territoryId} and id not in (select home from home))
    insert into directory.listing_summary (territory_id, id, facet_counts, words)
    select ${territoryId}, home, coalesce(counts, '{}'), coalesce(words, '{}')
    from home left join counted using (home) left join spoken using (home)
    on conflict (territory_id, id) do update set facet_counts = excluded.facet_counts, words = excluded.words`.execute(
    kernel.database.kysely<DB>(),
  );
}

/** Whether something has changed that the summaries of these territories do not know of. */
function isStale(scope: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(exists (select from directory.listing_change c where c.territory_id = any(${scope}::uuid[]))
    or (select count(*) from directory.listing_summary s where s.territory_id = any(${scope}::uuid[]) and s.id = s.territory_id) < ${scope.length})`;
}

/** The summaries `s` of a scope, each listing once: what serves several members from elsewhere is listed with each of them. */
function inScope(scope: readonly string[]): RawBuilder<unknown> {
  return sql`s.territory_id = any(${scope}::uuid[])
    and (s.id = s.territory_id or (s.territory_id = ${scope[0]} and s.id <> all(${scope.slice(1)}::uuid[])))`;
}

/**
 * How many listings of a scope have each facet value, as JSON.
 *
 * @param listed the condition that puts `directory.listing l` in the scope, for where the summary does not hold.
 */
export function facetCountsOf(scope: readonly string[], listed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${isStale(scope)} then (
      select json_object_agg(value, n) from (
        select value, count(*) as n from (select unnest(l.facets) as value from directory.listing l where ${listed}) v group by value
      ) counts
    ) else (
      select json_object_agg(key, n) from (
        select key, sum(value::int) as n from directory.listing_summary s, jsonb_each_text(s.facet_counts) where ${inScope(scope)} group by key
      ) counts
    ) end`;
}

/** Each word of the names and trades of a scope, folded, as an array; `listed` as above. */
export function wordsOf(scope: readonly string[], listed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${isStale(scope)} then (
      select array_agg(distinct word) from (select unnest(string_to_array(l.words, ' ')) as word from directory.listing l where ${listed}) w
    ) else (
      select array_agg(distinct word) from (select unnest(s.words) as word from directory.listing_summary s where ${inScope(scope)}) w
    ) end`;
}
