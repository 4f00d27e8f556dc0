import type { Point, Visit } from '../../../kernel/http/visit.ts';
import { type ThemeCode, themes } from '../themes.ts';
import type { DirectoryList } from '../view-models.ts';

/** The list's choices, as its address holds them. */
export interface ListQuery {
  q?: string;
  theme?: ThemeCode | null;
  /** « Près de »: words, or `lat,lng`. */
  near?: string;
  /** The point that these words stand for, where they could not be looked up. */
  point?: Point | null;
  openNow?: boolean;
  cursor?: string | null;
}

/** Goes with the words of « Près de », and holds them: should they be changed in the field, the point is left out. */
export function givenPoint({ latitude, longitude }: Point, words: string): string {
  return `${latitude},${longitude} ${words}`;
}

export function listPath({ q, theme, near, point, openNow, cursor }: ListQuery): string {
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (theme) query.set('theme', themes.find(({ code }) => code === theme)?.slug ?? theme);
  if (near) query.set('pres', near);
  if (near && point) query.set('point', givenPoint(point, near));
  if (openNow) query.set('ouvert', '1');
  if (cursor) query.set('suite', cursor);
  // A comma may stay as it is in a query: `pres=46.2,6.1` is an address that one can read.
  const text = query.toString().replaceAll('%2C', ',');
  return text ? `/annuaire?${text}` : '/annuaire';
}

export function listQuery(list: DirectoryList): ListQuery {
  const { q, theme, near, openNow } = list;
  return { q, theme, near: near?.typed ?? '', openNow, ...(near?.isGiven && { point: near.point }) };
}

/** `commune`: slug of the territory it belongs to, where that is not the portal's own. */
export function placePath(slug: string, commune: string | null = null): string {
  return commune === null ? `/lieux/${slug}` : `/lieux/${slug}?commune=${commune}`;
}

export function organisationPath(slug: string, commune: string | null = null): string {
  return commune === null ? `/annuaire/${slug}` : `/annuaire/${slug}?commune=${commune}`;
}

/** The page's whole address, as it is printed and copied. */
export function absolute(visit: Visit, path: string): string {
  return `${visit.territory.origin ?? visit.origin}${visit.href(path)}`;
}
