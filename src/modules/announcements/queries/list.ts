import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import { scopeOf, type TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { neighboursOf } from '../../territories/index.ts';
import type { Facts } from '../kinds/kind.ts';
import type { AnnouncementCard } from '../models.ts';
import type { DB } from '../tables.generated.ts';

/** What a list is narrowed to. */
export interface Search {
  q: string;
  /** « contract:permanent »: all of them hold. */
  facets: readonly string[];
  /** Takes place on one of these days, both included. */
  days: { from: Temporal.PlainDate; until: Temporal.PlainDate } | null;
  /** Open to who is as old. */
  age: number | null;
  /** These alone; null: any. */
  ids: readonly string[] | null;
  /** Published since. */
  since: Temporal.Instant | null;
  cursor: string | null;
  limit: number;
}

export const everything: Search = { q: '', facets: [], days: null, age: null, ids: null, since: null, cursor: null, limit: 20 };

export interface Found {
  cards: AnnouncementCard[];
  nextCursor: string | null;
}

export interface Counted {
  total: number;
  /** How many results each value of a facet would leave, beside what the list is narrowed to already. */
  facetCounts: Readonly<Record<string, number>>;
}

/** Which announcements a portal shows: its own and its members', and what others in its groupings share. */
export interface Shown {
  scope: readonly string[];
  neighbours: readonly string[];
  /** Of the territories of both, by their ids. */
  slugs: ReadonlyMap<string, string>;
}

export async function shownIn(kernel: Kernel, territory: TerritoryContext): Promise<Shown> {
  const scope = scopeOf(territory, 'announcements');
  const around = await neighboursOf(kernel.database, kernel.clock, territory.id);
  return {
    scope,
    neighbours: around.map(({ id }) => id).filter((id) => !scope.includes(id)),
    slugs: new Map([territory, ...territory.members, ...around].map(({ id, slug }) => [id, slug])),
  };
}

/** The condition on `announcement a` that its place and state give. */
export function isShown({ scope, neighbours }: Pick<Shown, 'scope' | 'neighbours'>, today: Temporal.PlainDate): RawBuilder<unknown> {
  const own = sql`a.territory_id = any(${[...scope]}::uuid[])`;
  const where =
    neighbours.length === 0 ? own : sql`(${own} or (a.territory_id = any(${[...neighbours]}::uuid[]) and a.audience = 'groupings'))`;
  // The job that ends them runs by the hour: what ended yesterday is not shown meanwhile.
  return sql`${where} and a.state = 'published' and a.expires_on >= ${today.toString()}::date`;
}

const cursorKey = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** What a card is made of. */
export interface CardRow {
  territory_id: string;
  id: string;
  slug: string;
  kind: string;
  title: string;
  publisher: string;
  facts: Facts;
  locality: string | null;
  is_remote: boolean;
  published_at: Temporal.Instant;
  expires_on: Temporal.PlainDate;
}

/** A row as this portal lists it. */
export function cardOf(row: CardRow, territory: Pick<TerritoryContext, 'id'>, { slugs }: Pick<Shown, 'slugs'>): AnnouncementCard {
  return {
    territoryId: row.territory_id,
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    title: row.title,
    publisher: row.publisher,
    facts: row.facts,
    locality: row.locality,
    isRemote: row.is_remote,
    publishedAt: row.published_at,
    expiresOn: row.expires_on,
    commune: row.territory_id === territory.id ? null : (slugs.get(row.territory_id) ?? null),
  };
}

/** Finds announcements among those that the portal shows, the newest first. */
export async function findAnnouncements(kernel: Kernel, territory: TerritoryContext, shown: Shown, search: Search): Promise<Found> {
  const after = search.cursor === null ? null : decodeCursor(search.cursor, cursorKey);
  const beyond = after
    ? sql`and (a.published_at < ${after.at}::timestamptz or (a.published_at = ${after.at}::timestamptz and a.id < ${after.id}::uuid))`
    : sql``;
  const most = search.limit + 1;
  // Each territory's newest by its index, then the newest of all: with all territories in one condition, every row would be read and sorted.
  const { rows } = await sql<CardRow>`
    select found.* from unnest(${[...shown.scope, ...shown.neighbours]}::uuid[]) as territory (id)
      cross join lateral (
        select a.territory_id, a.id, a.slug, a.kind, a.title, a.publisher, a.facts, a.locality, a.is_remote, a.published_at, a.expires_on
        from announcements.announcement a
        where a.territory_id = territory.id and ${narrowed(kernel, territory, shown, search)} ${beyond}
        order by a.published_at desc, a.id desc limit ${most}
      ) found
    order by found.published_at desc, found.id desc limit ${most}`.execute(kernel.database.kysely<DB>());
  const page = rows.slice(0, search.limit);
  const last = page.at(-1);
  return {
    cards: page.map((row) => cardOf(row, territory, shown)),
    nextCursor: rows.length > search.limit && last ? encodeCursor({ at: last.published_at.toString(), id: last.id }) : null,
  };
}

/** How many there are, on all pages together, and of what. */
export async function countAnnouncements(kernel: Kernel, territory: TerritoryContext, shown: Shown, search: Search): Promise<Counted> {
  const { rows } = await sql<{ total: number; counts: Record<string, number> }>`
    with found as materialized (select a.facets from announcements.announcement a where ${narrowed(kernel, territory, shown, search)})
    select (select count(*)::int from found) as total,
      (select coalesce(json_object_agg(value, n), '{}') from (
        select value, count(*)::int as n from found, unnest(found.facets) as value group by value
      ) f) as counts`.execute(kernel.database.kysely<DB>());
  return { total: rows[0]?.total ?? 0, facetCounts: rows[0]?.counts ?? {} };
}

function narrowed(kernel: Kernel, { timeZone }: TerritoryContext, shown: Shown, search: Search): RawBuilder<unknown> {
  const today = kernel.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
  return sql.join(conditions(shown, today, search), sql` and `);
}

function conditions(shown: Shown, today: Temporal.PlainDate, { q, facets, days, age, ids, since }: Search): RawBuilder<unknown>[] {
  return [
    isShown(shown, today),
    ...(q.trim() === '' ? [] : [sql`a.search @@ plainto_tsquery('kernel.french', ${q})`]),
    ...(facets.length > 0 ? [sql`a.facets @> ${[...facets]}::text[]`] : []),
    ...(age === null ? [] : [sql`(a.minimum_age is null or a.minimum_age <= ${age})`]),
    ...(ids === null ? [] : [sql`a.id = any(${[...ids]}::uuid[])`]),
    ...(since === null ? [] : [sql`a.published_at >= ${since.toString()}::timestamptz`]),
    ...(days === null ? [] : [onDays(days)]),
  ];
}

/** On one of these days: its own dates meet them, and where it says days of the week, one of those is among them. */
function onDays({ from, until }: NonNullable<Search['days']>): RawBuilder<unknown> {
  const weekdays: number[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0 && weekdays.length < 7; day = day.add({ days: 1 }))
    weekdays.push(day.dayOfWeek);
  return sql`(a.takes_place is not null or a.weekdays <> '{}')
    and (a.takes_place is null or a.takes_place && daterange(${from.toString()}::date, ${until.toString()}::date, '[]'))
    and (a.weekdays = '{}' or a.weekdays && ${weekdays}::integer[])`;
}
