/** A territory of the demonstration. */
export interface SampleTerritory {
  slug: string;
  name: string;
  country: 'FR' | 'CH';
  kind: 'commune' | 'grouping';
  /** Fictional, so it matches no real commune. */
  code: string;
  canton?: string;
  postcodes: readonly string[];
  population: number;
  /** Slug of the grouping that it belongs to. */
  grouping?: string;
  accent: string;
  homeMessage: { fr: string; en: string };
  contact: { name: string; phone: string; email: string; street: string; postcode: string; locality: string; openingHours: string };
  districts: readonly { name: string; position: readonly [number, number] }[];
  /** Centre, GeoJSON order. */
  position: readonly [number, number];
  /** GeoJSON polygon; absent for a grouping (its members' outlines). */
  outline?: { type: 'Polygon'; coordinates: readonly (readonly (readonly [number, number])[])[] };
}

type Position = readonly [number, number];

/** Borders are written once and shared, so that two communes neither overlap nor leave a gap. All run from north to south or west to east. */
const vernolleMontbrillet: readonly Position[] = [
  [6.262, 46.252],
  [6.255, 46.236],
  [6.263, 46.219],
  [6.256, 46.203],
  [6.266, 46.187],
  [6.259, 46.168],
];
const montbrilletSaintOrmin: readonly Position[] = [
  [6.278, 46.257],
  [6.286, 46.241],
  [6.297, 46.231],
  [6.312, 46.222],
];
const montbrilletClavettes: readonly Position[] = [
  [6.312, 46.222],
  [6.309, 46.206],
  [6.318, 46.192],
  [6.308, 46.176],
  [6.312, 46.16],
];
const saintOrminClavettes: readonly Position[] = [
  [6.312, 46.222],
  [6.328, 46.225],
  [6.343, 46.217],
  [6.361, 46.219],
];

/** GeoJSON wants the outer ring counter-clockwise and closed (RFC 7946, 3.1.6); the lists below go round clockwise. */
function outline(...clockwise: readonly (readonly Position[])[]): { type: 'Polygon'; coordinates: readonly (readonly Position[])[] } {
  const ring = clockwise
    .flat()
    .reverse()
    .filter((position, index, all) => {
      const previous = all[index - 1];
      return previous === undefined || previous[0] !== position[0] || previous[1] !== position[1];
    });
  const [start] = ring;
  const end = ring.at(-1);
  if (start === undefined || end === undefined) return { type: 'Polygon', coordinates: [] };
  const closed = start[0] === end[0] && start[1] === end[1];
  return { type: 'Polygon', coordinates: [closed ? ring : [...ring, start]] };
}

export const sampleTerritories: readonly SampleTerritory[] = [
  {
    slug: 'val-d-arvenne',
    name: 'Val d’Arvenne',
    country: 'FR',
    kind: 'grouping',
    code: '990000001',
    postcodes: ['00741', '00742', '00743', '9991'],
    population: 24_310,
    accent: '#1f6b4f',
    homeMessage: {
      fr: 'Bienvenue dans le Val d’Arvenne : quatre communes, deux pays, une même rivière et beaucoup de mains tendues.',
      en: 'Welcome to the Val d’Arvenne: four towns, two countries, one river and many helping hands.',
    },
    contact: {
      name: 'Guichet commun du Val d’Arvenne',
      phone: '+33465710001',
      email: 'bonjour@val-d-arvenne.example.org',
      street: '2 place des Deux-Rives',
      postcode: '00741',
      locality: 'Montbrillet',
      openingHours: 'Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00; PH off',
    },
    districts: [
      { name: 'Rive française', position: [6.3, 46.21] },
      { name: 'Rive suisse', position: [6.236, 46.207] },
    ],
    position: [6.285, 46.213],
  },
  {
    slug: 'montbrillet',
    name: 'Montbrillet',
    country: 'FR',
    kind: 'commune',
    code: '00Q01',
    postcodes: ['00741'],
    population: 11_840,
    grouping: 'val-d-arvenne',
    accent: '#8a3b1d',
    homeMessage: {
      fr: 'Bienvenue à Montbrillet. Ici, on s’entraide, on répare, on apprend : trouvez près de chez vous qui peut vous aider ou vous accueillir.',
      en: 'Welcome to Montbrillet. Here people help, mend and learn together: find who can help or welcome you nearby.',
    },
    contact: {
      name: 'Accueil de la mairie de Montbrillet',
      phone: '+33465710002',
      email: 'accueil@montbrillet.example.org',
      street: '1 place de la Halle',
      postcode: '00741',
      locality: 'Montbrillet',
      openingHours: 'Mo,Tu,Th,Fr 08:30-12:00,13:30-17:30; We 08:30-17:30; Sa 09:00-12:00; PH off',
    },
    districts: [
      { name: 'Centre et Halle', position: [6.285, 46.205] },
      { name: 'Les Tanneries', position: [6.276, 46.194] },
      { name: 'La Plaine aux Saules', position: [6.294, 46.178] },
      { name: 'Haut-Brillet', position: [6.279, 46.232] },
    ],
    position: [6.285, 46.205],
    outline: outline(
      vernolleMontbrillet.slice(0, 1),
      montbrilletSaintOrmin,
      montbrilletClavettes,
      [[6.294, 46.154]],
      vernolleMontbrillet.toReversed(),
    ),
  },
  {
    slug: 'saint-ormin',
    name: 'Saint-Ormin',
    country: 'FR',
    kind: 'commune',
    code: '00Q02',
    postcodes: ['00742'],
    population: 3_920,
    grouping: 'val-d-arvenne',
    accent: '#3f5f8f',
    homeMessage: {
      fr: 'Bienvenue à Saint-Ormin, le balcon de la vallée : des fermes, des ateliers et des portes ouvertes.',
      en: 'Welcome to Saint-Ormin, the balcony of the valley: farms, workshops and open doors.',
    },
    contact: {
      name: 'Mairie de Saint-Ormin',
      phone: '+33465710003',
      email: 'mairie@saint-ormin.example.org',
      street: '4 rue du Tilleul',
      postcode: '00742',
      locality: 'Saint-Ormin',
      openingHours: 'Mo,We,Fr 09:00-12:00; Tu,Th 14:00-18:30; PH off',
    },
    districts: [
      { name: 'Le Bourg', position: [6.328, 46.248] },
      { name: 'Les Granges d’en Haut', position: [6.345, 46.256] },
      { name: 'La Scierie', position: [6.316, 46.233] },
    ],
    position: [6.328, 46.248],
    outline: outline(
      montbrilletSaintOrmin.slice(0, 1),
      [
        [6.292, 46.268],
        [6.313, 46.274],
        [6.335, 46.271],
        [6.355, 46.259],
        [6.366, 46.24],
      ],
      saintOrminClavettes.toReversed(),
      montbrilletSaintOrmin.toReversed(),
    ),
  },
  {
    slug: 'les-clavettes',
    name: 'Les Clavettes',
    country: 'FR',
    kind: 'commune',
    code: '00Q03',
    postcodes: ['00743'],
    population: 2_480,
    grouping: 'val-d-arvenne',
    accent: '#6b5a12',
    homeMessage: {
      fr: 'Bienvenue aux Clavettes : une usine fermée, cent idées ouvertes. Poussez la porte !',
      en: 'Welcome to Les Clavettes: one factory closed, a hundred ideas open. Come in!',
    },
    contact: {
      name: 'Mairie des Clavettes',
      phone: '+33465710004',
      email: 'mairie@les-clavettes.example.org',
      street: '10 rue de la Filature',
      postcode: '00743',
      locality: 'Les Clavettes',
      openingHours: 'Mo,Th 13:30-18:00; Tu,Fr 08:30-12:00; We off; PH off',
    },
    districts: [
      { name: 'La Filature', position: [6.34, 46.19] },
      { name: 'Pont-Vieux', position: [6.327, 46.177] },
    ],
    position: [6.34, 46.19],
    outline: outline(
      saintOrminClavettes,
      [
        [6.374, 46.203],
        [6.371, 46.184],
        [6.357, 46.168],
        [6.334, 46.158],
      ],
      montbrilletClavettes.toReversed(),
    ),
  },
  {
    slug: 'vernolle',
    name: 'Vernolle',
    country: 'CH',
    kind: 'commune',
    code: '9901',
    canton: 'GE',
    postcodes: ['9991'],
    population: 6_070,
    grouping: 'val-d-arvenne',
    accent: '#a3262a',
    homeMessage: {
      fr: 'Bienvenue à Vernolle. Au bord de la rivière ou sous les marronniers, chacune et chacun trouve ici un appui.',
      en: 'Welcome to Vernolle. By the river or under the chestnut trees, everyone finds support here.',
    },
    contact: {
      name: 'Guichet communal de Vernolle',
      // No range of Swiss numbers is reserved for fiction: the shared desk across the border answers.
      phone: '+33465710001',
      email: 'guichet@vernolle.example.org',
      street: 'Chemin des Marronniers 3',
      postcode: '9991',
      locality: 'Vernolle',
      openingHours: 'Mo-Th 08:00-11:30,13:30-16:30; Fr 08:00-15:00; PH off',
    },
    districts: [
      { name: 'Village', position: [6.236, 46.207] },
      { name: 'Les Marronniers', position: [6.228, 46.222] },
      { name: 'Bois-de-l’Aulne', position: [6.24, 46.181] },
    ],
    position: [6.236, 46.207],
    outline: outline(vernolleMontbrillet, [
      [6.243, 46.159],
      [6.226, 46.166],
      [6.213, 46.183],
      [6.208, 46.205],
      [6.214, 46.227],
      [6.229, 46.245],
      [6.246, 46.255],
    ]),
  },
];
