import { type FacetName, type Filters, facetNames } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { themes } from './themes.ts';

/** The facets in page addresses, in French. */
export const facetParameters: Readonly<Record<FacetName, string>> = {
  subject: 'quoi',
  theme: 'theme',
  public: 'public',
  fee: 'tarif',
  mode: 'accueil',
  language: 'langue',
  wheelchair: 'acces',
  district: 'quartier',
  form: 'statut',
  label: 'label',
};

const subjectWords: Readonly<Record<SubjectName, string>> = { service: 'services', place: 'lieux', organisation: 'structures' };

/** A value as page addresses hold it: « manger » for `food`. */
export function parameterValue(name: FacetName, value: string): string {
  if (name === 'theme') return themes.find(({ code }) => code === value)?.slug ?? value;
  if (name === 'subject') return subjectWords[value as SubjectName] ?? value;
  if (name === 'wheelchair') return '1';
  return value;
}

function filterValue(name: FacetName, text: string): string | undefined {
  if (name === 'theme') return themes.find(({ slug }) => slug === text)?.code;
  if (name === 'subject') return Object.entries(subjectWords).find(([, word]) => word === text)?.[0];
  if (name === 'wheelchair') return text === '1' ? 'yes' : undefined;
  return /^[a-z0-9-]{1,100}$/i.test(text) ? text : undefined;
}

/** The filters that a page's address asks for; what makes no sense is left out. */
export function readFilters(query: Readonly<Record<string, string | undefined>>): Filters {
  return Object.fromEntries(
    facetNames.flatMap((name) => {
      const value = filterValue(name, query[facetParameters[name]] ?? '');
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
