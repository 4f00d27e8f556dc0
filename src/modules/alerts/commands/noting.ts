import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import { type Matchable, matchableAnnouncements } from '../../announcements/index.ts';
import { groupingsOf, neighboursOf, territoryById } from '../../territories/index.ts';
import { rhythms } from '../rhythm-rules.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Notes that announcements of a territory are new on every portal that shows them, for the letters of each rhythm. Published
 * again, they are new again: who was told of them is known. Idempotent.
 */
export async function noteNews(kernel: Kernel, territoryId: string, announcementIds: readonly string[]): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  if (!territory?.services.includes('announcements')) return;
  const found = await matchableAnnouncements(kernel, territoryId, announcementIds);
  const shared = found.filter(({ audience }) => audience === 'groupings');
  const groupings = (await groupingsOf(kernel.database, kernel.clock, territoryId)).map(({ id }) => id);
  const around = (await neighboursOf(kernel.database, kernel.clock, territoryId)).map(({ id }) => id);
  const portals = new Map<string, readonly Matchable[]>([
    ...[...around, ...territory.members.map(({ id }) => id)].map((id) => [id, shared] as const),
    // A grouping's portal shows all of its members'.
    ...[territoryId, ...groupings].map((id) => [id, found] as const),
  ]);
  for (const [portal, announcements] of portals) {
    if (announcements.length === 0) continue;
    const ids = announcements.map(({ id }) => id);
    await sql`
      insert into alerts.news (territory_id, id, announcement_id, publisher_id, rhythm, at)
      select ${portal}, gen_random_uuid(), announcement_id, ${territoryId}, rhythm, ${kernel.clock.now()}
      from unnest(${ids}::uuid[]) as announcement_id cross join unnest(${[...rhythms]}::text[]) as rhythm
      on conflict (territory_id, announcement_id, rhythm) do update set id = excluded.id, at = excluded.at`.execute(
      kernel.database.kysely<DB>(),
    );
  }
}
