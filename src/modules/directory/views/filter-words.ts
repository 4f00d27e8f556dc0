import type { Visit } from '../../../kernel/http/visit.ts';
import { districtSlug, type FacetName } from '../facets.ts';
import { type ThemeCode, themeCodes } from '../themes.ts';
import { accreditationByCode } from '../vocabularies/accreditations.ts';
import { feeByCode, publicByCode, receptionModeByCode } from '../vocabularies/data-inclusion.ts';
import { languages } from '../vocabularies/languages.ts';
import { type LegalFormCode, legalFormByCode, legalFormWords } from '../vocabularies/legal-forms.ts';
import { capitalise, type DirectoryTranslate, directoryWords, languageWords, termWords } from './words.ts';

const subjects = ['service', 'place', 'organisation'] as const;

/** The values of a facet in the order in which they are offered; those that are not here come after. */
const orders: Readonly<Partial<Record<FacetName, readonly string[]>>> = {
  subject: subjects,
  theme: themeCodes,
  public: [...publicByCode.keys()],
  fee: [...feeByCode.keys()],
  mode: [...receptionModeByCode.keys()],
  language: languages,
  form: [...legalFormByCode.keys()],
  label: [...accreditationByCode.keys()],
};

/** A choice of a list in words: « Jeunes », « Association loi 1901 ». */
export function filterWords(name: FacetName, value: string, visit: Visit): string {
  const t = directoryWords(visit);
  const { locale, territory } = visit;
  switch (name) {
    case 'subject':
      return (subjects as readonly string[]).includes(value) ? t(`directory.subject.${value as (typeof subjects)[number]}`) : value;
    case 'theme':
      return themeWords(value, t);
    case 'public':
      return termWords(publicByCode, value, locale);
    case 'fee':
      return termWords(feeByCode, value, locale);
    case 'mode':
      return termWords(receptionModeByCode, value, locale);
    case 'language':
      return capitalise(languageWords([value], locale)[0] ?? value);
    case 'wheelchair':
      return t('directory.filters.wheelchair');
    case 'district':
      return territory.districts.find(({ name: district }) => districtSlug(district) === value)?.name ?? value;
    case 'form':
      return legalFormByCode.has(value) ? legalFormWords(value as LegalFormCode, territory.country)[locale] : value;
    case 'label':
      return termWords(accreditationByCode, value, locale);
  }
}

function themeWords(value: string, t: DirectoryTranslate): string {
  return (themeCodes as readonly string[]).includes(value) ? t(`theme.${value as ThemeCode}`) : value;
}

/** All that a facet may be here, where that is known beforehand, in the order in which it is offered. */
export function knownValues(name: FacetName, { territory }: Visit): readonly string[] {
  if (name === 'district') return territory.districts.map((district) => districtSlug(district.name));
  return name === 'wheelchair' ? ['yes'] : (orders[name] ?? []);
}

/** What a source wrote in place of a code is no choice for a resident, nor are ten thousand of them. */
function isOffered(name: FacetName, value: string): boolean {
  const known = orders[name];
  return known === undefined || known.includes(value);
}

/** The values that a facet offers: those that leave something, and the one that is chosen. */
export function offeredValues(
  name: FacetName,
  counts: Readonly<Record<string, number>>,
  chosen: string | undefined,
  visit: Visit,
): string[] {
  const order = orders[name] ?? [];
  const rank = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
  return (
    [...new Set([...Object.keys(counts), ...(chosen === undefined ? [] : [chosen])])]
      .filter((value) => value === chosen || ((counts[value] ?? 0) > 0 && isOffered(name, value)))
      // « For everyone » is no public to choose: what is for everyone is found under each.
      .filter((value) => name !== 'public' || value !== 'tous-publics' || value === chosen)
      .map((value) => ({ value, words: filterWords(name, value, visit) }))
      .sort((a, b) => rank(a.value) - rank(b.value) || a.words.localeCompare(b.words, visit.locale))
      .map(({ value }) => value)
  );
}
