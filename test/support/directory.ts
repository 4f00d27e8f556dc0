import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import {
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
} from '../../src/modules/directory/facts.ts';
import { refreshListings } from '../../src/modules/directory/listings.ts';
import { addOrganisation } from '../../src/modules/directory/subjects/organisation.ts';
import { placeSubject } from '../../src/modules/directory/subjects/place.ts';
import { addService } from '../../src/modules/directory/subjects/service.ts';
import { insertSubjects } from '../../src/modules/directory/subjects/subject.ts';
import type { TestApplication } from './application.ts';

const DAY = '2026-11-24';

export type TestPlace = Partial<PlaceFacts> & { name: string; organisationId?: string };

/** Places of which only what matters to the test is said; bakeries unless told otherwise. Gives their slugs, in order. */
export function addTestPlaces(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  ...places: readonly TestPlace[]
): Promise<string[]> {
  const writes = places.map(({ organisationId, ...said }) => {
    const facts: PlaceFacts = { ...noPlaceFacts, kinds: ['bakery'], ...said };
    return {
      id: newId(),
      facts,
      provenance: provenanceOf(placeFields, facts, 'test', DAY),
      beside: { organisation_id: organisationId ?? null, is_outside: false },
    };
  });
  return kernel.database.unit(async () => {
    const slugs = await insertSubjects(kernel, territory.id, placeSubject, writes);
    await refreshListings(kernel, territory, { placeIds: writes.map(({ id }) => id) });
    return writes.map(({ id }) => slugs.get(id) ?? '');
  });
}

/** A structure of which only what matters to the test is said. */
export function addTestOrganisation(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  said: Partial<OrganisationFacts> & { name: string },
): Promise<{ id: string; slug: string }> {
  const facts: OrganisationFacts = { ...noOrganisationFacts, ...said };
  return kernel.database.unit(() => addOrganisation(kernel, territory, facts, provenanceOf(organisationFields, facts, 'test', DAY)));
}

/** A service of a structure of which only what matters to the test is said. */
export function addTestService(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  { organisationId, placeId = null, ...said }: Partial<ServiceFacts> & { name: string; organisationId: string; placeId?: string | null },
): Promise<{ id: string; slug: string }> {
  const facts: ServiceFacts = { ...noServiceFacts, description: 'Une personne vous reçoit et vous oriente.', ...said };
  return kernel.database.unit(() =>
    addService(kernel, territory, { organisationId, placeId }, facts, provenanceOf(serviceFields, facts, 'test', DAY)),
  );
}

/** HTML as a reader sees it, to look for words in: plain spaces and apostrophes. */
export function plainText(html: string): string {
  return html
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
