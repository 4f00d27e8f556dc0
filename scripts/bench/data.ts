/** Structures and places as a real commune has them, always the same ones for the same seed. Pure. */
import { noPlaceFacts, noServiceFacts, type PlaceFacts, type ServiceFacts } from '../../src/modules/directory/facts.ts';
import { kinds } from '../../src/modules/directory/kinds.ts';
import { publics, receptionModes, topics } from '../../src/modules/directory/vocabularies/data-inclusion.ts';

export type Random = () => number;

/** mulberry32: small, and good enough to spread names. */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

const where =
  'du Lavoir|des Tilleuls|de la Halle|Saint-Martin|du Vieux Pont|de la Gare|des Écoles|du Marché|de l’Église|des Capucines|du Parc|de la Fontaine|des Remparts|du Moulin|de la Poste|des Vergers|du Château|de la Source|des Lilas|du Canal|de l’Étoile|des Arcades|du Levant|de la Forge|des Trois Chênes|du Coteau|de la Rivière|des Érables|du Belvédère|de la Place'.split(
    '|',
  );
const people =
  'Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David|Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefèvre|Faure|André|Mercier|Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia'.split(
    '|',
  );
const streets =
  'rue de la République|rue Victor Hugo|avenue de la Gare|place de la Mairie|rue des Écoles|chemin des Vignes|rue du Moulin|impasse des Lilas|boulevard Jean Jaurès|rue Pasteur|route de Lyon|quai des Bateliers|rue du Four|allée des Platanes|rue Neuve|montée du Château'.split(
    '|',
  );
const hours = [
  'Mo-Fr 09:00-12:00,14:00-18:00; PH off',
  'Tu-Sa 07:00-13:00,15:30-19:30; Su 07:00-13:00',
  'Mo-Sa 08:30-19:30',
  'Mo,Tu,Th,Fr 08:30-12:00,13:30-17:30; We 08:30-17:30; Sa 09:00-12:00; PH off',
  'We,Sa 14:00-18:00',
  'Tu-Sa 09:30-18:30; PH closed',
  'Mo-Fr 09:00-17:00 "sur rendez-vous"',
  'Mo-Su 11:30-14:30,18:30-23:00; We off',
  'Th-Sa 18:00-02:00',
  '24/7',
  'Mo-Fr 07:30-18:30; Aug off; PH off',
  'Sa[1] 10:00-12:00; We 16:00-18:00',
];
const sentences = [
  'On y trouve de quoi se dépanner toute la semaine, et un accueil attentif.',
  'Une équipe de bénévoles vous reçoit sans rendez-vous et prend le temps de vous écouter.',
  'Produits des fermes alentour, vendus au juste prix toute l’année.',
  'Ateliers pour apprendre à réparer soi-même, outils prêtés sur place.',
  'Un lieu ouvert à tous pour se retrouver, boire un café et s’entraider.',
  'Conseils gratuits et confidentiels pour vos démarches, vos papiers et vos droits.',
  'Devis sous deux jours, interventions dans toute la vallée.',
  'Cours en petits groupes pour les débutants comme pour les confirmés.',
];

export interface Centre {
  latitude: number;
  longitude: number;
}

/** One structure: what is known of its place, with about the gaps that public sources leave. */
export function makeFacts(random: Random, town: { name: string; postcode: string; country: 'FR' | 'CH'; centre: Centre }): PlaceFacts {
  const kind = pick(random, kinds);
  const [label = ''] = kind.label.fr.split(',');
  const name = random() < 0.6 ? `${label} ${pick(random, where)}` : `${label} ${pick(random, people)}`;
  const site = `${name} ${town.name}`
    .normalize('NFD')
    .replace(/[^a-z]+/gi, '-')
    .toLowerCase();
  const has = (share: number) => random() < share;
  const spread = () => (random() + random() - 1) * 0.03;
  const number = String(Math.floor(random() * 1e8)).padStart(8, '0');
  return {
    ...noPlaceFacts,
    name,
    alternateNames: has(0.05) ? [pick(random, people)] : [],
    description: has(0.5) ? `${pick(random, sentences)} ${pick(random, sentences)}` : null,
    kinds: has(0.1) ? [kind.code, pick(random, kinds).code] : [kind.code],
    themes: [],
    street: has(0.9) ? `${1 + Math.floor(random() * 90)} ${pick(random, streets)}` : null,
    postcode: town.postcode,
    locality: town.name,
    position: { latitude: town.centre.latitude + spread(), longitude: town.centre.longitude + spread() },
    email: has(0.3) ? `bonjour@${site}.example.org` : null,
    phone: has(0.7) ? (town.country === 'FR' ? `+334${number}` : `+4122${number.slice(0, 7)}`) : null,
    website: has(0.4) ? `https://${site}.example.org/` : null,
    openingHours: has(0.75) ? pick(random, hours) : null,
    wheelchair: pick(random, ['yes', 'limited', 'no', null]),
  };
}

/** What a structure does for people, as data·inclusion describes it. */
export function makeService(random: Random, town: { code: string; currency: string }): ServiceFacts {
  const topic = pick(random, topics);
  const isFree = random() < 0.7;
  return {
    ...noServiceFacts,
    name: topic.fr,
    description: `${pick(random, sentences)} ${pick(random, sentences)}`,
    type: pick(random, ['accompagnement', 'atelier', 'information', null]),
    topics: [topic.code],
    fee: isFree ? 'gratuit' : 'payant',
    price: isFree ? { amount: 0n, currency: town.currency } : null,
    publics: random() < 0.3 ? ['tous-publics'] : [pick(random, publics).code],
    receptionModes: [pick(random, receptionModes).code],
    languages: random() < 0.2 ? [pick(random, ['en', 'ar', 'uk', 'pt'])] : [],
  };
}

export interface TownPlan {
  slug: string;
  name: string;
  host: string;
  country: 'FR' | 'CH';
  code: string;
  postcode: string;
  centre: Centre;
  accent: string;
}

const firsts = 'Val|Mont|Saint-|Font|Roche|Clair|Beau|Ville|Haute-|Belle'.split('|');
const lasts = 'brun|regard|elme|martin|creuse|rive|fort|neuve|combe|serre'.split('|');

/** A town for each number up to 99, one in five in Switzerland. */
export function townPlan(index: number): TownPlan {
  const name = `${firsts[index % 10]}${lasts[Math.floor(index / 10) % 10]}`;
  const country = index % 5 === 4 ? 'CH' : 'FR';
  return {
    slug: `banc-${index}`,
    name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    host: `banc-${index}.example.org`,
    country,
    code: country === 'CH' ? String(9_000 + index) : `00${String(index).padStart(3, '0')}`,
    postcode: country === 'CH' ? String(1_200 + index) : `007${String(index).padStart(2, '0')}`,
    centre: { latitude: 45.5 + (index % 10) * 0.08, longitude: 5.2 + Math.floor(index / 10) * 0.1 },
    accent: ['#1f6f4a', '#a23b2a', '#2b5aa0', '#7a4b9a', '#8a6a12'][index % 5] ?? '#1f6f4a',
  };
}
