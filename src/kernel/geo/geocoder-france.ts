import { z } from 'zod';
import { OutgoingError } from '../http/outgoing-error.ts';
import type { Candidate, GeocodeQuestion, GeocoderDialect } from './geocoding.ts';

// GeocodeJSON.
const reply = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) }),
      properties: z.object({ label: z.string().min(1), score: z.number(), type: z.string().optional() }),
    }),
  ),
});

/** The Base Adresse Nationale's engine, addok: the State's at data.geopf.fr, or one's own. */
export const baseAdresseNationale: GeocoderDialect = { questions, read };

/** In the commune, then around. */
function* questions({ text, around, communeCode, postcodes }: GeocodeQuestion): Generator<Record<string, string>> {
  const common = {
    q: text,
    limit: '5',
    // The words are whole: nobody is typing any more.
    autocomplete: '0',
    ...(around && { lat: String(around.latitude), lon: String(around.longitude) }),
  };
  const [postcode] = /\b\d{5}\b/.exec(text) ?? [];
  const isElsewhere = postcode !== undefined && postcodes.length > 0 && !postcodes.includes(postcode);
  if (communeCode !== null && !isElsewhere) yield { ...common, citycode: communeCode };
  yield common;
}

function read(value: unknown, _question: GeocodeQuestion, host: string): Candidate[] {
  const result = reply.safeParse(value);
  if (!result.success) throw new OutgoingError('unreadable', host, {}, result.error);
  return result.data.features.map(({ geometry: { coordinates }, properties: { label, score, type } }) => ({
    label,
    point: { latitude: coordinates[1], longitude: coordinates[0] },
    isExact: type === 'housenumber',
    score,
  }));
}
