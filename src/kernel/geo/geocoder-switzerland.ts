import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { OutgoingError } from '../http/outgoing-error.ts';
import { boxAround } from './geo.ts';
import type { Candidate, GeocodeQuestion, GeocoderDialect } from './geocoding.ts';

// `label` is HTML; `detail` is the folded text that was searched in.
const reply = z.object({
  results: z.array(
    z.object({
      attrs: z.object({
        label: z.string().min(1),
        detail: z.string(),
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        origin: z.string(),
      }),
    }),
  ),
});

const NEAR_METRES = 15_000;
/** The most words that the service takes. */
const MAX_WORDS = 10;

/** The location search of api3.geo.admin.ch. */
export const geoAdmin: GeocoderDialect = { questions, read };

/** Around the territory, then in the whole country. */
function* questions({ text, around }: GeocodeQuestion): Generator<Record<string, string>> {
  const common = {
    searchText: text.split(' ').slice(0, MAX_WORDS).join(' '),
    type: 'locations',
    origins: 'address,gazetteer,zipcode,gg25',
    sr: '4326',
    limit: '10',
    returnGeometry: 'false',
  };
  if (around) {
    const { west, south, east, north } = boxAround(around, NEAR_METRES);
    // By likeness all the same: sorting by distance would put the nearest of the unlike first.
    yield { ...common, bbox: [west, south, east, north].map((degrees) => degrees.toFixed(5)).join(','), sortbbox: 'false' };
  }
  yield common;
}

/**
 * The service warns that its weights may change at any time, and has a guess for everything: the score is ours. Every word
 * that was typed must be in the answer, since one less is another number, street or town; nearly so counts for less.
 */
function read(value: unknown, { text }: GeocodeQuestion, host: string): Candidate[] {
  const result = reply.safeParse(value);
  if (!result.success) throw new OutgoingError('unreadable', host, {}, result.error);
  const typed = words(text).filter((word) => !IMPLIED.has(word));
  return result.data.results.map(({ attrs: { label, detail, lat, lon, origin } }) => {
    const held = words(`${detail} ${plain(label)}`);
    return {
      label: plain(label),
      point: { latitude: lat, longitude: lon },
      isExact: origin === 'address',
      score: Math.min(...typed.map((word) => Math.max(...held.map((other) => likeness(word, other))))),
    };
  });
}

const IMPLIED: ReadonlySet<string> = new Set(['suisse', 'schweiz', 'switzerland', 'svizzera']);

/** The same number; a word that begins so, since people write « av. » and « ch. »; or one letter beside it. */
function likeness(typed: string, held: string): number {
  if (/^\d/.test(typed)) return typed === held ? 1 : 0;
  if (held.startsWith(typed)) return 1;
  return typed.length >= 5 && distance(typed, held) === 1 ? 0.7 : 0;
}

function words(text: string): string[] {
  return text
    .replace(/œ/gi, 'oe')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** « Rue du Rhône 5 <b>1204 Genève</b> » → « Rue du Rhône 5 1204 Genève », without the kind of place in italics. */
function plain(label: string): string {
  return label
    .replace(/<i>.*?<\/i>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
