import type { SampleOrganisation } from './types.ts';

/** The town's neighbourhoods: mutual help, reuse, housing, children, clubs. */
export const montbrilletNeighbourhoodOrganisations: readonly SampleOrganisation[] = [
  {
    territory: 'montbrillet',
    name: 'Ressourcerie La Deuxième Vie',
    alternateNames: ['La Deuxième Vie'],
    description:
      'Donnez ce qui ne vous sert plus, trouvez ce qui vous manque. Meubles, vaisselle, vêtements, jouets : tout est trié, réparé et vendu à petit prix.',
    kinds: ['recycling-shop', 'second-hand-shop', 'work-integration-enterprise'],
    phone: '+33465710020',
    email: 'dons@deuxieme-vie.example.org',
    website: 'https://deuxieme-vie.example.org',
    places: [
      {
        name: 'La Deuxième Vie, magasin',
        street: '52 route des Maraîchers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2962, 46.1735],
        openingHours: 'We 10:00-18:00; Fr 14:00-18:00; Sa 10:00-18:00',
        wheelchair: 'yes',
      },
      {
        name: 'La Deuxième Vie, dépôt des dons',
        street: '54 route des Maraîchers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2965, 46.1732],
        openingHours: 'Mo-Sa 09:00-12:00; PH off',
        wheelchair: 'yes',
      },
      {
        name: 'La Deuxième Vie, boutique de vêtements',
        kinds: ['second-hand-shop', 'clothes-shop'],
        street: '11 rue du Lavoir',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2816, 46.2026],
        openingHours: 'Tu-Sa 10:00-12:30,14:30-18:30',
        wheelchair: 'limited',
      },
    ],
    services: [
      {
        name: 'Enlèvement à domicile',
        description: 'On vient chercher ce que vous donnez, meubles compris, sur rendez-vous.',
        price: 1500,
      },
      {
        name: 'Matériel pour s’installer',
        description: 'De quoi équiper un premier logement pour moins de 100 €, sur orientation d’un service social.',
        themes: ['housing'],
        place: 0,
        price: 9000,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Régie de quartier des Tanneries et de la Plaine aux Saules',
    alternateNames: ['La Régie'],
    description:
      'Des personnes du quartier, embauchées pour le quartier : entretien, petits travaux, jardins et bonne humeur dans les escaliers.',
    kinds: ['neighbourhood-enterprise'],
    themes: ['repair-reuse'],
    phone: '+33465710021',
    website: 'https://regie-tanneries.example.org',
    places: [
      {
        street: '8 allée des Saules',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2941, 46.1781],
        openingHours: 'Mo-Fr 08:00-12:00,13:30-16:30; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Petits travaux chez vous',
        description: 'Une étagère, un joint, une chambre à repeindre : des prix selon vos ressources.',
        price: 1400,
      },
      {
        name: 'Prêt d’outils',
        description: 'Perceuse, ponceuse ou décolleuse, pour un week-end.',
        themes: ['repair-reuse'],
        place: 0,
        price: 300,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Centre social des Saules',
    description: 'La grande maison du quartier : tous les âges s’y croisent, et chaque idée venue du quartier est bonne à essayer.',
    kinds: ['social-centre', 'community-centre'],
    phone: '+33465710022',
    email: 'accueil@centre-des-saules.example.org',
    website: 'https://centre-des-saules.example.org',
    places: [
      {
        street: '2 allée des Saules',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2933, 46.1791],
        openingHours: 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 14:00-17:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Aide aux devoirs',
        description: 'Après l’école, un goûter, une table et une personne patiente.',
        themes: ['childhood-youth', 'learning'],
        place: 0,
        price: 0,
      },
      {
        name: 'Cours de français',
        description: 'Pour parler, lire et écrire au quotidien. Vos enfants sont gardés pendant le cours.',
        themes: ['learning'],
        place: 0,
        price: 500,
      },
      {
        name: 'Sorties en famille',
        description: 'Le lac, la montagne ou la ferme, en car, pour le prix d’un goûter.',
        place: 0,
        price: 300,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Les Roues libres',
    description:
      'Un atelier où vous réparez votre vélo vous-même, avec les outils et les conseils qu’il faut. Les vieux cadres y retrouvent la route.',
    kinds: ['bike-workshop'],
    phone: '+33639980002',
    website: 'https://roues-libres.example.org',
    places: [
      {
        street: '19 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2757, 46.1938],
        openingHours: 'We 16:00-20:00; Sa 10:00-17:00; Dec 20-Jan 05 off',
        wheelchair: 'limited',
      },
    ],
    services: [
      {
        name: 'Autoréparation',
        description: 'Un pied d’atelier, les outils et quelqu’un pour vous montrer.',
        themes: ['repair-reuse'],
        place: 0,
        price: 200,
      },
      {
        name: 'Apprendre à rouler en ville',
        description: 'À tout âge, d’abord dans la cour, puis dans la rue.',
        themes: ['learning'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Café des Réparations',
    alternateNames: ['Repair café de Montbrillet'],
    description: 'Ne jetez plus : apportez grille-pain, lampe ou pantalon, on répare ensemble autour d’un thé.',
    kinds: ['repair-cafe'],
    email: 'bonjour@cafe-des-reparations.example.org',
    places: [
      {
        street: '3 quai des Tanneurs',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2777, 46.1956],
        openingHours: 'Sa[1] 14:00-18:00; Th[3] 18:00-21:00',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Association pour l’accueil, l’accompagnement et l’accès au logement des familles, des jeunes et des personnes isolées du Val d’Arvenne et des vallées voisines',
    alternateNames: ['Un toit en Arvenne'],
    description:
      'Trouver un logement, y rester, s’y sentir bien : on vous aide à chercher, à payer la caution et à parler avec votre propriétaire.',
    kinds: ['housing-association'],
    phone: '+33465710023',
    email: 'contact@un-toit-en-arvenne.example.org',
    places: [
      {
        street: '14 rue du Vieux-Puits',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2829, 46.2036],
        openingHours: 'Mo,Tu,Th 09:00-12:00,14:00-17:00; We,Fr 14:00-17:00 "sur rendez-vous"; PH off',
        wheelchair: 'no',
      },
    ],
    services: [
      { name: 'Caution et premier loyer', description: 'Une avance sans intérêts pour entrer dans les lieux.', place: 0, price: 0 },
      { name: 'Sous-location accompagnée', description: 'Un logement à votre portée, le temps de retrouver votre équilibre.' },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Abri de nuit du Pont-Neuf',
    description: 'Un lit, une douche, une soupe et quelqu’un pour vous écouter. La porte reste ouverte jour et nuit.',
    kinds: ['emergency-shelter', 'day-centre'],
    phone: '+33465710024',
    places: [
      {
        street: '1 rue du Pont-Neuf',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2795, 46.1995],
        openingHours: '24/7',
        wheelchair: 'yes',
      },
    ],
    services: [{ name: 'Nuit au chaud', description: 'Sans condition et avec votre chien. Appelez ou sonnez.', place: 0, price: 0 }],
  },
  {
    territory: 'montbrillet',
    name: 'Crèche parentale Les Petits Galets',
    description:
      'Des familles et une équipe de métier font vivre ensemble cette maison pour les tout-petits. Un matin par semaine, c’est votre tour de chanter.',
    kinds: ['parent-creche', 'creche'],
    phone: '+33465710025',
    email: 'famille@petits-galets.example.org',
    places: [
      {
        street: '5 rue de la Source',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2801, 46.2262],
        openingHours: 'Mo-Fr 07:30-18:30; PH off; Aug off',
        wheelchair: 'yes',
      },
    ],
    services: [{ name: 'Accueil ponctuel', description: 'Une matinée, pour un rendez-vous ou pour souffler.', place: 0, price: 350 }],
  },
  {
    territory: 'montbrillet',
    name: 'Autrement capables',
    description:
      'Une association de personnes en situation de handicap et de leurs proches. On se conseille, on s’entraide et on fait avancer l’accessibilité.',
    kinds: ['disability-support', 'carer-support'],
    phone: '+33465710026',
    website: 'https://autrement-capables.example.org',
    places: [
      {
        street: '6 place de la Halle',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2853, 46.2046],
        openingHours: 'Tu 14:00-18:00; Fr 09:30-12:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Conseils entre pairs',
        description: 'Quelqu’un qui est passé par là vous aide à remplir votre dossier.',
        place: 0,
        price: 0,
      },
      {
        name: 'Le café des proches',
        description: 'Un moment pour souffler, pour celles et ceux qui aident au quotidien.',
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'La Chorale des Quais',
    description: 'Soixante voix, aucune audition. Venez un mardi et asseyez-vous où vous voulez.',
    kinds: ['music-group'],
    email: 'chanter@chorale-des-quais.example.org',
    places: [
      {
        street: '27 rue des Drapiers',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.282, 46.2076],
        openingHours: 'Sep-Jun: Tu 19:30-21:30',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'Judo et lutte de Montbrillet',
    description: 'De 5 à 85 ans, on apprend à tomber et à se relever. Le prix s’adapte à chaque famille.',
    kinds: ['sports-club'],
    phone: '+33639980003',
    places: [
      {
        street: '20 allée des Saules',
        postcode: '00741',
        locality: 'Montbrillet',
        position: [6.2949, 46.1769],
        openingHours: 'Mo,We,Fr 17:00-21:30; Sa 09:00-12:00; SH off',
        wheelchair: 'yes',
      },
    ],
  },
  {
    territory: 'montbrillet',
    name: 'La Boîte à coudre',
    description:
      'Une mercerie au coin de la rue, qui a longtemps habillé le quartier. Le magasin a fermé pour de bon, ses machines sont à la ressourcerie.',
    kinds: ['fabric-shop'],
    places: [{ street: '21 rue du Lavoir', postcode: '00741', locality: 'Montbrillet', position: [6.2809, 46.2017], closed: true }],
  },
  {
    territory: 'montbrillet',
    name: 'Un garage pour toutes et tous',
    description:
      'Nous sommes trois, nous aimons la mécanique et nous préparons un garage solidaire. Pas encore de local ni de statuts, mais déjà des outils et votre avis à recueillir.',
    kinds: ['project-holder', 'solidarity-garage'],
    email: 'garage@projets-arvenne.example.org',
  },
];
