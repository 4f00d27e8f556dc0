/** The official numbers that an organisation may have. `country`: who gives them. */
export const identifierSchemes = [
  { code: 'siret', country: 'FR', fr: 'SIRET', en: 'SIRET' },
  { code: 'siren', country: 'FR', fr: 'SIREN', en: 'SIREN' },
  { code: 'rna', country: 'FR', fr: 'Numéro RNA (association)', en: 'RNA (register of associations)' },
  { code: 'uai', country: 'FR', fr: 'UAI (établissement scolaire)', en: 'UAI (school)' },
  { code: 'finess', country: 'FR', fr: 'FINESS (établissement de santé ou social)', en: 'FINESS (health or social care)' },
  { code: 'uid', country: 'CH', fr: 'Numéro IDE', en: 'UID' },
] as const satisfies readonly { code: string; country: 'FR' | 'CH'; fr: string; en: string }[];

export type IdentifierScheme = (typeof identifierSchemes)[number]['code'];

/** A number as it was read: in its compact form where it passes its check, else as it was written. */
export interface Identifier {
  scheme: IdentifierScheme;
  value: string;
  isValid: boolean;
}

const compactForm: Record<IdentifierScheme, RegExp> = {
  siret: /^\d{14}$/,
  siren: /^\d{9}$/,
  // Corsica and overseas have a letter for their office (W2A…, W9R…).
  rna: /^W\d[\dA-Z]\d{7}$/,
  uai: /^\d{7}[A-HJ-NPR-Z]$/,
  finess: /^\d[\dAB]\d{7}$/,
  uid: /^CHE\d{9}$/,
};

const check: Record<IdentifierScheme, (value: string) => boolean> = {
  siret: (value) => (passesLuhn(value) && passesLuhn(value.slice(0, 9))) || isOfLaPoste(value),
  siren: passesLuhn,
  rna: (value) => !/^W\d.0{7}$/.test(value),
  uai: (value) => Number(value.slice(0, 7)) > 0 && uaiLetters[Number(value.slice(0, 7)) % uaiLetters.length] === value.at(-1),
  // How the letter of Corsica (2A, 2B) counts is published nowhere: only the form is checked there.
  finess: (value) => /^2[AB]/.test(value) || (/^\d{9}$/.test(value) && passesLuhn(value)),
  uid: (value) => uidCheckDigit(value.slice(3, 11)) === Number(value.at(-1)) && Number(value.slice(3)) > 0,
};

/** Alphabet of the last letter of a school's number, which is the number modulo 23: no I, O nor Q. */
const uaiLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

function digitSum(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0);
}

/** ISO/IEC 7812-1. Nothing but zeros would pass, and is nobody's. */
function passesLuhn(digits: string): boolean {
  const doubled = [...digits].reverse().map((digit, index) => (index % 2 === 0 ? digit : String(Number(digit) * 2)));
  return digitSum(doubled.join('')) % 10 === 0 && Number(digits) > 0;
}

/** The offices of La Poste were too many for the numbers that Luhn's formula leaves: INSEE takes the sum of the digits by five. */
function isOfLaPoste(siret: string): boolean {
  return siret.startsWith('356000000') && digitSum(siret) % 5 === 0;
}

/** Federal Statistical Office, UID: weights modulo 11; a number whose check digit would be 10 is not given. */
function uidCheckDigit(digits: string): number {
  const sum = [5, 4, 3, 2, 7, 6, 5, 4].reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}

/**
 * Reads a number as people and spreadsheets write it (« 356 000 000 00048 », `344613658.0`, « CHE-123.456.788 TVA »).
 * One that fails its check is kept word for word: it may be wrong by one digit, and somebody will want to see which.
 */
export function readIdentifier(scheme: IdentifierScheme, text: string): Identifier {
  const value = text
    .trim()
    .toUpperCase()
    // A spreadsheet took the number for a quantity.
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/[\s.\u2010-\u2015-]/g, '')
    .replace(/^(CHE\d{9})(TVA|MWST|IVA|VAT|RC|HR)$/, '$1');
  const isValid = compactForm[scheme].test(value) && check[scheme](value);
  return { scheme, value: isValid ? value : text, isValid };
}

const NARROW = '\u202f';

const groups: Partial<Record<IdentifierScheme, [RegExp, string]>> = {
  siret: [/^(.{3})(.{3})(.{3})(.{5})$/, `$1${NARROW}$2${NARROW}$3${NARROW}$4`],
  siren: [/^(.{3})(.{3})(.{3})$/, `$1${NARROW}$2${NARROW}$3`],
  finess: [/^(.{2})(.{3})(.{3})(.)$/, `$1${NARROW}$2${NARROW}$3${NARROW}$4`],
  uid: [/^CHE(.{3})(.{3})(.{3})$/, 'CHE-$1.$2.$3'],
};

/** A number for the screen: in the groups that its register prints. One that failed its check stays as it was written. */
export function formatIdentifier({ scheme, value, isValid }: Identifier): string {
  const group = groups[scheme];
  return isValid && group ? value.replace(...group) : value;
}
