import { formatPhone } from '../../../ui/phone.ts';
import { type OrganisationFacts, type PlaceFacts, phoneNumber, type ServiceFacts, type SubjectName } from '../facts.ts';

/** What a resident can say of a subject without learning anything first, as texts. Hours are said in their own words beside. */
export const plainFields = [
  'name',
  'description',
  'street',
  'postcode',
  'locality',
  'openingHours',
  'phone',
  'email',
  'website',
  'feeDetails',
  'accessConditions',
] as const;
export type PlainField = (typeof plainFields)[number];

/** A text for each field that is said; null: there is nothing. */
export type PlainValues = Readonly<Partial<Record<PlainField, string | null>>>;

export type AnyFacts = OrganisationFacts | PlaceFacts | ServiceFacts;

const address = ['street', 'postcode', 'locality'] as const;
const bySubject: Readonly<Record<SubjectName, readonly PlainField[]>> = {
  organisation: ['name', 'description', 'phone', 'email', 'website'],
  place: ['name', 'description', ...address, 'openingHours', 'phone', 'email', 'website'],
  service: ['name', 'description', 'openingHours', 'phone', 'email', 'feeDetails', 'accessConditions'],
};

/** The fields of a subject that a form shows: of an address that is confidential, none. */
export function fieldsOf(subject: SubjectName, facts: AnyFacts | null): readonly PlainField[] {
  const isSecret = facts !== null && 'isAddressConfidential' in facts && facts.isAddressConfidential;
  return bySubject[subject].filter((field) => !isSecret || !(address as readonly string[]).includes(field));
}

/** What facts say now, as a person reads and types it. */
export function plainValues(subject: SubjectName, facts: AnyFacts, country: 'FR' | 'CH'): PlainValues {
  return Object.fromEntries(
    fieldsOf(subject, facts).map((field) => {
      const value = (facts as unknown as Readonly<Record<PlainField, string | null>>)[field];
      return [field, field === 'phone' && value !== null ? formatPhone(value, country).replaceAll('\u00a0', ' ') : value];
    }),
  );
}

/** Only what differs from what is there. */
export function changedValues(now: PlainValues, typed: PlainValues): PlainValues {
  const flat = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  return Object.fromEntries(
    (Object.keys(typed) as PlainField[])
      .filter((field) => flat(now[field]) !== flat(typed[field]))
      .map((field) => [field, typed[field] ?? null]),
  );
}

/** Facts with what was said put into them. A name, and what a service is, are never emptied. */
export function withPlainValues<Facts extends AnyFacts>(facts: Facts, values: PlainValues, country: 'FR' | 'CH'): Facts {
  const changes = Object.entries(values).flatMap(([field, value]) => {
    if (!(field in facts)) return [];
    const isNeeded = field === 'name' || (field === 'description' && 'topics' in facts);
    if (value === null) return isNeeded ? [] : [[field, null]];
    return [[field, field === 'phone' ? phoneNumber(value, country) : value]];
  });
  return { ...facts, ...Object.fromEntries(changes) };
}

/** A website as people write it: « www.exemple.fr » is an address too. Null where it is none. */
export function websiteOf(text: string): string | null {
  const given = /^[a-z]+:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(given)) return null;
  const url = new URL(given);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.') ? given : null;
}
