import parsePhone from 'libphonenumber-js/min';
import type { Money } from '../../../kernel/money/money.ts';
import { type Accreditation, type Address, phoneNumber } from '../facts.ts';
import type { Identifier, IdentifierScheme } from '../identifiers.ts';
import { communeCode, withoutFraction } from '../importers/files/codes.ts';
import { kindOfWords } from '../importers/files/kind-words.ts';
import { type KindCode, kindByCode } from '../kinds.ts';
import { type LegalFormCode, legalFormByCode } from '../vocabularies/legal-forms.ts';

/** A list in one cell: parted by `|`, or as JSON where an item holds what parts them. */
export function list(items: readonly string[]): string {
  const isPlain = !items.some((item) => /[|;,\n]/.test(item)) && !items[0]?.startsWith('[');
  return isPlain ? items.join(' | ') : JSON.stringify(items);
}

/** Kinds in words, where the words tell no other kind. A comma is part of the words, wherever `|` parts them. */
export function kindWords(kinds: readonly KindCode[]): string {
  const words = kinds.map((code) => {
    const label = kindByCode.get(code)?.label.fr ?? code;
    return kindOfWords(label) === code ? label : code;
  });
  return words.join(' | ');
}

export function legalFormWords(code: LegalFormCode | null): string {
  return code === null ? '' : (legalFormByCode.get(code)?.fr ?? code);
}

/** Codes where there is no more to say, else all of it as JSON. */
export function accreditationCell(accreditations: readonly Accreditation[]): string {
  if (accreditations.every(({ label, number, since, until }) => (label ?? number ?? since ?? until) === null))
    return list(accreditations.map(({ code }) => code));
  return JSON.stringify(accreditations.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null))));
}

/** In the groups that people of the country read, where that is the same number there. */
export function phoneCell(phone: string | null, country: 'FR' | 'CH'): string {
  if (phone === null) return '';
  const number = parsePhone(phone);
  if (!number) return phone;
  const national = number.formatNational();
  if (phoneNumber(national, country) === phone) return national;
  const international = number.formatInternational();
  return phoneNumber(international, country) === phone ? international : phone;
}

/** The one number of a scheme that a column holds, as the importer would keep it. */
export function numberCell(identifiers: readonly Identifier[], scheme: IdentifierScheme): string {
  const own = identifiers.filter((one) => one.scheme === scheme);
  const value = (own.find(({ isValid }) => isValid) ?? own[0])?.value;
  return value === undefined ? '' : (withoutFraction(value) ?? value);
}

/** As French and Swiss spreadsheets write it: « 46.2 » would be a day of February to some. */
export function figure(number: number | null | undefined): string {
  return number === null || number === undefined ? '' : String(number).replace('.', ',');
}

const yes = (isSo: boolean): string => (isSo ? 'oui' : '');

export const wheelchairWords: Readonly<Record<string, string>> = { yes: 'oui', limited: 'partiel', no: 'non' };

/** « 12,50 € », « 12,50 CHF », « gratuit »; null where the format has no words for it. */
export function priceCell(price: Money | null): string | null {
  if (price === null) return '';
  if (price.amount === 0n) return 'gratuit';
  const sign = { EUR: '€', CHF: 'CHF' }[price.currency];
  const digits = String(price.amount).padStart(3, '0');
  return sign === undefined || digits.length > 11 ? null : `${digits.slice(0, -2)},${digits.slice(-2)} ${sign}`;
}

export function addressCells(facts: Address, country: 'FR' | 'CH') {
  return {
    street: facts.street ?? '',
    addressComplement: facts.addressComplement ?? '',
    postcode: facts.postcode ?? '',
    locality: facts.locality ?? '',
    // The importer takes no other for a commune's.
    communeCode: communeCode(facts.communeCode, country) ?? '',
    latitude: figure(facts.position?.latitude),
    longitude: figure(facts.position?.longitude),
    isAddressConfidential: yes(facts.isAddressConfidential),
  };
}
