import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import { listPath, listSearch, placesOf, readListQuery, wantedFacets } from '../announcements/index.ts';
import type { Near, SavedSearch } from './models.ts';

/** Points that one may want to be near of: the list's own, the commune, its districts, the members of a grouping. */
export function nearbyPlaces(territory: TerritoryContext, place: Omit<Near, 'within'> | null = null): Omit<Near, 'within'>[] {
  const { centre, kind, name } = territory;
  const known = [...(centre && kind === 'commune' ? [{ name, ...centre }] : []), ...placesOf(territory)];
  const own = place && !known.some((one) => one.name === place.name) ? [place] : [];
  return [...own, ...known].map((one) => ({ name: one.name, latitude: one.latitude, longitude: one.longitude }));
}

/** What the address of the form asks for: that of a list, with `liste=jeunes` for young people's. A day is not kept: it passes; where it is to be near of is kept apart. */
export function readSearch({ query, territory }: Pick<Visit, 'query' | 'territory'>, near: Near | null = null): SavedSearch {
  return {
    query: { ...readListQuery({ query, territory }), when: null, near: null, within: null },
    isForYouth: query['liste'] === 'jeunes',
    near,
  };
}

/** The list that shows what a search finds, as it is kept and shown. */
export function addressOf({ query, isForYouth }: SavedSearch): string {
  return `${listPath(isForYouth)}${listSearch(query)}`;
}

/** The same list, near of where the search says. */
export function listOf({ query, isForYouth, near }: SavedSearch): string {
  const place = near && { near: { words: near.name, point: near }, within: near.within };
  return `${listPath(isForYouth)}${listSearch({ ...query, ...place })}`;
}

/** Reads a kept address again, by what the territory knows today. */
export function searchAt(address: string, territory: TerritoryContext, near: Near | null): SavedSearch {
  const { pathname, searchParams } = new URL(address, 'http://list');
  return {
    query: readListQuery({ query: Object.fromEntries(searchParams), territory }),
    isForYouth: pathname === listPath(true),
    near,
  };
}

/** What an announcement's facets have to hold. */
export function facetsOf({ query, isForYouth }: SavedSearch): string[] {
  return wantedFacets(query, isForYouth);
}

/**
 * The facet under which an alert is looked up where it has no words: the one that the fewest announcements have. Kinds and
 * « for young people » are the most common.
 */
export function anchorOf(facets: readonly string[]): string {
  const rank = (facet: string) => (facet.startsWith('youth:') ? 2 : facet.startsWith('kind:') ? 1 : 0);
  return facets.toSorted((a, b) => rank(a) - rank(b))[0] ?? '*';
}
