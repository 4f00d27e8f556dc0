import type { SampleOrganisation } from './types.ts';

/** The mill village: its spinning mill closed, and what moved into it. */
export const clavettesOrganisations: readonly SampleOrganisation[] = [
  {
    territory: 'les-clavettes',
    name: 'La Filature partagée',
    description:
      'L’ancienne filature abrite des ateliers, une cantine et une grande salle. On y croise une menuisière, un luthier et des enfants à trottinette.',
    kinds: ['third-place', 'events-venue'],
    phone: '+33465710040',
    email: 'bonjour@filature-partagee.example.org',
    website: 'https://filature-partagee.example.org',
    places: [
      {
        street: '1 cour de la Filature',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3403, 46.1904],
        openingHours: 'Mo-Th 08:30-18:30; Fr 08:30-23:30; Sa 10:00-16:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'La cantine',
        description: 'Un plat du jour, des légumes du coin et deux prix au choix.',
        themes: ['food'],
        place: 0,
        price: 850,
      },
      { name: 'Atelier à louer', description: 'Au mois, pour fabriquer, réparer ou stocker.', themes: ['work'], place: 0, price: 18000 },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Établissement d’accompagnement par le travail Les Aubépines',
    alternateNames: ['ESAT Les Aubépines'],
    description:
      'Des personnes en situation de handicap y cultivent des fleurs, lavent le linge et servent au restaurant. Venez acheter, déjeuner ou visiter.',
    kinds: ['sheltered-workshop', 'laundry', 'garden-centre'],
    phone: '+33465710041',
    website: 'https://les-aubepines.example.org',
    places: [
      {
        street: '25 route du Pont-Vieux',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3268, 46.1776],
        openingHours: 'Mo-Th 08:30-16:30; Fr 08:30-15:30; PH off; Aug 05-20 off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Lavage et repassage',
        description: 'Déposez le lundi, reprenez le jeudi, plié et parfumé.',
        themes: ['shops'],
        place: 0,
        price: 450,
      },
      { name: 'Stage de découverte', description: 'Une semaine pour voir si ce travail vous plaît.', themes: ['work'], place: 0, price: 0 },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Le Potager des Fileuses',
    description: 'Des parcelles à cultiver, une haie de framboises pour tout le monde et un compost qui sent bon la forêt.',
    kinds: ['shared-garden'],
    email: 'potager@fileuses.example.org',
    places: [
      {
        street: 'Chemin du Canal',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3421, 46.1881],
        openingHours: 'Mar-Oct: Sa,Su 09:00-12:00; Mar-Oct: We 17:00-20:00',
        wheelchair: 'limited',
      },
    ],
    services: [
      { name: 'Une parcelle pour l’année', description: 'Vingt mètres carrés, l’eau et les outils compris.', place: 0, price: 3000 },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Banque du temps des deux ponts',
    description: 'Une heure donnée vaut une heure reçue, quel que soit le savoir-faire. Vous taillez une haie, on garde vos enfants.',
    kinds: ['time-bank'],
    email: 'heures@deux-ponts.example.org',
    places: [
      {
        street: '1 cour de la Filature',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3404, 46.1903],
        openingHours: 'Mo[1] 18:30-20:00',
        wheelchair: 'yes',
      },
    ],
    services: [{ name: 'Échange d’heures', description: 'Inscrivez ce que vous savez faire et ce dont vous avez besoin.', price: 0 }],
  },
  {
    territory: 'les-clavettes',
    name: 'Maison des jeunes du Pont-Vieux',
    description: 'Un baby-foot, un studio de musique et des adultes qui écoutent. De 11 à 20 ans, avec ou sans projet.',
    kinds: ['youth-club'],
    phone: '+33639980005',
    places: [
      {
        street: '2 rue du Pont-Vieux',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3273, 46.1771],
        openingHours: 'We 13:30-19:00; Fr 17:00-22:00; Sa 14:00-22:00; SH Mo-Fr 10:00-18:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Chantiers de vacances',
        description: 'Une semaine de petits travaux utiles contre une aide pour votre permis ou vos loisirs.',
        themes: ['work'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Des mots en partage',
    description: 'Cours de français et conversations, en petits groupes, le matin ou le soir. On commence quand vous arrivez.',
    kinds: ['french-classes'],
    phone: '+33639980006',
    email: 'mots@mots-en-partage.example.org',
    places: [
      {
        street: '10 rue de la Filature',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3392, 46.1898],
        openingHours: 'Sep-Jun: Tu,Fr 09:00-11:00; Sep-Jun: Th 18:30-20:30',
        wheelchair: 'no',
      },
    ],
    services: [
      { name: 'Français débutant', description: 'Deux fois deux heures par semaine, livre fourni.', place: 0, price: 0 },
      {
        name: 'Français au travail',
        description: 'Les mots du chantier, de la cuisine ou du soin, et la préparation d’un entretien.',
        themes: ['work'],
        place: 0,
        price: 0,
      },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Caravane du lien',
    description: 'Un bus aménagé qui s’arrête dans les hameaux avec un café, un ordinateur et une personne pour vous conseiller.',
    kinds: ['digital-help', 'social-service'],
    phone: '+33639980007',
    services: [
      { name: 'Passage dans votre hameau', description: 'Appelez pour connaître le prochain arrêt ou pour en demander un.', price: 0 },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Garage du Canal',
    description: 'On répare avant de remplacer, et le devis est expliqué pièce par pièce.',
    kinds: ['garage'],
    phone: '+33465710042',
    places: [
      {
        street: '44 rue de la Filature',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3437, 46.1912],
        openingHours: 'Mo-Fr 08:00-12:00,14:00-18:30; Sa 08:00-12:00; PH off',
        wheelchair: 'limited',
      },
    ],
  },
  {
    territory: 'les-clavettes',
    name: 'Épicerie Chez nous aux Clavettes',
    description: 'Le magasin que le village a rouvert : chacune et chacun y donne deux heures par mois, tout le monde peut y acheter.',
    kinds: ['cooperative-grocery', 'convenience-store'],
    website: 'https://chez-nous.example.org',
    places: [
      {
        street: '16 rue de la Filature',
        postcode: '00743',
        locality: 'Les Clavettes',
        position: [6.3396, 46.1901],
        openingHours: 'Mo-Sa 07:30-12:30,16:00-19:30; Su 08:00-12:00',
        wheelchair: 'yes',
      },
    ],
  },
];
