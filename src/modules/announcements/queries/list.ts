import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { boxAround } from '../../../kernel/geo/geo.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import { type Point, scopeOf, type TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { meaningsOf, meantCondition, type WordGroup } from '../../directory/index.ts';
import { type Neighbour, neighboursOf } from '../../territories/index.ts';
import type { Facts } from '../kinds/kind.ts';
import type { AnnouncementCard } from '../models.ts';
import { everydayWords } from '../occupations/everyday-words.ts';
import type { DB } from '../tables.generated.ts';

/** What a list is narrowed to. */
export interface Search {
  /** What its words mean; null: there are none. */
  words: readonly WordGroup[] | null;
  /** « contract:permanent »: all of them hold. */
  facets: readonly string[];
  /** Takes place on one of these days, both included. */
  days: { from: Temporal.PlainDate; until: Temporal.PlainDate } | null;
  /** Open to who is as old. */
  age: number | null;
  near: Point | null;
  /** No farther than this from `near`, or from afar; null: wherever. */
  withinMetres: number | null;
  /** `nearest` needs `near`. */
  order: 'newest' | 'nearest';
  /** These alone; null: any. */
  ids: readonly string[] | null;
  /** Published since. */
  since: Temporal.Instant | null;
  cursor: string | null;
  limit: number;
}

export const everything: Search = {
  words: null,
  facets: [],
  days: null,
  age: null,
  near: null,
  withinMetres: null,
  order: 'newest',
  ids: null,
  since: null,
  cursor: null,
  limit: 20,
};

/** What the words of a search mean: as in the directory, and what people call occupations. */
export async function wordsOf(kernel: Kernel, territory: TerritoryContext, q: string): Promise<Search['words']> {
  if (q.trim() === '') return null;
  const occupations = Object.entries(everydayWords).map(([phrase, title]) => ({ phrase, means: [title] }));
  return meaningsOf(kernel, territory, q, occupations);
}

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
  /** The territories of both, by their ids. */
  homes: ReadonlyMap<string, Neighbour>;
}

export async function shownIn(kernel: Kernel, territory: TerritoryContext): Promise<Shown> {
  const scope = scopeOf(territory, 'announcements');
  const around = await neighboursOf(kernel.database, kernel.clock, territory.id);
  return {
    scope,
    neighbours: around.map(({ id }) => id).filter((id) => !scope.includes(id)),
    homes: new Map([territory, ...territory.members, ...around].map((home) => [home.id, home])),
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

/** Farther than anything: what has no position comes after all that has one. */
const NOWHERE = 1e9;

const cursorKey = z.object({ metres: z.number().nullable(), at: z.iso.datetime(), id: z.uuid() });

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
  /** From where the visitor asked to be near of. */
  metres?: number | null;
}

/** A row as this portal lists it. */
export function cardOf(
  row: CardRow,
  territory: Pick<TerritoryContext, 'id' | 'currency'>,
  { homes }: Pick<Shown, 'homes'>,
): AnnouncementCard {
  const home = homes.get(row.territory_id);
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
    distance: row.metres == null || row.metres >= NOWHERE ? null : row.metres,
    commune: row.territory_id === territory.id ? null : (home?.slug ?? null),
    currency: home?.currency ?? territory.currency,
  };
}

/** Finds announcements among those that the portal shows, the newest or the nearest first. */
export async function findAnnouncements(kernel: Kernel, territory: TerritoryContext, shown: Shown, search: Search): Promise<Found> {
  const after = search.cursor === null ? null : decodeCursor(search.cursor, cursorKey);
  const isNearest = search.order === 'nearest' && search.near !== null;
  const order = sql.raw(isNearest ? 'metres, published_at desc, id desc' : 'published_at desc, id desc');
  const most = search.limit + 1;
  // Each territory's first by its indexes, then the first of all: with all territories in one condition, every row would be read and
  // sorted. The page from the few columns that order it; the rest is read for its rows only.
  const { rows } = await sql<CardRow>`
    with page as (
      select first.* from unnest(${[...shown.scope, ...shown.neighbours]}::uuid[]) as territory (id)
        cross join lateral (
          select a.territory_id, a.id, a.published_at, ${metresFrom(search.near)} as metres
          from announcements.announcement a
          where a.territory_id = territory.id and ${narrowed(kernel, territory, shown, search)}
            ${after ? sql`and ${beyond(after, isNearest ? search.near : null)}` : sql``}
          order by ${order} limit ${most}
        ) first
      order by ${order} limit ${most}
    )
    select territory_id, id, a.slug, a.kind, a.title, a.publisher, a.facts, a.locality, a.is_remote, page.published_at, a.expires_on, page.metres
    from page join announcements.announcement a using (territory_id, id) order by ${order}`.execute(kernel.database.kysely<DB>());
  const page = rows.slice(0, search.limit);
  const last = page.at(-1);
  return {
    cards: page.map((row) => cardOf(row, territory, shown)),
    nextCursor:
      rows.length > search.limit && last
        ? encodeCursor({ metres: isNearest ? (last.metres ?? NOWHERE) : null, at: last.published_at.toString(), id: last.id })
        : null,
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

function conditions(shown: Shown, today: Temporal.PlainDate, search: Search): RawBuilder<unknown>[] {
  const { words, facets, days, age, near, withinMetres, ids, since } = search;
  return [
    isShown(shown, today),
    ...(words === null ? [] : [meaning(words)]),
    ...(facets.length > 0 ? [sql`a.facets @> ${[...facets]}::text[]`] : []),
    ...(age === null ? [] : [sql`(a.minimum_age is null or a.minimum_age <= ${age})`]),
    ...(near === null || withinMetres === null ? [] : [isWithin(near, withinMetres)]),
    ...(ids === null ? [] : [sql`a.id = any(${[...ids]}::uuid[])`]),
    ...(since === null ? [] : [sql`a.published_at >= ${since.toString()}::timestamptz`]),
    ...(days === null ? [] : [onDays(days)]),
  ];
}

/** What words mean, as the directory reads them; those that mean nothing (« ??? ») find nothing. */
function meaning(words: readonly WordGroup[]): RawBuilder<unknown> {
  if (words.length === 0) return sql`false`;
  // The stem first, which an index knows.
  return meantCondition(
    words,
    sql`a.search`,
    (word) => sql`(a.search @@ plainto_tsquery('kernel.french', ${word})
      and ' ' || regexp_replace(kernel.fold(concat_ws(' ', a.title, a.publisher, a.body)), '[^[:alnum:]]+', ' ', 'g') || ' ' like ${`% ${word} %`})`,
  );
}

function metresFrom(near: Point | null): RawBuilder<unknown> {
  return near
    ? sql`coalesce(kernel.distance_m(${near.latitude}, ${near.longitude}, a.latitude, a.longitude), ${NOWHERE}::float8)`
    : sql`null::float8`;
}

/** What is done from afar is near everywhere. */
function isWithin(near: Point, metres: number): RawBuilder<unknown> {
  const { south, north, west, east } = boxAround(near, metres);
  return sql`(a.facets @> array['remote:yes'] or (a.latitude between ${south} and ${north} and a.longitude between ${west} and ${east}
    and kernel.distance_m(${near.latitude}, ${near.longitude}, a.latitude, a.longitude) <= ${metres}))`;
}

/** What comes after the last one of a page. @param near where the nearest come first. */
function beyond({ metres, at, id }: z.output<typeof cursorKey>, near: Point | null): RawBuilder<unknown> {
  const older = sql`(a.published_at, a.id) < (${at}::timestamptz, ${id}::uuid)`;
  if (near === null) return older;
  const farther = metres ?? NOWHERE;
  return sql`(${metresFrom(near)} > ${farther}::float8 or (${metresFrom(near)} = ${farther}::float8 and ${older}))`;
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
