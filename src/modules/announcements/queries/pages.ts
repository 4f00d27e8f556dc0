import { ProblemError } from '../../../kernel/http/problem.ts';
import { type Point, scopeOf, type TerritoryContext, type Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import {
  hasName,
  isUnknownPlace,
  landmarksOf,
  type Near,
  nearOf,
  recordUnmetSearch,
  relayTarget,
  structuresById,
} from '../../directory/index.ts';
import { answeringOf } from '../answers/queries/answering.ts';
import { kindsIn } from '../kinds/index.ts';
import type { Announcement, AnnouncementCard } from '../models.ts';
import { placesOf } from '../places.ts';
import { facetsOf, type ListQuery, listPath, parameters, readListQuery, wantedFacets, weekendOf } from '../selection.ts';
import { isReadable } from '../states.ts';
import type { AnnouncementList, AnnouncementPage, AnnouncementsHome } from '../view-models.ts';
import { announcementBySlug } from './announcements.ts';
import { countAnnouncements, everything, findAnnouncements, type Search, shownIn, wordsOf } from './list.ts';

/** What the address of a list asks for, and what that means in the store's terms. */
interface ListRequest {
  query: ListQuery;
  near: Near | null;
  search: Search;
}

/** Reads the address of a list: one reading for the page, its feeds and its sheet, the newest first. */
export async function listRequest(kernel: Kernel, visit: Visit, isForYouth: boolean): Promise<ListRequest> {
  const { territory } = visit;
  const query = readListQuery(visit);
  const { q, when, age, within } = query;
  const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const near = await nearOf(kernel, territory, query.near);
  return {
    query: { ...query, near: near && { words: near.typed, point: near.isGiven ? near.point : null } },
    near,
    search: {
      ...everything,
      words: await wordsOf(kernel, territory, q),
      facets: wantedFacets(query, isForYouth),
      days: when === 'weekend' ? weekendOf(today) : when && { from: when, until: when },
      age,
      near: near?.point ?? null,
      withinMetres: within === null ? null : within * 1_000,
    },
  };
}

/** Where the list of an address is near of. `name` is null where it is somebody's position. */
interface ListPlace extends Point {
  name: string | null;
  /** Kilometres. */
  within: number | null;
}

/** Null: nowhere, or where nobody knows. */
export async function listPlace(kernel: Kernel, visit: Visit): Promise<ListPlace | null> {
  const { near: asked, within } = readListQuery(visit);
  const near = await nearOf(kernel, visit.territory, asked);
  if (!near?.point || isUnknownPlace(near)) return null;
  return { ...near.point, name: hasName(near) ? near.label : null, within };
}

/** A page of the list, from what its address asks for. */
export async function announcementList(kernel: Kernel, visit: Visit, isForYouth: boolean): Promise<AnnouncementList> {
  const { territory } = visit;
  const cursor = visit.query[parameters.next] ?? null;
  const { query, near, search: asked } = await listRequest(kernel, visit, isForYouth);
  const search: Search = { ...asked, order: asked.near ? 'nearest' : 'newest' };
  // A cut or outdated « suite » starts again from the first page.
  const shown = await shownIn(kernel, territory);
  const [found, isFirstPage] = await findAnnouncements(kernel, territory, shown, { ...search, cursor })
    .then((page) => [page, cursor === null] as const)
    .catch(async (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return [await findAnnouncements(kernel, territory, shown, search), true] as const;
    });
  const counted = await countAnnouncements(kernel, territory, shown, search);
  if (counted.total === 0 && isFirstPage && query.q !== '' && visit.isHead !== true)
    await recordUnmetSearch(kernel, territory, query.q, 'announcements');
  return {
    path: listPath(isForYouth),
    isForYouth,
    query,
    near,
    landmarks: landmarksOf(territory).map(({ label }) => label),
    cards: found.cards,
    ...counted,
    // What a word means depends on the kind: « proposé », « régulier » are asked once one is chosen.
    offered: [
      ...facetsOf(kindsIn(territory), territory, (kind) => kind === query.kind),
      ...placesOf(territory).map(({ slug }) => `district:${slug}`),
    ],
    nextCursor: found.nextCursor,
    isFirstPage,
  };
}

/** Those of some announcements that a portal shows today, the newest first. */
export async function shownCards(kernel: Kernel, territory: TerritoryContext, ids: readonly string[]): Promise<AnnouncementCard[]> {
  if (ids.length === 0) return [];
  const shown = await shownIn(kernel, territory);
  return (await findAnnouncements(kernel, territory, shown, { ...everything, ids, limit: ids.length })).cards;
}

const HOME_CARDS = 4;

/** The announcements' part of the portal's first page. */
export async function announcementsHome(kernel: Kernel, { territory }: Visit): Promise<AnnouncementsHome> {
  const { cards } = await findAnnouncements(kernel, territory, await shownIn(kernel, territory), { ...everything, limit: HOME_CARDS });
  return { cards };
}

/** A public page by its address; null where it is none. */
export async function publicPage(kernel: Kernel, visit: Visit, slug: string): Promise<AnnouncementPage | null> {
  const { territory } = visit;
  const { scope, neighbours, homes } = await shownIn(kernel, territory);
  const named = visit.query['commune'];
  const where = named === undefined ? scope : [...scope, ...neighbours].filter((id) => homes.get(id)?.slug === named);
  const announcement = await announcementBySlug(kernel, where, slug);
  // Never published, or taken down: as if it were not.
  if (!announcement || !isReadable(announcement)) return null;
  if (neighbours.includes(announcement.territoryId) && announcement.audience !== 'groupings') return null;
  const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const isPast =
    announcement.state === 'published' && announcement.expiresOn !== null && announcement.expiresOn.toString() < today.toString();
  const home = homes.get(announcement.territoryId) ?? territory;
  return pageOf(kernel, visit, isPast ? { ...announcement, state: 'expired' } : announcement, { isPublic: true, home });
}

/** An announcement with what its page needs beside. */
export async function pageOf(
  kernel: Kernel,
  visit: Visit,
  announcement: Announcement,
  { isPublic, home }: Pick<AnnouncementPage, 'isPublic' | 'home'>,
): Promise<AnnouncementPage> {
  const { territory } = visit;
  const commune = home.id === territory.id ? null : home.slug;
  const { organisationId } = announcement.publisher;
  // Of a neighbour, this portal has announcements and no pages.
  const hasPage = organisationId !== null && scopeOf(territory, 'directory').includes(announcement.territoryId);
  const structure =
    (await structuresById(kernel, announcement.territoryId, hasPage ? [organisationId] : [])).get(organisationId ?? '') ?? null;
  return {
    announcement,
    commune,
    home,
    structure,
    ...(isPublic && commune === null ? await answeringOf(kernel, announcement) : { answering: null, promise: null }),
    // Of a member's structure, its own portal holds the form.
    canBeWrittenTo: structure !== null && commune === null && (await relayTarget(kernel, visit, structure.slug)) !== null,
    isPublic,
  };
}
