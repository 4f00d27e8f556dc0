import { representativePoint } from '../../../kernel/geo/geo.ts';
import { writtenText } from './files/cleaning.ts';

/** An element of a GoGoCarto map, whatever form it was written in. Texts are as they were. */
export interface Element {
  id: string | null;
  name: unknown;
  latitude: unknown;
  longitude: unknown;
  /** Drawn as a line or an area. */
  isDrawn: boolean;
  address: Readonly<Record<string, unknown>> | string | null;
  /** Options by id or by name. */
  options: readonly string[];
  status: number | null;
  moderationState: number | null;
  fields: Readonly<Record<string, unknown>>;
}

type Members = Record<string, unknown>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Prefixes of the vocabularies in JSON-LD. */
const PREFIX = /^(?:schema|gogo|geo|sdo|vcard|foaf|dc|rdfs|pdcn):/i;

/** A member of JSON-LD as its plain value: `{"@value": "x"}` and lists of one. */
function plain(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1 && isMembers(value[0]) && '@value' in value[0]) return value[0]['@value'];
  return isMembers(value) && '@value' in value ? value['@value'] : value;
}

function withoutPrefixes(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [
      key === '@id' ? 'id' : key.replace(PREFIX, ''),
      isMembers(plain(value)) ? withoutPrefixes(plain(value) as Members) : plain(value),
    ]),
  );
}

/**
 * Reads one item of a GoGoCarto file: the full form (an object), the compact form (an array, `mapping` naming its
 * values), a GeoJSON feature, or a node of JSON-LD. Null where it is none of these. Pure.
 *
 * Compact forms, by age: `[id, status, name, latitude, longitude, [[option, index]…]]`,
 * `[id, name, latitude, longitude, [options], status?, moderation?]`, the same with a list of values in place of the
 * name. The two last are left out where the element is validated.
 */
export function readElement(item: unknown, mapping: readonly string[] = []): Element | null {
  if (Array.isArray(item)) return ofCompact(item, mapping);
  if (!isMembers(item)) return null;
  if (item['type'] === 'Feature') return ofFeature(item);
  return ofMembers(withoutPrefixes(item), item['geoJSONFeature']);
}

function ofCompact(item: readonly unknown[], mapping: readonly string[]): Element | null {
  const isOldest = typeof item[1] === 'number';
  const [id, named, latitude, longitude, options, status, moderationState] = isOldest ? [item[0], ...item.slice(2, 6), item[1]] : item;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const values = Array.isArray(named)
    ? Object.fromEntries(named.map((value, index) => [mapping[index] ?? (index === 0 ? 'name' : `field ${index}`), value]))
    : { name: named };
  return ofMembers({ ...values, id, latitude, longitude, optionValues: options, status, moderationState }, undefined);
}

function ofFeature(feature: Members): Element {
  const properties = isMembers(feature['properties']) ? withoutPrefixes(feature['properties']) : {};
  return ofMembers({ id: feature['id'], ...properties }, feature);
}

function ofMembers(members: Members, feature: unknown): Element {
  const geo = isMembers(members['geo']) ? members['geo'] : isMembers(members['location']) ? members['location'] : {};
  const geometry = isMembers(feature) ? feature['geometry'] : undefined;
  const point = geometry === undefined || geometry === null ? null : representativePoint(geometry);
  const type = isMembers(geometry) ? geometry['type'] : undefined;
  const { address } = members;
  return {
    id: writtenText(members['id']),
    name: members['name'] ?? members['title'],
    latitude: geo['latitude'] ?? geo['lat'] ?? members['latitude'] ?? members['lat'] ?? point?.latitude,
    longitude:
      geo['longitude'] ?? geo['lng'] ?? geo['long'] ?? members['longitude'] ?? members['lng'] ?? members['long'] ?? point?.longitude,
    isDrawn: typeof type === 'string' && !/Point$/.test(type),
    address: isMembers(address) ? address : typeof address === 'string' ? address : null,
    options: [
      ...new Set(['categoriesFull', 'categories', 'optionValues', 'optionsValues', 'taxonomy'].flatMap((key) => optionsOf(members[key]))),
    ],
    status: wholeNumber(members['status']),
    moderationState: wholeNumber(members['moderationState']),
    fields: members,
  };
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

/** `12`, `"12"`, `"Marché"`, `[12, "said more of it"]`, `{"optionId": 12}`, `{"id": 12, "name": "Marché"}`. */
function optionsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((option: unknown): string[] => {
    const said: unknown = Array.isArray(option) ? option[0] : option;
    const given = isMembers(said) ? [said['name'], said['optionId'], said['id']] : [said];
    return given.flatMap((part) => writtenText(part) ?? []);
  });
}
