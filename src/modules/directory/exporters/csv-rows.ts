import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { noAddress, noPlaceFacts, type OrganisationFacts, type PlaceFacts, themesOf } from '../facts.ts';
import type { IdentifierScheme } from '../identifiers.ts';
import type { FieldName } from '../importers/csv-mapping-fields.ts';
import { extraThemes } from '../subjects/organisation.ts';
import { fold } from '../text.ts';
import { isLanguage } from '../vocabularies/languages.ts';
import {
  accreditationCell,
  addressCells,
  figure,
  kindWords,
  legalFormWords,
  list,
  numberCell,
  phoneCell,
  priceCell,
  wheelchairWords,
} from './csv-cells.ts';
import {
  type ExportedOrganisation,
  type ExportedPlace,
  type Identity,
  idOfRow,
  isWhereItsPlaceIs,
  type Left,
  type Told,
  toldOfRows,
} from './structures.ts';

export type CsvRow = Readonly<Partial<Record<FieldName, string>>>;

type Country = TerritoryContext['country'];

/** As many as the importer takes. */
const ALTERNATE_NAMES = 20;

function identityCells({ source, externalId }: Told, dates: readonly (Identity | null)[]) {
  const checkedOn =
    dates
      .flatMap((one) => one?.confirmedOn ?? [])
      .sort()
      .at(-1) ?? '';
  return { id: externalId, source, checkedOn };
}

function languageCell(languages: readonly string[], left: Left): string {
  const known = languages.filter(isLanguage);
  left.add('langues inconnues', languages.length - known.length);
  return list([...new Set(known)]);
}

/** In a French table, four digits are a commune of the first départements whose zero a spreadsheet took off. */
function zoneCell(zones: readonly string[], country: Country, left: Left): string {
  const kept = zones.filter((zone) => country === 'CH' || !/^(?:\d|\d{4})$/.test(zone));
  left.add('communes suisses desservies', zones.length - kept.length);
  return list(kept);
}

/** What a place and a row of a structure have in common. */
function factCells(facts: Omit<PlaceFacts, keyof typeof noAddress | 'name' | 'openingHours'>, country: Country, left: Left): CsvRow {
  const names = [...new Set(facts.alternateNames)];
  left.add('autres noms au-delà de vingt', Math.max(0, names.length - ALTERNATE_NAMES));
  const schemes = new Set(facts.identifiers.map(({ scheme }) => scheme));
  left.add('numéros en double', facts.identifiers.length - schemes.size);
  const numbers: readonly IdentifierScheme[] = ['siret', 'siren', 'rna', 'uid', 'uai', 'finess'];
  return {
    alternateNames: list(names.slice(0, ALTERNATE_NAMES)),
    description: facts.description ?? '',
    kinds: kindWords(facts.kinds),
    themes: list(extraThemes(facts.kinds, themesOf(facts.kinds, facts.themes))),
    phone: phoneCell(facts.phone, country),
    email: facts.email ?? '',
    website: facts.website ?? '',
    wheelchair: wheelchairWords[facts.wheelchair ?? ''] ?? '',
    accessibilityUrl: facts.accessibilityUrl ?? '',
    languages: languageCell(facts.languages, left),
    ...Object.fromEntries(numbers.map((scheme) => [scheme, numberCell(facts.identifiers, scheme)])),
  };
}

export function placeRow(place: ExportedPlace, country: Country, left: Left): CsvRow {
  const { facts } = place;
  left.add('numéros d’une structure', facts.identifiers.filter(({ scheme }) => !ofEstablishment.has(scheme)).length);
  return {
    ...identityCells(idOfRow(place.told, place.own, place.id), [place]),
    name: facts.name,
    ...factCells(facts, country, left),
    ...addressCells(facts, country),
    openingHours: facts.openingHours ?? '',
  };
}

/** One row for each place of a structure, or one where it has none: the place's own facts, else the structure's. */
export function structureRows(organisation: ExportedOrganisation, country: Country, left: Left): CsvRow[] {
  const { facts, places, own } = organisation;
  const told = toldOfRows(organisation);
  return (places.length > 0 ? places : [null]).map((place, index) => {
    const isCarried = place !== null && fold(place.facts.name) !== fold(facts.name);
    if (isCarried) left.add('autres noms d’une structure porteuse', facts.alternateNames.length);
    return {
      ...identityCells(idOfRow(told[index] ?? null, own, place?.id ?? organisation.id), [organisation, place]),
      name: isCarried ? place.facts.name : facts.name,
      organisationName: isCarried ? facts.name : '',
      ...factCells(together(facts, place?.facts ?? { ...noPlaceFacts, name: facts.name }, isCarried, index === 0), country, left),
      ...addressCells(place?.facts ?? noAddress, country),
      openingHours: place?.facts.openingHours ?? '',
      legalForm: legalFormWords(facts.legalForm),
      activityCode: facts.activityCode ?? '',
      networks: list(facts.networks),
      accreditations: accreditationCell(facts.accreditations),
      sourceUrl: facts.sourceUrl ?? '',
    };
  });
}

const ofEstablishment: ReadonlySet<string> = new Set(['siret', 'uai', 'finess'] satisfies IdentifierScheme[]);

function together(structure: OrganisationFacts, place: PlaceFacts, isCarried: boolean, isFirst: boolean): PlaceFacts {
  const either = <Item>(ofPlace: readonly Item[], ofStructure: readonly Item[]) =>
    isCarried ? (ofPlace.length > 0 ? ofPlace : ofStructure) : [...new Set([...ofStructure, ...ofPlace])];
  return {
    ...place,
    alternateNames: isCarried ? place.alternateNames : either(place.alternateNames, structure.alternateNames),
    description: place.description ?? structure.description,
    kinds: either(place.kinds, structure.kinds),
    themes: isCarried && place.kinds.length > 0 ? place.themes : [...structure.themes, ...place.themes],
    phone: place.phone ?? structure.phone,
    email: place.email ?? structure.email,
    website: place.website ?? structure.website,
    languages: either(place.languages, structure.languages),
    // A number of one establishment is not that of the others.
    identifiers: [...place.identifiers, ...structure.identifiers.filter(({ scheme }) => isFirst || !ofEstablishment.has(scheme))],
  };
}

export function serviceRows(organisation: ExportedOrganisation, country: Country, left: Left): CsvRow[] {
  const { places, services, own, id } = organisation;
  const told = toldOfRows(organisation);
  const structureIds = (places.length > 0 ? places : [null]).map(
    (place, index) => idOfRow(told[index] ?? null, own, place?.id ?? id).externalId,
  );
  return services.map((service) => {
    const { facts } = service;
    const at = places.findIndex((place) => place.id === service.placeId);
    const place = places[at];
    const price = priceCell(facts.price);
    if (price === null) left.add('prix dans une autre monnaie');
    return {
      ...identityCells(idOfRow(service.told, service.own, service.id), [service]),
      structureId: structureIds[Math.max(at, 0)] ?? '',
      name: facts.name,
      description: facts.description,
      themes: list(facts.themes),
      ...addressCells(place && isWhereItsPlaceIs(facts) && !place.facts.isAddressConfidential ? place.facts : facts, country),
      phone: phoneCell(facts.phone, country),
      email: facts.email ?? '',
      openingHours: facts.openingHours ?? '',
      languages: languageCell(facts.languages, left),
      sourceUrl: facts.sourceUrl ?? '',
      type: facts.type ?? '',
      topics: list(facts.topics),
      fee: facts.fee ?? '',
      feeDetails: facts.feeDetails ?? '',
      price: price ?? '',
      publics: list(facts.publics),
      publicsDetails: facts.publicsDetails ?? '',
      accessConditions: facts.accessConditions ?? '',
      receptionModes: list(facts.receptionModes),
      eligibilityZones: zoneCell(facts.eligibilityZones, country, left),
      referralModes: list(facts.referralModes),
      referrers: list(facts.referrers),
      referralUrl: facts.referralUrl ?? '',
      referralDetails: facts.referralDetails ?? '',
      weeklyHours: figure(facts.weeklyHours),
      weeks: figure(facts.weeks),
      contactName: service.contactName ?? '',
    };
  });
}
