import { readIdentifier } from '../identifiers.ts';
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
import { isLanguage } from '../vocabularies/languages.ts';
import * as read from './csv-mapping-readers.ts';
import { line, paragraphs } from './files/cleaning.ts';
import { communeCode, postcode, withoutFraction } from './files/codes.ts';
import { emailAddress, telephone, webAddress } from './files/contact-points.ts';
import { fewValues, readId } from './files/limits.ts';

/** What the rows of a table are. */
export const rowKinds = ['structures', 'lieux', 'services'] as const;
export type RowKind = (typeof rowKinds)[number];

export function isRowKind(text: string | undefined): text is RowKind {
  return (rowKinds as readonly (string | undefined)[]).includes(text);
}

/** One field that a column may be, and how its cells are read. */
interface Field<Value> {
  /** What it is, for the guide. */
  words: string;
  /** Names that columns have for it elsewhere, folded, parted by commas. Its own name is one. */
  headers: string;
  /** The rows that have it; absent: all. */
  rows?: readonly RowKind[];
  read(text: string, reading: read.Reading): Value;
}

function field<Value>(given: Field<Value>): Field<Value> {
  return given;
}

const structures = ['structures'] as const;
const places = ['structures', 'lieux'] as const;
const services = ['services'] as const;

function identifier(scheme: Parameters<typeof readIdentifier>[0], words: string, headers: string, rows: readonly RowKind[]) {
  return field({
    words,
    headers,
    rows,
    read: (text, { warn }) => {
      const found = readIdentifier(scheme, withoutFraction(text) ?? text);
      if (!found.isValid) warn('invalid-identifier');
      return found;
    },
  });
}

/** Every field that a column of a table may be: the one place where each is named, explained and read. */
export const fields = {
  id: field({
    words: 'Identifiant de la ligne à sa source ; sans lui, une ligne est reconnue par son nom et son adresse',
    headers: 'identifiant, id unique, identifiant unique, id structure, id lieu, id service, external id, ref, reference, numero',
    read: idOf,
  }),
  structureId: field({
    words: 'Identifiant, à la même source, de la structure qui rend le service',
    headers: 'structure id, organisation id, identifiant structure',
    rows: services,
    read: idOf,
  }),
  source: field({
    words: 'Producteur de la ligne, s’il n’est pas le même pour tout le fichier',
    headers: '',
    read: (text) => line(text, 100),
  }),
  name: field({
    words: 'Nom',
    headers:
      'nom, nom de la structure, nom structure, structure, denomination, raison sociale, nom de l association, association, nom du lieu, nom lieu, lieu, nom du service, nom service, service, intitule, libelle, titre, title, etablissement, nom de l etablissement, nom etablissement, enseigne, equipement, nom de l equipement, designation, organisme, nom usuel, nom complet',
    read: (text) => line(text, 200),
  }),
  organisationName: field({
    words: 'Structure qui porte le lieu, si elle a un autre nom que lui',
    headers:
      'structure porteuse, nom structure porteuse, nom strc port, porteur, gestionnaire, operator, organisation name, organisme gestionnaire',
    rows: structures,
    read: (text) => line(text, 200),
  }),
  alternateNames: field({
    words: 'Autres noms, sigles',
    headers: 'sigle, autre nom, autres noms, nom court, acronyme, alternate names, nom alternatif',
    rows: places,
    read: (text) => read.texts(text, 200),
  }),
  description: field({
    words: 'Présentation',
    headers:
      'presentation, objet, activites, activite, descriptif, resume, presentation detail, mission, missions, commentaire, commentaires, observations, details',
    read: (text) => paragraphs(text),
  }),
  kinds: field({
    words: 'Ce que c’est : une ou plusieurs activités (« Épicerie solidaire », « bakery »)',
    headers:
      'kind, type de structure, type structure, type de lieu, type lieu, categorie, categories, type d etablissement, typologie, nature, genre, type d equipement, secteur d activite, domaine d activite',
    rows: places,
    read: read.kindCodes,
  }),
  themes: field({
    words: 'Thèmes des habitants, en plus de ceux de l’activité',
    headers: 'theme, thematique habitants',
    read: read.themeCodesOf,
  }),
  legalForm: field({
    words: 'Forme juridique : association, cooperative, mutual, foundation, company, micro-enterprise, public-body, none',
    headers: 'forme juridique, statut juridique, statut, categorie juridique',
    rows: structures,
    read: read.legalForm,
  }),
  activityCode: field({
    words: 'Code d’activité (NAF, NOGA)',
    headers: 'naf, code naf, ape, code ape, noga, activite principale',
    rows: structures,
    read: (text) => line(text, 20),
  }),
  networks: field({
    words: 'Réseaux (valeurs de data·inclusion)',
    headers: 'reseaux porteurs, reseau, reseaux',
    rows: structures,
    read: (text, reading) => read.codes(text, 'networks', networkByCode, reading),
  }),
  accreditations: field({
    words: 'Agréments et labels (« ESUS », « aci » ; en JSON avec leurs dates)',
    headers: 'agrement, agrements, label, labels',
    rows: structures,
    read: read.accreditationsOf,
  }),
  siret: identifier('siret', 'SIRET', 'n siret, numero siret, num siret', places),
  siren: identifier('siren', 'SIREN', 'n siren, numero siren', structures),
  rna: identifier('rna', 'Numéro RNA d’association', 'n rna, numero rna, id rna, waldec', structures),
  uid: identifier('uid', 'Numéro IDE (Suisse)', 'ide, numero ide, n ide', structures),
  uai: identifier('uai', 'UAI d’établissement scolaire', 'code uai, rne, numero uai', places),
  finess: identifier('finess', 'FINESS d’établissement', 'n finess, numero finess, finess et', places),
  street: field({
    words: 'Numéro et voie',
    headers:
      'adresse, rue, voie, address, adresse postale, adresse 1, adresse1, adresse ligne 1, numero et voie, nom de la voie, libelle voie, adresse complete, adr',
    read: (text) => line(text),
  }),
  houseNumber: field({
    words: 'Numéro dans la voie, s’il a sa colonne',
    headers: 'numero de voie, num voie, numero voie, numero rue, housenumber, no',
    read: (text) => line(withoutFraction(text), 20),
  }),
  addressComplement: field({
    words: 'Complément d’adresse',
    headers: 'complement adresse, complement d adresse, adresse 2, adresse2, complement, batiment',
    read: (text) => line(text),
  }),
  postcode: field({
    words: 'Code postal',
    headers: 'code postal, codpost, cp, codepostal, npa, zip, postal code, code post',
    read: (text, { calendar }) => postcode(text, calendar.country),
  }),
  locality: field({
    words: 'Commune',
    headers: 'commune, ville, localite, city, nom commune, nom de la commune, libelle commune',
    read: (text) => line(text, 200),
  }),
  communeCode: field({
    words: 'Code INSEE de la commune, ou numéro OFS',
    headers: 'insee, code insee, code commune, codeinsee, code insee commune, ofs, numero ofs, com insee',
    read: (text, { calendar }) => communeCode(text, calendar.country),
  }),
  latitude: field({ words: 'Latitude, en degrés', headers: 'lat, y, coord y, latitude wgs84', read: (text) => text }),
  longitude: field({ words: 'Longitude, en degrés', headers: 'lon, lng, long, x, coord x, longitude wgs84', read: (text) => text }),
  position: field({
    words: 'Latitude et longitude dans une même cellule',
    headers: 'geo, coordonnees, coordonnees gps, gps, geo point, geo point 2d, geolocalisation, coordonnees geographiques, geom, wkt',
    read: (text) => text,
  }),
  isAddressConfidential: field({
    words: 'Adresse à taire (oui, non) : rien de l’adresse n’est alors gardé',
    headers: 'adresse confidentielle, confidentiel',
    read: read.truth,
  }),
  phone: field({
    words: 'Téléphone',
    headers: 'telephone, tel, tel fixe, numero de telephone, num tel, telephone fixe, n de telephone, phone number, mobile, portable',
    read: (text, { calendar, warn }) => telephone(text, calendar.country, warn),
  }),
  email: field({
    words: 'Courriel',
    headers: 'courriel, mail, e mail, adresse mail, adresse email, adresse electronique, mel, contact mail',
    read: (text, { warn }) => emailAddress(text, warn),
  }),
  website: field({
    words: 'Site web',
    headers: 'site web, site, site internet, internet, url, web, adresse internet, siteweb, lien',
    rows: places,
    read: (text, { warn }) => webAddress(text, warn),
  }),
  openingHours: field({
    words: 'Horaires, au format OpenStreetMap (« Mo-Fr 09:00-12:00 »)',
    headers: 'horaires, horaires accueil, horaire, horaires ouverture, horaires d ouverture, opening hours, ouverture',
    read: read.openingHours,
  }),
  wheelchair: field({
    words: 'Accès en fauteuil roulant : oui, non, partiel',
    headers: 'acces pmr, pmr, accessibilite, accessible pmr, accessibilite pmr, fauteuil',
    rows: places,
    read: read.wheelchair,
  }),
  accessibilityUrl: field({
    words: 'Page Acceslibre',
    headers: 'accessibilite lieu, acceslibre',
    rows: places,
    read: (text, { warn }) => webAddress(text, warn, 'unusable-link'),
  }),
  languages: field({
    words: 'Langues parlées (codes : fr, en, fsl…)',
    headers: 'langue, langues, langues parlees',
    read: (text, { warn }) => languageCodes(text, warn),
  }),
  sourceUrl: field({
    words: 'Page à la source',
    headers: 'lien source, source url, fiche',
    rows: ['structures', 'services'],
    read: (text, { warn }) => webAddress(text, warn, 'unusable-link'),
  }),
  checkedOn: field({
    words: 'Jour de la dernière vérification',
    headers:
      'date maj, date de mise a jour, mise a jour, maj, date mise a jour, derniere mise a jour, updated at, date de maj, last update',
    read: read.day,
  }),
  isClosed: field({ words: 'Fermé définitivement (oui, non)', headers: 'ferme, fermeture definitive', rows: places, read: read.truth }),
  type: field({
    words: 'Type de service (valeurs de data·inclusion)',
    headers: 'type de service, type service',
    rows: services,
    read: (text, reading) => read.code(text, 'type', serviceTypeByCode, reading),
  }),
  topics: field({
    words: 'Thématiques (valeurs de data·inclusion)',
    headers: 'thematiques, thematique',
    rows: services,
    read: (text, reading) => read.codes(text, 'topics', topicByCode, reading),
  }),
  fee: field({
    words: 'Frais : gratuit ou payant',
    headers: 'frais, tarif, cout',
    rows: services,
    read: (text, reading) => read.code(text, 'fee', feeByCode, reading),
  }),
  feeDetails: field({
    words: 'Précisions sur les frais',
    headers: 'frais precisions, precisions frais, tarifs',
    rows: services,
    read: (text) => paragraphs(text, 2_000),
  }),
  price: field({ words: 'Prix (« 12,50 € »)', headers: 'prix, montant', rows: services, read: read.price }),
  publics: field({
    words: 'Publics (valeurs de data·inclusion)',
    headers: 'public, publics vises',
    rows: services,
    read: (text, reading) => read.codes(text, 'publics', publicByCode, reading),
  }),
  publicsDetails: field({
    words: 'Précisions sur les publics',
    headers: 'publics precisions',
    rows: services,
    read: (text) => paragraphs(text, 5_000),
  }),
  accessConditions: field({
    words: 'Conditions d’accès',
    headers: 'conditions acces, conditions d acces, condition',
    rows: services,
    read: (text) => paragraphs(text, 5_000),
  }),
  receptionModes: field({
    words: 'Modes d’accueil : en-presentiel, a-distance',
    headers: 'modes accueil, mode accueil',
    rows: services,
    read: (text, reading) => read.codes(text, 'receptionModes', receptionModeByCode, reading),
  }),
  eligibilityZones: field({
    words: 'Où le service est rendu : codes INSEE, départements, SIREN d’intercommunalité, « france »',
    headers: 'zone eligibilite, zones eligibilite, zone',
    rows: services,
    read: read.zones,
  }),
  referralModes: field({
    words: 'Comment y venir (modes de mobilisation de data·inclusion)',
    headers: 'modes mobilisation',
    rows: services,
    read: (text, reading) => read.codes(text, 'referralModes', referralModeByCode, reading),
  }),
  referrers: field({
    words: 'Qui peut demander : usagers, professionnels',
    headers: 'mobilisable par',
    rows: services,
    read: (text, reading) => read.codes(text, 'referrers', referrerByCode, reading),
  }),
  referralUrl: field({
    words: 'Lien pour s’inscrire ou prendre rendez-vous',
    headers: 'lien mobilisation, lien inscription',
    rows: services,
    read: (text, { warn }) => webAddress(text, warn, 'unusable-link'),
  }),
  referralDetails: field({
    words: 'Précisions pour y venir',
    headers: 'mobilisation precisions',
    rows: services,
    read: (text) => paragraphs(text, 5_000),
  }),
  weeklyHours: field({
    words: 'Heures par semaine',
    headers: 'volume horaire hebdomadaire',
    rows: services,
    read: (text, reading) => read.number(text, reading, 0),
  }),
  weeks: field({
    words: 'Nombre de semaines',
    headers: 'nombre semaines',
    rows: services,
    read: (text, reading) => read.wholeNumber(text, reading, 1),
  }),
  contactName: field({
    words: 'Personne à qui s’adresser : gardée privée, à prévenir',
    headers: 'contact nom prenom, nom du contact, nom contact',
    rows: services,
    read: (text) => line(text, 200),
  }),
} as const;

function idOf(text: string): string | null {
  // No quantity is so long, and a code must not be cut.
  return readId(text.length > 200 ? text : withoutFraction(text));
}

function languageCodes(text: string, warn: read.Reading['warn']): string[] {
  const codes = read.itemsOf(text).flatMap((item) => line(item, 20)?.toLowerCase() ?? []);
  if (!codes.every(isLanguage)) warn('unknown-value:languages');
  return fewValues(codes.filter(isLanguage), warn);
}

export type FieldName = keyof typeof fields;
export type FieldValue<Name extends FieldName> = ReturnType<(typeof fields)[Name]['read']>;

export function isFieldName(text: string): text is FieldName {
  return Object.hasOwn(fields, text);
}

/** The fields that rows of a kind have. */
export function fieldsOf(rows: RowKind): FieldName[] {
  return (Object.keys(fields) as FieldName[]).filter((name) => {
    const { rows: only }: Field<unknown> = fields[name];
    return only === undefined || only.includes(rows);
  });
}

/** Cells of a row, read as the fields they are. Null where the row has none, or nothing in it. */
export function readField<Name extends FieldName>(name: Name, text: string | null, reading: read.Reading): FieldValue<Name> | null {
  if (text === null) return null;
  const { read: reader } = fields[name] as unknown as Field<FieldValue<Name>>;
  return reader(text, reading);
}
