import type { ServiceFacts } from '../facts.ts';
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
import type { DataInclusionService, DataInclusionStructure } from './data-inclusion-fields.ts';
import {
  type ExportedOrganisation,
  type ExportedPlace,
  type ExportedService,
  idOfRow,
  isWhereItsPlaceIs,
  type Left,
  type Told,
  toldOfRows,
} from './structures.ts';

/** A text within the bounds of the schema: what is too short says nothing, what is too long is cut. */
function bounded(text: string | null, least: number, most: number, left: Left, words: string): string | null {
  if (text === null) return null;
  if (text.length < least) {
    left.add(`${words} trop court pour le format`);
    return null;
  }
  if (text.length <= most) return text;
  left.add(`${words} coupé à ${most} caractères`);
  // Not inside a character.
  return text
    .slice(0, most)
    .replace(/\p{Cs}/gu, '')
    .trim();
}

function knownCodes(values: readonly string[], known: ReadonlyMap<string, unknown>, left: Left, words: string): string[] | null {
  const kept = values.filter((value) => known.has(value));
  left.add(`${words} hors de l’énumération`, values.length - kept.length);
  return kept.length > 0 ? [...new Set(kept)] : null;
}

function knownCode(value: string | null, known: ReadonlyMap<string, unknown>, left: Left, words: string): string | null {
  return (value === null ? null : knownCodes([value], known, left, words))?.[0] ?? null;
}

function matching(value: string | null, pattern: RegExp, left: Left, words: string): string | null {
  if (value === null || pattern.test(value)) return value;
  left.add(`${words} que le format n’admet pas`);
  return null;
}

function addressOf(facts: ExportedPlace['facts'] | ServiceFacts | null, left: Left) {
  return {
    commune: facts?.locality ?? null,
    // Swiss postcodes have four digits, and OFS numbers are no INSEE codes.
    code_postal: matching(facts?.postcode ?? null, /^\d{5}$/, left, 'code postal'),
    code_insee: matching(facts?.communeCode ?? null, /^(?:\d{5}|2[AB]\d{3})$/, left, 'code de commune'),
    adresse: facts?.street ?? null,
    complement_adresse: facts?.addressComplement ?? null,
    longitude: facts?.position?.longitude ?? null,
    latitude: facts?.position?.latitude ?? null,
  };
}

function latest(...dates: readonly (string | undefined)[]): string {
  return (
    dates
      .filter((date): date is string => date !== undefined)
      .sort()
      .at(-1) ?? '1970-01-01'
  );
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Commune or country, département, intercommunality. */
const ZONE = /^(?:france|\d{5}|2[AB]\d{3}|\d{2,3}|2[AB]|\d{9})$/;

/** `source--id`, as the schema has it. */
function idOf(told: Told | null, own: string, id: string): { source: string; id: string } {
  const { source, externalId } = idOfRow(told?.externalId.startsWith(`${told.source}--`) ? told : null, own, id);
  return { source, id: externalId };
}

/**
 * A structure as data·inclusion v1 has it: one for each of its places, the first keeping the id that its source gave; and
 * its services. What the format has no room for is added to `left`.
 */
export function dataInclusionRows(
  organisation: ExportedOrganisation,
  left: Left,
): { structures: DataInclusionStructure[]; services: DataInclusionService[] } {
  const { facts, places, own } = organisation;
  const name = bounded(facts.name, 3, 150, left, 'nom');
  if (name === null) {
    left.add('services d’une structure au nom trop court', organisation.services.length);
    return { structures: [], services: [] };
  }
  leaveOut(organisation, left);
  const told = toldOfRows(organisation);
  const structures = (places.length > 0 ? places : [null]).map((place, index): DataInclusionStructure => {
    // A SIRET names one establishment: the structure's own is not that of its other places.
    const siret = [...(place?.facts.identifiers ?? []), ...(index === 0 ? facts.identifiers : [])].find(
      ({ scheme, isValid }) => scheme === 'siret' && isValid,
    );
    return {
      ...idOf(told[index] ?? null, own, place?.id ?? organisation.id),
      nom: (index > 0 && place ? bounded(place.facts.name, 3, 150, left, 'nom') : null) ?? name,
      date_maj: latest(organisation.confirmedOn, place?.confirmedOn),
      description: bounded(facts.description ?? place?.facts.description ?? null, 5, 10_000, left, 'description'),
      lien_source: facts.sourceUrl,
      siret: siret?.value ?? null,
      ...addressOf(place?.facts ?? null, left),
      telephone: (index > 0 ? place?.facts.phone : null) ?? facts.phone ?? place?.facts.phone ?? null,
      courriel: matching((index > 0 ? place?.facts.email : null) ?? facts.email ?? place?.facts.email ?? null, EMAIL, left, 'courriel'),
      site_web: facts.website ?? place?.facts.website ?? null,
      horaires_accueil: place?.facts.openingHours ?? null,
      accessibilite_lieu: place?.facts.accessibilityUrl ?? null,
      reseaux_porteurs: knownCodes(facts.networks, networkByCode, left, 'réseau'),
    };
  });
  const idByPlace = new Map(places.map((place, index) => [place.id, structures[index]?.id ?? '']));
  const services = organisation.services.flatMap((service) => {
    const row = serviceRow(service, left);
    const place = places.find(({ id }) => id === service.placeId);
    if (!row) return [];
    return [
      {
        ...row,
        structure_id: (service.placeId === null ? undefined : idByPlace.get(service.placeId)) ?? structures[0]?.id ?? '',
        ...(place && isWhereItsPlaceIs(service.facts) && addressOf(place.facts, left)),
      },
    ];
  });
  return { structures, services };
}

function leaveOut({ facts, places, services }: ExportedOrganisation, left: Left): void {
  left.add('activités', facts.kinds.length);
  left.add('autres noms', facts.alternateNames.length);
  left.add('forme juridique', facts.legalForm === null ? 0 : 1);
  left.add('code d’activité', facts.activityCode === null ? 0 : 1);
  left.add('agréments et labels', facts.accreditations.length);
  left.add(
    'langues',
    [facts, ...places.map((place) => place.facts), ...services.map((service) => service.facts)].filter(
      ({ languages }) => languages.length > 0,
    ).length,
  );
  const identifiers = [facts, ...places.map((place) => place.facts)].flatMap((one) => one.identifiers);
  left.add('numéros autres que le SIRET', identifiers.filter(({ scheme }) => scheme !== 'siret').length);
  left.add('SIRET faux', identifiers.filter(({ scheme, isValid }) => scheme === 'siret' && !isValid).length);
  left.add('adresses confidentielles', [...places, ...services].filter((one) => one.facts.isAddressConfidential).length);
  left.add('prix', services.filter((service) => service.facts.price !== null && service.facts.feeDetails !== null).length);
  left.add('accès en fauteuil', places.filter((place) => place.facts.wheelchair !== null).length);
}

/** Prices have no field of their own: their amount is said in words. */
function feeDetails({ feeDetails: details, price }: ServiceFacts): string | null {
  if (details !== null || price === null || price.amount === 0n) return details;
  return `${(Number(price.amount) / 100).toFixed(2).replace('.', ',')} ${price.currency}`;
}

function serviceRow(service: ExportedService, left: Left): DataInclusionService | null {
  const { facts } = service;
  const name = bounded(facts.name, 3, 150, left, 'nom');
  const description = bounded(facts.description, 5, 10_000, left, 'description');
  if (name === null || description === null) {
    left.add('service au nom ou à la description trop courts');
    return null;
  }
  const zones = facts.eligibilityZones.filter((zone) => ZONE.test(zone));
  left.add('territoire desservi que le format n’admet pas', facts.eligibilityZones.length - zones.length);
  return {
    ...idOf(service.told, service.own, service.id),
    structure_id: '',
    nom: name,
    description,
    lien_source: facts.sourceUrl,
    date_maj: service.confirmedOn,
    type: knownCode(facts.type, serviceTypeByCode, left, 'type'),
    thematiques: knownCodes(facts.topics, topicByCode, left, 'thématique'),
    frais: knownCode(facts.fee ?? feeOf(facts), feeByCode, left, 'frais'),
    frais_precisions: feeDetails(facts),
    // It excludes every other value.
    publics: facts.publics.includes('tous-publics') ? ['tous-publics'] : knownCodes(facts.publics, publicByCode, left, 'public'),
    publics_precisions: facts.publicsDetails,
    conditions_acces: facts.accessConditions,
    ...addressOf(facts, left),
    telephone: facts.phone,
    courriel: matching(facts.email, EMAIL, left, 'courriel'),
    contact_nom_prenom: service.contactName,
    modes_accueil: knownCodes(facts.receptionModes, receptionModeByCode, left, 'mode d’accueil'),
    zone_eligibilite: zones.length > 0 ? [...new Set(zones)] : null,
    lien_mobilisation: facts.referralUrl,
    modes_mobilisation: knownCodes(facts.referralModes, referralModeByCode, left, 'mode de mobilisation'),
    mobilisable_par: knownCodes(facts.referrers, referrerByCode, left, 'personne mobilisatrice'),
    mobilisation_precisions: facts.referralDetails,
    volume_horaire_hebdomadaire: facts.weeklyHours,
    nombre_semaines: facts.weeks,
    horaires_accueil: facts.openingHours,
  };
}

function feeOf({ price }: ServiceFacts): 'gratuit' | 'payant' | null {
  if (price === null) return null;
  return price.amount === 0n ? 'gratuit' : 'payant';
}
