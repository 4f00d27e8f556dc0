import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { districtSlug } from '../directory/index.ts';

/** Points that stand for districts, and in a grouping for its members. */
export function placesOf({ districts, members }: TerritoryContext): { slug: string; name: string; latitude: number; longitude: number }[] {
  return [
    ...districts.map((district) => ({ ...district, slug: districtSlug(district.name) })),
    ...members.flatMap(({ name, slug, centre }) => (centre ? [{ name, slug, ...centre }] : [])),
  ];
}
