import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { AnnouncementSource } from '../../manage/models.ts';
import type { DB } from '../../tables.generated.ts';

export async function announcementSources(kernel: Kernel, territoryId: string): Promise<AnnouncementSource[]> {
  const { rows } = await sql<AnnouncementSource>`
    select coalesce(r.source, t.source) as source, coalesce(r.published, 0)::int as published, coalesce(r.told, 0)::int as told,
      t.id is not null as "isTrusted"
    from (
      select r.source, count(*) as told, count(*) filter (where a.state = 'published') as published
      from announcements.source_record r
      join announcements.announcement a on a.territory_id = r.territory_id and a.id = r.announcement_id
      where r.territory_id = ${territoryId} group by r.source
    ) r
    full join (select * from announcements.trusted_source where territory_id = ${territoryId}) t on t.source = r.source
    order by 1`.execute(kernel.database.kysely<DB>());
  return rows;
}

export async function trustedSources(kernel: Kernel, territoryId: string): Promise<ReadonlySet<string>> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.trusted_source')
    .select('source')
    .where('territory_id', '=', territoryId)
    .execute();
  return new Set(rows.map(({ source }) => source));
}

/** From now on, what a source tells is published at once, or waits for a moderator again; in the current unit of work. Idempotent. */
export async function trustSource(
  kernel: Kernel,
  territoryId: string,
  { source, isTrusted, actor, at }: { source: string; isTrusted: boolean; actor: string; at: Temporal.Instant },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  if (isTrusted)
    await db
      .insertInto('announcements.trusted_source')
      .values({ territory_id: territoryId, id: newId(), source, granted_by: actor, granted_at: at })
      .onConflict((conflict) => conflict.columns(['territory_id', 'source']).doNothing())
      .execute();
  else await db.deleteFrom('announcements.trusted_source').where('territory_id', '=', territoryId).where('source', '=', source).execute();
}
