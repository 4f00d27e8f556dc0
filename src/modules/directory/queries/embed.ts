import type { Point, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import type { Card } from '../view-models.ts';
import { type ListRequest, listRequest, toCard } from './list.ts';
import { organisationPage, placePage } from './pages.ts';
import { search } from './search.ts';
import { servicePage } from './service-page.ts';

export interface PlacedCard extends Card {
  position: Point | null;
}

/** Of how many results one looks for those that have a place. */
const LOOKED = 4;

/** The first results of a list's address; no search is counted, since nobody typed it. */
export async function embeddedCards(
  kernel: Kernel,
  visit: Visit,
  { most, isMap }: { most: number; isMap: boolean },
): Promise<{ cards: PlacedCard[]; asked: ListRequest }> {
  const asked = await listRequest(kernel, visit);
  const { hits } = await search(kernel, { ...asked.search, cursor: null, limit: isMap ? most * LOOKED : most });
  const cards = hits.map((hit) => ({
    ...toCard(hit, visit),
    position: hit.latitude === null || hit.longitude === null ? null : { latitude: hit.latitude, longitude: hit.longitude },
  }));
  return { cards: (isMap ? cards.filter(({ position }) => position !== null) : cards).slice(0, most), asked };
}

/** What has its page at an address, as a list shows it; null where there is none, or it closed for good. */
export async function embeddedCard(kernel: Kernel, visit: Visit, subject: SubjectName, slug: string): Promise<PlacedCard | null> {
  const none = { organisationName: null, kinds: [], street: null, locality: null, opening: null, position: null };
  const unsaid = { wheelchair: null, fee: null, distance: null };
  if (subject === 'organisation') {
    const page = await organisationPage(kernel, visit, slug);
    return page && !page.isClosedForGood ? { ...none, ...unsaid, ...page, subject } : null;
  }
  const page = subject === 'place' ? await placePage(kernel, visit, slug) : await servicePage(kernel, visit, slug);
  if (!page || page.isClosedForGood) return null;
  return { ...none, ...page, ...unsaid, subject, organisationName: page.organisation?.name ?? null };
}
