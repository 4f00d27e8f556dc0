import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { anyone } from '../../kernel/access/access.ts';
import { parsePoint } from '../../kernel/geo/geo.ts';
import { pageQuery } from '../../kernel/http/cursor.ts';
import { apiRoute, territoryOf } from '../../kernel/http/route.ts';
import { scopeOf, type TerritoryContext } from '../../kernel/http/visit.ts';
import { nearQuery } from '../directory/index.ts';
import { kinds } from './kinds/index.ts';
import type { Announcement } from './models.ts';
import { announcementPath } from './paths.ts';
import { announcementBySlug, announcementsInFull } from './queries/announcements.ts';
import { countAnnouncements, everything, findAnnouncements, type Search, shownIn, wordsOf } from './queries/list.ts';

const codes = kinds.map(({ code }) => code) as [string, ...string[]];

const item = z.object({
  id: z.uuid(),
  slug: z.string(),
  url: z.url(),
  territory: z.string().describe('Slug of the territory that it belongs to.'),
  kind: z.enum(codes),
  title: z.string(),
  body: z.string().describe('Plain text, paragraphs apart by empty lines.'),
  publisher: z.string(),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .describe('What its kind asks: ISO dates, amounts in minor units of the territory’s currency, numbers of ROME job titles.'),
  address: z.object({ street: z.string().nullable(), postcode: z.string().nullable(), locality: z.string().nullable() }),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  is_remote: z.boolean(),
  answer: z.object({ phone: z.string().nullable(), on_the_spot: z.string().nullable(), link: z.string().nullable() }),
  published_at: z.iso.datetime(),
  expires_on: z.iso.date(),
  updated_at: z.iso.datetime(),
});

const listItem = item.extend({ distance_m: z.int().nullable().describe('Metres from `near`.') });

/**
 * An announcement as the API gives it.
 *
 * @param commune slug of the territory that it comes from, where that is not the portal's own.
 * @throws Error where it was never published.
 */
export function itemOf(announcement: Announcement, commune: string | null, home: TerritoryContext, origin: string): z.input<typeof item> {
  const { publishedAt, expiresOn, slug } = announcement;
  if (publishedAt === null || expiresOn === null) throw new Error(`${announcement.id} was never published.`);
  return {
    id: announcement.id,
    slug,
    url: `${origin}${announcementPath({ slug, commune })}`,
    territory: commune ?? home.slug,
    kind: announcement.kind,
    title: announcement.title,
    body: announcement.body,
    publisher: announcement.publisher.name,
    facts: announcement.facts as z.input<typeof item>['facts'],
    address: { street: announcement.street, postcode: announcement.postcode, locality: announcement.locality },
    position: announcement.position,
    is_remote: announcement.isRemote,
    answer: { phone: announcement.phone, on_the_spot: announcement.onTheSpot, link: announcement.link },
    published_at: publishedAt.toString(),
    expires_on: expiresOn.toString(),
    updated_at: announcement.updatedAt.toString(),
  };
}

export const announcementApi = [
  apiRoute({
    path: '/announcements',
    summary: 'Published announcements, the newest or the nearest first.',
    access: anyone,
    query: nearQuery.safeExtend({
      q: z
        .string()
        .max(200, 'At most 200 characters.')
        .regex(/^\P{Cc}*$/u, 'No control characters.')
        .optional()
        .describe('Words in French: stems and accents apart, and what residents call things.'),
      kind: z.enum(codes).optional(),
      age: z.coerce.number().pipe(z.int().min(1).max(99)).optional().describe('Only what is open to somebody of this age.'),
      on: z.iso.date().optional().describe('Only what takes place on this day.'),
      radius_km: nearQuery.shape.radius_km.describe('With `near`: no farther than this, or from afar.'),
      published_after: z.iso.datetime({ offset: true }).optional().describe('A moment with its offset (RFC 3339).'),
      ...pageQuery,
    }),
    response: z.object({ items: z.array(listItem), total: z.int(), next_cursor: z.string().nullable() }),
    async handle(request) {
      const { kernel, query, origin } = request;
      const territory = territoryOf(request);
      const day = query.on === undefined ? null : Temporal.PlainDate.from(query.on);
      const shown = await shownIn(kernel, territory);
      const search: Search = {
        ...everything,
        words: await wordsOf(kernel, territory, query.q ?? ''),
        facets: query.kind === undefined ? [] : [`kind:${query.kind}`],
        days: day && { from: day, until: day },
        age: query.age ?? null,
        near: query.near === undefined ? null : parsePoint(query.near),
        withinMetres: query.radius_km === undefined ? null : query.radius_km * 1_000,
        order: query.near === undefined ? 'newest' : 'nearest',
        since: query.published_after === undefined ? null : Temporal.Instant.from(query.published_after),
        cursor: query.cursor ?? null,
        limit: query.limit,
      };
      const found = await findAnnouncements(kernel, territory, shown, search);
      const { total } = await countAnnouncements(kernel, territory, shown, search);
      const cards = new Map(found.cards.map((card) => [card.id, card]));
      const items = await announcementsInFull(kernel, found.cards);
      return {
        items: items.map((announcement) => {
          const { commune = null, distance = null } = cards.get(announcement.id) ?? {};
          return { ...itemOf(announcement, commune, territory, origin), distance_m: distance === null ? null : Math.round(distance) };
        }),
        total,
        next_cursor: found.nextCursor,
      };
    },
  }),
  apiRoute({
    path: '/announcements/:slug',
    summary: 'One published announcement.',
    access: anyone,
    query: z.object({}),
    params: z.object({ slug: z.string().max(200) }),
    response: item,
    async handle(request) {
      const { kernel, params, origin } = request;
      const territory = territoryOf(request);
      const announcement = await announcementBySlug(kernel, scopeOf(territory, 'announcements'), params.slug);
      const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
      const isShown = announcement?.state === 'published' && (announcement.expiresOn?.toString() ?? '') >= today;
      const member = territory.members.find(({ id }) => id === announcement?.territoryId);
      return isShown ? itemOf(announcement, member?.slug ?? null, territory, origin) : null;
    },
  }),
];
