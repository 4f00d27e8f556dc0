/** Files to import, of any size, always the same for the same number of rows: written as they are made, in flat memory. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { PlaceFacts } from '../../src/modules/directory/facts.ts';
import { makeFacts, makeService, type Random, randomOf, type TownPlan } from './data.ts';

export const importFormats = ['geojson', 'data-inclusion'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What OpenStreetMap calls some of the kinds. */
const tags = (
  'shop=bakery shop=butcher shop=greengrocer shop=convenience shop=hairdresser shop=second_hand shop=bicycle shop=books shop=florist shop=optician ' +
  'amenity=restaurant amenity=cafe amenity=bar amenity=pharmacy amenity=doctors amenity=dentist amenity=library amenity=school amenity=kindergarten ' +
  'amenity=social_centre amenity=community_centre amenity=post_office amenity=townhall amenity=driving_school amenity=veterinary amenity=bank ' +
  'craft=carpenter craft=electrician craft=plumber craft=shoemaker office=association office=lawyer office=insurance office=estate_agent ' +
  'leisure=sports_centre leisure=fitness_centre tourism=museum tourism=hotel social_facility=food_bank social_facility=outreach'
).split(' ');

/** Of a file of structures and services, how many rows are structures. */
const STRUCTURES = 0.4;

/** Of those that keep hours, how many keep some of their own: reading these is what takes the most time. */
const OWN_HOURS = 0.6;

function ownHours(random: Random): string {
  const time = (from: number, hours: number) => {
    const quarter = from * 4 + Math.floor(random() * hours * 4);
    return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  };
  const days = ['Mo-Fr', 'Tu-Sa', 'Mo,Tu,Th,Fr', 'Mo-Sa'][Math.floor(random() * 4)];
  return `${days} ${time(7, 3)}-${time(11, 2)},${time(13, 2)}-${time(17, 3)}; PH off`;
}

/** Spread over a region: a hundred thousand places do not stand in one town. */
function makePlace(random: Random, town: TownPlan): PlaceFacts {
  const centre = { latitude: town.centre.latitude + random() - 0.5, longitude: town.centre.longitude + random() - 0.5 };
  const facts = makeFacts(random, { ...town, centre });
  return facts.openingHours !== null && random() < OWN_HOURS ? { ...facts, openingHours: ownHours(random) } : facts;
}

function feature(random: Random, town: TownPlan, index: number): object {
  const facts = makePlace(random, town);
  const [key = 'shop', value = 'yes'] = (tags[Math.floor(random() * tags.length)] ?? '').split('=');
  const [number, ...street] = facts.street?.split(' ') ?? [];
  return {
    type: 'Feature',
    id: `node/${index + 1}`,
    geometry: { type: 'Point', coordinates: [facts.position?.longitude, facts.position?.latitude] },
    properties: {
      name: facts.name,
      [key]: value,
      description: facts.description ?? undefined,
      'addr:housenumber': number,
      'addr:street': facts.street === null ? undefined : street.join(' '),
      'addr:postcode': facts.postcode ?? undefined,
      'addr:city': facts.locality ?? undefined,
      phone: facts.phone ?? undefined,
      email: facts.email ?? undefined,
      website: facts.website ?? undefined,
      opening_hours: facts.openingHours ?? undefined,
      wheelchair: facts.wheelchair ?? undefined,
    },
  };
}

const DAY = '2026-09-01';

function structure(random: Random, town: TownPlan, index: number): object {
  const facts = makePlace(random, town);
  return {
    id: `banc--${index}`,
    source: 'banc',
    nom: facts.name,
    description: facts.description,
    adresse: facts.street,
    code_postal: facts.postcode,
    commune: facts.locality,
    latitude: facts.position?.latitude,
    longitude: facts.position?.longitude,
    courriel: facts.email,
    telephone: facts.phone,
    site_web: facts.website,
    horaires_accueil: facts.openingHours,
    date_maj: DAY,
  };
}

function service(random: Random, town: TownPlan, index: number, structures: number): object {
  const facts = makeService(random, { code: town.code, currency: 'EUR' });
  return {
    id: `banc--service-${index}`,
    source: 'banc',
    structure_id: `banc--${Math.floor(random() * structures)}`,
    // Of one structure, two services of one name would be one told twice.
    nom: `${facts.name}, groupe ${index}`,
    description: facts.description,
    type: facts.type,
    thematiques: facts.topics,
    frais: facts.fee,
    publics: facts.publics,
    modes_accueil: facts.receptionModes,
    // One in ten names a person.
    contact_nom_prenom: random() < 0.1 ? `Personne ${index}` : null,
    courriel: random() < 0.5 ? 'accueil@banc.example.org' : null,
    date_maj: DAY,
  };
}

async function write(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

async function writeList(out: WriteStream, count: number, make: (index: number) => object): Promise<void> {
  for (let index = 0; index < count; index += 1) await write(out, `${index === 0 ? '' : ',\n'}${JSON.stringify(make(index))}`);
}

export async function writeImportFile(file: string, format: ImportFormat, rows: number, town: TownPlan): Promise<void> {
  const out = createWriteStream(file);
  const random = randomOf(1);
  if (format === 'geojson') {
    await write(out, '{"type":"FeatureCollection","features":[\n');
    await writeList(out, rows, (index) => feature(random, town, index));
    await write(out, '\n]}\n');
  } else {
    const structures = Math.max(1, Math.round(rows * STRUCTURES));
    await write(out, '{"structures":[\n');
    await writeList(out, structures, (index) => structure(random, town, index));
    await write(out, '\n],"services":[\n');
    await writeList(out, rows - structures, (index) => service(random, town, index, structures));
    await write(out, '\n]}\n');
  }
  out.end();
  await once(out, 'close');
}
