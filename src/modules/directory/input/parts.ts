import { optionalEmail, optionalText } from '../../../kernel/http/fields.ts';
import { formatPhone } from '../../../ui/phone.ts';
import { type Address, noAddress } from '../facts.ts';
import { HOURS, type HoursMistake, hoursText, hoursValues, hoursWeek, readHours } from '../hours-form.ts';
import { readHoursText } from '../hours-text.ts';
import { type KindCode, kinds } from '../kinds.ts';
import { type ThemeCode, themeCodes } from '../themes.ts';
import { languages } from '../vocabularies/languages.ts';
import { degrees, LONGEST_DESCRIPTION, LONGEST_NAME, page, postcodeOf, telephone } from './fields.ts';
import { calendarOf, type FormPlace, type FormValues, type Sheet } from './sheet.ts';

/** What a structure's form and a place's have in common, or a place's and a service's. */

const kindCodes = kinds.map(({ code }) => code);
const MOST_KINDS = 8;

export function readName(sheet: Sheet, kept: string): string {
  const name = sheet.readRequired('name', 'directory.facts.name', LONGEST_NAME, kept);
  return sheet.isChanged('name') ? name.replace(/\s+/g, ' ') : name;
}

export const description = optionalText(LONGEST_DESCRIPTION);

export function readKinds<Kept extends { kinds: readonly KindCode[]; themes: readonly ThemeCode[] }>(sheet: Sheet, kept: Kept) {
  return { kinds: sheet.choose('kinds', kindCodes, kept.kinds, MOST_KINDS), themes: sheet.choose('themes', themeCodes, kept.themes) };
}

export function readLanguages(sheet: Sheet, kept: readonly string[]): readonly string[] {
  return sheet.choose<string>('languages', languages, kept);
}

export interface Reach {
  phone: string | null;
  email: string | null;
}

export function readReach(sheet: Sheet, kept: Reach, { country }: FormPlace): Reach {
  return { phone: sheet.read('phone', telephone(country), kept.phone), email: sheet.read('email', optionalEmail(), kept.email) };
}

export function reachValues({ phone, email }: Reach, { country }: FormPlace): FormValues {
  return { phone: phone === null ? '' : formatPhone(phone, country), email: email ?? '' };
}

export function readPage(sheet: Sheet, field: string, kept: string | null): string | null {
  return sheet.read(field, page, kept);
}

const written = ['street', 'addressComplement', 'postcode', 'locality'] as const;

/**
 * An address with its position and its commune's number. They are of the address that was there: where it is written anew and
 * they are not, they go, and the caller may look them up.
 */
export function readAddress(sheet: Sheet, kept: Address, { country }: FormPlace): Address {
  const box = sheet.has('isAddressConfidential') ? sheet.ticked('isAddressConfidential') : [];
  const isAddressConfidential = box.length > 0 ? box.some((value) => value !== '0') : kept.isAddressConfidential;
  if (isAddressConfidential) return { ...noAddress, isAddressConfidential };
  const isMoved = sheet.isChanged(...written);
  return {
    street: sheet.read('street', optionalText(LONGEST_NAME), kept.street),
    addressComplement: sheet.read('addressComplement', optionalText(LONGEST_NAME), kept.addressComplement),
    postcode: sheet.read('postcode', postcodeOf(country), kept.postcode),
    locality: sheet.read('locality', optionalText(100), kept.locality),
    communeCode: sheet.isChanged('postcode', 'locality') ? null : kept.communeCode,
    position: sheet.isChanged('latitude', 'longitude') ? readPosition(sheet) : isMoved ? null : kept.position,
    isAddressConfidential,
  };
}

function readPosition(sheet: Sheet): Address['position'] {
  const latitude = sheet.read('latitude', degrees(90), null) ?? degreesTyped(sheet, 'latitude', 90);
  const longitude = sheet.read('longitude', degrees(180), null) ?? degreesTyped(sheet, 'longitude', 180);
  if (latitude === null && longitude === null) return null;
  if (latitude !== null && longitude !== null) return { latitude, longitude };
  if (sheet.mistakes.every(({ key }) => key !== 'directory.facts.position'))
    sheet.say(latitude === null ? 'latitude' : 'longitude', 'directory.facts.position');
  return null;
}

/** Of the two, the one that was left as it was. */
function degreesTyped(sheet: Sheet, field: string, most: 90 | 180): number | null {
  return degrees(most).safeParse(sheet.typed(field)).data ?? null;
}

export function addressValues(address: Address): FormValues {
  return {
    street: address.street ?? '',
    addressComplement: address.addressComplement ?? '',
    postcode: address.postcode ?? '',
    locality: address.locality ?? '',
    latitude: address.position ? String(address.position.latitude) : '',
    longitude: address.position ? String(address.position.longitude) : '',
    isAddressConfidential: address.isAddressConfidential ? ['1'] : [],
  };
}

const hoursKeys: Readonly<Record<HoursMistake, string>> = {
  time: 'directory.facts.hours.time',
  incomplete: 'directory.facts.hours.incomplete',
  closed: 'directory.facts.hours.closed',
  same: 'directory.facts.hours.same',
  overlap: 'directory.facts.hours.overlap',
};

/** Hours from the week of the form, where it has one, else from the words of `openingHours`. */
export function readOpening(sheet: Sheet, kept: string | null, sent: FormValues, where: FormPlace): string | null {
  if (!sheet.has('openingHours')) return kept;
  const fields = Object.keys(sent).filter((name) => name.startsWith(`${HOURS}.`));
  if (fields.length > 0) {
    const before = kept === null ? null : hoursWeek(kept, calendarOf(where));
    const { week, mistakes } = readHours((field) => sheet.typed(field));
    for (const { field, mistake } of mistakes) sheet.say(field, hoursKeys[mistake]);
    if (mistakes.length > 0) return kept;
    const text = hoursText(week);
    // Written otherwise, they say the same.
    return before !== null && text === hoursText(before) ? kept : text;
  }
  if (!sheet.isChanged('openingHours')) return kept;
  const typed = sheet.typed('openingHours').trim();
  if (typed === '') return null;
  if (typed.length > 1_000) {
    sheet.say('openingHours', 'form.too-long');
    return kept;
  }
  const read = readHoursText(typed, calendarOf(where));
  if ('text' in read) return read.text;
  sheet.say('openingHours', 'directory.facts.hours.text', { part: read.unknown.slice(0, 60) });
  return kept;
}

/** The week where the form can say it, and the words in any case. */
export function openingValues(openingHours: string | null, where: FormPlace): FormValues {
  const week = openingHours === null ? null : hoursWeek(openingHours, calendarOf(where));
  return { ...(week && hoursValues(week)), openingHours: openingHours ?? '' };
}
