import { countryOfGeocoder } from '../config.ts';
import { outgoingGet } from '../http/outgoing.ts';
import { OutgoingError } from '../http/outgoing-error.ts';
import type { Kernel } from '../kernel.ts';
import { distanceBetween } from './geo.ts';
import { baseAdresseNationale } from './geocoder-france.ts';
import { geoAdmin } from './geocoder-switzerland.ts';
import type { Candidate, GeocodeAnswer, GeocodeQuestion, GeocoderDialect } from './geocoding.ts';

export type { GeocodeAnswer, GeocodeQuestion } from './geocoding.ts';

const dialects: Readonly<Record<'FR' | 'CH', GeocoderDialect>> = { FR: baseAdresseNationale, CH: geoAdmin };

const WAIT_MS = 2_000;
const MAX_BYTES = 500_000;
/** As many questions at once as a portal's busy hour asks; a service that has stopped answering then holds no more than these. */
const MAX_AT_ONCE = 8;
/** Two towns of a region may be as far apart; further away it is another street of the same name. */
const FAR_METRES = 100_000;
/** Below, the services' first answer is most often another street. */
const LEAST_SCORE = 0.5;
/** From here on the answer is taken without looking further than the territory. */
const GOOD_SCORE = 0.8;
const MAX_REMEMBERED = 500;

const remembered = new Map<string, GeocodeAnswer>();
let atOnce = 0;

/**
 * Where an address is, by the service of its country in `GEOCODER_URL`.
 *
 * Null: the service knows no such address here. `unavailable`: there is no service for this country, or it did not answer
 * within two seconds; asking again may help. Only what was found is remembered, in memory.
 */
export async function geocode(
  kernel: Pick<Kernel, 'config' | 'log'>,
  question: GeocodeQuestion,
): Promise<GeocodeAnswer | null | 'unavailable'> {
  const service = kernel.config.geocoderUrls.find((url) => countryOfGeocoder(url) === question.country);
  if (!service) return 'unavailable';
  const text = question.text.replace(/\s+/g, ' ').trim();
  // What the services refuse themselves: fewer than three letters, more than an address.
  if (text.length < 3 || text.length > 200) return null;
  const key = JSON.stringify([service, text.toLowerCase(), question.communeCode, question.around]);
  const known = remembered.get(key);
  if (known) {
    remember(key, known);
    return known;
  }
  if (atOnce >= MAX_AT_ONCE) return 'unavailable';
  atOnce += 1;
  try {
    const found = await ask(service, { ...question, text });
    if (found) remember(key, found);
    return found;
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    // Its message names the host only.
    kernel.log.warn({ fault: error.fault, status: error.status, reason: error.message }, 'geocoder unavailable');
    return 'unavailable';
  } finally {
    atOnce -= 1;
  }
}

/** First within the territory, then around it; the better of both. */
async function ask(service: string, question: GeocodeQuestion): Promise<GeocodeAnswer | null> {
  const { questions, read } = dialects[question.country];
  const deadline = performance.now() + WAIT_MS;
  let best: Candidate | null = null;
  for (const parameters of questions(question)) {
    const reply = await fetchReply(service, parameters, Math.max(1, deadline - performance.now()));
    const candidates = reply === null ? [] : read(reply, question, new URL(service).host);
    for (const candidate of candidates) {
      const isNear = question.around === null || distanceBetween(question.around, candidate.point) < FAR_METRES;
      if (isNear && candidate.score >= LEAST_SCORE && candidate.score > (best?.score ?? 0)) best = candidate;
    }
    if (best && best.score >= GOOD_SCORE) break;
  }
  return best && { label: best.label, point: best.point, isExact: best.isExact };
}

/** Null where the service takes the words for no address at all. */
async function fetchReply(service: string, parameters: Readonly<Record<string, string>>, timeoutMs: number): Promise<unknown> {
  const url = new URL(service);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  try {
    const { body } = await outgoingGet(url.href, { timeoutMs, maxBytes: MAX_BYTES, accept: 'application/json', allowPrivate: true });
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof OutgoingError && error.status === 400) return null;
    if (error instanceof SyntaxError) throw new OutgoingError('unreadable', url.host);
    throw error;
  }
}

/** The one used last goes last, so that the first is the one to forget. */
function remember(key: string, answer: GeocodeAnswer): void {
  remembered.delete(key);
  remembered.set(key, answer);
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}
