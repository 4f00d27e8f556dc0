import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { addPlaces } from '../../src/modules/directory/commands.ts';
import { type PlaceFacts, provenanceOf } from '../../src/modules/directory/facts.ts';
import type { TestApplication } from './application.ts';

export type TestPlace = Partial<PlaceFacts> & { name: string; organisationId?: string };

/** Places of which only what matters to the test is said; bakeries unless told otherwise. Gives their slugs, in order. */
export function addTestPlaces(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  ...places: readonly TestPlace[]
): Promise<string[]> {
  const writes = places.map(({ organisationId, ...said }) => {
    const facts: PlaceFacts = {
      alternateNames: [],
      description: null,
      kinds: ['bakery'],
      themes: [],
      street: null,
      postcode: null,
      locality: null,
      position: null,
      email: null,
      phone: null,
      website: null,
      openingHours: null,
      wheelchair: null,
      ...said,
    };
    return { id: newId(), organisationId: organisationId ?? null, facts, provenance: provenanceOf(facts, 'test', '2026-11-24') };
  });
  return kernel.database.unit(async () => {
    const slugs = await addPlaces(kernel, territory, writes, null);
    return writes.map(({ id }) => slugs.get(id) ?? '');
  });
}

/** HTML as a reader sees it, to look for words in: plain spaces and apostrophes. */
export function plainText(html: string): string {
  return html
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
