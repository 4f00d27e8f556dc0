import { distanceBetween } from '../../kernel/geo/geo.ts';
import type { Point, TerritoryContext } from '../../kernel/http/visit.ts';
import type { SubjectName } from './facts.ts';
import { slugify } from './text.ts';
import { publics } from './vocabularies/data-inclusion.ts';

/** What lists are narrowed by, each a prefix of `listing.facets`. */
export const facetNames = ['subject', 'theme', 'public', 'fee', 'mode', 'language', 'wheelchair', 'district', 'form', 'label'] as const;
export type FacetName = (typeof facetNames)[number];

/** One value of a facet, as `listing.facets` holds it: « public:jeunes ». */
function facet(name: FacetName, value: string): string {
  return `${name}:${value}`;
}

export interface FacetSubject {
  subject: SubjectName;
  themes: readonly string[];
  publics: readonly string[];
  fee: string | null;
  isFree: boolean;
  receptionModes: readonly string[];
  languages: readonly string[];
  wheelchair: string | null;
  position: Point | null;
  legalForm: string | null;
  accreditations: readonly { code: string; until: string | null }[];
}

/**
 * All that a listing may be narrowed by. A service for everyone is for each public; one that says nothing of its
 * public, its fee or its languages is not guessed at.
 *
 * @param today ISO date: an agreement that has ended no longer counts.
 */
export function facetsOf(subject: FacetSubject, territory: Pick<TerritoryContext, 'districts'>, today: string): string[] {
  const district = districtOf(subject.position, territory);
  const isForAll = subject.publics.includes('tous-publics');
  return [
    facet('subject', subject.subject),
    ...subject.themes.map((code) => facet('theme', code)),
    ...(isForAll ? publics.map(({ code }) => code) : subject.publics).map((code) => facet('public', code)),
    ...(subject.fee !== null ? [facet('fee', subject.fee)] : subject.isFree ? [facet('fee', 'gratuit')] : []),
    ...subject.receptionModes.map((code) => facet('mode', code)),
    ...subject.languages.map((code) => facet('language', code)),
    ...(subject.wheelchair === 'yes' ? [facet('wheelchair', 'yes')] : []),
    ...(district === null ? [] : [facet('district', district)]),
    ...(subject.legalForm === null ? [] : [facet('form', subject.legalForm)]),
    ...subject.accreditations.filter(({ until }) => until === null || until >= today).map(({ code }) => facet('label', code)),
  ];
}

/** Farther than this from every named point of a commune, something is in none of its districts. */
const DISTRICT_METRES = 3_000;

/** The district whose named point is nearest, by its slug: districts have no outlines. */
export function districtOf(position: Point | null, { districts }: Pick<TerritoryContext, 'districts'>): string | null {
  if (position === null) return null;
  let nearest: { name: string; metres: number } | null = null;
  for (const district of districts) {
    const metres = distanceBetween(position, district);
    if (metres <= DISTRICT_METRES && (nearest === null || metres < nearest.metres)) nearest = { name: district.name, metres };
  }
  return nearest && districtSlug(nearest.name);
}

/** A district in addresses and in the API. */
export function districtSlug(name: string): string {
  return slugify(name, 'quartier');
}

/** What a list is narrowed to: at most one value of each facet. */
export type Filters = Readonly<Partial<Record<FacetName, string>>>;

/** As `listing.facets` holds them. */
export function facetsOfFilters(filters: Filters): string[] {
  return facetNames.flatMap((name) => (filters[name] === undefined ? [] : [facet(name, filters[name])]));
}

/** Of counts by facet value, those of one facet: value → how many. */
export function countsOf(counts: Readonly<Record<string, number>>, name: FacetName): Record<string, number> {
  const prefix = facet(name, '');
  return Object.fromEntries(
    Object.entries(counts).flatMap(([value, n]) => (value.startsWith(prefix) ? [[value.slice(prefix.length), n]] : [])),
  );
}
