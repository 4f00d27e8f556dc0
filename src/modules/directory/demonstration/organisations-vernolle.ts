import type { SampleOrganisation } from './types.ts';

/** The Swiss side: other institutions, other words, francs. */
export const vernolleOrganisations: readonly SampleOrganisation[] = [
  {
    territory: 'vernolle',
    name: 'Commune de Vernolle, guichet communal',
    description: 'Arrivée, départ, cartes journalières de train, location de salles : le guichet vous renseigne en quelques minutes.',
    kinds: ['town-hall'],
    email: 'guichet@vernolle.example.org',
    website: 'https://vernolle.example.org',
    places: [
      {
        street: 'Chemin des Marronniers 3',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2362, 46.2073],
        openingHours: 'Mo-Th 08:00-11:30,13:30-16:30; Fr 08:00-15:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Carte journalière de train',
        description: 'Deux cartes par jour pour voyager dans toute la Suisse, à réserver au guichet.',
        themes: ['mobility'],
        place: 0,
        price: 4500,
      },
      {
        name: 'Inscription à l’arrivée',
        description: 'Dans les quatorze jours, avec votre bail et une pièce d’identité.',
        place: 0,
        price: 2500,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Service social de Vernolle',
    description: 'Une situation difficile, un doute, une dette ? Un entretien confidentiel et gratuit, puis des solutions concrètes.',
    kinds: ['social-service', 'budget-advice'],
    email: 'social@vernolle.example.org',
    places: [
      {
        street: 'Chemin des Marronniers 5',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2365, 46.2076],
        openingHours: 'Mo-Fr 08:30-11:30, Tu,Th 14:00-17:00 "sur rendez-vous"; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'Conseil budget', description: 'On pose tout sur la table et on trouve par où commencer.', place: 0, price: 0 },
      {
        name: 'Aide pour les primes d’assurance maladie',
        description: 'Vérifier votre droit au subside et déposer la demande.',
        themes: ['health'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Office régional de placement de la Rive gauche',
    description: 'Vous cherchez un emploi : inscription, conseil, mesures de formation et premier rendez-vous dans la semaine.',
    kinds: ['public-employment-service'],
    website: 'https://placement-rive-gauche.example.org',
    places: [
      {
        street: 'Route de l’Aulne 40',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2398, 46.1824],
        openingHours: 'Mo-Fr 08:00-12:00,13:00-17:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Inscription au chômage',
        description: 'Venez dès le premier jour avec votre contrat, votre lettre de congé et une pièce d’identité.',
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'L’Atelier du Martin-pêcheur',
    description: 'Une entreprise sociale d’insertion : menuiserie, cartonnage et restaurant de midi, pour reprendre pied par le travail.',
    kinds: ['work-integration-enterprise', 'carpenter', 'restaurant'],
    email: 'atelier@martin-pecheur.example.org',
    website: 'https://martin-pecheur.example.org',
    places: [
      {
        name: 'Martin-pêcheur, ateliers',
        kinds: ['work-integration-enterprise', 'carpenter'],
        street: 'Route de l’Aulne 12',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2385, 46.1858],
        openingHours: 'Mo-Fr 07:30-16:30; PH off',
        wheelchair: 'yes',
      },
      {
        name: 'Martin-pêcheur, la table',
        kinds: ['restaurant'],
        street: 'Quai du Rondeau 2',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2447, 46.2061],
        openingHours: 'Mo-Fr 11:30-14:00, May-Sep Th,Fr 18:00-22:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'Stage d’insertion', description: 'Trois mois en atelier avec un suivi personnel.', themes: ['work'], place: 0, price: 0 },
      {
        name: 'Plat du jour',
        description: 'Cuisine simple et locale, à prix réduit pour les personnes à l’aide sociale.',
        themes: ['food'],
        place: 1,
        price: 1600,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Bibliothèque des Marronniers',
    description: 'Sous les grands arbres, des livres pour tous les âges et un jardin de lecture aux beaux jours.',
    kinds: ['library'],
    email: 'bibliotheque@vernolle.example.org',
    places: [
      {
        street: 'Avenue des Marronniers 18',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2283, 46.2217],
        openingHours: 'Tu 15:00-19:00; We 10:00-12:00,14:00-18:00; Th 15:00-19:00; Sa 09:30-12:30; PH off',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Boulangerie-tea-room du Rondeau',
    description: 'Tresse du dimanche, tartes aux pruneaux et vue sur la rivière.',
    kinds: ['bakery', 'cafe'],
    places: [
      {
        street: 'Quai du Rondeau 8',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2452, 46.2066],
        openingHours: 'Mo-Fr 05:45-18:45; Sa,Su 06:30-17:00',
        wheelchair: 'limited',
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Coopérative d’habitation Les Aulnes',
    description:
      'Des appartements sans spéculation, une buanderie commune et des décisions prises ensemble. Inscrivez-vous pour les prochains immeubles.',
    kinds: ['shared-housing', 'cooperative'],
    email: 'habiter@aulnes.example.org',
    website: 'https://aulnes.example.org',
    places: [
      {
        street: 'Chemin du Bois 21',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2411, 46.1802],
        openingHours: 'We 17:00-19:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'Soirée d’information', description: 'Le premier mercredi du mois, pour comprendre avant de s’engager.', place: 0, price: 0 },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Aide et soins à domicile de la Rive gauche',
    description: 'Soins, aide au ménage et repas, prescrits ou non par un médecin. Une équipe répond aussi la nuit.',
    kinds: ['home-help', 'nurse'],
    email: 'soins@rive-gauche.example.org',
    places: [
      {
        street: 'Avenue des Marronniers 30',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2271, 46.2229],
        openingHours: 'Mo-Su,PH 07:00-22:00',
        wheelchair: 'yes',
      },
    ],
    services: [{ name: 'Garde de nuit', description: 'Une présence de 22 h à 7 h pour vous ou votre proche.', price: 9800 }],
  },
  {
    territory: 'vernolle',
    name: 'Maison de quartier du Bois-de-l’Aulne',
    description: 'Accueil libre, ateliers de quartier et grande cuisine. Entrez, quelqu’un vous dira bonjour.',
    kinds: ['community-centre', 'youth-club'],
    email: 'maison@bois-de-l-aulne.example.org',
    places: [
      {
        street: 'Chemin du Bois 4',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2403, 46.1811],
        openingHours: 'Tu-Th 14:00-19:00; Fr 14:00-23:00; Sa 14:00-18:00; SH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Accueil parascolaire du mercredi',
        description: 'Jeux, cabanes et goûter pour les 6 à 12 ans.',
        themes: ['childhood-youth'],
        place: 0,
        price: 1800,
      },
      {
        name: 'Appui scolaire',
        description: 'Des étudiantes et des étudiants aident vos enfants deux soirs par semaine.',
        themes: ['learning'],
        place: 0,
        price: 500,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Le Cyber du Rondeau',
    description:
      'Un espace numérique ouvert à tout le monde : postes libres, cours pour débuter et coup de main pour vos factures en ligne.',
    kinds: ['digital-help'],
    email: 'cyber@rondeau.example.org',
    places: [
      {
        street: 'Quai du Rondeau 14',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2458, 46.2072],
        openingHours: 'Mo,We,Th 13:30-18:00; Tu 09:00-12:00 "sur rendez-vous"',
        wheelchair: 'no',
      },
    ],
    services: [{ name: 'Cours pour débuter', description: 'Quatre matinées, cinq personnes au plus.', place: 0, price: 4000 }],
  },
  {
    territory: 'vernolle',
    name: 'Impôts et papiers de Vernolle',
    description: 'Des bénévoles formés remplissent avec vous votre déclaration d’impôts et vos formulaires. Discrétion promise.',
    kinds: ['paperwork-help'],
    places: [
      {
        street: 'Chemin des Marronniers 7',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2367, 46.2079],
        openingHours: 'Feb-Apr: Mo,We 17:30-20:00; Feb-Apr: Sa 09:00-12:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Déclaration d’impôts accompagnée',
        description: 'Une heure suffit souvent. Apportez vos certificats de salaire et votre loyer.',
        place: 0,
        price: 3000,
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'La Buvette de la Passe',
    description: 'Une cabane au bord de l’eau, tenue par une association, où la soirée finit tard dès qu’il fait chaud.',
    kinds: ['bar', 'association'],
    places: [
      {
        street: 'Sentier de la Passe',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2495, 46.2135],
        openingHours: 'May-Sep: Mo-Th 16:00-24:00, May-Sep: Fr,Sa 11:00-02:00, May-Sep: Su 11:00-22:00',
        wheelchair: 'limited',
      },
    ],
  },
  {
    territory: 'vernolle',
    name: 'Fanfare La Persévérante',
    description: 'Cuivres, tambours et rires depuis plus de cent ans. On vous prête l’instrument et on vous apprend à en jouer.',
    kinds: ['music-group', 'music-school'],
    email: 'fanfare@perseverante.example.org',
  },
  {
    territory: 'vernolle',
    name: 'Troc et Cie',
    description: 'Vêtements, livres et skis qui passent de main en main. Les bénéfices paient des camps d’été.',
    kinds: ['second-hand-shop', 'charity'],
    themes: ['repair-reuse'],
    places: [
      {
        street: 'Avenue des Marronniers 22',
        postcode: '9991',
        locality: 'Vernolle',
        position: [6.2279, 46.2221],
        openingHours: 'Tu,Th 14:00-18:00; Sa[-1] 10:00-16:00; PH off',
        wheelchair: 'yes',
      },
    ],
  },
];
