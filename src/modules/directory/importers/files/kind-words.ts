import { type KindCode, kinds } from '../../kinds.ts';
import { fold } from '../../text.ts';

/** What people and other maps call them, beyond our labels. Only what surely is that kind. */
const otherWords: Readonly<Partial<Record<KindCode, string>>> = {
  'third-place': 'tiers lieu, tiers lieux',
  makerspace: 'fablab, fab lab, makerspace, hackerspace, atelier partage',
  coworking: 'coworking, espace de coworking',
  'recycling-shop': 'ressourcerie, recyclerie, ressourcerie recyclerie',
  'repair-cafe': 'repair cafe',
  'second-hand-shop': 'friperie, fripperie, depot vente, seconde main',
  'community-supported-agriculture': 'amap, amap paniers, ruche qui dit oui, panier de legumes, paniers paysans',
  'farm-shop': 'circuit courts, circuit court, vente directe, point de vente de producteurs, magasin de producteurs',
  farm: 'producteur, producteur artisan, maraicher, agriculteur, paysan',
  marketplace: 'marche, marches, marche de plein vent, halle',
  'convenience-store': 'epicerie, superette, epicerie superette, alimentation generale',
  'organic-shop': 'magasin bio, epicerie bio, epicerie vrac, vrac',
  'solidarity-grocery': 'epicerie sociale, epicerie sociale et solidaire',
  'food-bank': 'banque alimentaire, distribution alimentaire, colis alimentaires',
  restaurant: 'restauration, restaurant, restaurants',
  cafe: 'bar cafe, cafe, cafes, salon de the',
  'community-cafe': 'cafe citoyen, cafe solidaire',
  school: 'ecole, elementaire, ecole elementaire, ecole primaire, college, lycee, ecole alternative',
  kindergarten: 'maternelle, ecole maternelle',
  'training-centre': 'organisme de formation, centre de formation, formation',
  association: 'association, associations, asso',
  'shared-garden': 'jardin partage, jardins partages, jardin familial, jardins familiaux',
  carpenter: 'charpente menuiserie, menuiserie, charpentier',
  plumber: 'chauffage isolation, plombier, chauffagiste',
  builder: 'maconnerie, macon, artisan installateur, eco construction',
  electrician: 'electricite, electricien',
  'energy-advice': 'conseil energetique',
  architect: 'architecte, architectes',
  gardener: 'paysagiste, jardinier',
  'garden-centre': 'horticulture, pepiniere, jardinerie',
  'hardware-store': 'materiaux, bricolage, quincaillerie',
  cinema: 'cinemas',
  theatre: 'theatre, salle de spectacle, salle de concert',
  'arts-centre': 'expos, exposition, galerie, centre culturel',
  pharmacy: 'pharmacie, pharamacie',
  hairdresser: 'coiffeur, coiffeuse, salon de coiffure',
  'beauty-salon': 'institut beaute, institut de beaute, estheticienne',
  'clothes-shop': 'vetement, vetements, pret a porter',
  perfumery: 'cosmetique, cosmetiques',
  campsite: 'camping, campings',
  'guest-house': 'gite, refuge, accueil paysan, chambre d hotes, chambres d hotes',
  hotel: 'hotel, hotels, hotellerie',
  bank: 'banque, banque ethique',
  'insurance-agency': 'assurance, assurances',
  library: 'bibliotheque, mediatheque, bibliotheque mediatheque',
  'bike-workshop': 'atelier velo, atelier velo participatif',
  'time-bank': 'sel, systeme d echange local, accorderie',
  'shared-housing': 'habitat participatif, habitat groupe, colocation solidaire',
  'social-action-centre': 'ccas, cias, centre communal d action sociale',
  'town-hall': 'mairie, hotel de ville',
  'public-service-centre': 'france services, maison france services, msap',
  'youth-employment-service': 'mission locale',
  'public-employment-service': 'france travail, pole emploi',
  'work-integration-enterprise': 'siae, entreprise d insertion, chantier d insertion, atelier chantier d insertion, structure d insertion',
  'sheltered-workshop': 'esat, entreprise adaptee',
  'social-centre': 'centre social, espace de vie sociale',
  'digital-help': 'epn, espace public numerique, mediation numerique, conseiller numerique',
  creche: 'creche, multi accueil, micro creche',
  doctor: 'medecin, medecin generaliste, cabinet medical',
  'nursing-home': 'ehpad, maison de retraite, ems',
  'home-help': 'aide a domicile, saad, service a la personne',
  'sports-club': 'club sportif, association sportive',
  'sports-centre': 'gymnase, stade, salle de sport municipale',
  'cultural-association': 'association culturelle',
  charity: 'association caritative, association d aide',
  'environment-association': 'association environnementale, association de protection de la nature',
};

/** Parts of labels that alone say something else, or too little. */
const ambiguous: ReadonlySet<string> = new Set(
  'musique instruments jardin bureau entreprise eau energie telecommunications journal radio enfance audition souvenirs orientation parc'.split(
    ' ',
  ),
);

const byWords = new Map<string, KindCode>();
for (const kind of kinds) {
  byWords.set(fold(kind.code), kind.code);
  byWords.set(fold(kind.label.en), kind.code);
}
// French words win over English ones, whole labels over their parts.
for (const kind of kinds) {
  for (const part of kind.label.fr.split(',').map(fold)) if (!byWords.has(part) && !ambiguous.has(part)) byWords.set(part, kind.code);
}
for (const [code, words] of Object.entries(otherWords) as [KindCode, string][])
  for (const word of words.split(', ')) byWords.set(word, code);
for (const kind of kinds) byWords.set(fold(kind.label.fr), kind.code);

/** The kind that a word or a label names, in French, in English or as our code; undefined where none is sure. */
export function kindOfWords(words: string): KindCode | undefined {
  const key = fold(words);
  return byWords.get(key) ?? byWords.get(key.replace(/s\b/g, ''));
}
