/** Fills an empty store through the modules' own commands. */
import { sql } from 'kysely';
import pg from 'pg';
import { newId } from '../../src/kernel/ids.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { addOrganisation, addPlaces, addService, type PlaceWrite } from '../../src/modules/directory/commands.ts';
import { provenanceOf } from '../../src/modules/directory/facts.ts';
import { addTerritory, setTerritory, territoryBySlug } from '../../src/modules/territories/index.ts';
import { makeFacts, type Random, randomOf, type TownPlan, townPlan } from './data.ts';

const BATCH = 200;
/** One structure in ten is an organisation with a place and a service; the others are places, as an import makes them. */
const ORGANISATION_EVERY = 10;

export interface Scale {
  organisations: number;
  territories: number;
}

export async function fill(kernel: Kernel, { organisations, territories }: Scale, progress: (message: string) => void): Promise<void> {
  let done = 0;
  const towns = Array.from({ length: territories }, (_, index) => townPlan(index));
  const next = towns.entries();
  const work = async () => {
    for (const [index, town] of next) {
      const share = Math.floor(organisations / territories) + (index < organisations % territories ? 1 : 0);
      await addTown(kernel, town);
      await addStructures(kernel, town, share, randomOf(index + 1), (count) => {
        done += count;
        if (done % 10_000 < count) progress(`${done} / ${organisations}`);
      });
    }
  };
  // Two at once: while one waits for PostgreSQL, the other unrolls opening hours.
  await Promise.all([work(), work()]);
}

async function addTown(kernel: Kernel, town: TownPlan): Promise<void> {
  const { slug, name, country, code, host, centre, accent, postcode } = town;
  await addTerritory(kernel, { slug, name, country, kind: 'commune', code, host });
  await setTerritory(kernel, slug, {
    accent,
    centre,
    postcodes: [postcode],
    ...(country === 'CH' && { canton: 'GE' }),
    contact: {
      name: `Mairie de ${name}`,
      phone: country === 'FR' ? '+33465710002' : '+41227100020',
      email: `accueil@${host}`,
      street: '1 place de la Halle',
      postcode,
      locality: name,
    },
    districts: ['Centre', 'Les Tilleuls', 'La Gare', 'Le Plateau'].map((district, at) => ({
      name: district,
      latitude: centre.latitude + (at - 1) * 0.006,
      longitude: centre.longitude + (at - 2) * 0.006,
    })),
  });
}

async function addStructures(kernel: Kernel, town: TownPlan, count: number, random: Random, added: (count: number) => void): Promise<void> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, town.slug);
  if (!territory) throw new Error(`No territory ${town.slug}.`);
  const date = kernel.clock.now().toString().slice(0, 10);
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    await kernel.database.unit(async () => {
      const places: PlaceWrite[] = [];
      for (let at = from; at < from + size; at += 1) {
        const facts = makeFacts(random, town);
        const provenance = provenanceOf(facts, at % ORGANISATION_EVERY ? 'openstreetmap' : 'demonstration', date);
        const organisation = at % ORGANISATION_EVERY ? null : await addOrganisation(kernel, territory, { ...facts, provenance });
        places.push({ id: newId(), organisationId: organisation?.id ?? null, facts, provenance });
      }
      await addPlaces(kernel, territory, places, null);
      for (const { id, organisationId, facts, provenance } of places) {
        if (organisationId === null) continue;
        await addService(kernel, territory, {
          organisationId,
          placeId: id,
          name: 'Accueil et conseil',
          description: facts.description ?? 'Une personne vous reçoit et vous oriente.',
          themes: [],
          price: { amount: 0n, currency: territory.currency },
          provenance,
        });
      }
    });
    added(size);
  }
}

/** What a store holds. */
export async function scaleOf(kernel: Kernel): Promise<Scale> {
  const { rows } = await sql<Scale>`
    select (select count(*)::int from directory.listing) as organisations, (select count(*)::int from territories.territory) as territories`.execute(
    kernel.database.kysely<never>(),
  );
  return rows[0] ?? { organisations: 0, territories: 0 };
}

/** What autovacuum does within the hour after an import: statistics, and indexes without their pending lists. */
export async function settle(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('vacuum (analyze)');
    await client.query('checkpoint').catch(() => {});
  } finally {
    await client.end();
  }
}
