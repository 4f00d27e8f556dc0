import type { Point } from '../../kernel/http/visit.ts';

/** A place of the drawing, with the numbers that its items have in the list beside it. */
export interface Marker {
  x: number;
  y: number;
  /** From 1, both included. */
  from: number;
  to: number;
}

/** A plan to be drawn without a map service: outlines and numbered places, in units of its own. */
export interface MapDrawing {
  width: number;
  height: number;
  /** Of an SVG `path`, one for each outline. */
  outlines: readonly string[];
  markers: readonly Marker[];
}

type Ring = readonly (readonly number[])[];

/** Always the same, so that a page can keep room for it before it comes (`embed.css`). */
const WIDTH = 360;
const HEIGHT = 330;
/** Room for a number at the edge. */
const MARGIN = 16;
/** Two numbers that would touch are one. */
const NEAREST = 26;

/**
 * Draws items over outlines, and puts those that lie together one after the other, so that a number stands for several.
 *
 * @param outlines GeoJSON MultiPolygons.
 * @returns the items in the order of their numbers; those outside of the outlines, or without a position, are left out.
 */
export function drawMap<Item extends { position: Point | null }>(
  outlines: readonly { coordinates: readonly (readonly Ring[])[] }[],
  items: readonly Item[],
): { drawing: MapDrawing; items: Item[] } {
  const rings = outlines.map(({ coordinates }) => coordinates.flat());
  const corners = rings.flat(2).map(([longitude = 0, latitude = 0]) => ({ longitude, latitude }));
  const positions = items.flatMap(({ position }) => position ?? []);
  const bounds = boundsOf(corners.length > 0 ? corners : positions);
  const project = projection(bounds);
  const groups: { x: number; y: number; items: Item[] }[] = [];
  for (const item of items) {
    if (!item.position || !holds(bounds, item.position)) continue;
    const [x, y] = project(item.position);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < NEAREST);
    if (near) near.items.push(item);
    else groups.push({ x, y, items: [item] });
  }
  let last = 0;
  const markers = groups.map(({ x, y, items: { length } }) => {
    const from = last + 1;
    last += length;
    return { x, y, from, to: last };
  });
  const paths = rings.map((all) =>
    all.map((ring) => pathOf(ring.map(([longitude = 0, latitude = 0]) => project({ longitude, latitude })))).join(''),
  );
  return { drawing: { width: WIDTH, height: HEIGHT, outlines: paths, markers }, items: groups.flatMap((group) => group.items) };
}

interface Bounds {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** A few hundred metres at least, so that a place alone is drawn too. */
function boundsOf(points: readonly Point[]): Bounds {
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const { longitude, latitude } of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  const margin = 0.002;
  return { west: west - margin, east: east + margin, south: south - margin, north: north + margin };
}

function holds({ west, east, south, north }: Bounds, { longitude, latitude }: Point): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** Equirectangular, true in the middle: at the size of a grouping of communes nobody sees the difference. */
function projection({ west, east, south, north }: Bounds): (point: Point) => [number, number] {
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const [wide, high] = [(east - west) * shrink, north - south];
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high);
  const [left, top] = [(WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2];
  return ({ longitude, latitude }) => [tenth(left + (longitude - west) * shrink * scale), tenth(top + (north - latitude) * scale)];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Positions that are less than a unit from the one before are left out. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  const kept: (readonly [number, number])[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    if (!before || Math.hypot(point[0] - before[0], point[1] - before[1]) >= 1) kept.push(point);
  }
  return kept.length < 3 ? '' : `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}z`;
}
