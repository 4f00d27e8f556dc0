import { sql } from 'kysely';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { structuresById } from '../../directory/index.ts';
import { actorNames } from '../../people/index.ts';
import { announcementsById } from '../queries/announcements.ts';
import type { DB } from '../tables.generated.ts';
import type { ManagedAnnouncement, TrustedStructure } from './models.ts';
import type { ManagedFilter } from './paths.ts';

function conditions(territoryId: string, { words, kind, state, source }: ManagedFilter) {
  return sql.join(
    [
      sql`a.territory_id = ${territoryId}`,
      ...(words.trim() === '' ? [] : [sql`a.search @@ plainto_tsquery('kernel.french', ${words})`]),
      ...(kind === null ? [] : [sql`a.kind = ${kind}`]),
      ...(state === null ? [] : [sql`a.state = ${state}`]),
      ...(source === null ? [] : [sql`r.source = ${source}`]),
    ],
    sql` and `,
  );
}

const FROM = sql`announcements.announcement a left join lateral (
  select min(source) as source from announcements.source_record where territory_id = a.territory_id and announcement_id = a.id
) r on true`;

/** The announcements of a territory that were begun last first. @param cursor `next` of the page before; null: the first. */
export async function managedAnnouncements(
  kernel: Kernel,
  territoryId: string,
  filter: ManagedFilter,
  cursor: string | null,
  limit: number,
): Promise<{ rows: ManagedAnnouncement[]; next: string | null }> {
  // Ids are in the order of their making. A cut « suite » begins again.
  const beyond = cursor !== null && isId(cursor) ? sql`and a.id < ${cursor}::uuid` : sql``;
  const { rows } = await sql<{ id: string; source: string | null }>`select a.id, r.source from ${FROM}
    where ${conditions(territoryId, filter)} ${beyond} order by a.id desc limit ${limit + 1}`.execute(kernel.database.kysely<DB>());
  const page = rows.slice(0, limit);
  const found = await announcementsById(
    kernel,
    territoryId,
    page.map(({ id }) => id),
  );
  return {
    rows: page.flatMap(({ id, source }) => {
      const announcement = found.get(id);
      return announcement ? [{ announcement, source }] : [];
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export async function countManaged(kernel: Kernel, territoryId: string, filter: ManagedFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${FROM} where ${conditions(territoryId, filter)}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.n ?? 0;
}

/** Structures that are trusted, in the order of their names. */
export async function trustedStructures(kernel: Kernel, territoryId: string): Promise<TrustedStructure[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.trust')
    .select(['organisation_id', 'granted_by', 'granted_at'])
    .where('territory_id', '=', territoryId)
    .execute();
  const ids = rows.map((row) => row.organisation_id);
  const structures = await structuresById(kernel, territoryId, ids);
  const names = await actorNames(
    kernel,
    rows.map((row) => row.granted_by),
  );
  return rows
    .map((row) => ({
      id: row.organisation_id,
      name: structures.get(row.organisation_id)?.name ?? null,
      since: row.granted_at,
      by: names.get(row.granted_by) ?? null,
    }))
    .toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'fr'));
}
