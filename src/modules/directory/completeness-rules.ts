import type { FactsOf, OrganisationFacts, PlaceFacts, ServiceFacts, SubjectName } from './facts.ts';

/** What may be missing of a page. `contact`: a telephone or an e-mail address, either will do. */
export type CompletenessField =
  | 'openingHours'
  | 'contact'
  | 'address'
  | 'position'
  | 'description'
  | 'pictures'
  | 'wheelchair'
  | 'kinds'
  | 'website'
  | 'languages'
  | 'legalForm'
  | 'identifiers'
  | 'publics'
  | 'fee'
  | 'referral'
  | 'receptionModes'
  | 'topics'
  | 'accessConditions';

export interface Completeness {
  /** 0 to 100: 100 is a page to which a visitor misses nothing. */
  score: number;
  /** What to add, what helps a visitor most first; `weight`: points of the score that it brings. */
  missing: readonly { field: CompletenessField; weight: number }[];
}

interface Criterion {
  field: CompletenessField;
  weight: number;
  /** How much of it is there, from 0 to 1. */
  share: number;
}

/** Fewer letters tell no more than a name. */
const ENOUGH_LETTERS = 80;

/**
 * How complete a page is for whom it is made, residents: whether they know when to come, whom to call, where, and whether it
 * is for them. After the quality score of data·inclusion, which is for advisers. A fact that is added never lowers it; an
 * address that is confidential is not missing.
 */
export function completenessOf<Name extends SubjectName>(subject: Name, facts: FactsOf[Name], pictures: number): Completeness {
  const criteria: Readonly<Record<SubjectName, () => Criterion[]>> = {
    organisation: () => ofOrganisation(facts as OrganisationFacts, pictures),
    place: () => ofPlace(facts as PlaceFacts, pictures),
    service: () => ofService(facts as ServiceFacts),
  };
  const all = criteria[subject]();
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const points = (weight: number) => (100 * weight) / total;
  return {
    score: Math.floor(points(all.reduce((sum, { weight, share }) => sum + weight * share, 0)) + 1e-9),
    missing: all
      .filter(({ share }) => share < 1)
      .map(({ field, weight, share }) => ({ field, weight: Math.round(points(weight * (1 - share))) }))
      .sort((a, b) => b.weight - a.weight),
  };
}

function ofOrganisation(facts: OrganisationFacts, pictures: number): Criterion[] {
  return [
    describes(facts.description, 25),
    has('contact', 25, facts.phone, facts.email),
    has('kinds', 15, facts.kinds),
    has('website', 10, facts.website),
    has('pictures', 10, pictures),
    has('legalForm', 5, facts.legalForm),
    has('languages', 5, facts.languages),
    has('identifiers', 5, facts.identifiers),
  ];
}

function ofPlace(facts: PlaceFacts, pictures: number): Criterion[] {
  return [
    has('openingHours', 20, facts.openingHours),
    has('contact', 20, facts.phone, facts.email),
    ...(facts.isAddressConfidential ? [] : [has('address', 12, facts.street), has('position', 8, facts.position)]),
    describes(facts.description, 15),
    has('wheelchair', 10, facts.wheelchair),
    has('pictures', 7, pictures),
    has('kinds', 5, facts.kinds),
    has('website', 3, facts.website),
  ];
}

function ofService(facts: ServiceFacts): Criterion[] {
  return [
    describes(facts.description, 20),
    has('contact', 15, facts.phone, facts.email),
    has('publics', 15, facts.publics),
    { field: 'fee', weight: 15, share: feeShare(facts) },
    has('referral', 10, facts.referralModes, facts.referralUrl, facts.referralDetails),
    has('openingHours', 10, facts.openingHours),
    has('receptionModes', 5, facts.receptionModes),
    has('topics', 5, facts.topics, facts.themes),
    has('accessConditions', 5, facts.accessConditions),
  ];
}

/** That it is to be paid for, without how much, is half of what one wants to know. */
function feeShare({ fee, feeDetails, price }: ServiceFacts): number {
  if (fee === 'gratuit' || price !== null || feeDetails !== null) return 1;
  return fee === null ? 0 : 0.5;
}

function describes(description: string | null, weight: number): Criterion {
  const letters = description?.trim().length ?? 0;
  return { field: 'description', weight, share: Math.min(1, letters / ENOUGH_LETTERS) };
}

/** There where any of these is. */
function has(field: CompletenessField, weight: number, ...facts: readonly unknown[]): Criterion {
  const isThere = facts.some((fact) => (Array.isArray(fact) ? fact.length > 0 : fact !== null && fact !== '' && fact !== 0));
  return { field, weight, share: isThere ? 1 : 0 };
}
