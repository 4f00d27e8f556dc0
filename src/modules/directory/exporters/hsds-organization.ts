import { translator } from '../../../kernel/i18n/messages.ts';
import type { PlaceFacts } from '../facts.ts';
import { identifierSchemes } from '../identifiers.ts';
import { kindByCode } from '../kinds.ts';
import { directoryMessages } from '../messages.ts';
import { accreditationByCode } from '../vocabularies/accreditations.ts';
import { legalFormWords } from '../vocabularies/legal-forms.ts';
import { derivedId } from './derived-id.ts';
import { addresses, type HsdsContext, known, languages, phones, schedules } from './hsds-parts.ts';
import { serviceEntity, serviceLocation } from './hsds-service.ts';
import { attributes } from './hsds-terms.ts';
import type { ExportedOrganisation, ExportedPlace } from './structures.ts';

const t = translator(directoryMessages, 'fr');

/** A structure with its places and services as HSDS 3 nests them: organization, its locations and its services. */
export function organizationEntity(organisation: ExportedOrganisation, context: HsdsContext) {
  const { id, facts, places, services } = organisation;
  const { country } = context.territory;
  const owner = { organization_id: id };
  leaveOut(organisation, context);
  return {
    id,
    name: facts.name,
    // Required: a structure that nobody described is what it does.
    description: facts.description ?? (facts.kinds.map((code) => kindByCode.get(code)?.label.fr ?? code).join(', ') || facts.name),
    ...known({
      alternate_name: facts.alternateNames.join(', '),
      email: facts.email,
      website: facts.website,
      legal_status: facts.legalForm === null ? null : legalFormWords(facts.legalForm, country).fr,
      phones: phones(id, owner, facts.phone),
      organization_identifiers: facts.identifiers
        .filter(({ isValid }) => isValid)
        .map(({ scheme, value }) => ({
          id: derivedId(id, `identifier/${scheme}/${value}`),
          ...owner,
          identifier_type: identifierSchemes.find(({ code }) => code === scheme)?.fr ?? scheme,
          identifier: value,
        })),
      attributes: attributes(
        { id, entity: 'organization' },
        {
          kinds: facts.kinds,
          themes: facts.themes,
          networks: facts.networks,
          accreditations: facts.accreditations.map(({ code }) => code),
        },
      ),
      locations: [
        ...places.map((place) => locationEntity(place, id, context)),
        ...services.flatMap((service) => serviceLocation(service, id, context) ?? []),
      ],
      services: services.map((service) => serviceEntity(service, organisation, accreditationWords(organisation), context)),
    }),
  };
}

function locationEntity({ id, facts }: ExportedPlace, organisationId: string, context: HsdsContext) {
  const owner = { location_id: id };
  const number = facts.identifiers.find(({ isValid }) => isValid);
  return {
    id,
    location_type: 'physical',
    organization_id: organisationId,
    name: facts.name,
    ...known({
      alternate_name: facts.alternateNames.join(', '),
      description: facts.description,
      latitude: facts.position?.latitude,
      longitude: facts.position?.longitude,
      external_identifier: number?.value,
      external_identifier_type: number && (identifierSchemes.find(({ code }) => code === number.scheme)?.fr ?? number.scheme),
      addresses: addresses(id, facts, context),
      phones: phones(id, owner, facts.phone),
      languages: languages(id, owner, facts.languages, context),
      schedules: schedules(id, owner, facts.openingHours, context),
      accessibility: accessibility(id, facts),
      attributes: attributes({ id, entity: 'location' }, { kinds: facts.kinds, themes: facts.themes }),
    }),
  };
}

function accessibility(locationId: string, { wheelchair, accessibilityUrl }: PlaceFacts) {
  if (wheelchair === null && accessibilityUrl === null) return [];
  return [
    {
      id: derivedId(locationId, 'accessibility'),
      location_id: locationId,
      ...known({ description: wheelchair === null ? null : t(`directory.place.wheelchair.${wheelchair}`), url: accessibilityUrl }),
    },
  ];
}

function accreditationWords({ facts }: ExportedOrganisation): string {
  return facts.accreditations.map(({ code, label }) => label ?? accreditationByCode.get(code)?.fr ?? code).join(', ');
}

function leaveOut({ facts, places, services }: ExportedOrganisation, { left }: HsdsContext): void {
  left.add('code d’activité', facts.activityCode === null ? 0 : 1);
  left.add(
    'dates et numéros d’agréments',
    facts.accreditations.filter(({ number, since, until }) => (number ?? since ?? until) !== null).length,
  );
  left.add('langues d’une structure', facts.languages.length > 0 ? 1 : 0);
  left.add('page à la source d’une structure', facts.sourceUrl === null ? 0 : 1);
  left.add('adresses confidentielles', [...places, ...services].filter((one) => one.facts.isAddressConfidential).length);
  left.add('courriel ou site d’un lieu', places.filter((place) => (place.facts.email ?? place.facts.website) !== null).length);
  left.add('codes de commune', [...places, ...services].filter((one) => one.facts.communeCode !== null).length);
  const identifiers = [facts, ...places.map((place) => place.facts)].flatMap((one) => one.identifiers);
  left.add('numéros faux', identifiers.filter((one) => !one.isValid).length);
  left.add(
    'autres numéros d’un lieu',
    places.reduce((sum, place) => sum + Math.max(0, place.facts.identifiers.filter((one) => one.isValid).length - 1), 0),
  );
  left.add('durée d’un service', services.filter((service) => (service.facts.weeklyHours ?? service.facts.weeks) !== null).length);
}
