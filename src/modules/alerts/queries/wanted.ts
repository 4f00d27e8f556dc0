import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import { type Matchable, matchableAnnouncements } from '../../announcements/index.ts';
import type { Rhythm } from '../rhythm-rules.ts';
import type { DB } from '../tables.generated.ts';

/** An announcement that waits, on a portal, for the letters of a rhythm. */
export interface News {
  id: string;
  announcement_id: string;
  publisher_id: string;
  rhythm: Rhythm;
  at: Temporal.Instant;
}

/** What an alert asked for among some news. */
export interface Wanted {
  email: string;
  reader_id: string;
  alert_id: string;
  announcement_ids: readonly string[];
}

/** What waits on a portal. @param condition on `alerts.news`. */
export async function newsWhere(kernel: Kernel, portal: string, condition: RawBuilder<unknown>): Promise<News[]> {
  const { rows } = await sql<News>`
    select id, announcement_id, publisher_id, rhythm, at from alerts.news where territory_id = ${portal} and ${condition}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows;
}

/**
 * Which alerts of a portal want some news of their own rhythm, as the announcements are now. In a unit of its keeper. Each
 * alert is filed under one thing that it wants (`anchor`): an announcement looks up those filed under what it has, and only
 * these are compared. Equality alone is used to look them up, which row-level security lets an index do.
 *
 * @param condition on `alerts.alert a`: those alone.
 */
export async function wantedNews(
  kernel: Kernel,
  portal: string,
  news: readonly News[],
  condition: RawBuilder<unknown> = sql`true`,
): Promise<Wanted[]> {
  const announcements: Matchable[] = [];
  for (const [publisher, of] of Map.groupBy(news, (one) => one.publisher_id))
    announcements.push(...(await matchableAnnouncements(kernel, publisher, [...new Set(of.map((one) => one.announcement_id))])));
  const { rows } = await sql<Wanted>`
    with found as materialized (
      select n.*, n.facets || array(select 'word:' || lexeme from unnest(tsvector_to_array(n.words)) as lexeme) || array['*'] as anchors
      from jsonb_to_recordset(${JSON.stringify(announcements)}::jsonb) as n (id uuid, facets text[], words tsvector, minimum_age integer,
        latitude float8, longitude float8, is_remote boolean)
    )
    select a.email, a.reader_id, a.id as alert_id, array_agg(n.id) as announcement_ids
    from unnest(${news.map((one) => one.announcement_id)}::uuid[], ${news.map(({ rhythm }) => rhythm)}::text[],
      ${news.map(({ at }) => String(at))}::timestamptz[]) as waiting (id, rhythm, at)
    join found n using (id) cross join lateral unnest(n.anchors) as had (anchor)
    join alerts.alert a on a.territory_id = ${portal} and a.anchor = had.anchor and a.rhythm = waiting.rhythm
    where a.unconfirmed_since is null and a.since <= waiting.at
      and a.facets <@ n.facets
      and (a.words is null or n.words @@ a.words)
      and (a.age is null or n.minimum_age is null or n.minimum_age <= a.age)
      and (a.within_km is null or n.is_remote
        or kernel.distance_m(a.latitude, a.longitude, n.latitude, n.longitude) <= a.within_km * 1000)
      and ${condition}
    group by a.territory_id, a.id`.execute(kernel.database.kysely<DB>());
  return rows;
}
