import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import { type Matchable, matchableAnnouncements } from '../../announcements/index.ts';
import { groupingsOf, neighboursOf, territoryById } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Notes which alerts asked for some announcements of a territory, on every portal that shows them. Idempotent: an alert meets
 * an announcement once for ever. One unit of work for each portal.
 */
export async function matchAnnouncements(kernel: Kernel, territoryId: string, ids: readonly string[]): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  if (!territory?.services.includes('announcements')) return;
  const found = await matchableAnnouncements(kernel, territoryId, ids);
  const shared = found.filter(({ audience }) => audience === 'groupings');
  const groupings = (await groupingsOf(kernel.database, kernel.clock, territoryId)).map(({ id }) => id);
  const around = (await neighboursOf(kernel.database, kernel.clock, territoryId)).map(({ id }) => id);
  const portals = new Map<string, readonly Matchable[]>([
    ...[...around, ...territory.members.map(({ id }) => id)].map((id) => [id, shared] as const),
    // A grouping's portal shows all of its members'.
    ...[territoryId, ...groupings].map((id) => [id, found] as const),
  ]);
  for (const [portal, announcements] of portals)
    if (announcements.length > 0) await kernel.database.unit(() => matchIn(kernel, portal, announcements), { keeper: portal });
}

/**
 * Each alert is filed under one thing that it wants (`anchor`): an announcement looks up those filed under what it has, and
 * only these are compared. Equality alone is used to look them up, which row-level security lets an index do.
 */
async function matchIn(kernel: Kernel, portal: string, announcements: readonly Matchable[]): Promise<void> {
  await sql`
    with found as materialized (
      select n.*, n.facets || array(select 'word:' || lexeme from unnest(tsvector_to_array(n.words)) as lexeme) || array['*'] as anchors
      from jsonb_to_recordset(${JSON.stringify(announcements)}::jsonb) as n (id uuid, facets text[], words tsvector, minimum_age integer,
        latitude float8, longitude float8, is_remote boolean)
    )
    insert into alerts.match (territory_id, id, alert_id, announcement_id, at)
    -- As many as there are alerts: the store makes their ids.
    select a.territory_id, gen_random_uuid(), a.id, n.id, ${kernel.clock.now()}
    from found n cross join lateral unnest(n.anchors) as had (anchor)
    join alerts.alert a on a.territory_id = ${portal} and a.anchor = had.anchor
    where a.unconfirmed_since is null and a.rhythm <> 'paused'
      and a.facets <@ n.facets
      and (a.words is null or n.words @@ a.words)
      and (a.age is null or n.minimum_age is null or n.minimum_age <= a.age)
      and (a.within_km is null or n.is_remote
        or kernel.distance_m(a.latitude, a.longitude, n.latitude, n.longitude) <= a.within_km * 1000)
    on conflict (territory_id, alert_id, announcement_id) do nothing`.execute(kernel.database.kysely<DB>());
}
