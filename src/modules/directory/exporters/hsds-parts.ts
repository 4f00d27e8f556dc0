import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Address } from '../facts.ts';
import { isLanguage, languageName } from '../vocabularies/languages.ts';
import { weeklyHours } from '../weekly-hours.ts';
import { derivedId } from './derived-id.ts';
import type { Left } from './structures.ts';

/** What entities of HSDS are made with. */
export interface HsdsContext {
  territory: TerritoryContext;
  now: Temporal.Instant;
  /** Names of the communes, départements and groupings that are known by their code. */
  zoneNames: ReadonlyMap<string, string>;
  left: Left;
}

/** `service_id` or `location_id`: what a part belongs to, by HSDS's name of it. */
type Owner = Readonly<Record<string, string>>;

export function phones(ownerId: string, owner: Owner, number: string | null) {
  return number === null ? [] : [{ id: derivedId(ownerId, 'phone'), ...owner, number, type: 'voice' }];
}

export function languages(ownerId: string, owner: Owner, codes: readonly string[], { left }: HsdsContext) {
  const known = [...new Set(codes.filter(isLanguage))];
  left.add('langues inconnues', codes.length - known.length);
  return known.map((code) => ({ id: derivedId(ownerId, `language/${code}`), ...owner, code, name: languageName(code, 'fr') }));
}

/** Hours as RRULE where they are the same every week; in any case as they were written. */
export function schedules(ownerId: string, owner: Owner, text: string | null, { territory, now, left }: HsdsContext) {
  if (text === null) return [];
  const calendar = { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone };
  const weekly = weeklyHours(text, calendar);
  if (!weekly) {
    left.add('horaires qui changent : en texte seulement');
    return [{ id: derivedId(ownerId, 'schedule'), ...owner, description: text }];
  }
  // Times are to be written with their distance from UTC, which a fixed rule has for a season at most: today's.
  const { offset, offsetNanoseconds } = now.toZonedDateTimeISO(territory.timeZone);
  return weekly.hours.map(({ days, opensAt, closesAt }) => ({
    id: derivedId(ownerId, `schedule/${days.join()}/${opensAt}-${closesAt}`),
    ...owner,
    freq: 'WEEKLY',
    wkst: 'MO',
    byday: days.join(','),
    opens_at: `${opensAt}${offset}`,
    closes_at: `${closesAt}${offset}`,
    timezone: offsetNanoseconds / 3.6e12,
    description: text,
    ...(weekly.isClosedOnHolidays && { notes: 'Fermé les jours fériés.' }),
  }));
}

/** The département that an address is in, by its code; null where that is not told. */
export function departmentCode({ communeCode, postcode }: Pick<Address, 'communeCode' | 'postcode'>): string | null {
  const code = communeCode ?? (postcode !== null && /^\d{5}$/.test(postcode) ? postcode : null);
  if (code === null || code.length !== 5) return null;
  // Corsica has two départements for its postcodes of 20.
  if (/^20/.test(code)) return null;
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}

export function hasAddress({ street, addressComplement, postcode, locality }: Address): boolean {
  return (street ?? addressComplement ?? postcode ?? locality) !== null;
}

/** Every member is required: what is not known is empty. */
export function addresses(locationId: string, facts: Address, { territory, zoneNames }: HsdsContext) {
  if (!hasAddress(facts)) return [];
  const department = territory.country === 'FR' ? departmentCode(facts) : null;
  return [
    {
      id: derivedId(locationId, 'address'),
      location_id: locationId,
      address_1: facts.street ?? facts.addressComplement ?? '',
      ...(facts.street !== null && facts.addressComplement !== null && { address_2: facts.addressComplement }),
      city: facts.locality ?? '',
      state_province:
        (territory.country === 'CH' ? territory.canton : department === null ? null : (zoneNames.get(department) ?? department)) ?? '',
      postal_code: facts.postcode ?? '',
      country: territory.country,
      address_type: 'physical',
    },
  ];
}

/** Without the members that nothing is known of, and without empty lists. */
export function known<Entity extends object>(entity: Entity): Partial<Entity> {
  return Object.fromEntries(
    Object.entries(entity).filter(
      ([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<Entity>;
}
