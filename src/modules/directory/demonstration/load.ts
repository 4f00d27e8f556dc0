import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { outlineOf, territoryBySlug } from '../../territories/index.ts';
import { addOrganisation, addPlaces, addService, changeState } from '../commands.ts';
import { type PlaceFacts, provenanceOf } from '../facts.ts';
import type { KindCode } from '../kinds.ts';
import { sampleLonePlaces, sampleOrganisations } from './index.ts';
import type { SampleOrganisation, SamplePlace } from './types.ts';

const SOURCE = 'demonstration';

/** The fictional structures, places and services of the demonstration, one structure a unit of work. */
export async function demonstrationDirectory(kernel: Kernel): Promise<void> {
  const territories = new Map<string, TerritoryContext>();
  const territoryOf = async (slug: string) => {
    const territory = territories.get(slug) ?? (await territoryBySlug(kernel.database, kernel.clock, slug));
    if (!territory) throw new Error(`The demonstration has no territory ${slug}.`);
    territories.set(slug, territory);
    return territory;
  };
  for (const sample of sampleOrganisations) {
    const territory = await territoryOf(sample.territory);
    await kernel.database.unit(() => addSample(kernel, territory, sample));
  }
  for (const sample of sampleLonePlaces) {
    const territory = await territoryOf(sample.territory);
    await kernel.database.unit(() =>
      addSamplePlace(kernel, territory, sample, { organisationId: null, name: sample.name, kinds: sample.kinds }),
    );
  }
}

function today(kernel: Kernel, territory: TerritoryContext): string {
  return kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
}

/** One organisation of the samples with its places and services, in the current unit of work. */
async function addSample(kernel: Kernel, territory: TerritoryContext, sample: SampleOrganisation): Promise<void> {
  const date = today(kernel, territory);
  const fact = { source: SOURCE, date };
  const organisation = await addOrganisation(kernel, territory, {
    name: sample.name,
    alternateNames: sample.alternateNames ?? [],
    description: sample.description,
    kinds: sample.kinds,
    themes: sample.themes ?? [],
    email: sample.email ?? null,
    phone: sample.phone ?? null,
    website: sample.website ?? null,
    provenance: { name: fact, description: fact, kinds: fact, ...((sample.email ?? sample.phone ?? sample.website) && { contacts: fact }) },
  });
  const placeIds: string[] = [];
  for (const place of sample.places ?? []) {
    placeIds.push(
      await addSamplePlace(kernel, territory, place, { organisationId: organisation.id, name: sample.name, kinds: sample.kinds }),
    );
  }
  for (const service of sample.services ?? []) {
    await addService(kernel, territory, {
      organisationId: organisation.id,
      placeId: service.place === undefined ? null : (placeIds[service.place] ?? null),
      name: service.name,
      description: service.description,
      themes: service.themes ?? [],
      price: service.price === undefined ? null : { amount: BigInt(service.price), currency: territory.currency },
      provenance: { name: fact, description: fact },
    });
  }
}

async function addSamplePlace(
  kernel: Kernel,
  territory: TerritoryContext,
  sample: SamplePlace,
  owner: { organisationId: string | null; name: string; kinds: readonly KindCode[] },
): Promise<string> {
  const facts: PlaceFacts = {
    name: sample.name ?? owner.name,
    alternateNames: [],
    description: sample.description ?? null,
    kinds: sample.kinds ?? owner.kinds,
    themes: sample.themes ?? [],
    street: sample.street,
    postcode: sample.postcode,
    locality: sample.locality,
    position: sample.position ? { longitude: sample.position[0], latitude: sample.position[1] } : null,
    email: sample.email ?? null,
    phone: sample.phone ?? null,
    website: sample.website ?? null,
    openingHours: sample.openingHours ?? null,
    wheelchair: sample.wheelchair ?? null,
  };
  const id = newId();
  const outline = await outlineOf(kernel.database, territory.id);
  await addPlaces(
    kernel,
    territory,
    [{ id, organisationId: owner.organisationId, facts, provenance: provenanceOf(facts, SOURCE, today(kernel, territory)) }],
    outline,
  );
  if (sample.closed) await changeState(kernel, territory, { subject: 'place', id, event: 'close', actor: SOURCE, reason: null });
  return id;
}
