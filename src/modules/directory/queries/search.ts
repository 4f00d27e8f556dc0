import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { boxAround } from '../../../kernel/geo/geo.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import type { Point } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { countsOf } from '../facets.ts';
import type { SubjectName } from '../facts.ts';
import { facetCountsOf, wordsOf } from '../listing-summary.ts';
import { nearestWord } from '../spelling.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import { isFiller, tellingWords, wishWords } from '../wish.ts';
import { type HoursNow, hoursAt } from './opening.ts';
import { groupWords, type Synonyms, synonymsOf, synonymWords } from './synonyms.ts';
import { likeWords, meantWords, type WordMatch } from './word-match.ts';

export interface Search {
  /** Territories to look in: at least one, the first being the portal's own. */
  scope: readonly string[];
  /** Whose plain words are understood. */
  country: 'FR' | 'CH';
  q: string;
  /** What it is narrowed to, one value of a facet each (« public:jeunes »): all of them hold. */
  filters: readonly string[];
  near: Point | null;
  radiusMetres: number | null;
  /** Surely open at this moment; null: whenever. */
  openAt: Temporal.Instant | null;
  /** Changed since; null: whenever. */
  updatedAfter: Temporal.Instant | null;
  now: Temporal.Instant;
  cursor: string | null;
  limit: number;
}

/** A row of the search, with the opening state at `now`. */
export interface Hit extends HoursNow {
  territory_id: string;
  id: string;
  /** Of a service of another territory that serves this one. */
  home_territory_slug: string | null;
  subject: SubjectName;
  slug: string;
  name: string;
  organisation_name: string | null;
  kinds: string[];
  themes: string[];
  fee: string | null;
  latitude: number | null;
  longitude: number | null;
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
  /**
   * How many results each value of a facet would leave, with the other filters as they are: what choosing it instead of
   * its facet's present value gives.
   */
  facetCounts: Readonly<Record<string, number>>;
  /** The words find something, whatever it is narrowed to. */
  isFound: boolean;
  nextCursor: string | null;
  /** The words were found by likeness, not as they were typed. */
  isApproximate: boolean;
  /** The words that were looked for instead, where they were most likely mistyped. */
  corrected: string | null;
}

/** What a name may be in a cursor that somebody made up: PostgreSQL's texts hold no NUL. */
export const foldedText = z.string().regex(/^\P{Cc}*$/u);

/** How words were found: as typed or as they mean; as somebody meant to type them; by likeness; some of them. */
const manners = ['exact', 'corrected', 'alike', 'some'] as const;
type Manner = (typeof manners)[number];

const cursorKey = z.object({
  manner: z.enum(manners),
  /** The words that were looked for, once corrected. */
  words: foldedText.max(300),
  rank: z.int32(),
  distance: z.number().nullable(),
  name: foldedText,
  id: z.uuid(),
});
type CursorKey = z.output<typeof cursorKey>;

/** Farther than anything: where a result has no position, it comes after those that have one. */
const NOWHERE = 1e9;

/**
 * Finds listings: words in French (stems, accents apart) and what residents mean by them; where nothing has them, words
 * that were mistyped, then words that look alike, then what has some of them. In order of distance where there is a point,
 * else of how well the words match, else of the alphabet.
 */
export async function search(kernel: Kernel, request: Search): Promise<SearchResult> {
  const after = request.cursor === null ? null : decodeCursor(request.cursor, cursorKey);
  const words = wishWords(request.q);
  if (words.length === 0) return request.q.trim() === '' ? run(kernel, request, null, after) : nothingFound;
  if (after) return run(kernel, request, await attemptOf(kernel, request, after.manner, after.words.split(' ')), after);
  for await (const attempt of attempts(kernel, request, words)) {
    const result = await run(kernel, request, attempt, null);
    // The filters may leave nothing of what the words do find: then they were well typed.
    if (result.isFound) return result;
  }
  return nothingFound;
}

interface Attempt extends WordMatch {
  manner: Manner;
  words: readonly string[];
}

/** From the most faithful to the most lenient; the costlier ones only where those before found nothing. */
async function* attempts(kernel: Kernel, request: Search, words: readonly string[]): AsyncGenerator<Attempt> {
  const synonyms = await synonymsOf(kernel, request.scope[0] ?? '', request.country);
  yield { manner: 'exact', words, ...meantWords(groupWords(words, synonyms)) };
  const corrected = await correct(kernel, request.scope, words, synonyms);
  if (corrected) yield { manner: 'corrected', words: corrected, ...meantWords(groupWords(corrected, synonyms)) };
  const telling = tellingWords(words);
  yield { manner: 'alike', words: telling, ...likeWords(telling, 'every') };
  yield { manner: 'some', words: telling, ...likeWords(telling, 'some') };
}

async function attemptOf(kernel: Kernel, request: Search, manner: Manner, words: readonly string[]): Promise<Attempt> {
  if (manner === 'alike' || manner === 'some') return { manner, words, ...likeWords(words, manner === 'some' ? 'some' : 'every') };
  return { manner, words, ...meantWords(groupWords(words, await synonymsOf(kernel, request.scope[0] ?? '', request.country))) };
}

const MOST_CORRECTED = 4;

/** The words that were meant, where all those that nothing here has look like one that something has; else null. */
async function correct(kernel: Kernel, scope: readonly string[], words: readonly string[], synonyms: Synonyms): Promise<string[] | null> {
  const { rows } = await sql<{ words: string[] | null }>`select ${wordsOf(scope, scopeCondition(scope))} as words`.execute(
    kernel.database.kysely<DB>(),
  );
  const known = new Set([...(rows[0]?.words ?? []), ...synonymWords(synonyms)]);
  // Each is compared with every word of the directory.
  const unknown = new Set(words.filter((word) => !known.has(word) && word.length >= 4 && !isFiller(word)).slice(0, MOST_CORRECTED));
  const corrected = words.map((word) => (unknown.has(word) ? (nearestWord(word, known) ?? word) : word));
  return corrected.some((word, index) => word !== words[index]) ? corrected : null;
}

/** For a search of signs only, « ??? » : the whole directory would be no answer. */
const nothingFound: SearchResult = {
  hits: [],
  total: 0,
  facetCounts: {},
  isFound: false,
  nextCursor: null,
  isApproximate: false,
  corrected: null,
};

function conditionsOf(request: Search, words: WordMatch | null): RawBuilder<unknown> {
  const { near } = request;
  const conditions = [scopeCondition(request.scope)];
  if (words) conditions.push(words.condition);
  if (request.openAt) conditions.push(sql`l.open_during @> ${request.openAt}::timestamptz`);
  if (request.updatedAfter) conditions.push(sql`l.updated_at > ${request.updatedAfter}::timestamptz`);
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

/** How words were found, for the pages that follow, which go on as the first one began. */
export const foundWords = { manner: z.enum(manners), words: foldedText.max(300) };
interface Found {
  manner: Manner;
  words: string;
}

/**
 * The condition and the distance that this search puts on `directory.listing l`, for lists of something else than
 * listings.
 */
export async function matching(
  kernel: Kernel,
  request: Search,
  given: Found | null,
): Promise<Found & { condition: RawBuilder<unknown>; distance: RawBuilder<unknown> }> {
  const words = wishWords(request.q);
  let found: Attempt | null = null;
  if (given && words.length > 0) found = await attemptOf(kernel, request, given.manner, given.words.split(' '));
  else if (words.length > 0) {
    for await (const attempt of attempts(kernel, request, words)) {
      found = attempt;
      if (await isFound(kernel, request.scope, attempt)) break;
    }
  }
  const condition = conditionsOf(request, found);
  return {
    condition: request.filters.length > 0 ? sql`${condition} and l.facets @> ${request.filters}::text[]` : condition,
    distance: distanceOf(request.near),
    manner: found?.manner ?? 'exact',
    words: found?.words.join(' ') ?? '',
  };
}

async function isFound(kernel: Kernel, scope: readonly string[], words: WordMatch): Promise<boolean> {
  const { rows } = await sql`select from directory.listing l where ${scopeCondition(scope)} and ${words.condition} limit 1`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows.length > 0;
}

async function run(kernel: Kernel, request: Search, words: Attempt | null, after: CursorKey | null): Promise<SearchResult> {
  const { near, filters } = request;
  const order = near ? sql`distance, id` : words ? sql`rank desc, sort_name, id` : sql`sort_name, id`;
  const narrowed = filters.length > 0 ? sql`facets @> ${filters}::text[]` : sql`true`;
  const isWhole = isWholeScope(request, words);
  const totals = isWhole
    ? sql`select 0 as total, true as is_found, ${facetCountsOf(request.scope, scopeCondition(request.scope))} as facet_counts`
    : sql`select (select count(*)::int from hits where ${narrowed}) as total, exists (select from hits) as is_found,
        (select json_object_agg(value, n) from (${countedHits(filters)}) counts) as facet_counts`;
  // The page first, from the few columns that order it; the rest is read for its rows only.
  const { rows } = await sql<Partial<Hit> & { total: number; is_found: boolean; facet_counts: SearchResult['facetCounts'] | null }>`
    with hits as ${isWhole ? sql`not materialized` : sql`materialized`} (
      select l.territory_id, l.id, l.facets, l.sort_name, ${distanceOf(near)} as distance, ${words?.rank ?? sql`0`} as rank
      from directory.listing l where ${conditionsOf(request, words)}
    ),
    page as (
      select territory_id, id, distance, rank from hits
      where ${narrowed} ${keyset(request, words !== null, after)} order by ${order} limit ${request.limit + 1}
    )
    select totals.total, totals.is_found, totals.facet_counts, page.distance, page.rank,
      l.territory_id, l.home_territory_slug, l.id, l.subject, l.slug, l.name, l.organisation_name, l.kinds, l.themes, l.fee, l.street, l.locality,
      l.wheelchair, l.latitude, l.longitude, l.sort_name, ${hoursAt(request.now)}
    from (${totals}) totals
    left join page on true
    left join directory.listing l on l.territory_id = page.territory_id and l.id = page.id
    order by ${near ? sql`page.distance, page.id` : words ? sql`page.rank desc, l.sort_name, page.id` : sql`l.sort_name, page.id`}`.execute(
    kernel.database.kysely<DB>(),
  );
  const found = rows.filter((row): row is Hit & (typeof rows)[number] => row.id != null);
  const hits = found.slice(0, request.limit);
  const last = hits.at(-1);
  const facetCounts = rows[0]?.facet_counts ?? {};
  // Each listing is of one subject.
  const total = isWhole ? sum(Object.values(countsOf(facetCounts, 'subject'))) : (rows[0]?.total ?? 0);
  return {
    hits,
    total,
    facetCounts,
    isFound: isWhole ? total > 0 : (rows[0]?.is_found ?? false),
    nextCursor:
      last && found.length > request.limit
        ? encodeCursor({
            manner: words?.manner ?? 'exact',
            words: words?.words.join(' ') ?? '',
            rank: last.rank,
            distance: last.distance,
            name: last.sort_name,
            id: last.id,
          } satisfies CursorKey)
        : null,
    isApproximate: words !== null && words.manner !== 'exact',
    corrected: words?.manner === 'corrected' ? words.words.join(' ') : null,
  };
}

/**
 * How many of `hits` have each value of a facet. A value's count leaves out the filter of its own facet: it tells what
 * choosing it instead would give.
 */
function countedHits(filters: readonly string[]): RawBuilder<unknown> {
  const facetOf = (filter: string) => filter.slice(0, filter.indexOf(':') + 1);
  const count = (kept: readonly string[], values: RawBuilder<unknown>) => sql`
    select value, count(*)::int as n from (
      select unnest(facets) as value from hits ${kept.length > 0 ? sql`where facets @> ${kept}::text[]` : sql``}
    ) v where ${values} group by value`;
  const narrowing = [...new Set(filters.map(facetOf))];
  const others = sql.join([sql`true`, ...narrowing.map((facet) => sql`not value ^@ ${facet}`)], sql` and `);
  return sql.join(
    [
      count(filters, others),
      ...narrowing.map((facet) =>
        count(
          filters.filter((filter) => facetOf(filter) !== facet),
          sql`value ^@ ${facet}`,
        ),
      ),
    ],
    sql` union all `,
  );
}

/** The whole directory, in whatever order: what is counted of it is known without reading it. */
function isWholeScope(request: Search, words: WordMatch | null): boolean {
  const { filters, openAt, updatedAfter, near, radiusMetres } = request;
  return words === null && filters.length === 0 && openAt === null && updatedAfter === null && (near === null || radiusMetres === null);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The query builder of public reads: nothing is read without a territory. One is told apart, since only then an index is led by it. */
function scopeCondition(scope: readonly string[]): RawBuilder<unknown> {
  const [only] = scope;
  if (only === undefined) throw new Error('A public read needs a territory.');
  if (scope.length === 1) return sql`l.territory_id = ${only}`;
  // What serves several members from elsewhere is listed with each of them, and with the grouping: here once.
  return sql`l.territory_id = any(${scope}::uuid[])
    and (l.home_territory_id is null or (l.territory_id = ${only} and l.home_territory_id <> all(${scope}::uuid[])))`;
}

function keyset(request: Search, hasWords: boolean, after: CursorKey | null): RawBuilder<unknown> {
  if (!after) return sql``;
  const { distance, rank, name, id } = after;
  const beyond = request.near
    ? sql`(distance, id) > (${distance ?? NOWHERE}::float8, ${id}::uuid)`
    : hasWords
      ? sql`(rank < ${rank}::int or (rank = ${rank}::int and (sort_name, id) > (${name}, ${id}::uuid)))`
      : sql`(sort_name, id) > (${name}, ${id}::uuid)`;
  return sql`and ${beyond}`;
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
