import { type FieldName, fieldsOf, type RowKind } from '../importers/csv-mapping-fields.ts';

const names: Record<RowKind, string> = { structures: 'Nom', lieux: 'Nom du lieu', services: 'Nom du service' };

/** Names of the columns: each is one that the importer recognises without a mapping, in files of its kind. */
const headers: Record<Exclude<FieldName, 'name' | 'houseNumber' | 'position' | 'isClosed'>, string> = {
  id: 'Identifiant',
  structureId: 'Identifiant structure',
  source: 'Source',
  organisationName: 'Structure porteuse',
  alternateNames: 'Autres noms',
  description: 'Présentation',
  kinds: 'Catégories',
  themes: 'Thème',
  legalForm: 'Forme juridique',
  activityCode: 'Activité principale',
  networks: 'Réseaux',
  accreditations: 'Agréments',
  // « SIRET » alone would tell structures from places.
  siret: 'Numéro SIRET',
  siren: 'Numéro SIREN',
  rna: 'Numéro RNA',
  uid: 'Numéro IDE',
  uai: 'Numéro UAI',
  finess: 'Numéro FINESS',
  street: 'Adresse',
  addressComplement: 'Complément d’adresse',
  postcode: 'Code postal',
  locality: 'Commune',
  communeCode: 'Code commune',
  latitude: 'Latitude',
  longitude: 'Longitude',
  isAddressConfidential: 'Adresse confidentielle',
  phone: 'Téléphone',
  email: 'Courriel',
  website: 'Site web',
  openingHours: 'Horaires',
  wheelchair: 'Accès PMR',
  accessibilityUrl: 'Acceslibre',
  languages: 'Langues',
  sourceUrl: 'Lien source',
  checkedOn: 'Mise à jour',
  type: 'Type de service',
  topics: 'Thématiques',
  fee: 'Frais',
  feeDetails: 'Précisions frais',
  price: 'Prix',
  publics: 'Publics',
  publicsDetails: 'Publics précisions',
  accessConditions: 'Conditions d’accès',
  receptionModes: 'Modes accueil',
  eligibilityZones: 'Zone',
  referralModes: 'Modes mobilisation',
  referrers: 'Mobilisable par',
  referralUrl: 'Lien mobilisation',
  referralDetails: 'Mobilisation précisions',
  weeklyHours: 'Volume horaire hebdomadaire',
  weeks: 'Nombre semaines',
  contactName: 'Contact nom prénom',
};

function headerOf(rows: RowKind, field: FieldName): string | undefined {
  return field === 'name' ? names[rows] : (headers as Partial<Record<FieldName, string>>)[field];
}

export interface CsvColumn {
  field: FieldName;
  header: string;
}

/** Every field that rows of a kind have; not those that tell in another way what is told already. */
export function csvColumns(rows: RowKind): CsvColumn[] {
  return fieldsOf(rows).flatMap((field) => {
    const header = headerOf(rows, field);
    return header === undefined ? [] : [{ field, header }];
  });
}
