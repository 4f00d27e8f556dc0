import type { SampleOrganisation } from './types.ts';

/** The village above the valley: farms, craft, a café that everybody owns. */
export const saintOrminOrganisations: readonly SampleOrganisation[] = [
  {
    territory: 'saint-ormin',
    name: 'Mairie de Saint-Ormin',
    description: 'Deux personnes à l’accueil, qui connaissent le village par cœur et prennent le temps qu’il faut.',
    kinds: ['town-hall'],
    phone: '+33465710003',
    email: 'mairie@saint-ormin.example.org',
    places: [
      {
        street: '4 rue du Tilleul',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3281, 46.2481],
        openingHours: 'Mo,We,Fr 09:00-12:00; Tu,Th 14:00-18:30; PH off',
        wheelchair: 'limited',
      },
    ],
    services: [
      {
        name: 'Location de la salle du Tilleul',
        description: 'Pour vos fêtes, vos réunions et vos lotos. Cuisine et vaisselle comprises.',
        themes: ['leisure'],
        price: 12000,
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Les Paniers du Balcon',
    alternateNames: ['AMAP du Balcon'],
    description:
      'Une association pour le maintien de l’agriculture paysanne : vous partagez la récolte des fermes du village, toute l’année. On se retrouve chaque jeudi pour le partage des paniers.',
    kinds: ['community-supported-agriculture'],
    email: 'paniers@balcon.example.org',
    website: 'https://paniers-du-balcon.example.org',
    places: [
      {
        street: 'Grange communale, 9 chemin des Granges',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3442, 46.2551],
        openingHours: 'Th 18:00-19:30',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'Panier hebdomadaire', description: 'Légumes, œufs et fromage, pour deux ou quatre personnes.', place: 0, price: 1650 },
      {
        name: 'Panier à prix doux',
        description: 'Moitié prix si votre budget est serré, grâce à une caisse partagée.',
        themes: ['money-paperwork'],
        place: 0,
        price: 820,
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Ferme des Granges d’en Haut',
    description: 'Dix-huit vaches, un potager et un petit magasin dans l’ancienne écurie. Vous pouvez caresser les veaux.',
    kinds: ['farm-shop', 'farm'],
    phone: '+33465710030',
    places: [
      {
        street: '31 chemin des Granges',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3458, 46.2566],
        openingHours: 'Apr-Oct: Mo-Sa 16:30-19:00; Nov-Mar: We,Sa 15:00-18:00',
        wheelchair: 'limited',
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Au Bon Tilleul',
    alternateNames: ['Café associatif Au Bon Tilleul'],
    description: 'Le café appartient à tout le village. On y boit, on y lit, on y joue, et le vendredi on y chante jusque tard.',
    kinds: ['community-cafe'],
    phone: '+33465710031',
    email: 'tilleul@bon-tilleul.example.org',
    website: 'https://bon-tilleul.example.org',
    places: [
      {
        street: '1 rue du Tilleul',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3285, 46.2478],
        openingHours: 'We,Th 16:00-22:00, Fr 16:00-02:00, Sa 09:00-13:00,17:00-01:00, Su 09:00-13:00',
        wheelchair: 'yes',
      },
    ],
    services: [
      { name: 'La soupe du mercredi', description: 'Une marmite, une longue table, un prix libre.', themes: ['food'], place: 0, price: 0 },
      { name: 'Dépôt de pain et de colis', description: 'Commandez la veille, passez quand vous voulez.', themes: ['shops'], place: 0 },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Boulangerie du Bourg',
    description: 'Deux fournées par jour, une brioche le dimanche et les nouvelles du village en prime.',
    kinds: ['bakery'],
    phone: '+33465710032',
    places: [
      {
        street: '12 rue du Tilleul',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3276, 46.2486],
        openingHours: 'Tu-Fr 06:30-12:30,16:00-19:00; Sa 06:30-13:00; Su 07:00-12:00; Feb 15-Mar 01 off',
        wheelchair: 'no',
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Scierie coopérative de Saint-Ormin',
    description: 'Des planches du pays sciées par une équipe qui possède son outil. Chutes et sciure à prix libre le samedi.',
    kinds: ['carpenter', 'cooperative'],
    phone: '+33465710033',
    website: 'https://scierie-saint-ormin.example.org',
    places: [
      {
        street: '70 route de la Scierie',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3162, 46.2331],
        openingHours: 'Mo-Fr 07:00-12:00,13:00-17:00; Sa 08:00-11:00; PH off',
        wheelchair: 'no',
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Poterie du Bas-Chemin',
    description: 'Des bols faits pour durer et des cours pour mettre les mains dans la terre.',
    kinds: ['craft', 'art-school'],
    email: 'terre@bas-chemin.example.org',
    places: [
      {
        street: '3 bas chemin',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3253, 46.2462],
        openingHours: 'Fr-Su 14:00-18:00; Mo-Th 10:00-12:00 "sur rendez-vous"',
        wheelchair: 'limited',
      },
    ],
    services: [
      {
        name: 'Cours de poterie du soir',
        description: 'Le mardi, huit places, la terre et la cuisson comprises.',
        themes: ['leisure', 'learning'],
        place: 0,
        price: 2200,
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Covoit’Arvenne',
    description:
      'Des trajets partagés vers la vallée, la gare et la frontière. Huit arrêts, un brassard, et des personnes du coin qui s’arrêtent.',
    kinds: ['carpool'],
    phone: '+33639980004',
    website: 'https://covoit-arvenne.example.org',
    services: [
      {
        name: 'Ligne de covoiturage du matin',
        description: 'Entre 6 h et 9 h, attendez à un arrêt marqué : quelqu’un vous prend.',
        price: 50,
      },
      {
        name: 'Trajets accompagnés',
        description: 'Pour un rendez-vous médical ou des courses, on vous conduit et on vous attend.',
        themes: ['disability-age'],
        price: 250,
      },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Présence à domicile en Arvenne',
    description: 'Se lever, se laver, cuisiner, sortir : une équipe du pays vient chez vous, à votre rythme, y compris le week-end.',
    kinds: ['home-help'],
    phone: '+33465710034',
    email: 'presence@domicile-arvenne.example.org',
    website: 'https://domicile-arvenne.example.org',
    places: [
      {
        street: '6 place du Four',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.329, 46.2474],
        openingHours: 'Mo-Fr 08:30-12:30,14:00-17:00; PH off',
        wheelchair: 'yes',
      },
    ],
    services: [
      {
        name: 'Aide au lever et au coucher',
        description: 'Chaque jour de l’année, avec les mêmes personnes autant que possible.',
        price: 2350,
      },
      { name: 'Heures de répit', description: 'Quelqu’un reste avec votre proche pendant que vous soufflez.', price: 1200 },
    ],
  },
  {
    territory: 'saint-ormin',
    name: 'Troupe des Sabots rouges',
    description:
      'Du théâtre amateur qui joue dans les granges. On cherche toujours des rôles, des mains pour la couture et des bras pour le décor.',
    kinds: ['theatre-troupe'],
    email: 'sabots@sabots-rouges.example.org',
  },
  {
    territory: 'saint-ormin',
    name: 'Union sportive du Balcon',
    description: 'Football, ski de fond et randonnée, pour jouer plus que pour gagner.',
    kinds: ['sports-club'],
    places: [
      {
        street: 'Stade des Épicéas, route de la Crête',
        postcode: '00742',
        locality: 'Saint-Ormin',
        position: [6.3365, 46.2602],
        openingHours: 'We 14:00-20:00; Sa 09:00-18:00; Su 14:00-18:00; Jul-Aug off',
        wheelchair: 'limited',
      },
    ],
  },
];
