import type { ServiceFacts } from '../facts.ts';
import { publicByCode, referralModeByCode, referrerByCode } from '../vocabularies/data-inclusion.ts';
import { derivedId } from './derived-id.ts';
import { addresses, type HsdsContext, hasAddress, known, languages, phones, schedules } from './hsds-parts.ts';
import { attributes } from './hsds-terms.ts';
import { type ExportedOrganisation, type ExportedService, isWhereItsPlaceIs } from './structures.ts';

export function serviceEntity(service: ExportedService, organisation: ExportedOrganisation, accreditations: string, context: HsdsContext) {
  const { id, facts } = service;
  const owner = { service_id: id };
  return {
    id,
    organization_id: organisation.id,
    name: facts.name,
    status: 'active',
    ...known({
      description: facts.description,
      url: facts.sourceUrl,
      email: facts.email,
      application_process: applicationProcess(facts),
      fees_description: facts.feeDetails,
      accreditations,
      eligibility_description: eligibility(facts),
      assured_date: service.confirmedOn,
      phones: phones(id, owner, facts.phone),
      schedules: schedules(id, owner, facts.openingHours, context),
      languages: languages(id, owner, facts.languages, context),
      service_areas: serviceAreas(id, facts.eligibilityZones, context),
      service_at_locations: locationIds(service, organisation).map((locationId) => ({
        id: derivedId(id, `at/${locationId}`),
        ...owner,
        location_id: locationId,
      })),
      cost_options: costOptions(id, facts, context),
      required_documents: requiredDocuments(id, facts),
      contacts: service.contactName === null ? [] : [{ id: derivedId(id, 'contact'), ...owner, name: service.contactName }],
      attributes: attributes(
        { id, entity: 'service' },
        {
          topics: facts.topics,
          publics: facts.publics,
          type: facts.type === null ? [] : [facts.type],
          receptionModes: facts.receptionModes,
          themes: facts.themes,
        },
      ),
    }),
  };
}

/** Where a service is given elsewhere than at a place of its structure. */
export function serviceLocation({ id, facts }: ExportedService, organisationId: string, context: HsdsContext) {
  if (facts.isAddressConfidential || (!hasAddress(facts) && facts.position === null)) return null;
  const locationId = derivedId(id, 'location');
  return {
    id: locationId,
    location_type: 'physical',
    organization_id: organisationId,
    name: facts.name,
    ...known({
      latitude: facts.position?.latitude,
      longitude: facts.position?.longitude,
      addresses: addresses(locationId, facts, context),
    }),
  };
}

/** Its own address, its place, or wherever its structure is, unless it is only given from afar. */
function locationIds({ id, facts, placeId }: ExportedService, { places }: ExportedOrganisation): string[] {
  if (facts.isAddressConfidential) return [];
  if (!isWhereItsPlaceIs(facts)) return hasAddress(facts) || facts.position !== null ? [derivedId(id, 'location')] : [];
  if (placeId !== null) return places.some((place) => place.id === placeId) ? [placeId] : [];
  const isRemote = facts.receptionModes.length > 0 && !facts.receptionModes.includes('en-presentiel');
  return isRemote ? [] : places.map((place) => place.id);
}

function words(codes: readonly string[], terms: ReadonlyMap<string, { fr: string }>): string {
  return codes.map((code) => terms.get(code)?.fr ?? code).join(', ');
}

/** The steps, in sentences. */
function applicationProcess({ referralModes, referrers, referralUrl, referralDetails }: ServiceFacts): string {
  return [
    referralModes.length > 0 && `Comment y venir : ${words(referralModes, referralModeByCode)}.`,
    referrers.length > 0 && `Qui peut demander : ${words(referrers, referrerByCode)}.`,
    referralDetails,
    referralUrl !== null && `Lien : ${referralUrl}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function eligibility({ publics, publicsDetails, accessConditions }: ServiceFacts): string {
  return [publics.length > 0 && `${words(publics, publicByCode)}.`, publicsDetails, accessConditions].filter(Boolean).join('\n');
}

const NAMES_A_DOCUMENT =
  /\b(?:justificatifs?|pi[èe]ces?|documents?|attestations?|cartes?|livrets?|avis|certificats?|ordonnances?|bulletins?|quittances?|passeports?)\b/i;

/** Conditions are free text: where they name papers, whoever looks for these finds them. */
function requiredDocuments(id: string, { accessConditions }: ServiceFacts) {
  if (accessConditions === null || !NAMES_A_DOCUMENT.test(accessConditions)) return [];
  return [{ id: derivedId(id, 'document'), service_id: id, document: accessConditions }];
}

function serviceAreas(id: string, zones: readonly string[], { zoneNames }: HsdsContext) {
  return [...new Set(zones)].map((zone) => ({
    id: derivedId(id, `area/${zone}`),
    service_id: id,
    name: zone === 'france' ? 'France' : (zoneNames.get(zone) ?? zone),
    ...(zone !== 'france' && { description: `Code ${zone}` }),
  }));
}

/** Amounts are numbers of the currency's unit. */
function costOptions(id: string, { fee, price, feeDetails }: ServiceFacts, { territory }: HsdsContext) {
  const amount = price !== null ? Number(price.amount) / 100 : fee === 'gratuit' ? 0 : null;
  if (amount === null && fee === null) return [];
  return [
    {
      id: derivedId(id, 'cost'),
      service_id: id,
      option: amount === 0 ? 'Gratuit' : 'Payant',
      ...(amount !== null && { amount, currency: price?.currency ?? territory.currency }),
      ...(feeDetails !== null && { amount_description: feeDetails }),
    },
  ];
}
