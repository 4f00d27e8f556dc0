import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { formatMoney, type Money } from '../../../kernel/money/money.ts';
import { formatPhone } from '../../../ui/phone.ts';
import type { FactValues } from '../changes.ts';
import type { Accreditation } from '../facts.ts';
import type { HistoryField } from '../history-models.ts';
import type { Identifier } from '../identifiers.ts';
import type { KindCode } from '../kinds.ts';
import type { ThemeCode } from '../themes.ts';
import { accreditationByCode } from '../vocabularies/accreditations.ts';
import {
  feeByCode,
  networkByCode,
  publicByCode,
  receptionModeByCode,
  referralModeByCode,
  referrerByCode,
  serviceTypeByCode,
  topicByCode,
} from '../vocabularies/data-inclusion.ts';
import { legalFormByCode } from '../vocabularies/legal-forms.ts';
import type { Term } from '../vocabularies/term.ts';
import { capitalise, directoryWords, kindWords, languageWords, termWords } from './words.ts';

const vocabularies: Readonly<Record<string, ReadonlyMap<string, Term>>> = {
  legalForm: legalFormByCode,
  networks: networkByCode,
  type: serviceTypeByCode,
  topics: topicByCode,
  fee: feeByCode,
  publics: publicByCode,
  receptionModes: receptionModeByCode,
  referralModes: referralModeByCode,
  referrers: referrerByCode,
};

/** « Horaires » */
export function fieldWords(field: HistoryField, visit: Visit): string {
  return capitalise(directoryWords(visit)(`directory.field.${field}`));
}

/** The facts of a field in words, as a history or a choice between two shows them; null where there is nothing. */
export function factWords(values: FactValues, visit: Visit): string | null {
  const words = Object.entries(values).flatMap(([key, value]) => valueWords(key, value, visit) ?? []);
  return words.length > 0 ? words.join(', ') : null;
}

function valueWords(key: string, value: unknown, visit: Visit): string | null {
  const { locale, territory } = visit;
  const t = directoryWords(visit);
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  switch (key) {
    case 'kinds':
      return kindWords(value as KindCode[], locale).join(', ') || null;
    case 'themes':
      return (value as ThemeCode[]).map((code) => t(`theme.${code}`)).join(', ');
    case 'languages':
      return languageWords(value as string[], locale).join(', ');
    case 'phone':
      return formatPhone(value as string, territory.country);
    case 'price':
      return formatMoney(value as Money, locale);
    case 'wheelchair':
      return t(`directory.place.wheelchair.${value as 'yes' | 'limited' | 'no'}`);
    case 'position': {
      const { latitude, longitude } = value as { latitude: number; longitude: number };
      return `${latitude}, ${longitude}`;
    }
    case 'isAddressConfidential':
      return t(value === true ? 'directory.address.confidential.yes' : 'directory.address.confidential.no');
    case 'identifiers':
      return (value as Identifier[]).map((one) => `${one.scheme.toUpperCase()} ${one.value}`).join(', ');
    case 'accreditations':
      return (value as Accreditation[]).map(({ code, label }) => label ?? termWords(accreditationByCode, code, locale)).join(', ');
    default:
      return plainWords(key, value, locale);
  }
}

function plainWords(key: string, value: unknown, locale: Locale): string {
  const terms = vocabularies[key];
  return [value]
    .flat()
    .map((one) => (terms ? termWords(terms, String(one), locale) : String(one)))
    .join(', ');
}
