import type { Point } from '../../../../kernel/http/visit.ts';
import { writtenText } from './cleaning.ts';
import { decimal } from './codes.ts';
import type { Warn } from './warnings.ts';

/** Where France and Switzerland lie: south, north, west, east. */
const areas: readonly (readonly [number, number, number, number])[] = [
  // Metropolitan France, Corsica, Monaco, Switzerland.
  [41, 51.5, -5.5, 10.6],
  // The Antilles, Guyane, Saint-Pierre-et-Miquelon.
  [14, 18.5, -63.5, -60.5],
  [2, 6, -55, -51],
  [46.5, 47.5, -57, -56],
  // La Réunion, Mayotte.
  [-21.6, -20.7, 55, 56],
  [-13.2, -12.4, 44.8, 45.5],
  // New Caledonia, Polynesia, Wallis and Futuna.
  [-23, -18, 158, 172],
  [-28, -7, -155, -134],
  [-15, -13, -179, -176],
];

export function isServed({ latitude, longitude }: Point): boolean {
  return areas.some(([south, north, west, east]) => latitude >= south && latitude <= north && longitude >= west && longitude <= east);
}

/**
 * A position as files give it. Latitude and longitude that are only somewhere in France or Switzerland the other way
 * round are swapped; `0,0` is none; what lies nowhere on Earth is none, with a warning.
 */
export function readPosition(latitude: unknown, longitude: unknown, warn: Warn): Point | null {
  const given = [writtenText(latitude), writtenText(longitude)];
  if (given[0] === null && given[1] === null) return null;
  const point = { latitude: decimal(latitude) ?? Number.NaN, longitude: decimal(longitude) ?? Number.NaN };
  if (point.latitude === 0 && point.longitude === 0) return null;
  if (!isServed(point)) {
    const swapped = { latitude: point.longitude, longitude: point.latitude };
    if (isServed(swapped)) {
      warn('swapped-coordinates');
      return swapped;
    }
    if (!(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)) {
      warn('invalid-position');
      return null;
    }
  }
  return point;
}

/** The same from one cell: « 45.19, 5.73 », `POINT(5.73 45.19)`. */
export function readPositionText(value: unknown, warn: Warn): Point | null {
  const text = writtenText(value)?.slice(0, 200);
  if (!text) return null;
  const wkt = /^\s*(?:SRID=4326;)?\s*POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)\s*$/i.exec(text);
  if (wkt) return readPosition(wkt[2], wkt[1], warn);
  const pair =
    /^[\s[(]*([-+]?\d+(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)[\s\])]*$/.exec(text) ??
    /^\s*([-+]?\d+(?:,\d+)?)\s*[;\s]\s*([-+]?\d+(?:,\d+)?)\s*$/.exec(text);
  if (pair) return readPosition(pair[1], pair[2], warn);
  warn('invalid-position');
  return null;
}
