import { optionalText } from '../../../kernel/http/fields.ts';
import type { ServiceFacts } from '../facts.ts';
import { themeCodes } from '../themes.ts';
import { fees, publics, receptionModes, referralModes, referrers, serviceTypes } from '../vocabularies/data-inclusion.ts';
import type { Term } from '../vocabularies/term.ts';
import { topics } from '../vocabularies/topics.ts';
import { amount, amountText, LONGEST_DESCRIPTION, number, oneOf } from './fields.ts';
import {
  addressValues,
  openingValues,
  reachValues,
  readAddress,
  readLanguages,
  readName,
  readOpening,
  readPage,
  readReach,
} from './parts.ts';
import type { FormPlace, FormValues, Sheet } from './sheet.ts';

const MOST_TOPICS = 30;
const details = optionalText(1_000);

function codesOf<Of extends Term>(terms: readonly Of[]): readonly Of['code'][] {
  return terms.map(({ code }) => code);
}

/** Where it serves, and its page at a source, are not in the form. */
export function readService(sheet: Sheet, kept: ServiceFacts, where: FormPlace, sent: FormValues): ServiceFacts {
  const facts: ServiceFacts = {
    ...kept,
    name: readName(sheet, kept.name),
    description: sheet.readRequired('description', 'directory.facts.description', LONGEST_DESCRIPTION, kept.description),
    type: sheet.read('type', oneOf(codesOf(serviceTypes)), kept.type),
    topics: sheet.choose('topics', codesOf(topics), kept.topics, MOST_TOPICS),
    themes: sheet.choose('themes', themeCodes, kept.themes),
    ...readFee(sheet, kept, where),
    feeDetails: sheet.read('feeDetails', details, kept.feeDetails),
    publics: sheet.choose('publics', codesOf(publics), kept.publics),
    publicsDetails: sheet.read('publicsDetails', details, kept.publicsDetails),
    accessConditions: sheet.read('accessConditions', optionalText(2_000), kept.accessConditions),
    ...readAddress(sheet, kept, where),
    ...readReach(sheet, kept, where),
    openingHours: readOpening(sheet, kept.openingHours, sent, where),
    languages: readLanguages(sheet, kept.languages),
    receptionModes: sheet.choose('receptionModes', codesOf(receptionModes), kept.receptionModes),
    referralModes: sheet.choose('referralModes', codesOf(referralModes), kept.referralModes),
    referrers: sheet.choose('referrers', codesOf(referrers), kept.referrers),
    referralUrl: readPage(sheet, 'referralUrl', kept.referralUrl),
    referralDetails: sheet.read('referralDetails', details, kept.referralDetails),
    weeklyHours: sheet.read('weeklyHours', number('directory.facts.weekly-hours', { most: 168 }), kept.weeklyHours),
    weeks: sheet.read('weeks', number('directory.facts.weeks', { most: 520, isWhole: true }), kept.weeks),
  };
  if (sheet.isChanged('publics') && facts.publics.includes('tous-publics') && facts.publics.length > 1)
    sheet.say('publics', 'directory.facts.publics');
  return facts;
}

/** A price tells whether it is free, where that is not said. */
function readFee(sheet: Sheet, kept: ServiceFacts, { currency }: FormPlace): Pick<ServiceFacts, 'fee' | 'price'> {
  const price = sheet.read('price', amount(currency), kept.price);
  const fee = sheet.read('fee', oneOf(codesOf(fees)), kept.fee);
  if (!sheet.isChanged('fee', 'price') || price === null) return { fee, price };
  if (fee === 'gratuit' && price.amount > 0n) sheet.say('price', 'directory.facts.price.free');
  return { fee: fee ?? (price.amount === 0n ? 'gratuit' : 'payant'), price };
}

export function serviceValues(facts: ServiceFacts, where: FormPlace): FormValues {
  return {
    name: facts.name,
    description: facts.description,
    type: facts.type ?? '',
    topics: facts.topics,
    themes: facts.themes,
    fee: facts.fee ?? '',
    price: amountText(facts.price),
    feeDetails: facts.feeDetails ?? '',
    publics: facts.publics,
    publicsDetails: facts.publicsDetails ?? '',
    accessConditions: facts.accessConditions ?? '',
    ...addressValues(facts),
    ...reachValues(facts, where),
    ...openingValues(facts.openingHours, where),
    languages: facts.languages,
    receptionModes: facts.receptionModes,
    referralModes: facts.referralModes,
    referrers: facts.referrers,
    referralUrl: facts.referralUrl ?? '',
    referralDetails: facts.referralDetails ?? '',
    weeklyHours: facts.weeklyHours === null ? '' : String(facts.weeklyHours).replace('.', ','),
    weeks: facts.weeks === null ? '' : String(facts.weeks),
  };
}
