import { createHash } from 'node:crypto';
import { UserError } from '../../../kernel/errors.ts';
import { type Address, noAddress, noOrganisationFacts, noPlaceFacts, type PlaceFacts, themesOf } from '../facts.ts';
import { areHoursReadable, type Calendar } from '../hours.ts';
import { slugify } from '../text.ts';
import type { SourceRow } from './engine/row.ts';
import { line, paragraphs, withoutEscapes } from './files/cleaning.ts';
import { postcode } from './files/codes.ts';
import { emailAddress, telephone, webAddress } from './files/contact-points.ts';
import { readPosition } from './files/coordinates.ts';
import { readDay } from './files/days.ts';
import { readJson } from './files/json.ts';
import { readId } from './files/limits.ts';
import { requireKind } from './files/refusal.ts';
import { newWarnings, type Warn } from './files/warnings.ts';
import { type Element, readElement } from './gogocarto-elements.ts';
import { hoursInWords, openingHoursOf } from './gogocarto-hours.ts';
import { readOptions, readTaxonomy, type Taxonomy } from './gogocarto-taxonomy.ts';

export interface GogocartoOptions {
  calendar: Calendar;
  /** Names of the options; elements that name theirs do without. */
  taxonomy?: Taxonomy | undefined;
  /** Who says so; else `gogocarto` with the element's own source key. */
  source?: string | undefined;
}

const ELEMENTS = 'des éléments GoGoCarto';

/**
 * Parts the files of one import: the categories of the map, if they are among them, and the elements.
 *
 * @throws UserError where there is nothing but categories.
 */
export async function gogocartoFiles(files: readonly string[]): Promise<{ taxonomy: Taxonomy; elements: string[] }> {
  const taxonomy = new Map<string, string>();
  const elements: string[] = [];
  for (const file of files) {
    // A file of another kind, or none at all, is refused in its turn.
    const kind = await requireKind(file, ['gogocarto', 'geojson', 'gogocarto-taxonomy'], ELEMENTS).catch((): null => null);
    if (kind !== 'gogocarto-taxonomy') elements.push(file);
    else for (const [id, name] of await readTaxonomy(file)) taxonomy.set(id, name);
  }
  if (elements.length === 0)
    throw new UserError(
      'ce fichier est la liste des catégories d’une carte GoGoCarto, pas des éléments : donnez-le avec le fichier des éléments',
    );
  return { taxonomy, elements };
}

/**
 * The rows of a file of elements, in any of GoGoCarto's forms, in flat memory.
 *
 * @throws UserError where it is none.
 */
export async function* gogocartoRows(file: string, options: GogocartoOptions): AsyncGenerator<SourceRow> {
  await requireKind(file, ['gogocarto', 'geojson'], ELEMENTS);
  let mapping: readonly string[] = [];
  for await (const { line: at, list, value } of readJson(file, [null, 'mapping', 'data', 'elements', 'features', '@graph']).rows) {
    if (list !== 'mapping') yield readGogocartoRow(value, at, options, mapping);
    // `["id", ["name", …], "latitude", …]`: what the list of values in each element is made of.
    else if (Array.isArray(value)) mapping = value.filter((name): name is string => typeof name === 'string');
  }
}

/** Document/Element.php of GoGoCarto, ElementStatus: above zero an element is public. */
const rejections: Readonly<Record<number, string>> = {
  [-6]: 'duplicate-at-source',
  [-5]: 'pending-version',
  [-4]: 'deleted',
  [-3]: 'refused',
  [-2]: 'refused',
  [-1]: 'pending',
  0: 'pending',
};
const GEOLOCATION_FAILED = -2;

/** What one element says, as a structure with its place; drawn as a line or an area, as a place. Pure. */
export function readGogocartoRow(item: unknown, at: number, options: GogocartoOptions, mapping: readonly string[] = []): SourceRow {
  const element = readElement(item, mapping);
  const sourceKey = element && line(element.fields['sourceKey'], 100);
  const source = options.source ?? (sourceKey ? `gogocarto/${slugify(sourceKey, 'source')}` : 'gogocarto');
  const identity = { line: at, source } as const;
  const subject = element?.isDrawn ? ('place' as const) : ('organisation' as const);
  if (!element) return { ...identity, subject, externalId: null, name: null, rejected: 'not-an-element' };
  const name = line(element.name, 200);
  const id = readId(element.id);
  const rejected = element.status === null || element.status > 0 ? null : (rejections[element.status] ?? 'refused');
  if (rejected !== null) return { ...identity, subject, externalId: id, name, rejected };
  if (name === null) return { ...identity, subject, externalId: id, name, rejected: 'no-name' };

  const { warn, list: warnings } = newWarnings();
  const place = placeOf(name, element, options, warn);
  const checkedOn = lastChange(element.fields);
  const externalId = id ?? rowId(place);
  if (element.isDrawn) {
    warn('not-a-point');
    return { ...identity, subject: 'place', externalId, checkedOn, place, warnings };
  }
  const { kinds, themes, description, email, phone, website, openingHours } = place;
  const isSomewhere = place.position !== null || place.street !== null || place.locality !== null || openingHours !== null;
  return {
    ...identity,
    subject: 'organisation',
    externalId,
    checkedOn,
    organisation: { ...noOrganisationFacts, name, kinds, themes, description, email, phone, website },
    place: isSomewhere ? { ...place, description: null, email: null, phone: null, website: null } : null,
    warnings,
  };
}

/** A row without an id is known by what it says and where. */
function rowId({ name, position, street, locality }: PlaceFacts): string {
  const where = position ? `${position.latitude.toFixed(5)}|${position.longitude.toFixed(5)}` : `${street}|${locality}`;
  return `row/${createHash('sha256').update(`${name}|${where}`).digest('base64url').slice(0, 22)}`;
}

function placeOf(name: string, element: Element, { calendar, taxonomy }: GogocartoOptions, warn: Warn): PlaceFacts {
  const { fields } = element;
  const { kinds, themes } = readOptions(element.options.map((option) => taxonomy?.get(option) ?? withoutEscapes(option)));
  if (kinds.length === 0) warn('no-kind');
  const hours = hoursOf(fields, calendar);
  const brought = new Set(themesOf(kinds, []));
  return {
    ...noPlaceFacts,
    name,
    description: descriptionOf(fields, hours.words),
    kinds,
    themes: themes.filter((theme) => !brought.has(theme)),
    ...addressOf(element, calendar, warn),
    // « hidden » and « private »: there is one, which the map keeps for itself.
    email: /^(?:hidden|private)$/i.test(String(fields['email'])) ? null : emailAddress(fields['email'], warn),
    phone: telephone(fields['telephone'] ?? fields['phone'], calendar.country, warn),
    website: webAddress(fields['website'] ?? fields['url'], warn),
    openingHours: hours.openingHours,
  };
}

function addressOf({ address, latitude, longitude, moderationState }: Element, { country }: Calendar, warn: Warn): Address {
  const given = typeof address === 'string' ? partsOf(address) : (address ?? {});
  if (moderationState === GEOLOCATION_FAILED) warn('invalid-position');
  // The map may tell a country of its own: a French postcode has five digits, a Swiss one four.
  const isSwiss = /^(?:ch|suisse|switzerland)$/i.test(String(given['addressCountry'] ?? (country === 'CH' ? 'CH' : '')));
  return {
    ...noAddress,
    street: line(given['streetAddress'] ?? given['customFormatedAddress']),
    postcode: postcode(given['postalCode'], isSwiss ? 'CH' : 'FR'),
    locality: line(given['addressLocality']),
    position: moderationState === GEOLOCATION_FAILED ? null : readPosition(latitude, longitude, warn),
  };
}

/** « 12 rue Chanzy, 40400 Tartas » */
function partsOf(address: string): Record<string, unknown> {
  const [, streetAddress, postalCode, addressLocality] =
    /^(.*?)[,\s]+(\d{4,5})\s+([^\d]{2,100})$/s.exec(address.trim().slice(0, 1_000)) ?? [];
  return postalCode === undefined ? { streetAddress: address } : { streetAddress, postalCode, addressLocality };
}

function hoursOf(fields: Element['fields'], calendar: Calendar): { openingHours: string | null; words: string | null } {
  const { openHours, openingHours } = fields;
  const said = [fields['openHoursMoreInfos'], fields['openHoursString']].map((text) => paragraphs(text, 2_000));
  let read: string | null = null;
  if (typeof openHours === 'object' && openHours !== null && !Array.isArray(openHours)) {
    read = openingHoursOf(openHours as Record<string, unknown>);
    if (read === null) said.unshift(line(hoursInWords(openHours as Record<string, unknown>), 1_000));
  } else {
    // schema.org: « Mo-Fr 09:00-12:00 », one or several.
    const text = line(Array.isArray(openingHours) ? openingHours.join('; ') : (openingHours ?? openHours), 1_000);
    if (text !== null && areHoursReadable(text, calendar)) read = text;
    else said.unshift(text);
  }
  return { openingHours: read, words: [...new Set(said.filter((text) => text !== null))].join('\n') || null };
}

function descriptionOf(fields: Element['fields'], hours: string | null): string | null {
  const parts = [fields['description'] ?? fields['abstract'], fields['descriptionMore'], fields['commitment']].map((text) =>
    paragraphs(text),
  );
  const texts = [...new Set([...parts, hours === null ? null : `Horaires\u202f: ${hours}`].filter((text) => text !== null))];
  return texts.length === 0 ? null : paragraphs(texts.join('\n\n'));
}

/** The day of the last change that the element tells of. */
function lastChange(fields: Element['fields']): string | null {
  const { contributions } = fields;
  const told = Array.isArray(contributions) ? contributions.map((one: { updatedAt?: unknown } | null) => readDay(one?.updatedAt)) : [];
  const known = [readDay(fields['updatedAt']) ?? readDay(fields['createdAt']), ...told].filter((day) => day !== null);
  return known.sort().at(-1) ?? null;
}
