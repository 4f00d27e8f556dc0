import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { boxAround } from '../../../kernel/geo/geo.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import type { Point } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { fold, searchWords } from '../text.ts';
import type { ThemeCode } from '../themes.ts';
import { type HoursNow, hoursAt } from './opening.ts';

export interface Search {
  /** Territories to look in: at least one, the first being the portal's own. */
  scope: readonly string[];
  q: string;
  theme: ThemeCode | null;
  near: Point | null;
  radiusMetres: number | null;
  openNow: boolean;
  now: Temporal.Instant;
  subject: 'organisation' | 'place' | null;
  cursor: string | null;
  limit: number;
}

/** A row of the search, with the opening state at `now`. */
export interface Hit extends HoursNow {
  territory_id: string;
  id: string;
  subject: 'organisation' | 'place';
  slug: string;
  name: string;
  organisation_name: string | null;
  kinds: string[];
  themes: string[];
  street: string | null;
  locality: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  distance: number | null;
  rank: number;
  sort_name: string;
}

export interface SearchResult {
  hits: Hit[];
  total: number;
  themeCounts: Partial<Record<ThemeCode, number>>;
  nextCursor: string | null;
  /** The words were found by likeness, not as they were typed. */
  isApproximate: boolean;
}

/** What a name may be in a cursor that somebody made up: PostgreSQL's texts hold no NUL. */
export const foldedText = z.string().regex(/^\P{Cc}*$/u);

const cursorKey = z.object({
  approximate: z.boolean(),
  rank: z.int32(),
  distance: z.number().nullable(),
  name: foldedText,
  id: z.uuid(),
});
type CursorKey = z.output<typeof cursorKey>;

/** Farther than anything: where a result has no position, it comes after those that have one. */
const NOWHERE = 1e9;

/**
 * Finds listings: words in French (stems, accents apart), then, where nothing has them as typed, words that look alike.
 * In order of distance where there is a point, else of how well the words match, else of the alphabet.
 */
export async function search(kernel: Kernel, request: Search): Promise<SearchResult> {
  const words = searchWords(request.q);
  const after = request.cursor === null ? null : decodeCursor(request.cursor, cursorKey);
  if (words.length === 0) return request.q.trim() === '' ? run(kernel, request, null, after, false) : nothingFound;
  if (!after?.approximate) {
    const exact = await run(kernel, request, exactWords(request.q), after, false);
    // The chosen theme may leave nothing of what the words do find: then they were well typed.
    if (after || Object.keys(exact.themeCounts).length > 0) return exact;
  }
  const alike = await run(kernel, request, likeWords(words, 'every'), after, true);
  return Object.keys(alike.themeCounts).length > 0 ? alike : run(kernel, request, likeWords(words, 'some'), after, true);
}

/** For a search of signs only, « ??? » : the whole directory would be no answer. */
const nothingFound: SearchResult = { hits: [], total: 0, themeCounts: {}, nextCursor: null, isApproximate: false };

interface WordMatch {
  condition: RawBuilder<unknown>;
  rank: RawBuilder<unknown>;
}

function exactWords(q: string): WordMatch {
  const query = sql`plainto_tsquery('kernel.french', ${q})`;
  return { condition: sql`l.search @@ ${query}`, rank: sql`(ts_rank(l.search, ${query}) * 1000000)::int` };
}

/**
 * Each word (or some of them) as a stem, or as three-letter groups of which most are there (pg_trgm, threshold 0.6).
 * Words that mean nothing by themselves (« le », « pour ») play no part.
 */
function likeWords(words: readonly string[], how: 'every' | 'some'): WordMatch {
  const significant = words.filter((word) => word.length >= 3);
  if (significant.length === 0) return { condition: sql`false`, rank: sql`0` };
  const isEmpty = (word: string) => sql`numnode(plainto_tsquery('kernel.french', ${word})) = 0`;
  const isLike = (word: string) => sql`(l.search @@ plainto_tsquery('kernel.french', ${word}) or ${word}::text <% l.words)`;
  const similarity = sql`(word_similarity(${significant.join(' ')}, l.words) * 1000000)::int`;
  if (how === 'every') {
    return {
      condition: sql.join(
        significant.map((word) => sql`(${isEmpty(word)} or ${isLike(word)})`),
        sql` and `,
      ),
      rank: similarity,
    };
  }
  const matches = significant.map((word) => sql`(not ${isEmpty(word)} and ${isLike(word)})`);
  // What has the most of the words comes first.
  return {
    condition: sql`(${sql.join(matches, sql` or `)})`,
    rank: sql`(${sql.join(
      matches.map((match) => sql`${match}::int`),
      sql` + `,
    )}) * 10000000 + ${similarity}`,
  };
}

function conditionsOf(request: Search, words: WordMatch | null): RawBuilder<unknown> {
  const { near } = request;
  const conditions = [scopeCondition(request.scope)];
  if (words) conditions.push(words.condition);
  if (request.subject) conditions.push(sql`l.subject = ${request.subject}`);
  if (request.openNow) conditions.push(sql`l.open_during @> ${request.now}::timestamptz`);
  if (near && request.radiusMetres !== null) {
    const box = boxAround(near, request.radiusMetres);
    conditions.push(
      sql`l.latitude between ${box.south} and ${box.north} and l.longitude between ${box.west} and ${box.east}`,
      sql`kernel.distance_m(${near.latitude}, ${near.longitude}, l.latitude, l.longitude) <= ${request.radiusMetres}`,
    );
  }
  return sql.join(conditions, sql` and `);
}

function distanceOf(near: Point | null): RawBuilder<unknown> {
  return near
    ? sql`coalesce(kernel.distance_m(${near.latitude}, ${near.longitude}, l.latitude, l.longitude), ${NOWHERE})`
    : sql`null::float8`;
}

/**
 * The condition and the distance that this search puts on `directory.listing l`, for lists of something else than
 * listings. Words are looked for by likeness where nothing has them as typed; `isApproximate` says so, and is given back
 * for the pages that follow, which go on as the first one began.
 */
export async function matching(
  kernel: Kernel,
  request: Search,
  given: { isApproximate: boolean } | null,
): Promise<{ condition: RawBuilder<unknown>; distance: RawBuilder<unknown>; isApproximate: boolean }> {
  const words = searchWords(request.q);
  const exact = words.length === 0 ? null : exactWords(request.q);
  const isApproximate = exact !== null && (given ? given.isApproximate : !(await isFound(kernel, request.scope, exact)));
  const condition = conditionsOf(request, isApproximate ? likeWords(words, 'every') : exact);
  return {
    condition: request.theme ? sql`${condition} and ${request.theme} = any(l.themes)` : condition,
    distance: distanceOf(request.near),
    isApproximate,
  };
}

async function isFound(kernel: Kernel, scope: readonly string[], words: WordMatch): Promise<boolean> {
  const { rows } = await sql`select from directory.listing l where ${scopeCondition(scope)} and ${words.condition} limit 1`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows.length > 0;
}

async function run(
  kernel: Kernel,
  request: Search,
  words: WordMatch | null,
  after: CursorKey | null,
  isApproximate: boolean,
): Promise<SearchResult> {
  const { near, theme } = request;
  const order = near ? sql`distance, id` : words ? sql`rank desc, sort_name, id` : sql`sort_name, id`;
  const inTheme = theme ? sql`where ${theme} = any(themes)` : sql``;
  // The page first, from the few columns that order it; the rest is read for its rows only.
  // Themes are counted by the sets there are of them, some dozens, which costs half of counting row by row.
  const { rows } = await sql<Partial<Hit> & { total: number; theme_counts: SearchResult['themeCounts'] | null }>`
    with hits as materialized (
      select l.territory_id, l.id, l.themes, l.sort_name, ${distanceOf(near)} as distance, ${words?.rank ?? sql`0`} as rank
      from directory.listing l where ${conditionsOf(request, words)}
    ),
    page as (
      select territory_id, id, distance, rank from hits
      ${keyset(request, words !== null, after, inTheme)} order by ${order} limit ${request.limit + 1}
    )
    select totals.total, totals.theme_counts, page.distance, page.rank,
      l.territory_id, l.id, l.subject, l.slug, l.name, l.organisation_name, l.kinds, l.themes, l.street, l.locality, l.wheelchair,
      l.sort_name, ${hoursAt(request.now)}
    from (
      select (select count(*)::int from hits ${inTheme}) as total,
        (select json_object_agg(theme, n) from (
          select theme, sum(n)::int as n from (select themes, count(*) as n from hits group by themes) sets, unnest(themes) as theme group by theme
        ) counts) as theme_counts
    ) totals
    left join page on true
    left join directory.listing l on l.territory_id = page.territory_id and l.id = page.id
    order by ${near ? sql`page.distance, page.id` : words ? sql`page.rank desc, l.sort_name, page.id` : sql`l.sort_name, page.id`}`.execute(
    kernel.database.kysely<DB>(),
  );
  const found = rows.filter((row): row is Hit & (typeof rows)[number] => row.id != null);
  const hits = found.slice(0, request.limit);
  const last = hits.at(-1);
  return {
    hits,
    total: rows[0]?.total ?? 0,
    themeCounts: rows[0]?.theme_counts ?? {},
    nextCursor:
      last && found.length > request.limit
        ? encodeCursor({
            approximate: isApproximate,
            rank: last.rank,
            distance: last.distance,
            name: last.sort_name,
            id: last.id,
          } satisfies CursorKey)
        : null,
    isApproximate,
  };
}

/** The query builder of public reads: nothing is read without a territory. One is told apart, since only then an index is led by it. */
function scopeCondition(scope: readonly string[]): RawBuilder<unknown> {
  const [only] = scope;
  if (only === undefined) throw new Error('A public read needs a territory.');
  return scope.length === 1 ? sql`l.territory_id = ${only}` : sql`l.territory_id = any(${scope}::uuid[])`;
}

function keyset(request: Search, hasWords: boolean, after: CursorKey | null, inTheme: RawBuilder<unknown>): RawBuilder<unknown> {
  if (!after) return inTheme;
  const { distance, rank, name, id } = after;
  const beyond = request.near
    ? sql`(distance, id) > (${distance ?? NOWHERE}::float8, ${id}::uuid)`
    : hasWords
      ? sql`(rank < ${rank}::int or (rank = ${rank}::int and (sort_name, id) > (${name}, ${id}::uuid)))`
      : sql`(sort_name, id) > (${name}, ${id}::uuid)`;
  return request.theme ? sql`${inTheme} and ${beyond}` : sql`where ${beyond}`;
}

/** The point that « Près de » means here, from the streets and names of the directory itself; null where it means nothing. */
export async function locate(kernel: Kernel, scope: readonly string[], text: string): Promise<Point | null> {
  const words = fold(text);
  if (words.length < 3) return null;
  // The middle one of them: a mean would fall between two streets of the same name.
  const { rows } = await sql<{ latitude: number | null; longitude: number | null }>`
    select percentile_cont(0.5) within group (order by l.latitude) as latitude, percentile_cont(0.5) within group (order by l.longitude) as longitude
    from directory.listing l
    where ${scopeCondition(scope)} and l.latitude is not null
      and (l.sort_name = ${words} or regexp_replace(kernel.fold(l.street), '[[:punct:][:space:]]+', ' ', 'g') like ${`%${words}%`})`.execute(
    kernel.database.kysely<DB>(),
  );
  const [row] = rows;
  return row?.latitude != null && row.longitude !== null ? { latitude: row.latitude, longitude: row.longitude } : null;
}
