import { createHash } from 'node:crypto';
import parsePhone, { type CountryCode } from 'libphonenumber-js/min';
import type { Point } from '../../kernel/http/visit.ts';
import type { Money } from '../../kernel/money/money.ts';
import type { Identifier } from './identifiers.ts';
import { type KindCode, kindByCode } from './kinds.ts';
import { type ThemeCode, themeCodes } from './themes.ts';
import type { AccreditationCode } from './vocabularies/accreditations.ts';
import type {
  FeeCode,
  NetworkCode,
  PublicCode,
  ReceptionModeCode,
  ReferralModeCode,
  ReferrerCode,
  ServiceTypeCode,
  TopicCode,
} from './vocabularies/data-inclusion.ts';
import type { LegalFormCode } from './vocabularies/legal-forms.ts';

/** What facts are about. */
export type SubjectName = 'organisation' | 'place' | 'service';

/** Where something is. All null where it is not known, or where the address is confidential. */
export interface Address {
  street: string | null;
  addressComplement: string | null;
  postcode: string | null;
  locality: string | null;
  /** INSEE code of the commune, OFS number in Switzerland. */
  communeCode: string | null;
  position: Point | null;
  /** Of a shelter: then nothing of it is kept (a constraint of the tables checks it). */
  isAddressConfidential: boolean;
}

export const noAddress: Address = {
  street: null,
  addressComplement: null,
  postcode: null,
  locality: null,
  communeCode: null,
  position: null,
  isAddressConfidential: false,
};

/** An agreement or a label, with its dates (ISO). */
export interface Accreditation {
  code: AccreditationCode;
  /** In its own words, where the code is a local label. */
  label: string | null;
  number: string | null;
  since: string | null;
  until: string | null;
}

/** What is known of a structure, whatever it was read from. */
export interface OrganisationFacts {
  name: string;
  alternateNames: readonly string[];
  description: string | null;
  kinds: readonly KindCode[];
  /** Beyond those that the kinds bring. */
  themes: readonly ThemeCode[];
  legalForm: LegalFormCode | null;
  /** NAF in France (« 88.99B »), NOGA in Switzerland. */
  activityCode: string | null;
  networks: readonly NetworkCode[];
  languages: readonly string[];
  identifiers: readonly Identifier[];
  accreditations: readonly Accreditation[];
  email: string | null;
  phone: string | null;
  website: string | null;
  /** Its page at the source. */
  sourceUrl: string | null;
}

/** What is known of a place, whatever it was read from. */
export interface PlaceFacts extends Address {
  name: string;
  alternateNames: readonly string[];
  description: string | null;
  kinds: readonly KindCode[];
  /** Beyond those that the kinds bring. */
  themes: readonly ThemeCode[];
  email: string | null;
  phone: string | null;
  website: string | null;
  /** OpenStreetMap `opening_hours`. */
  openingHours: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  /** Page of Acceslibre. */
  accessibilityUrl: string | null;
  languages: readonly string[];
  identifiers: readonly Identifier[];
}

/** What is known of a service: every field of data·inclusion v1, a price, and languages. Its address is its own, where it has one. */
export interface ServiceFacts extends Address {
  name: string;
  description: string;
  type: ServiceTypeCode | null;
  topics: readonly TopicCode[];
  /** Beyond those that the topics bring. */
  themes: readonly ThemeCode[];
  fee: FeeCode | null;
  feeDetails: string | null;
  /** Amount 0 is free; null: not known. */
  price: Money | null;
  publics: readonly PublicCode[];
  publicsDetails: string | null;
  accessConditions: string | null;
  email: string | null;
  phone: string | null;
  openingHours: string | null;
  languages: readonly string[];
  receptionModes: readonly ReceptionModeCode[];
  eligibilityZones: readonly string[];
  referralModes: readonly ReferralModeCode[];
  referrers: readonly ReferrerCode[];
  referralUrl: string | null;
  referralDetails: string | null;
  weeklyHours: number | null;
  weeks: number | null;
  sourceUrl: string | null;
}

/** Facts by what they are about. */
export interface FactsOf {
  organisation: OrganisationFacts;
  place: PlaceFacts;
  service: ServiceFacts;
}

export const noOrganisationFacts: Omit<OrganisationFacts, 'name'> = {
  alternateNames: [],
  description: null,
  kinds: [],
  themes: [],
  legalForm: null,
  activityCode: null,
  networks: [],
  languages: [],
  identifiers: [],
  accreditations: [],
  email: null,
  phone: null,
  website: null,
  sourceUrl: null,
};

export const noPlaceFacts: Omit<PlaceFacts, 'name'> = {
  alternateNames: [],
  description: null,
  kinds: [],
  themes: [],
  ...noAddress,
  email: null,
  phone: null,
  website: null,
  openingHours: null,
  wheelchair: null,
  accessibilityUrl: null,
  languages: [],
  identifiers: [],
};

export const noServiceFacts: Omit<ServiceFacts, 'name' | 'description'> = {
  type: null,
  topics: [],
  themes: [],
  fee: null,
  feeDetails: null,
  price: null,
  publics: [],
  publicsDetails: null,
  accessConditions: null,
  ...noAddress,
  email: null,
  phone: null,
  openingHours: null,
  languages: [],
  receptionModes: [],
  eligibilityZones: [],
  referralModes: [],
  referrers: [],
  referralUrl: null,
  referralDetails: null,
  weeklyHours: null,
  weeks: null,
  sourceUrl: null,
};

/** A person named by a source as whom to ask. Private unless they agreed. */
export interface ContactFacts {
  name: string;
  phone: string | null;
  email: string | null;
}

/** Where each fact comes from and the day it was last confirmed there: field → source and ISO date. */
export type ProvenanceRecord = Readonly<Record<string, { source: string; date: string }>>;

/** The fields that have one provenance together: an address is of one source, not of two. */
export type FieldGroups<Facts> = Readonly<Record<string, readonly (keyof Facts)[]>>;

export const addressFields = {
  address: ['street', 'addressComplement', 'postcode', 'locality', 'communeCode'],
  position: ['position'],
} as const;

export const organisationFields = {
  name: ['name'],
  alternateNames: ['alternateNames'],
  description: ['description'],
  kinds: ['kinds', 'themes'],
  legalForm: ['legalForm'],
  activityCode: ['activityCode'],
  networks: ['networks'],
  languages: ['languages'],
  identifiers: ['identifiers'],
  accreditations: ['accreditations'],
  phone: ['phone'],
  email: ['email'],
  website: ['website'],
  sourceUrl: ['sourceUrl'],
} as const satisfies FieldGroups<OrganisationFacts>;

export const placeFields = {
  name: ['name'],
  alternateNames: ['alternateNames'],
  description: ['description'],
  kinds: ['kinds', 'themes'],
  ...addressFields,
  phone: ['phone'],
  email: ['email'],
  website: ['website'],
  openingHours: ['openingHours'],
  wheelchair: ['wheelchair'],
  accessibilityUrl: ['accessibilityUrl'],
  languages: ['languages'],
  identifiers: ['identifiers'],
} as const satisfies FieldGroups<PlaceFacts>;

export const serviceFields = {
  name: ['name'],
  description: ['description'],
  type: ['type'],
  topics: ['topics', 'themes'],
  fee: ['fee', 'feeDetails', 'price'],
  publics: ['publics', 'publicsDetails'],
  accessConditions: ['accessConditions'],
  ...addressFields,
  phone: ['phone'],
  email: ['email'],
  openingHours: ['openingHours'],
  languages: ['languages'],
  receptionModes: ['receptionModes'],
  eligibilityZones: ['eligibilityZones'],
  referral: ['referralModes', 'referrers', 'referralUrl', 'referralDetails'],
  duration: ['weeklyHours', 'weeks'],
  sourceUrl: ['sourceUrl'],
} as const satisfies FieldGroups<ServiceFacts>;

/** A fact that two sources tell differently; `theirs` is not shown. */
export interface FactConflict {
  field: string;
  ours: unknown;
  theirs: unknown;
}

export interface MergedFacts<Facts> {
  facts: Facts;
  provenance: ProvenanceRecord;
  conflicts: FactConflict[];
}

/** The source of what people edited here: never overwritten by any other. */
export const LOCAL_SOURCE = 'local';

// Before each of them had its own provenance, the three were one field.
const onceContacts = ['phone', 'email', 'website'];

/** Which source a field is of, and since when. */
export function ownerOf(provenance: ProvenanceRecord, field: string): { source: string; date: string } | undefined {
  return provenance[field] ?? (onceContacts.includes(field) ? provenance['contacts'] : undefined);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

/** Whether nothing is told of a field. */
export function isSilent<Facts extends object>(facts: Facts, keys: readonly (keyof Facts)[]): boolean {
  return keys.every((key) => isEmpty(facts[key]));
}

/** Stable text of a value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint'
      ? `${part}n`
      : part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );
}

/**
 * What a source now says, put into what is known here: it changes its own facts and fills those that nobody told;
 * where another source or a person here said otherwise, that stays, and the difference is a conflict.
 */
export function mergeFacts<Facts extends object>(
  fields: FieldGroups<Facts>,
  current: { facts: Facts; provenance: ProvenanceRecord },
  incoming: Facts,
  from: { source: string; date: string },
): MergedFacts<Facts> {
  const facts = { ...current.facts };
  const provenance: Record<string, { source: string; date: string }> = { ...current.provenance };
  const conflicts: FactConflict[] = [];
  for (const [field, keys] of Object.entries(fields)) {
    const owner = ownerOf(current.provenance, field);
    const isOwn = owner?.source === from.source;
    const isToldNothing = isSilent(incoming, keys);
    const isUnknown = isSilent(current.facts, keys);
    if (isToldNothing && !isOwn) continue;
    const isSame = keys.every((key) => canonical(current.facts[key]) === canonical(incoming[key]));
    if (isSame) {
      if (!isToldNothing && (owner === undefined || (isOwn && owner.date < from.date))) provenance[field] = { ...from };
    } else if (isOwn || (owner === undefined && isUnknown)) {
      for (const key of keys) facts[key] = incoming[key];
      if (isToldNothing) delete provenance[field];
      else provenance[field] = { ...from };
    } else {
      conflicts.push({ field, ours: factsOfField(current.facts, keys), theirs: factsOfField(incoming, keys) });
    }
  }
  return { facts, provenance, conflicts };
}

/** As a conflict holds it: the fact itself, or several by their names. */
export function factsOfField<Facts extends object>(facts: Facts, keys: readonly (keyof Facts)[]): unknown {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return facts[only];
  return Object.fromEntries(keys.map((key) => [key, facts[key]]));
}

/** The fields of which something is not the same. */
export function changedFields<Facts extends object>(fields: FieldGroups<Facts>, before: Facts, after: Facts): string[] {
  return Object.entries(fields)
    .filter(([, keys]) => keys.some((key) => canonical(before[key]) !== canonical(after[key])))
    .map(([field]) => field);
}

/** The same source and day for every fact that is there. */
export function provenanceOf<Facts extends object>(
  fields: FieldGroups<Facts>,
  facts: Facts,
  source: string,
  date: string,
): ProvenanceRecord {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, keys]) => keys.some((key) => !isEmpty(facts[key])))
      .map(([field]) => [field, { source, date }]),
  );
}

/** Without its address, where that is confidential. */
export function withoutConfidentialAddress<Facts extends object>(facts: Facts): Facts {
  return isAddressSecret(facts) ? { ...facts, ...noAddress, isAddressConfidential: true } : facts;
}

/** Whether anything is told of where it is. */
export function hasAddress(address: Address): boolean {
  return (address.street ?? address.postcode ?? address.locality ?? address.communeCode ?? address.position) !== null;
}

/** False also for what has no address of its own. */
export function isAddressSecret(facts: object): boolean {
  return (facts as Partial<Address>).isAddressConfidential === true;
}

/** Kinds' themes and the others, in the residents' order of need. */
export function themesOf(kinds: readonly KindCode[], others: readonly ThemeCode[]): ThemeCode[] {
  const found = new Set<ThemeCode>([...kinds.flatMap((kind) => kindByCode.get(kind)?.themes ?? []), ...others]);
  return themeCodes.filter((code) => found.has(code));
}

/** A telephone number as E.164 where it is one, else as it was written. */
export function phoneNumber(text: string, country: 'FR' | 'CH'): string {
  const number = parsePhone(text, country satisfies CountryCode);
  return number?.isPossible() ? number.number : text;
}

/** Changes with any fact, with nothing else: tells an unchanged row without comparing it. */
export function digestOf(facts: object): string {
  return createHash('sha256').update(canonical(facts)).digest('base64url').slice(0, 22);
}
