import {
  type ContactFacts,
  noAddress,
  noOrganisationFacts,
  noPlaceFacts,
  type OrganisationFacts,
  type PlaceFacts,
  type ServiceFacts,
} from '../facts.ts';
import { areHoursReadable, type Calendar } from '../hours.ts';
import { type Identifier, readIdentifier } from '../identifiers.ts';
import type { KindCode } from '../kinds.ts';
import { fold } from '../text.ts';
import {
  feeByCode,
  networkByCode,
  networkKinds,
  publicByCode,
  receptionModeByCode,
  referralModeByCode,
  referrerByCode,
  serviceTypeByCode,
  topicByCode,
} from '../vocabularies/data-inclusion.ts';
import type { OrganisationRow, RejectedRow, ServiceRow } from './engine/row.ts';
import { paragraphs, line as textLine } from './files/cleaning.ts';
import { communeCode, decimal, postcode } from './files/codes.ts';
import { emailAddress, telephone, webAddress } from './files/contact-points.ts';
import { readPosition } from './files/coordinates.ts';
import { fewValues, readId } from './files/limits.ts';

export type Fields = Readonly<Record<string, unknown>>;

interface Reading {
  calendar: Calendar;
  warnings: string[];
  warn: (warning: string) => void;
}

function reading(calendar: Calendar): Reading {
  const warnings: string[] = [];
  return {
    calendar,
    warnings,
    warn(warning) {
      if (!warnings.includes(warning)) warnings.push(warning);
    },
  };
}

/** `source--id`, the producer's name being before the two dashes where the row does not give it. */
function identityOf(fields: Fields): { source: string; externalId: string | null } {
  const externalId = readId(fields['id']);
  const source = textLine(fields['source'], 100) ?? (externalId?.includes('--') ? (externalId.split('--', 1)[0] ?? null) : null);
  return { source: source || 'data-inclusion', externalId };
}

function dateOf(value: unknown): string | null {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(textLine(value, 40) ?? '') ?? [];
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null;
}

/** A set, as JSON gives it, or as one cell: `a,b`, `["a", "b"]`, `{a,b}`. */
function listOf({ warn }: Reading, value: unknown): string[] {
  const parts: unknown[] = Array.isArray(value)
    ? value
    : (textLine(value, 5_000)
        ?.replace(/^[[{]|[\]}]$/g, '')
        .split(/[,|;]/) ?? []);
  return fewValues(wordsOf(parts), warn);
}

function* wordsOf(parts: readonly unknown[]): Generator<string> {
  for (const part of parts) {
    const word = textLine(part, 200)?.replace(/^["'\s]+|["'\s]+$/g, '');
    if (word) yield word;
  }
}

/** Values of an enumeration. One that we do not know is kept, and told. */
function codesOf<Code extends string>(
  reading: Reading,
  field: string,
  values: readonly string[],
  known: ReadonlyMap<string, unknown>,
): Code[] {
  if (values.some((value) => !known.has(value))) reading.warn(`unknown-value:${field}`);
  return values as Code[];
}

function codeOf<Code extends string>(reading: Reading, field: string, value: unknown, known: ReadonlyMap<string, unknown>): Code | null {
  return codesOf<Code>(reading, field, listOf(reading, value).slice(0, 1), known)[0] ?? null;
}

function addressOf(fields: Fields, { calendar, warn }: Reading) {
  return {
    ...noAddress,
    street: textLine(fields['adresse']),
    addressComplement: textLine(fields['complement_adresse']),
    postcode: postcode(fields['code_postal'], calendar.country),
    locality: textLine(fields['commune']),
    communeCode: communeCode(fields['code_insee'], calendar.country),
    position: readPosition(fields['latitude'], fields['longitude'], warn),
  };
}

function hoursOf(fields: Fields, { calendar, warn }: Reading): string | null {
  const hours = textLine(fields['horaires_accueil'], 1_000);
  if (hours !== null && !areHoursReadable(hours, calendar)) warn('unreadable-hours');
  return hours;
}

/** A structure of data·inclusion v1: https://gip-inclusion.github.io/data-inclusion-schema/. Pure. */
export function readDataInclusionStructure(fields: Fields, line: number, calendar: Calendar): OrganisationRow | RejectedRow {
  const { source, externalId } = identityOf(fields);
  const identity = { line, subject: 'organisation' as const, source };
  const name = textLine(fields['nom'], 200);
  if (externalId === null) return { ...identity, externalId, name, rejected: 'no-external-id' };
  if (name === null) return { ...identity, externalId, name, rejected: 'no-name' };
  const read = reading(calendar);
  const networks = codesOf<OrganisationFacts['networks'][number]>(
    read,
    'reseaux_porteurs',
    listOf(read, fields['reseaux_porteurs']),
    networkByCode,
  );
  const kinds: KindCode[] = [
    ...new Set(networks.flatMap((network) => (Object.hasOwn(networkKinds, network) ? (networkKinds[network] ?? []) : []))),
  ];
  const siret = textLine(fields['siret'], 40);
  const identifiers: Identifier[] = siret === null ? [] : [readIdentifier('siret', siret)];
  if (identifiers.some(({ isValid }) => !isValid)) read.warn('invalid-identifier');
  const placeFacts: PlaceFacts = {
    ...noPlaceFacts,
    ...addressOf(fields, read),
    name,
    kinds,
    openingHours: hoursOf(fields, read),
    accessibilityUrl: webAddress(fields['accessibilite_lieu'], read.warn),
    identifiers,
  };
  const hasPlace =
    (placeFacts.street ??
      placeFacts.addressComplement ??
      placeFacts.postcode ??
      placeFacts.locality ??
      placeFacts.communeCode ??
      placeFacts.position ??
      placeFacts.openingHours ??
      placeFacts.accessibilityUrl) !== null;
  const organisation: OrganisationFacts = {
    ...noOrganisationFacts,
    name,
    description: paragraphs(fields['description']),
    kinds,
    networks,
    identifiers: hasPlace ? [] : identifiers,
    email: emailAddress(fields['courriel'], read.warn),
    phone: telephone(fields['telephone'], calendar.country, read.warn),
    website: webAddress(fields['site_web'], read.warn),
    sourceUrl: webAddress(fields['lien_source'], read.warn, 'unusable-link'),
  };
  return {
    ...identity,
    externalId,
    checkedOn: dateOf(fields['date_maj']),
    organisation,
    place: hasPlace ? placeFacts : null,
    warnings: read.warnings,
  };
}

/** A service of data·inclusion v1. Pure. */
export function readDataInclusionService(fields: Fields, line: number, calendar: Calendar): ServiceRow | RejectedRow {
  const { source, externalId } = identityOf(fields);
  const identity = { line, subject: 'service' as const, source };
  const name = textLine(fields['nom'], 200);
  const structureId = readId(fields['structure_id']);
  const description = paragraphs(fields['description']);
  const rejected = (reason: string) => ({ ...identity, externalId, name, rejected: reason });
  if (externalId === null) return rejected('no-external-id');
  if (name === null) return rejected('no-name');
  if (structureId === null) return rejected('no-organisation');
  if (description === null) return rejected('no-description');
  const read = reading(calendar);
  const publics = codesOf<ServiceFacts['publics'][number]>(read, 'publics', listOf(read, fields['publics']), publicByCode);
  // The standard has it exclude every other value.
  const isForAll = publics.includes('tous-publics');
  if (isForAll && publics.length > 1) read.warn('not-only-tous-publics');
  const weeks = decimal(fields['nombre_semaines']);
  const weeklyHours = decimal(fields['volume_horaire_hebdomadaire']);
  const contactName = personName(textLine(fields['contact_nom_prenom'], 200));
  const contactPoints = personalContactPoints(contactName, {
    email: emailAddress(fields['courriel'], read.warn),
    phone: telephone(fields['telephone'], calendar.country, read.warn),
  });
  const service: ServiceFacts = {
    name,
    description,
    type: codeOf(read, 'type', fields['type'], serviceTypeByCode),
    topics: codesOf(read, 'thematiques', listOf(read, fields['thematiques']), topicByCode),
    themes: [],
    fee: codeOf(read, 'frais', fields['frais'], feeByCode),
    feeDetails: paragraphs(fields['frais_precisions'], 2_000),
    price: null,
    publics: isForAll ? ['tous-publics'] : publics,
    publicsDetails: paragraphs(fields['publics_precisions'], 5_000),
    accessConditions: paragraphs(fields['conditions_acces'], 5_000),
    ...addressOf(fields, read),
    ...contactPoints.service,
    openingHours: hoursOf(fields, read),
    languages: [],
    receptionModes: codesOf(read, 'modes_accueil', listOf(read, fields['modes_accueil']), receptionModeByCode),
    eligibilityZones: zonesOf(read, fields['zone_eligibilite']),
    referralModes: codesOf(read, 'modes_mobilisation', listOf(read, fields['modes_mobilisation']), referralModeByCode),
    referrers: codesOf(read, 'mobilisable_par', listOf(read, fields['mobilisable_par']), referrerByCode),
    referralUrl: webAddress(fields['lien_mobilisation'], read.warn, 'unusable-link'),
    referralDetails: paragraphs(fields['mobilisation_precisions'], 5_000),
    weeklyHours: weeklyHours !== null && weeklyHours >= 0 && weeklyHours <= 168 ? weeklyHours : null,
    weeks: weeks !== null && Number.isInteger(weeks) && weeks >= 1 && weeks <= 5_000 ? weeks : null,
    sourceUrl: webAddress(fields['lien_source'], read.warn, 'unusable-link'),
  };
  return {
    ...identity,
    externalId,
    checkedOn: dateOf(fields['date_maj']),
    service,
    structureId,
    contact: contactName === null ? null : { name: contactName, ...contactPoints.person },
    warnings: read.warnings,
  };
}

/** Commune, département, intercommunality (SIREN), country code, or `france`. What is none of these is kept, and told. */
const ZONE = /^(?:france|\w{5}|\w{2,3}|\d{9}|CH-[A-Z]{2})$/;

function zonesOf(read: Reading, value: unknown): string[] {
  // Spreadsheets drop the first zero of « 01 ».
  const zones = listOf(read, value).map((zone) =>
    /^\d$/.test(zone) ? `0${zone}` : /^\d{4}$/.test(zone) && read.calendar.country === 'FR' ? `0${zone}` : zone,
  );
  if (zones.some((zone) => !ZONE.test(zone))) read.warn('unknown-value:zone_eligibilite');
  return zones;
}

/** Words of a desk: « Accueil », « Secrétariat de mairie ». */
const DESK = /(?:^| )(?:accueil|secretariat|service|mairie|ccas|standard|direction|contact|equipe)s?(?: |$)/;

/** The person that a contact's name is of; null where it is that of a desk, which is nobody's private life. */
export function personName(name: string | null): string | null {
  return name === null || DESK.test(fold(name)) ? null : name;
}

/** Mobile numbers of France (06, 07, and overseas) and of Switzerland (075 to 079). */
const MOBILE = /^(?:\+33[67]|\+(?:262|590|594|596)69|\+417[5-9])/;

/**
 * Beside a person's name, a mobile number or an address made of the name is theirs, and private with it; a desk's number
 * or address stays the service's.
 */
export function personalContactPoints(
  name: string | null,
  given: { email: string | null; phone: string | null },
): { service: { email: string | null; phone: string | null }; person: Omit<ContactFacts, 'name'> } {
  const none = { email: null, phone: null };
  if (name === null) return { service: given, person: none };
  const words = fold(name)
    .split(' ')
    .filter((word) => word.length >= 2);
  const local = fold(given.email?.split('@', 1)[0] ?? '').split(' ');
  const isOwnEmail =
    given.email !== null && words.some((word) => local.includes(word) || (word.length >= 5 && local.some((part) => part.includes(word))));
  const isOwnPhone = given.phone !== null && MOBILE.test(given.phone);
  return {
    service: { email: isOwnEmail ? null : given.email, phone: isOwnPhone ? null : given.phone },
    person: { email: isOwnEmail ? given.email : null, phone: isOwnPhone ? given.phone : null },
  };
}
