import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import { givenPoint, type NearAsked, nearAsked, readPlace } from '../directory/index.ts';
import { fieldsOf } from './facts-input.ts';
import { isoDate } from './iso-date.ts';
import { kindBySlug, kindsIn } from './kinds/index.ts';
import type { AnnouncementKind } from './kinds/kind.ts';
import { placesOf } from './places.ts';

/** What the address of a list asks for, as its form shows it. */
export interface ListQuery {
  q: string;
  kind: AnnouncementKind | null;
  /** « ce-week-end », or a day. */
  when: 'weekend' | Temporal.PlainDate | null;
  age: number | null;
  /** « Près de »: the nearest come first. */
  near: NearAsked | null;
  /** Kilometres within which they are to be, or from afar; null: wherever. */
  within: number | null;
  /** Values of facets beside the kind: « contract:permanent ». */
  facets: readonly string[];
}

/** The list of everybody, or that of young people. */
export function listPath(isForYouth: boolean): string {
  return isForYouth ? '/annonces/jeunes' : '/annonces';
}

/** Names of the parameters of a list's address. */
export const parameters = {
  words: 'q',
  kind: 'quoi',
  when: 'quand',
  age: 'age',
  near: 'pres',
  point: 'point',
  within: 'rayon',
  facets: 'avec',
  next: 'suite',
} as const;

/** Kilometres that one may choose. */
export const distances = [2, 5, 10, 20, 50] as const;

export const WEEKEND = 'ce-week-end';

/**
 * The facet values that some kinds are narrowed by on a portal, in the order of their forms. A grouping may have communes on both sides of
 * a border: it keeps the choices of either. @param isAsked whether a kind's choices count, or its boxes alone.
 */
export function facetsOf(
  kinds: readonly AnnouncementKind[],
  territory: TerritoryContext,
  isAsked: (kind: AnnouncementKind) => boolean,
): string[] {
  const values = kinds.flatMap((kind) =>
    (territory.kind === 'grouping' ? kind.fields : fieldsOf(kind, territory)).flatMap((field) => {
      if (!('isFacet' in field) || !field.isFacet) return [];
      if (field.type === 'box') return [`${field.name}:yes`];
      return isAsked(kind) ? field.values.map((value) => `${field.name}:${value}`) : [];
    }),
  );
  return [...new Set([...values, 'remote:yes'])];
}

/** Reads the address of a list; what makes no sense there is left out. */
export function readListQuery({ query, territory }: Pick<Visit, 'query' | 'territory'>): ListQuery {
  const known = new Set([
    ...facetsOf(kindsIn(territory), territory, () => true),
    ...placesOf(territory).map(({ slug }) => `district:${slug}`),
  ]);
  const age = /^\d{1,2}$/.test(query[parameters.age] ?? '') ? Number(query[parameters.age]) : null;
  const wish = readPlace(
    (query[parameters.words] ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 200),
  );
  const near = nearAsked(query[parameters.near] || (wish.near ?? ''), query[parameters.point]);
  return {
    q: wish.q,
    kind: kindBySlug(query[parameters.kind] ?? '', territory),
    when: query[parameters.when] === WEEKEND ? 'weekend' : isoDate(query[parameters.when] ?? ''),
    age: age !== null && age > 0 ? age : null,
    near,
    within: near && (distances.find((km) => String(km) === query[parameters.within]) ?? null),
    facets: [...new Set((query[parameters.facets] ?? '').split(','))].filter((value) => known.has(value)).slice(0, 8),
  };
}

/** What an announcement's facets hold where the list shows it. */
export function wantedFacets({ kind, facets }: Pick<ListQuery, 'kind' | 'facets'>, isForYouth: boolean): string[] {
  return [...(kind ? [`kind:${kind.code}`] : []), ...(isForYouth ? ['youth:yes'] : []), ...facets];
}

/** The Saturday and Sunday that come, or what is left of them. */
export function weekendOf(today: Temporal.PlainDate): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  const saturday = sunday.subtract({ days: 1 });
  return { from: Temporal.PlainDate.compare(today, saturday) > 0 ? today : saturday, until: sunday };
}

/** The query of a list's address: what is left out or empty is not in it. */
export function listSearch(
  query: Partial<Omit<ListQuery, 'kind'>> & { kind?: Pick<AnnouncementKind, 'slug'> | null },
  next?: string,
): string {
  const { q, kind, when, age, near, within, facets = [] } = query;
  const found = new URLSearchParams();
  if (q) found.set(parameters.words, q);
  if (kind) found.set(parameters.kind, kind.slug);
  if (when) found.set(parameters.when, when === 'weekend' ? WEEKEND : when.toString());
  if (age) found.set(parameters.age, String(age));
  if (near) {
    found.set(parameters.near, near.words);
    if (near.point) found.set(parameters.point, givenPoint(near.point, near.words));
    if (within) found.set(parameters.within, String(within));
  }
  if (facets.length > 0) found.set(parameters.facets, facets.join(','));
  if (next) found.set(parameters.next, next);
  const text = found.toString();
  return text === '' ? '' : `?${text}`;
}

/** Where somebody asks to be written to about what is new in a list (module alerts): the list's own query, and which list. */
export function alertPath(query: ListQuery, isForYouth: boolean): string {
  const search = listSearch(query);
  return `/alertes/nouvelle${search}${isForYouth ? `${search === '' ? '?' : '&'}liste=jeunes` : ''}`;
}

/** A question that somebody asked, rather than a list for everyone. */
export function isQuestion(query: ListQuery): boolean {
  return query.q !== '' || query.when !== null || query.age !== null || query.near !== null || query.facets.length > 0;
}
