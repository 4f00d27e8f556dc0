import type { OrganisationFacts } from '../facts.ts';
import { type Identifier, type IdentifierScheme, identifierSchemes, readIdentifier } from '../identifiers.ts';
import { legalFormByCode } from '../vocabularies/legal-forms.ts';
import { networks } from '../vocabularies/networks.ts';
import { names, oneOf } from './fields.ts';
import { description, reachValues, readKinds, readLanguages, readName, readPage, readReach } from './parts.ts';
import type { FormPlace, FormValues, Sheet } from './sheet.ts';

/** Accreditations, activity code and the page at a source are not people's to write. */
export function readOrganisation(sheet: Sheet, kept: OrganisationFacts, where: FormPlace): OrganisationFacts {
  return {
    ...kept,
    name: readName(sheet, kept.name),
    alternateNames: sheet.read('alternateNames', names, [...kept.alternateNames]),
    description: sheet.read('description', description, kept.description),
    ...readKinds(sheet, kept),
    legalForm: sheet.read('legalForm', oneOf([...legalFormByCode.keys()] as NonNullable<OrganisationFacts['legalForm']>[]), kept.legalForm),
    networks: sheet.choose(
      'networks',
      networks.map(({ code }) => code),
      kept.networks,
    ),
    languages: readLanguages(sheet, kept.languages),
    identifiers: readIdentifiers(sheet, kept.identifiers, where),
    ...readReach(sheet, kept, where),
    website: readPage(sheet, 'website', kept.website),
  };
}

/** One number of each register of the country; others that are kept stay. */
function readIdentifiers(sheet: Sheet, kept: readonly Identifier[], { country }: FormPlace): readonly Identifier[] {
  let identifiers = kept;
  for (const { code, country: of } of identifierSchemes) {
    const field = identifierField(code);
    if (of !== country || !sheet.isChanged(field)) continue;
    const first = kept.find(({ scheme }) => scheme === code);
    const others = identifiers.filter((one) => one !== first);
    const typed = sheet.typed(field).trim();
    const read = readIdentifier(code, typed.slice(0, 50));
    if (typed !== '' && !read.isValid) sheet.say(field, 'directory.facts.identifier');
    else identifiers = typed === '' ? others : [...others, read];
  }
  return identifiers;
}

function identifierField(scheme: IdentifierScheme): string {
  return `identifier.${scheme}`;
}

export function organisationValues(facts: OrganisationFacts, where: FormPlace): FormValues {
  return {
    name: facts.name,
    alternateNames: facts.alternateNames.join('\n'),
    description: facts.description ?? '',
    kinds: facts.kinds,
    themes: facts.themes,
    legalForm: facts.legalForm ?? '',
    networks: facts.networks,
    languages: facts.languages,
    ...Object.fromEntries(
      identifierSchemes
        .filter(({ country }) => country === where.country)
        .map(({ code }) => [identifierField(code), facts.identifiers.find(({ scheme }) => scheme === code)?.value ?? '']),
    ),
    ...reachValues(facts, where),
    website: facts.website ?? '',
  };
}
