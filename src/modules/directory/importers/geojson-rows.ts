import { createHash } from 'node:crypto';
import { representativePoint } from '../../../kernel/geo/geo.ts';
import { noPlaceFacts, type PlaceFacts, phoneNumber } from '../facts.ts';
import { areHoursReadable, type Calendar } from '../hours.ts';
import { type RejectionReason, readOpenStreetMapTags } from '../openstreetmap.ts';
import { emailAddress } from './files/contact-points.ts';
import { readId } from './files/limits.ts';

export type RowRejection = RejectionReason | 'not-a-feature' | 'no-position' | 'invalid-position';
export type RowWarning = 'outside-territory' | 'unreadable-hours' | 'unusable-email' | 'unusable-website';

export type GeojsonRow =
  | { externalId: string; facts: PlaceFacts; checkedOn: string | null; warnings: RowWarning[] }
  | { externalId: string | null; name: string | null; rejected: RowRejection };

const osmTypes: Readonly<Record<string, string>> = { n: 'node', w: 'way', r: 'relation' };

/** `n123`, `node/123` and `node 123` are one object; any other id is kept as it is. */
function normaliseId(id: string): string {
  const [, type, number] = /^(n|w|r|node|way|relation)[/ ]?(\d+)$/.exec(id) ?? [];
  return type && number ? `${osmTypes[type] ?? type}/${number}` : id;
}

/** More than anyone goes by; a search index holds only so much. */
const ALTERNATE_NAMES = 20;

function clean(text: string, max: number): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, max)
      // Not half of a character, where the cut falls inside one or the file held only half.
      .replace(/\p{Cs}/gu, '')
      .trim()
  );
}

function cleanOrNull(text: string | undefined, max = 500): string | null {
  return (text && clean(text, max)) || null;
}

/** An address of the web that may become a link: `http` and `https` only. */
function webAddress(text: string): string | null {
  const first = text.split(';', 1)[0]?.trim() ?? '';
  const candidate = /^[a-z][a-z0-9+.-]*:/i.test(first) ? first : `https://${first}`;
  if (!URL.canParse(candidate)) return null;
  const url = new URL(candidate);
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.href.length <= 2_083 ? url.href : null;
}

/** A place of another portal says whose it is: neither its id nor its licence are OpenStreetMap's by being in this form. */
export function toldSource(value: unknown): string | null {
  const source = (value as { properties?: Readonly<Record<string, unknown>> | null } | null)?.properties?.['terreau:source'];
  return typeof source === 'string' ? cleanOrNull(source, 100) : null;
}

/** What one GeoJSON feature with OpenStreetMap tags says, or why it is no place of the directory. Pure. */
export function readGeojsonRow(value: unknown, calendar: Calendar): GeojsonRow {
  const feature = value as { type?: unknown; id?: unknown; properties?: unknown; geometry?: unknown } | null;
  if (typeof feature !== 'object' || feature === null || feature.type !== 'Feature')
    return { externalId: null, name: null, rejected: 'not-a-feature' };
  const tags = (typeof feature.properties === 'object' && feature.properties !== null ? feature.properties : {}) as Record<string, unknown>;
  const givenId = [feature.id, tags['@id'], tags['osm_id'], tags['id']].find(
    (id) => (typeof id === 'string' && id !== '') || typeof id === 'number',
  );
  const source = toldSource(feature);
  const id =
    givenId === undefined ? null : readId(source === null || source === 'openstreetmap' ? normaliseId(String(givenId)) : String(givenId));
  const outcome = readOpenStreetMapTags(tags);
  if ('rejected' in outcome) {
    const name = typeof tags['name'] === 'string' ? cleanOrNull(tags['name']) : null;
    return { externalId: id, name: outcome.closedName ? cleanOrNull(outcome.closedName) : name, rejected: outcome.rejected };
  }
  const { facts: read } = outcome;
  const name = clean(read.name, 200);
  if (!name) return { externalId: id, name: null, rejected: 'no-name' };
  if (feature.geometry === null || feature.geometry === undefined) return { externalId: id, name, rejected: 'no-position' };
  const position = representativePoint(feature.geometry);
  if (!position) return { externalId: id, name, rejected: 'invalid-position' };

  const warnings: RowWarning[] = [];
  const website = read.website === undefined ? null : webAddress(read.website);
  if (read.website !== undefined && website === null) warnings.push('unusable-website');
  const email = emailAddress(read.email, () => warnings.push('unusable-email'));
  const openingHours = cleanOrNull(read.openingHours, 1_000);
  if (openingHours !== null && !areHoursReadable(openingHours, calendar)) warnings.push('unreadable-hours');
  const phone = cleanOrNull(read.phone?.split(';', 1)[0], 100);

  return {
    // A row without an id is known by what it says and where.
    externalId:
      id ??
      `row/${createHash('sha256')
        .update(`${name}|${position.latitude.toFixed(5)}|${position.longitude.toFixed(5)}`)
        .digest('base64url')
        .slice(0, 22)}`,
    facts: {
      ...noPlaceFacts,
      name,
      alternateNames: read.alternateNames
        .slice(0, ALTERNATE_NAMES)
        .map((alternate) => clean(alternate, 200))
        .filter(Boolean),
      description: cleanOrNull(read.description, 10_000),
      kinds: read.kinds,
      themes: read.themes,
      street: cleanOrNull(read.street),
      postcode: cleanOrNull(read.postcode, 20),
      locality: cleanOrNull(read.locality),
      position,
      email,
      phone: phone === null ? null : phoneNumber(phone, calendar.country),
      website,
      openingHours,
      wheelchair: read.wheelchair ?? null,
      languages: read.languages,
      identifiers: read.identifiers,
    },
    checkedOn: read.checkedOn ?? null,
    warnings,
  };
}
