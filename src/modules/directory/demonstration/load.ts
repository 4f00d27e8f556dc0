import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { territoryBySlug } from '../../territories/index.ts';
import {
  type Address,
  noOrganisationFacts,
  noPlaceFacts,
  noServiceFacts,
  type OrganisationFacts,
  organisationFields,
  type PlaceFacts,
  placeFields,
  provenanceOf,
  type ServiceFacts,
  serviceFields,
} from '../facts.ts';
import { readIdentifier } from '../identifiers.ts';
import type { KindCode } from '../kinds.ts';
import { addOrganisation } from '../subjects/organisation.ts';
import { addPlace } from '../subjects/place.ts';
import { addService } from '../subjects/service.ts';
import { changeState } from '../subjects/state.ts';
import { slugify } from '../text.ts';
import { demonstrationReminders, toldOn } from './ageing.ts';
import { demonstrationConversations } from './conversations.ts';
import { demonstrationFigures } from './figures.ts';
import { demonstrationHistory } from './history.ts';
import { demonstrationImports } from './imports.ts';
import { sampleLonePlaces, sampleOrganisations } from './index.ts';
import { demonstrationKeepers } from './keepers.ts';
import { demonstrationPictures } from './pictures.ts';
import { demonstrationQueue, demonstrationQueueElsewhere } from './queue.ts';
import type { SampleAddress, SampleOrganisation, SamplePlace, SampleService } from './types.ts';
import { demonstrationUnmet } from './unmet.ts';

const SOURCE = 'demonstration';
const ACTOR = `source:${SOURCE}` as const;

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
      addSamplePlace(kernel, territory, sample, {
        organisationId: null,
        name: sample.name,
        kinds: sample.kinds,
        date: toldOn(kernel, territory, slugify(sample.name, '')).toString(),
      }),
    );
  }
  await demonstrationPictures(kernel, [...territories.values()]);
  const montbrillet = await territoryOf('montbrillet');
  await demonstrationKeepers(kernel, { montbrillet, valley: await territoryOf('val-d-arvenne') });
  await demonstrationQueue(kernel, montbrillet);
  await demonstrationUnmet(kernel, montbrillet);
  for (const slug of ['vernolle', 'val-d-arvenne']) await demonstrationQueueElsewhere(kernel, await territoryOf(slug));
  await demonstrationHistory(kernel, montbrillet);
  await demonstrationImports(kernel, montbrillet);
  await demonstrationConversations(kernel, montbrillet);
  await demonstrationFigures(kernel, montbrillet);
  await demonstrationReminders(kernel, montbrillet);
}

/** One organisation of the samples with its places and services, in the current unit of work. */
async function addSample(kernel: Kernel, territory: TerritoryContext, sample: SampleOrganisation): Promise<void> {
  const date = toldOn(kernel, territory, slugify(sample.name, '')).toString();
  const facts: OrganisationFacts = {
    ...noOrganisationFacts,
    name: sample.name,
    alternateNames: sample.alternateNames ?? [],
    description: sample.description,
    kinds: sample.kinds,
    themes: sample.themes ?? [],
    legalForm: sample.legalForm ?? null,
    activityCode: sample.activityCode ?? null,
    networks: sample.networks ?? [],
    languages: sample.languages ?? [],
    identifiers: (sample.identifiers ?? []).map(({ scheme, text }) => readIdentifier(scheme, text)),
    accreditations: (sample.accreditations ?? []).map((one) => ({ label: null, number: null, since: null, until: null, ...one })),
    email: sample.email ?? null,
    phone: sample.phone ?? null,
    website: sample.website ?? null,
  };
  const organisation = await addOrganisation(kernel, territory, facts, provenanceOf(organisationFields, facts, SOURCE, date));
  const placeIds: string[] = [];
  for (const place of sample.places ?? []) {
    placeIds.push(
      await addSamplePlace(kernel, territory, place, { organisationId: organisation.id, name: sample.name, kinds: sample.kinds, date }),
    );
  }
  for (const [index, place] of (sample.places ?? []).entries()) {
    const id = placeIds[index];
    const to = place.movedTo === undefined ? undefined : placeIds[place.movedTo];
    if (id && to) await changeState(kernel, territory, { subject: 'place', id, event: 'move', to, actor: ACTOR });
  }
  for (const service of sample.services ?? []) {
    const placeId = service.place === undefined ? null : (placeIds[service.place] ?? null);
    const serviceFacts = factsOfService(service, territory);
    const { id } = await addService(
      kernel,
      territory,
      { organisationId: organisation.id, placeId },
      serviceFacts,
      provenanceOf(serviceFields, serviceFacts, SOURCE, date),
    );
    if (service.closed) await changeState(kernel, territory, { subject: 'service', id, event: 'close', actor: ACTOR });
  }
  if (!sample.closed) return;
  for (const id of placeIds) await changeState(kernel, territory, { subject: 'place', id, event: 'close', actor: ACTOR });
  await changeState(kernel, territory, { subject: 'organisation', id: organisation.id, event: 'close', actor: ACTOR });
}

function factsOfService(sample: SampleService, territory: TerritoryContext): ServiceFacts {
  return {
    ...noServiceFacts,
    name: sample.name,
    description: sample.description,
    themes: sample.themes ?? [],
    type: sample.type ?? null,
    topics: sample.topics ?? [],
    fee: sample.fee ?? feeOf(sample.price),
    feeDetails: sample.feeDetails ?? null,
    price: sample.price === undefined ? null : { amount: BigInt(sample.price), currency: territory.currency },
    publics: sample.publics ?? [],
    publicsDetails: sample.publicsDetails ?? null,
    accessConditions: sample.accessConditions ?? null,
    receptionModes: sample.receptionModes ?? [],
    eligibilityZones: sample.eligibilityZones ?? [],
    referralModes: sample.referralModes ?? [],
    referrers: sample.referrers ?? [],
    referralUrl: sample.referralUrl ?? null,
    referralDetails: sample.referralDetails ?? null,
    languages: sample.languages ?? [],
    openingHours: sample.openingHours ?? null,
    weeklyHours: sample.weeklyHours ?? null,
    weeks: sample.weeks ?? null,
    phone: sample.phone ?? null,
    email: sample.email ?? null,
    ...addressOf(sample, territory),
  };
}

function feeOf(price: number | undefined): ServiceFacts['fee'] {
  if (price === undefined) return null;
  return price === 0 ? 'gratuit' : 'payant';
}

function addressOf(sample: SampleAddress, { kind, code }: TerritoryContext): Address {
  const [longitude, latitude] = sample.position ?? [];
  return {
    street: sample.street ?? null,
    addressComplement: sample.addressComplement ?? null,
    postcode: sample.postcode ?? null,
    locality: sample.locality ?? null,
    // The samples of a commune are in it; those of a grouping are in one of its members.
    communeCode: sample.locality !== undefined && kind === 'commune' ? code : null,
    position: longitude === undefined || latitude === undefined ? null : { longitude, latitude },
    isAddressConfidential: sample.confidential ?? false,
  };
}

async function addSamplePlace(
  kernel: Kernel,
  territory: TerritoryContext,
  sample: SamplePlace,
  owner: { organisationId: string | null; name: string; kinds: readonly KindCode[]; date: string },
): Promise<string> {
  const facts: PlaceFacts = {
    ...noPlaceFacts,
    name: sample.name ?? owner.name,
    description: sample.description ?? null,
    kinds: sample.kinds ?? owner.kinds,
    themes: sample.themes ?? [],
    ...addressOf(sample, territory),
    email: sample.email ?? null,
    phone: sample.phone ?? null,
    website: sample.website ?? null,
    openingHours: sample.openingHours ?? null,
    wheelchair: sample.wheelchair ?? null,
    accessibilityUrl: sample.accessibilityUrl ?? null,
    languages: sample.languages ?? [],
  };
  const provenance = provenanceOf(placeFields, facts, SOURCE, owner.date);
  const { id } = await addPlace(kernel, territory, owner.organisationId, facts, provenance);
  if (sample.closed) await changeState(kernel, territory, { subject: 'place', id, event: 'close', actor: ACTOR });
  return id;
}
