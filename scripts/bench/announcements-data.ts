/** Announcements and searches of them as a real commune has them, always the same ones for the same seed. Pure. */
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext, Visit } from '../../src/kernel/http/visit.ts';
import { factsValues, fieldsOf, readFacts } from '../../src/modules/announcements/facts-input.ts';
import { kindsIn } from '../../src/modules/announcements/kinds/index.ts';
import type { AnnouncementKind, FactField, Facts } from '../../src/modules/announcements/kinds/kind.ts';
import type { AnnouncementText } from '../../src/modules/announcements/models.ts';
import { placesOf } from '../../src/modules/announcements/places.ts';
import { facetsOf } from '../../src/modules/announcements/selection.ts';
import type { Random } from './data.ts';

const what =
  'Aide aux devoirs|Jardinage|Cuisine de quartier|Visites de convivialité|Menuiserie|Maraîchage|Accueil|Transport solidaire|Lecture|Ménage|Livraison à vélo|Réparation|Couture|Musique|Secrétariat|Peinture|Garde d’enfants|Informatique|Collecte|Animation|Vente|Plomberie|Théâtre|Football|Compost|Soudure|Comptabilité|Traduction|Archives|Forêt'.split(
    '|',
  );
const whom =
  'au centre social|à la ressourcerie|pour les aînés|avec des enfants|à la ferme|au marché|à l’école|dans la vallée|à la maison de quartier|au théâtre|en atelier|chez les habitants|au jardin partagé|à la bibliothèque|en entreprise d’insertion|au refuge'.split(
    '|',
  );
const sentences = [
  'Deux heures par semaine suffisent, on vous montre tout au début.',
  'Une équipe accueillante vous attend, avec un café et des outils en bon état.',
  'Les horaires se décident ensemble, selon vos disponibilités et celles du groupe.',
  'Vous apprendrez en faisant, aux côtés de quelqu’un qui connaît le métier.',
  'Le lieu est accessible en bus, et se trouve à cinq minutes de la place.',
  'Appelez-nous pour en parler, sans engagement, le matin de préférence.',
];
/** Job titles of ROME. */
const occupations = ['11987', '12862', '38874'];

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function factOf(random: Random, field: FactField, today: Temporal.PlainDate): Facts[string] {
  switch (field.type) {
    case 'choice':
      return pick(random, field.values);
    case 'choices':
      return [pick(random, field.values)];
    case 'box':
      return true;
    case 'number':
      return Math.ceil(field.least) + Math.floor(random() * Math.min(20, field.most - field.least));
    case 'money':
      return 1_000 + Math.floor(random() * 2_000) * 100;
    case 'date': {
      // What ends comes after what begins.
      const isEnd = field.name === 'endsOn' || field.name === 'until';
      return today.add({ days: (isEnd ? 120 : 10) + Math.floor(random() * 90) }).toString();
    }
    case 'occupation':
      return pick(random, occupations);
    case 'link':
      return 'https://www.example.org/avis';
    case 'text':
      return pick(random, sentences);
  }
}

/** One announcement: what its kind asks, and about half of what it may say besides. */
export function makeAnnouncement(
  random: Random,
  territory: TerritoryContext,
  today: Temporal.PlainDate,
): { kind: AnnouncementKind; text: AnnouncementText } {
  const kind = pick(random, kindsIn(territory));
  const facts = someFacts(random, kind, territory, today);
  const centre = territory.centre ?? { latitude: 45, longitude: 5 };
  const spread = () => (random() + random() - 1) * 0.03;
  return {
    kind,
    text: {
      title: `${pick(random, what)} ${pick(random, whom)}`,
      body: `${pick(random, sentences)} ${pick(random, sentences)}\n\n${pick(random, sentences)}`,
      facts,
      audience: 'own',
      street: null,
      postcode: null,
      locality: territory.name,
      position: random() < 0.6 ? { latitude: centre.latitude + spread(), longitude: centre.longitude + spread() } : null,
      isRemote: random() < 0.1,
      phone: '+33476000001',
      onTheSpot: null,
      link: null,
      publishOn: null,
    },
  };
}

/** Such as its form takes: what does not go together is thought over. */
function someFacts(random: Random, kind: AnnouncementKind, territory: TerritoryContext, today: Temporal.PlainDate): Facts {
  for (;;) {
    const said = fieldsOf(kind, territory).filter(({ isRequired }) => isRequired || random() < 0.4);
    const facts = Object.fromEntries(said.map((field) => [field.name, factOf(random, field, today)]));
    if (readFacts(kind, factsValues(kind, facts), { territory, today }).facts !== null) return facts;
  }
}

/** A word that some announcements have. */
export function makeWord(random: Random): string {
  return pick(random, what);
}

/** What an alert is made of. */
export interface MadeSearch {
  query: Visit['query'];
  /** Of what is near a place. */
  isNear: boolean;
}

function anyFacet(random: Random, territory: TerritoryContext, kinds: readonly AnnouncementKind[]): string {
  return pick(random, [...facetsOf(kinds, territory, () => true), ...placesOf(territory).map(({ slug }) => `district:${slug}`)]);
}

/**
 * As people look for something: nearly half for one trade or theme in one kind, a quarter for a word in any, the others for a kind
 * with one thing that it has, or for young people of an age; one in fifty for everything. Half of them within some kilometres.
 */
export function makeSearch(random: Random, territory: TerritoryContext): MadeSearch {
  const kind = pick(random, kindsIn(territory));
  const share = random();
  const isNear = random() < 0.5;
  const q = makeWord(random);
  const age = String(14 + Math.floor(random() * 12));
  if (share < 0.45) return { query: { quoi: kind.slug, q }, isNear };
  if (share < 0.7) return { query: { q }, isNear };
  if (share < 0.85) return { query: { quoi: kind.slug, avec: anyFacet(random, territory, [kind]) }, isNear };
  if (share < 0.95) return { query: { liste: 'jeunes', age, ...(random() < 0.5 ? { q } : { quoi: kind.slug }) }, isNear };
  return { query: share < 0.98 ? { quoi: kind.slug } : {}, isNear };
}

/** As nobody looks for something: whole kinds, from everywhere. Each is told of one announcement in twenty-five. */
export function makeBroadSearch(random: Random, territory: TerritoryContext): MadeSearch {
  const kind = random() < 0.6 ? pick(random, kindsIn(territory)) : null;
  const query = {
    ...(kind && { quoi: kind.slug }),
    ...((kind === null || random() < 0.3) && { q: `${makeWord(random)}${random() < 0.3 ? ` ${pick(random, whom)}` : ''}` }),
    ...(random() < 0.3 && { avec: anyFacet(random, territory, kind ? [kind] : []) }),
    ...(random() < 0.2 && { age: String(14 + Math.floor(random() * 12)) }),
    ...(kind === null && random() < 0.1 && { liste: 'jeunes' }),
  };
  return { query, isNear: random() < 0.1 };
}
