/** Fills an empty store through the modules' own commands. */
import { sql } from 'kysely';
import pg from 'pg';
import { newId } from '../../src/kernel/ids.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import {
  noOrganisationFacts,
  type OrganisationFacts,
  organisationFields,
  type PlaceFacts,
  placeFields,
  provenanceOf,
  type ServiceFacts,
  serviceFields,
} from '../../src/modules/directory/facts.ts';
import { refreshListings } from '../../src/modules/directory/listings.ts';
import { organisationSubject } from '../../src/modules/directory/subjects/organisation.ts';
import { placeSubject } from '../../src/modules/directory/subjects/place.ts';
import { serviceSubject } from '../../src/modules/directory/subjects/service.ts';
import { insertSubjects, type SubjectWrite } from '../../src/modules/directory/subjects/subject.ts';
import { addTerritory, setTerritory, territoryBySlug } from '../../src/modules/territories/index.ts';
import { makeFacts, makeService, type Random, randomOf, type TownPlan, townPlan } from './data.ts';

const BATCH = 200;
/** One structure in ten is an organisation with a place and services; the others are places, as an import makes them. */
const ORGANISATION_EVERY = 10;
const SERVICES = 3;

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

export async function addTown(kernel: Kernel, town: TownPlan): Promise<void> {
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
      const organisations: SubjectWrite<OrganisationFacts>[] = [];
      const places: SubjectWrite<PlaceFacts>[] = [];
      const services: SubjectWrite<ServiceFacts>[] = [];
      for (let at = from; at < from + size; at += 1) {
        const facts = makeFacts(random, town);
        const source = at % ORGANISATION_EVERY ? 'openstreetmap' : 'demonstration';
        const placeId = newId();
        let organisationId: string | null = null;
        if (at % ORGANISATION_EVERY === 0) {
          organisationId = newId();
          const { name, description, kinds, email, phone, website } = facts;
          const organisation = { ...noOrganisationFacts, name, description, kinds, email, phone, website };
          organisations.push({
            id: organisationId,
            facts: organisation,
            provenance: provenanceOf(organisationFields, organisation, source, date),
          });
          for (let number = 0; number < SERVICES; number += 1) {
            const service = makeService(random, { code: town.code, currency: territory.currency });
            services.push({
              id: newId(),
              facts: service,
              provenance: provenanceOf(serviceFields, service, source, date),
              beside: { organisation_id: organisationId, place_id: placeId },
            });
          }
        }
        places.push({
          id: placeId,
          facts,
          provenance: provenanceOf(placeFields, facts, source, date),
          beside: { organisation_id: organisationId, is_outside: false },
        });
      }
      await insertSubjects(kernel, territory.id, organisationSubject, organisations);
      await insertSubjects(kernel, territory.id, placeSubject, places);
      await insertSubjects(kernel, territory.id, serviceSubject, services);
      const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
      await refreshListings(kernel, territory, { placeIds: ids(places), organisationIds: ids(organisations), serviceIds: ids(services) });
    });
    added(size);
  }
}

/** What a store holds. */
export async function scaleOf(kernel: Kernel): Promise<Scale> {
  const { rows } = await sql<Scale>`
    select (select count(*)::int from directory.place) as organisations, (select count(*)::int from territories.territory) as territories`.execute(
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
