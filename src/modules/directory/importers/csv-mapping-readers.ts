import type { Money } from '../../../kernel/money/money.ts';
import type { Accreditation } from '../facts.ts';
import { areHoursReadable, type Calendar } from '../hours.ts';
import type { KindCode } from '../kinds.ts';
import { fold } from '../text.ts';
import { type ThemeCode, themes } from '../themes.ts';
import { accreditationByCode, accreditations } from '../vocabularies/accreditations.ts';
import { type LegalFormCode, legalFormByCode, legalFormOfInsee, legalForms } from '../vocabularies/legal-forms.ts';
import type { Term } from '../vocabularies/term.ts';
import { line } from './files/cleaning.ts';
import { decimal } from './files/codes.ts';
import { readDay } from './files/days.ts';
import { kindOfWords } from './files/kind-words.ts';
import { fewValues } from './files/limits.ts';
import type { Warn } from './files/warnings.ts';

/** What reading a cell may need. */
export interface Reading {
  calendar: Calendar;
  warn: Warn;
}

/**
 * The items of a cell that holds several: a JSON array, or parted by `|`, `;` or line ends, or, where there are none of
 * these, by commas unless the whole is an item already.
 */
export function itemsOf(text: string, isItem: (text: string) => boolean = () => false, hasCommas = true): unknown[] {
  if (text.startsWith('[')) {
    try {
      const items: unknown = JSON.parse(text);
      if (Array.isArray(items)) return items;
    } catch {
      // Brackets that are text.
    }
  }
  const parts = /[|;\n]/.test(text) || !hasCommas || isItem(text) ? text.split(/[|;\n]/) : text.split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export function texts(text: string, max: number): string[] {
  return [...new Set(itemsOf(text, () => true, false).flatMap((item) => line(item, max) ?? []))].slice(0, 20);
}

/** Codes of a vocabulary, by code or by their French words. One that it does not know is kept, and told. */
export function codes<Code extends string>(
  text: string,
  field: string,
  terms: ReadonlyMap<string, Term & { code: Code }>,
  { warn }: Reading,
): Code[] {
  const byWords = new Map([...terms.values()].map((term) => [fold(term.fr), term.code]));
  const find = (word: string) => terms.get(word.trim())?.code ?? byWords.get(fold(word));
  const found = itemsOf(text, (whole) => find(whole) !== undefined).flatMap((item) => {
    const word = line(item, 200);
    if (word === null) return [];
    const code = find(word);
    if (code === undefined) warn(`unknown-value:${field}`);
    return [code ?? (word as Code)];
  });
  return fewValues(found, warn);
}

export function code<Code extends string>(
  text: string,
  field: string,
  terms: ReadonlyMap<string, Term & { code: Code }>,
  reading: Reading,
): Code | null {
  return codes(text, field, terms, reading)[0] ?? null;
}

/** What a place is has its page, its icon and its themes here: a word that we do not know cannot be one. */
export function kindCodes(text: string, { warn }: Reading): KindCode[] {
  const found = itemsOf(text, (whole) => kindOfWords(whole) !== undefined).flatMap((item) => {
    const kind = kindOfWords(String(item));
    if (kind === undefined) warn('unknown-value:kinds');
    return kind ?? [];
  });
  return [...new Set(found)];
}

const themesByWords = new Map<string, ThemeCode>(
  themes.flatMap(({ code: theme, slug }) => [
    [fold(theme), theme],
    [fold(slug), theme],
  ]),
);

export function themeCodesOf(text: string, { warn }: Reading): ThemeCode[] {
  const found = itemsOf(text).flatMap((item) => {
    const theme = themesByWords.get(fold(String(item)));
    if (theme === undefined) warn('unknown-value:themes');
    return theme ?? [];
  });
  return [...new Set(found)];
}

const abbreviations = new Map<string, LegalFormCode>(
  Object.entries({
    ...{
      asso: 'association',
      'loi 1901': 'association',
      scop: 'cooperative',
      scic: 'cooperative',
      cuma: 'cooperative',
      cae: 'cooperative',
    },
    ...{ sarl: 'company', sas: 'company', sasu: 'company', sa: 'company', eurl: 'company', snc: 'company', entreprise: 'company' },
    ...{
      ei: 'micro-enterprise',
      'auto entrepreneur': 'micro-enterprise',
      'micro entreprise': 'micro-enterprise',
      independant: 'micro-enterprise',
    },
    ...{
      commune: 'public-body',
      mairie: 'public-body',
      collectivite: 'public-body',
      epci: 'public-body',
      'etablissement public': 'public-body',
    },
    ...{ collectif: 'none', projet: 'none', fonds: 'foundation' },
  } as const satisfies Record<string, LegalFormCode>),
);

/** Our code, its words, an abbreviation (« Scop »), or INSEE's category (`9220`). */
export function legalForm(text: string, { warn }: Reading): LegalFormCode | null {
  const word = fold(text);
  const words = legalForms.find(({ fr, en, ...form }) =>
    [fr, en, ...('words' in form ? Object.values(form.words).map((local) => local.fr) : [])].some((known) => fold(known) === word),
  );
  const found =
    legalFormByCode.get(text.trim())?.code ??
    words?.code ??
    abbreviations.get(word) ??
    (/^\d{4}$/.test(word) ? legalFormOfInsee(word) : null);
  if (found === null) warn('unknown-value:legalForm');
  return found;
}

/** Codes, acronyms or names; or a JSON array with their dates. What is none of ours is a local label, in its own words. */
export function accreditationsOf(text: string, { warn }: Reading): Accreditation[] {
  const byWords = new Map(
    accreditations.flatMap(
      ({ code: known, fr, acronym }) =>
        [[fold(fr), known], ...(acronym ? [[fold(acronym), known]] : [])] as [string, (typeof accreditations)[number]['code']][],
    ),
  );
  const found = itemsOf(text, (whole) => byWords.has(fold(whole))).flatMap((item): Accreditation[] => {
    const given = (typeof item === 'object' && item !== null ? item : { code: item }) as Record<string, unknown>;
    const word = line(given['code'], 200);
    if (word === null) return [];
    const known = accreditationByCode.get(word)?.code ?? byWords.get(fold(word));
    const days = [readDay(given['since']), readDay(given['until'])];
    if ((days[0] === null && line(given['since']) !== null) || (days[1] === null && line(given['until']) !== null)) warn('unusable-date');
    const label = line(given['label'], 200) ?? (known === undefined ? word : null);
    return [{ code: known ?? 'local-label', label, number: line(given['number'], 100), since: days[0] ?? null, until: days[1] ?? null }];
  });
  return fewValues(found, warn);
}

export function openingHours(text: string, { calendar, warn }: Reading): string | null {
  const hours = line(text, 1_000);
  if (hours !== null && !areHoursReadable(hours, calendar)) warn('unreadable-hours');
  return hours;
}

export function day(text: string, { warn }: Reading): string | null {
  const read = readDay(text);
  if (read === null) warn('unusable-date');
  return read;
}

const yes = new Set(['oui', 'yes', 'o', 'vrai', 'true', '1', 'x', 'total', 'totale', 'accessible', 'designated']);
const no = new Set(['non', 'no', 'n', 'faux', 'false', '0', 'aucun', 'aucune', 'inaccessible']);

export function truth(text: string, { warn }: Reading): boolean | null {
  const word = fold(text);
  if (!yes.has(word) && !no.has(word)) warn('unusable-value');
  return yes.has(word) ? true : no.has(word) ? false : null;
}

export function wheelchair(text: string, { warn }: Reading): 'yes' | 'limited' | 'no' | null {
  const word = fold(text);
  if (yes.has(word)) return 'yes';
  if (no.has(word)) return 'no';
  if (/^(?:limited|limite|limitee|partiel|partielle|partiellement|avec aide)$/.test(word)) return 'limited';
  warn('unusable-value');
  return null;
}

/** « 12,50 € », `12.50 EUR`, `25`, « gratuit ». */
export function price(text: string, { calendar, warn }: Reading): Money | null {
  const currency = /CHF|fr\.|francs?/i.test(text) ? 'CHF' : /€|EUR/i.test(text) ? 'EUR' : calendar.country === 'CH' ? 'CHF' : 'EUR';
  if (fold(text) === 'gratuit') return { amount: 0n, currency };
  const bare = text
    .replace(/CHF|EUR|euros?|€|francs?|fr\./gi, '')
    .replace(/\s/g, '')
    .replace(/\.-$/, '');
  const [, whole, part = ''] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  if (whole === undefined) {
    warn('unusable-value');
    return null;
  }
  return { amount: BigInt(whole) * 100n + BigInt(part.padEnd(2, '0')), currency };
}

export function number(text: string, { warn }: Reading, least: number): number | null {
  const read = decimal(text);
  if (read === null || read < least) {
    warn('unusable-value');
    return null;
  }
  return read;
}

export function wholeNumber(text: string, reading: Reading, least: number): number | null {
  const read = number(text, reading, least);
  if (read === null || Number.isInteger(read)) return read;
  reading.warn('unusable-value');
  return null;
}

/** Codes of communes, départements, groupings, countries. Spreadsheets take the first zero off: `1` is `01`. */
export function zones(text: string, { calendar: { country }, warn }: Reading): string[] {
  const codes = itemsOf(text).flatMap((item) => line(item, 20)?.replace(/^(\d+)[.,]0+$/, '$1') ?? []);
  const whole = codes.map((zone) => (/^\d$/.test(zone) || (country === 'FR' && /^\d{4}$/.test(zone)) ? `0${zone}` : zone));
  return fewValues(whole, warn);
}
