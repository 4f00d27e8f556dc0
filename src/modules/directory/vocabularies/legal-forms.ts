import { byCode, type Term } from './term.ts';

/** A country whose words and laws a vocabulary follows. */
export type Country = 'FR' | 'CH';

interface LegalForm extends Term {
  /** Where a country has words of its own for it. */
  words?: Partial<Record<Country, { fr: string; en: string }>>;
}

/** What an organisation is in law; apart from what it does (kinds) and from what it was granted (accreditations). */
export const legalForms = [
  {
    code: 'association',
    fr: 'Association',
    en: 'Association',
    words: { FR: { fr: 'Association loi 1901', en: 'Association (law of 1901)' } },
  },
  {
    code: 'cooperative',
    fr: 'Coopérative',
    en: 'Cooperative',
    words: {
      FR: { fr: 'Coopérative (Scop, Scic, Cuma…)', en: 'Cooperative (Scop, Scic, Cuma…)' },
      CH: { fr: 'Société coopérative', en: 'Cooperative' },
    },
  },
  { code: 'mutual', fr: 'Mutuelle', en: 'Mutual society' },
  {
    code: 'foundation',
    fr: 'Fondation',
    en: 'Foundation',
    words: { FR: { fr: 'Fondation ou fonds de dotation', en: 'Foundation or endowment fund' } },
  },
  {
    code: 'company',
    fr: 'Société',
    en: 'Company',
    words: {
      FR: { fr: 'Société (SARL, SAS, SA…)', en: 'Company (SARL, SAS, SA…)' },
      CH: { fr: 'Société (Sàrl, SA…)', en: 'Company (Sàrl, SA…)' },
    },
  },
  {
    code: 'micro-enterprise',
    fr: 'Indépendant',
    en: 'Self-employed',
    words: {
      FR: { fr: 'Micro-entreprise ou entreprise individuelle', en: 'Sole trader' },
      CH: { fr: 'Raison individuelle', en: 'Sole proprietorship' },
    },
  },
  { code: 'public-body', fr: 'Organisme public', en: 'Public body' },
  { code: 'none', fr: 'Collectif ou projet sans forme juridique', en: 'Group or project without legal form' },
] as const satisfies readonly LegalForm[];

export type LegalFormCode = (typeof legalForms)[number]['code'];
export const legalFormByCode: ReadonlyMap<string, LegalForm & { code: LegalFormCode }> = byCode<LegalForm & { code: LegalFormCode }>(
  legalForms,
);

/** The words of a form as the country says them: « Société coopérative » in Switzerland. */
export function legalFormWords(code: LegalFormCode, country: Country): { fr: string; en: string } {
  const form = legalFormByCode.get(code);
  return form?.words?.[country] ?? { fr: form?.fr ?? code, en: form?.en ?? code };
}

/**
 * INSEE's « catégories juridiques » (July 2020): two digits, or the four of what differs from its two. Absent: what is
 * none of our forms (groupings of interest, unions, co-owners, works councils, foreign bodies…) or may be several.
 */
const inseeCategories: Readonly<Record<string, LegalFormCode>> = {
  '10': 'micro-enterprise',
  '21': 'none',
  '22': 'none',
  '23': 'none',
  '29': 'none',
  '3110': 'public-body',
  '3120': 'company',
  '3210': 'public-body',
  '3220': 'company',
  '41': 'public-body',
  '51': 'cooperative',
  '52': 'company',
  '53': 'company',
  '54': 'company',
  '55': 'company',
  '56': 'company',
  // A cooperative in the form of a SAS has no category of its own: the source must say it.
  '57': 'company',
  '58': 'company',
  '61': 'cooperative',
  '63': 'cooperative',
  '64': 'mutual',
  '65': 'company',
  '71': 'public-body',
  '72': 'public-body',
  '73': 'public-body',
  '74': 'public-body',
  // Private bodies in law, entrusted with social security: to a resident, the CAF is a public office.
  '81': 'public-body',
  '82': 'mutual',
  '92': 'association',
  '93': 'foundation',
};

/** Companies that are cooperatives, by the end of their category (54 to 56), then one by one. */
const cooperativeCompany = /^(5[456](43|47|51|52|53|54|55|58|59|60)|5203|5307|5309|6543|6551|6554|6558|6560|6595|6596)$/;

/** Our form for a category of INSEE's (two to four digits, as `9220`); `null` where none is sure. */
export function legalFormOfInsee(category: string): LegalFormCode | null {
  // A congregation (9240) stands in the same law as associations, and is none.
  if (category === '9240') return null;
  if (cooperativeCompany.test(category)) return 'cooperative';
  const known = [category, category.slice(0, 2)].find((one) => Object.hasOwn(inseeCategories, one));
  return known === undefined ? null : (inseeCategories[known] ?? null);
}

/** By their form alone, of the social and solidarity economy (loi n° 2014-856 du 31 juillet 2014, art. 1, II, 1°). */
const socialEconomyForms: ReadonlySet<LegalFormCode> = new Set(['association', 'cooperative', 'mutual', 'foundation']);

/**
 * Whether the law counts an organisation among the social and solidarity economy for its form. A company may be too,
 * when it says so to the register (same article, 2°); Switzerland has no such law.
 */
export function isSocialEconomyByForm(form: LegalFormCode, country: Country): boolean {
  return country === 'FR' && socialEconomyForms.has(form);
}
