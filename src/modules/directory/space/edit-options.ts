import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { kinds } from '../kinds.ts';
import { themes } from '../themes.ts';
import { fees, publics, receptionModes, referralModes, serviceTypes } from '../vocabularies/data-inclusion.ts';
import { languageName, languages } from '../vocabularies/languages.ts';
import { legalForms, legalFormWords } from '../vocabularies/legal-forms.ts';
import type { Term } from '../vocabularies/term.ts';

interface Option {
  value: string;
  label: string;
}

function byLabel(options: readonly Option[], locale: Locale): Option[] {
  const order = new Intl.Collator(locale);
  return options.toSorted((a, b) => order.compare(a.label, b.label));
}

const ofTerms =
  (terms: readonly Term[]) =>
  (locale: Locale): Option[] =>
    terms.map((term) => ({ value: term.code, label: term[locale] }));

/** What can be chosen in a field of facts; `themeLabel` says a theme. */
export function editOptions(
  field: string,
  {
    locale,
    country,
    words,
  }: { locale: Locale; country: TerritoryContext['country']; words: (key: `theme.${(typeof themes)[number]['code']}`) => string },
): readonly Option[] {
  switch (field) {
    case 'kinds':
      return byLabel(
        kinds.map(({ code, label }) => ({ value: code, label: label[locale] })),
        locale,
      );
    case 'themes':
      return themes.map(({ code }) => ({ value: code, label: words(`theme.${code}`) }));
    case 'languages':
      return languages.map((code) => ({ value: code, label: languageName(code, locale) }));
    case 'legalForm':
      return legalForms.map(({ code }) => ({ value: code, label: legalFormWords(code, country)[locale] }));
    case 'type':
      return ofTerms(serviceTypes)(locale);
    case 'fee':
      return ofTerms(fees)(locale);
    case 'publics':
      return ofTerms(publics)(locale);
    case 'receptionModes':
      return ofTerms(receptionModes)(locale);
    case 'referralModes':
      return ofTerms(referralModes)(locale);
    default:
      return [];
  }
}
