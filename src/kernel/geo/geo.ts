import type { Point } from '../http/visit.ts';

export interface BoundingBox {
  south: number;
  north: number;
  west: number;
  east: number;
}

const RADIUS = 6_371_000;

/** The box that surely holds every point within `metres` of this one, a millimetre wider for what rounding takes. */
export function boxAround(point: Point, metres: number): BoundingBox {
  const angle = (metres + 0.001) / RADIUS;
  const dLat = (angle * 180) / Math.PI;
  // Meridians draw together: the easternmost point lies nearer to the pole. Around the pole itself, every longitude.
  const ratio = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos((point.latitude * Math.PI) / 180);
  const dLng = Math.abs(point.latitude) + dLat < 90 ? (Math.asin(ratio) * 180) / Math.PI : 360;
  return { south: point.latitude - dLat, north: point.latitude + dLat, west: point.longitude - dLng, east: point.longitude + dLng };
}

/** Metres between two points (haversine, mean radius): the same as `kernel.distance_m`. */
export function distanceBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2 +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(h));
}

/** « 43.7384,7.4246 » → a point; null where it is none. */
export function parsePoint(text: string): Point | null {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

type Position = readonly number[];
export interface Polygon {
  type: 'Polygon';
  coordinates: readonly (readonly Position[])[];
}
export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: readonly (readonly (readonly Position[])[])[];
}
export type Outline = Polygon | MultiPolygon;

/** Whether a point lies in an outline (even-odd rule, holes respected). */
export function isInside(outline: Outline, { latitude, longitude }: Point): boolean {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return polygons.some((rings) => rings.reduce((inside, ring) => (crosses(ring, longitude, latitude) ? !inside : inside), false));
}

function crosses(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * A point that stands for a GeoJSON geometry: itself, or the middle of the box around a line or polygon, which for a
 * shop or a park is as good as the centroid. Null where it holds no valid WGS 84 position.
 */
export function representativePoint(geometry: unknown): Point | null {
  const box: BoundingBox = { south: 90, north: -90, west: 180, east: -180 };
  let count = 0;
  // A MultiPolygon is four lists deep (RFC 7946, 3.1); deeper is no geometry.
  const visit = (value: unknown, depth: number): boolean => {
    if (!Array.isArray(value) || depth > 4) return false;
    if (typeof value[0] === 'number') {
      const [longitude, latitude] = value as number[];
      if (!isLongitude(longitude) || !isLatitude(latitude)) return false;
      box.south = Math.min(box.south, latitude);
      box.north = Math.max(box.north, latitude);
      box.west = Math.min(box.west, longitude);
      box.east = Math.max(box.east, longitude);
      count += 1;
      return true;
    }
    return value.every((part) => visit(part, depth + 1));
  };
  const { coordinates, geometries } = (geometry ?? {}) as { coordinates?: unknown; geometries?: unknown };
  const parts = Array.isArray(geometries)
    ? geometries.map((part: { coordinates?: unknown } | null | undefined) => part?.coordinates)
    : [coordinates];
  if (!parts.every((part) => visit(part, 1)) || count === 0) return null;
  return { latitude: (box.south + box.north) / 2, longitude: (box.west + box.east) / 2 };
}

function isLatitude(value: number | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 90;
}

function isLongitude(value: number | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 180;
}
