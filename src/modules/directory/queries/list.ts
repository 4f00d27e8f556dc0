import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { ProblemError } from '../../../kernel/http/problem.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { countsOf, facetsOfFilters } from '../facets.ts';
import { readFilters } from '../filter-parameters.ts';
import { HORIZON_DAYS } from '../hours.ts';
import type { KindCode } from '../kinds.ts';
import { nearAsked } from '../near.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import type { Card, DirectoryHome, DirectoryList } from '../view-models.ts';
import type { FeeCode } from '../vocabularies/data-inclusion.ts';
import { readWish } from '../wish.ts';
import { landmarksOf, nearOf } from './near.ts';
import { openingState } from './opening.ts';
import { directoryScope } from './scope.ts';
import { type Hit, type Search, search } from './search.ts';
import { recordUnmetSearch } from './unmet-searches.ts';

const PAGE = 20;

/** Slug of the member that a row belongs to, where it is not the portal's own territory. */
export function communeOf(territory: TerritoryContext, territoryId: string): string | null {
  return territoryId === territory.id ? null : (territory.members.find((member) => member.id === territoryId)?.slug ?? null);
}

/** A row of the search as a list shows it. */
export function toCard(hit: Hit, visit: Visit): Card {
  return {
    subject: hit.subject,
    slug: hit.slug,
    name: hit.name,
    organisationName: hit.organisation_name,
    kinds: hit.kinds as KindCode[],
    themes: hit.themes as ThemeCode[],
    street: hit.street,
    locality: hit.locality,
    wheelchair: hit.wheelchair,
    fee: hit.fee as FeeCode | null,
    distance: hit.distance !== null && hit.distance < 1e8 ? hit.distance : null,
    opening: openingState(hit, visit.territory, visit.now),
    commune: hit.home_territory_slug ?? communeOf(visit.territory, hit.territory_id),
  };
}

function base(visit: Visit): Search {
  return {
    scope: directoryScope(visit.territory),
    country: visit.territory.country,
    q: '',
    filters: [],
    near: null,
    radiusMetres: null,
    openAt: null,
    updatedAfter: null,
    now: visit.now,
    cursor: null,
    limit: PAGE,
  };
}

/** What an address of the list asks for. One reading for the list and its map: they cannot part. */
export interface ListRequest extends Pick<DirectoryList, 'q' | 'filters' | 'openNow' | 'openAt' | 'near'> {
  search: Search;
}

/** Reads the address of a list; what makes no sense there is left out. */
export async function listRequest(kernel: Kernel, visit: Visit): Promise<ListRequest> {
  const { query, territory } = visit;
  const wish = readWish(
    (query['q'] ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 200),
  );
  const { q } = wish;
  const filters = readFilters(query);
  const near = await nearOf(kernel, territory, nearAsked(query['pres'] || (wish.near ?? ''), query['point']));
  const moment = readMoment(query['le'], visit);
  const openNow = (query['ouvert'] === '1' || wish.openNow) && moment === null;
  return {
    q,
    filters,
    openNow,
    openAt: moment && (query['le'] ?? null),
    near,
    search: {
      ...base(visit),
      q,
      filters: facetsOfFilters(filters),
      near: near?.point ?? null,
      openAt: openNow ? visit.now : moment,
      cursor: query['suite'] ?? null,
    },
  };
}

/** « 2026-11-25T14:00 » on the territory's clock, within the days whose hours are known; else null. */
function readMoment(text: string | undefined, { territory, now }: Visit): Temporal.Instant | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  try {
    const moment = Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(territory.timeZone).toInstant();
    const days = now.until(moment).total('hours') / 24;
    return days >= -1 && days < HORIZON_DAYS - 1 ? moment : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The list of `/annuaire`, from what its address asks for. */
export async function directoryList(kernel: Kernel, visit: Visit): Promise<DirectoryList> {
  const { search: request, ...asked } = await listRequest(kernel, visit);
  // A cut or outdated « suite » starts again from the first page.
  const [result, isFirstPage] = await search(kernel, request)
    .then((found) => [found, request.cursor === null] as const)
    .catch(async (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return [await search(kernel, { ...request, cursor: null }), true] as const;
    });
  if (result.total === 0 && isFirstPage && asked.q !== '' && visit.isHead !== true)
    await recordUnmetSearch(kernel, visit.territory, asked.q, asked.filters.theme ?? null);
  return {
    ...asked,
    corrected: result.corrected,
    landmarks: landmarksOf(visit.territory).map(({ label }) => label),
    total: result.total,
    isApproximate: result.isApproximate,
    cards: result.hits.map((hit) => toCard(hit, visit)),
    facetCounts: result.facetCounts,
    nextCursor: result.nextCursor,
    isFirstPage,
  };
}

const HOME_CARDS = 6;

/** The directory's part of the home page. */
export async function directoryHome(kernel: Kernel, visit: Visit): Promise<DirectoryHome> {
  const all = await search(kernel, { ...base(visit), limit: 1 });
  const open = await search(kernel, { ...base(visit), openAt: visit.now, near: visit.territory.centre, limit: HOME_CARDS });
  return {
    themeCounts: countsOf(all.facetCounts, 'theme'),
    total: all.total,
    openNowTotal: open.total,
    openNow: open.hits.map((hit) => toCard({ ...hit, distance: null }, visit)),
    examples: await livingExamples(kernel, visit),
  };
}

/** Things that people ask for, of which this territory has some: an example that finds nothing would be a poor one. */
const wishes = [
  'boulangerie',
  'cours de français',
  'réparer un vélo',
  'pharmacie',
  'aide alimentaire',
  'bibliothèque',
  'café',
  'jardin',
  'crèche',
  'garage',
];
const EXAMPLES = 3;

async function livingExamples(kernel: Kernel, visit: Visit): Promise<string[]> {
  const { rows } = await sql<{ wish: string }>`
    select wish from unnest(${wishes}::text[]) with ordinality as w (wish, place)
    where exists (select from directory.listing l where l.territory_id = any(${directoryScope(visit.territory)}::uuid[]) and l.search @@ plainto_tsquery('kernel.french', wish))
    order by place limit ${EXAMPLES}`.execute(kernel.database.kysely<DB>());
  return rows.map((row) => row.wish);
}
