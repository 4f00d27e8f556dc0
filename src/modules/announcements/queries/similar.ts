import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Announcement, AnnouncementCard } from '../models.ts';
import type { DB } from '../tables.generated.ts';
import { type CardRow, cardOf, isShown, shownIn } from './list.ts';

const MOST = 3;
/** Of the same kind, the newest: the page costs the same in a large city. */
const LOOKED_AT = 200;

/**
 * Announcements of the same kind that this portal shows and that are near: the same occupation, choices, places and words of the title. The
 * nearest first; none that has nothing in common.
 */
export async function similarAnnouncements(
  kernel: Kernel,
  { territory, now }: Visit,
  announcement: Announcement,
): Promise<AnnouncementCard[]> {
  const { territoryId, id, kind, title, locality } = announcement;
  const shown = await shownIn(kernel, territory);
  const today = now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const { rows } = await sql<CardRow>`
    with this as (
      select a.facets,
        (select string_agg(quote_literal(lexeme), ' | ')::tsquery from unnest(to_tsvector('kernel.french', ${title}))) as words
      from announcements.announcement a where a.territory_id = ${territoryId} and a.id = ${id}
    ), recent as (
      select newest.* from unnest(${[...shown.scope, ...shown.neighbours]}::uuid[]) as territory (id)
        cross join lateral (
          select a.* from announcements.announcement a
          where a.territory_id = territory.id and ${isShown(shown, today)} and a.kind = ${kind} and a.id <> ${id}
          order by a.published_at desc, a.id desc limit ${LOOKED_AT}
        ) newest
      order by newest.published_at desc, newest.id desc limit ${LOOKED_AT}
    )
    select r.territory_id, r.id, r.slug, r.kind, r.title, r.publisher, r.facts, r.locality, r.is_remote, r.published_at, r.expires_on
    from recent r, this, lateral (
      select coalesce(sum(case when value like 'occupation:%' then 3 when value like 'district:%' then 2 else 1 end), 0) as points
      from unnest(r.facets) as value where value = any(this.facets) and value !~ '^(kind|youth):'
    ) common, lateral (
      select common.points + case when r.search @@ this.words then 2 + ts_rank(r.search, this.words) else 0 end as points
    ) near
    where near.points > 0
    order by near.points + case when r.locality = ${locality} then 0.5 else 0 end desc, r.published_at desc, r.id desc
    limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows.map((row) => cardOf(row, territory, shown));
}
