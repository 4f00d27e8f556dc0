import type { Point } from '../http/visit.ts';
import type { Outline } from './geo.ts';

type Ring = readonly (readonly number[])[];

/** Square of the distance from a position to a segment, in degrees. */
function squareDistance(
  [x = 0, y = 0]: readonly number[],
  [ax = 0, ay = 0]: readonly number[],
  [bx = 0, by = 0]: readonly number[],
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
}

/** Douglas-Peucker, without recursion: a coast may have a hundred thousand positions. */
function simplifyRing(ring: Ring, tolerance: number): Ring {
  const kept = new Set([0, ring.length - 1]);
  const stack: [number, number][] = [[0, ring.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [first, last] = span;
    const [from, to] = [ring[first] ?? [], ring[last] ?? []];
    let [farthest, most] = [0, -1];
    for (let index = first + 1; index < last; index++) {
      const distance = squareDistance(ring[index] ?? [], from, to);
      if (distance > most) [farthest, most] = [index, distance];
    }
    if (most <= tolerance ** 2) continue;
    kept.add(farthest);
    stack.push([first, farthest], [farthest, last]);
  }
  return ring.filter((_, index) => kept.has(index));
}

/** About a metre. */
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** A point as a map needs it: to the metre, latitude first. */
export function rounded({ latitude, longitude }: Point): [latitude: number, longitude: number] {
  return [round(latitude), round(longitude)];
}

/**
 * A lighter outline to draw: nowhere farther from the true one than a two-thousandth of its extent, so a pixel or less
 * on a screen that shows the whole of it. Islets that come down to a line are left out.
 */
export function simplify(outline: Outline): { type: 'MultiPolygon'; coordinates: number[][][][] } {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  for (const [x = 0, y = 0] of polygons.flat(2)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  const tolerance = Math.max(box[2] - box[0], box[3] - box[1]) / 2000;
  const drawn = polygons
    .map((rings) =>
      rings.map((ring) => simplifyRing(ring, tolerance).map(([x = 0, y = 0]) => [round(x), round(y)])).filter((ring) => ring.length >= 4),
    )
    .filter((rings) => rings.length > 0);
  return { type: 'MultiPolygon', coordinates: drawn };
}
