import { z } from 'zod';
import type { Mistake } from '../../kernel/http/form.ts';
import type { FactsOf, SubjectName } from './facts.ts';
import { organisationValues, readOrganisation } from './input/organisation.ts';
import { placeValues, readPlace } from './input/place.ts';
import { readService, serviceValues } from './input/service.ts';
import { type FormPlace, type FormValues, Sheet } from './input/sheet.ts';

export type { FormPlace, FormValues } from './input/sheet.ts';

const LONGEST_TEXT = 20_000;
const MOST_TICKED = 500;

/**
 * Fields of a form of facts, for `formRoute`: raw strings, which `readFacts` understands. A field is named as its fact
 * (`name`, `kinds`, `isAddressConfidential`…); `position` is `latitude` and `longitude`; hours are those of `HoursField`
 * (`hours.mo.1.from`, `hours.ph.closed`) or the words of `openingHours`; numbers are `identifier.siret`… The box
 * `isAddressConfidential` comes with a hidden field of its name that says 0: where neither is sent, the address stays as it is.
 */
export const factsFields = z.object({}).catchall(z.union([z.string().max(LONGEST_TEXT), z.array(z.string().max(200)).max(MOST_TICKED)]));

/** Facts as a form shows them, all its fields. */
export function factsValues<Name extends SubjectName>(subject: Name, facts: FactsOf[Name], where: FormPlace): FormValues {
  const values: { readonly [One in SubjectName]: (facts: FactsOf[One], where: FormPlace) => FormValues } = {
    organisation: organisationValues,
    place: placeValues,
    service: serviceValues,
  };
  return values[subject](facts, where);
}

/**
 * What a form of facts was sent with, put into what is kept. What was not changed is kept as it is, also where no form would
 * take it; accreditations, places served and pages at a source are left aside. Where the address is written anew, its position
 * and commune's number are null unless the form gives them: the caller may look them up.
 *
 * @param kept what the form was made from: `factsValues` of it is what it showed.
 * @param fields names of the fields that the form has (`openingHours` for its hours): boxes that are not ticked are not sent, and
 *   those that are not there must not be taken for them.
 * @returns `facts` null where there are mistakes, whose keys are of the directory's messages or of every form's.
 */
export function readFacts<Name extends SubjectName>(
  subject: Name,
  sent: FormValues,
  kept: FactsOf[Name],
  where: FormPlace,
  fields: readonly string[] | 'all',
): { facts: FactsOf[Name]; mistakes: readonly [] } | { facts: null; mistakes: readonly Mistake[] } {
  const read: {
    readonly [One in SubjectName]: (sheet: Sheet, kept: FactsOf[One], where: FormPlace, sent: FormValues) => FactsOf[One];
  } = { organisation: readOrganisation, place: readPlace, service: readService };
  const sheet = new Sheet(sent, factsValues(subject, kept, where), fields);
  const facts = read[subject](sheet, kept, where, sent);
  return sheet.mistakes.length > 0 ? { facts: null, mistakes: sheet.mistakes } : { facts, mistakes: [] };
}
