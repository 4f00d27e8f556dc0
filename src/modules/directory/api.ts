import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { anyone } from '../../kernel/access/access.ts';
import { parsePoint } from '../../kernel/geo/geo.ts';
import { pageQuery } from '../../kernel/http/cursor.ts';
import { apiRoute, Moved, territoryOf } from '../../kernel/http/route.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { organisation, place, service, theme } from './api-shapes.ts';
import { type Filters, facetsOfFilters } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { nearQuery } from './near-query.ts';
import { organisationItem, organisationItems, placeItem, placeItems } from './queries/api.ts';
import { serviceItem, serviceItems } from './queries/api-services.ts';
import { pageOfFormerSlug } from './queries/former-slugs.ts';
import { directoryScope } from './queries/scope.ts';
import type { Search } from './queries/search.ts';
import { fees, publics, receptionModes } from './vocabularies/data-inclusion.ts';

const instant = z.iso
  .datetime({ offset: true, error: 'Expected a moment with its offset, e.g. 2026-11-24T10:30:00+01:00.' })
  // Within what the database's timestamps hold, whatever the offset.
  .refine(isWithinYears, 'Expected a year from 1970 to 9999.')
  .describe('A moment with its offset (RFC 3339).');

/** In universal time: an offset may lead into the year before or after. */
function isWithinYears(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1970 && year <= 9999;
}

const listQuery = nearQuery.safeExtend({
  q: z
    .string()
    .max(200, 'At most 200 characters.')
    .regex(/^\P{Cc}*$/u, 'No control characters.')
    .optional()
    .describe(
      'Words in French: stems and accents apart, what residents call things, and words that look alike where nothing has them as typed.',
    ),
  theme: theme.optional().describe('Residents’ theme.'),
  district: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/, 'Expected the slug of a district.')
    .optional()
    .describe('Slug of a district of the territory: « les-tilleuls ».'),
  language: z
    .string()
    .regex(/^[a-zA-Z-]{2,20}$/, 'Expected a language code.')
    .optional()
    .describe('Spoken there (BCP 47).'),
  wheelchair: z.enum(['true'], 'Expected true.').optional().describe('Only what is reached in a wheelchair.'),
  open_now: z.enum(['true', 'false'], 'Expected true or false.').optional().describe('Only what is surely open now.'),
  open_at: instant.optional().describe('Only what is surely open at this moment, within two weeks from now.'),
  updated_after: instant
    .optional()
    .describe('Only what changed since. What closed for good is no longer listed: compare with what you hold.'),
  ...pageQuery,
});

const serviceQuery = listQuery.safeExtend({
  public: z.enum(codes(publics)).optional().describe('For whom (data·inclusion v1). What is for everyone is for each of them.'),
  fee: z.enum(codes(fees)).optional().describe('Free or not (data·inclusion v1).'),
  mode: z.enum(codes(receptionModes)).optional().describe('In person or from afar (data·inclusion v1).'),
});

type ListQuery = z.output<typeof listQuery> & Partial<Pick<z.output<typeof serviceQuery>, 'public' | 'fee' | 'mode'>>;

/** As a tuple, for zod. */
function codes<Code extends string>(terms: readonly { code: Code }[]): [Code, ...Code[]] {
  return terms.map(({ code }) => code) as [Code, ...Code[]];
}

function toSearch(kernel: Kernel, territory: TerritoryContext, query: ListQuery, filters: Filters = {}): Search {
  const given: Record<string, string | undefined> = {
    theme: query.theme,
    district: query.district,
    language: query.language,
    public: query.public,
    fee: query.fee,
    mode: query.mode,
    wheelchair: query.wheelchair && 'yes',
  };
  const now = kernel.clock.now();
  return {
    scope: directoryScope(territory),
    country: territory.country,
    q: query.q ?? '',
    filters: facetsOfFilters({
      ...filters,
      ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Filters),
    }),
    near: query.near === undefined ? null : parsePoint(query.near),
    radiusMetres: query.radius_km === undefined ? null : query.radius_km * 1_000,
    openAt: query.open_at === undefined ? (query.open_now === 'true' ? now : null) : Temporal.Instant.from(query.open_at),
    updatedAfter: query.updated_after === undefined ? null : Temporal.Instant.from(query.updated_after),
    now,
    cursor: query.cursor ?? null,
    limit: query.limit,
  };
}

const slug = z.object({ slug: z.string().max(200) });
const list = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** Where it is now that had this address before, as pages lead there; null where nothing had. */
async function moved(kernel: Kernel, territory: TerritoryContext, subject: SubjectName, slug: string): Promise<Moved | null> {
  const now = await pageOfFormerSlug(kernel, territory, { subject, slug, commune: null });
  return now && new Moved(`/${subject}s/${now.slug}`, now.commune);
}

export const directoryApi = [
  apiRoute({
    path: '/places',
    summary: 'Places open to the public: shops, desks, workshops, parks.',
    access: anyone,
    query: listQuery,
    response: list(place),
    handle: async ({ kernel, query, ...request }) => {
      const territory = territoryOf(request);
      return placeItems(kernel, territory, toSearch(kernel, territory, query, { subject: 'place' }));
    },
  }),
  apiRoute({
    path: '/places/:slug',
    summary: 'One place.',
    access: anyone,
    query: z.object({}),
    params: slug,
    response: place,
    async handle({ kernel, params, ...request }) {
      const territory = territoryOf(request);
      return (await placeItem(kernel, territory, params.slug)) ?? moved(kernel, territory, 'place', params.slug);
    },
  }),
  apiRoute({
    path: '/organisations',
    summary: 'Associations, enterprises, public bodies and collectives.',
    access: anyone,
    query: listQuery,
    response: list(organisation),
    handle: async ({ kernel, query, ...request }) => {
      const territory = territoryOf(request);
      return organisationItems(kernel, territory, toSearch(kernel, territory, query));
    },
  }),
  apiRoute({
    path: '/organisations/:slug',
    summary: 'One organisation, with its services.',
    access: anyone,
    query: z.object({}),
    params: slug,
    response: organisation,
    async handle({ kernel, params, ...request }) {
      const territory = territoryOf(request);
      return (await organisationItem(kernel, territory, params.slug)) ?? moved(kernel, territory, 'organisation', params.slug);
    },
  }),
  apiRoute({
    path: '/services',
    summary: 'What structures do for people, also from elsewhere where it serves the territory.',
    access: anyone,
    query: serviceQuery,
    response: list(service),
    handle: async ({ kernel, query, ...request }) => {
      const territory = territoryOf(request);
      return serviceItems(kernel, territory, toSearch(kernel, territory, query, { subject: 'service' }));
    },
  }),
  apiRoute({
    path: '/services/:slug',
    summary: 'One service of the territory.',
    access: anyone,
    query: z.object({}),
    params: slug,
    response: service,
    async handle({ kernel, params, ...request }) {
      const territory = territoryOf(request);
      return (await serviceItem(kernel, territory, params.slug)) ?? moved(kernel, territory, 'service', params.slug);
    },
  }),
];
