import { sql } from 'kysely';
import { parsePoint } from '../../../kernel/geo/geo.ts';
import { ProblemError } from '../../../kernel/http/problem.ts';
import type { Point, TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { KindCode } from '../kinds.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import { type ThemeCode, themes } from '../themes.ts';
import type { Card, DirectoryHome, DirectoryList } from '../view-models.ts';
import { openingState } from './opening.ts';
import { directoryScope } from './scope.ts';
import { type Hit, locate, type Search, search } from './search.ts';

const PAGE = 20;

/** Slug of the member that a row belongs to, where it is not the portal's own territory. */
export function communeOf(territory: TerritoryContext, territoryId: string): string | null {
  return territoryId === territory.id ? null : (territory.members.find((member) => member.id === territoryId)?.slug ?? null);
}

function toCard(hit: Hit, visit: Visit): Card {
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
    distance: hit.distance !== null && hit.distance < 1e8 ? hit.distance : null,
    opening: openingState(hit, visit.territory, visit.now),
    commune: communeOf(visit.territory, hit.territory_id),
  };
}

/** Named points of the territory itself, to be near of without sharing a position. */
function landmarksOf(territory: TerritoryContext): { label: string; point: Point }[] {
  return [
    ...(territory.centre && territory.kind === 'commune' ? [{ label: territory.name, point: territory.centre }] : []),
    ...territory.districts.map(({ name, latitude, longitude }) => ({ label: name, point: { latitude, longitude } })),
    ...territory.members.flatMap((member) => (member.centre ? [{ label: member.name, point: member.centre }] : [])),
  ];
}

/**
 * What « Près de » means: a point, a landmark of the territory, else a street or a name of the directory. `given` is the
 * point that words came with, and those words (« 43.7384,7.4246 votre position »): once others are typed, it is no more.
 */
async function nearOf(kernel: Kernel, territory: TerritoryContext, typed: string, given: string): Promise<DirectoryList['near']> {
  const text = typed.trim().slice(0, 200);
  if (!text) return null;
  const [, at = '', words] = /^(\S+) (.+)$/.exec(given.trim()) ?? [];
  const givenPoint = words?.slice(0, 200) === text ? parsePoint(at) : null;
  if (givenPoint) return { typed: text, label: text, point: givenPoint, isGiven: true };
  const point = parsePoint(text);
  if (point) return { typed: text, label: text, point, isGiven: false };
  const landmark = landmarksOf(territory).find(({ label }) => fold(label) === fold(text));
  if (landmark) return { typed: text, label: landmark.label, point: landmark.point, isGiven: false };
  return { typed: text, label: text, point: await locate(kernel, directoryScope(territory), text), isGiven: false };
}

function base(visit: Visit): Search {
  return {
    scope: directoryScope(visit.territory),
    q: '',
    theme: null,
    near: null,
    radiusMetres: null,
    openNow: false,
    now: visit.now,
    subject: null,
    cursor: null,
    limit: PAGE,
  };
}

/** The list of `/annuaire`, from what its address asks for; what makes no sense there is left out. */
export async function directoryList(kernel: Kernel, visit: Visit): Promise<DirectoryList> {
  const { query, territory } = visit;
  const q = (query['q'] ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
  const theme = themes.find(({ slug }) => slug === query['theme'])?.code ?? null;
  const near = await nearOf(kernel, territory, (query['pres'] ?? '').replace(/\p{Cc}/gu, ' '), query['point'] ?? '');
  const openNow = query['ouvert'] === '1';
  const request: Search = { ...base(visit), q, theme, near: near?.point ?? null, openNow, cursor: query['suite'] ?? null };
  // A cut or outdated « suite » starts again from the first page.
  const [result, isFirstPage] = await search(kernel, request)
    .then((found) => [found, request.cursor === null] as const)
    .catch(async (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return [await search(kernel, { ...request, cursor: null }), true] as const;
    });
  return {
    q,
    theme,
    openNow,
    near,
    landmarks: landmarksOf(territory).map(({ label }) => label),
    total: result.total,
    isApproximate: result.isApproximate,
    cards: result.hits.map((hit) => toCard(hit, visit)),
    themeCounts: result.themeCounts,
    nextCursor: result.nextCursor,
    isFirstPage,
  };
}

const HOME_CARDS = 6;

/** The directory's part of the home page. */
export async function directoryHome(kernel: Kernel, visit: Visit): Promise<DirectoryHome> {
  const all = await search(kernel, { ...base(visit), limit: 1 });
  const open = await search(kernel, { ...base(visit), openNow: true, near: visit.territory.centre, limit: HOME_CARDS });
  return {
    themeCounts: all.themeCounts,
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
