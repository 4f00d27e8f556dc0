import { parsePoint } from '../../../kernel/geo/geo.ts';
import { geocode } from '../../../kernel/geo/geocoder.ts';
import type { Point, TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Near, NearAsked } from '../near.ts';
import { fold } from '../text.ts';
import { directoryScope } from './scope.ts';
import { locate } from './search.ts';

/** Named points of the territory itself, to be near of without sharing a position. */
export function landmarksOf(territory: TerritoryContext): { label: string; point: Point }[] {
  return [
    ...(territory.centre && territory.kind === 'commune' ? [{ label: territory.name, point: territory.centre }] : []),
    ...territory.districts.map(({ name, latitude, longitude }) => ({ label: name, point: { latitude, longitude } })),
    ...territory.members.flatMap((member) => (member.centre ? [{ label: member.name, point: member.centre }] : [])),
  ];
}

/**
 * What « Près de » means: the point that came with it, a point, a landmark of the territory, a street or a name of the
 * directory, an address that the geocoder knows; else the territory's centre, which the page then says.
 */
export async function nearOf(kernel: Kernel, territory: TerritoryContext, asked: NearAsked | null): Promise<Near | null> {
  if (asked === null) return null;
  const { words } = asked;
  const near = { typed: words, label: words, isGiven: false };
  if (asked.point) return { ...near, point: asked.point, isGiven: true, how: 'given' };
  const point = parsePoint(words);
  if (point) return { ...near, point, how: 'point' };
  const landmark = landmarksOf(territory).find(({ label }) => fold(label) === fold(words));
  if (landmark) return { ...near, ...landmark, how: 'landmark' };
  const located = await locate(kernel, directoryScope(territory), words);
  if (located) return { ...near, point: located, how: 'directory' };
  const found = await geocode(kernel, {
    text: words,
    country: territory.country,
    around: territory.centre,
    communeCode: territory.kind === 'commune' ? territory.code : null,
    postcodes: territory.postcodes,
  });
  // Given from now on: the pages that follow keep this point, whatever the service does meanwhile.
  if (found && found !== 'unavailable') return { ...near, label: found.label, point: found.point, isGiven: true, how: 'address' };
  if (territory.centre) return { ...near, label: territory.name, point: territory.centre, how: 'centre' };
  return { ...near, point: null, how: 'unknown' };
}
