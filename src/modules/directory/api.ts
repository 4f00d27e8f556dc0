import { z } from 'zod';
import { anyone } from '../../kernel/access/access.ts';
import { parsePoint } from '../../kernel/geo/geo.ts';
import { pageQuery } from '../../kernel/http/cursor.ts';
import { apiRoute, territoryOf } from '../../kernel/http/route.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type KindCode, kinds } from './kinds.ts';
import { organisationItem, organisationItems, placeItem, placeItems } from './queries/api.ts';
import { directoryScope } from './queries/scope.ts';
import type { Search } from './queries/search.ts';
import { themeCodes } from './themes.ts';

const theme = z.enum(themeCodes, `Expected one of ${themeCodes.join(', ')}.`);
const kind = z.enum(kinds.map(({ code }) => code) as [KindCode, ...KindCode[]]);

const listQuery = z
  .object({
    q: z
      .string()
      .max(200, 'At most 200 characters.')
      .regex(/^\P{Cc}*$/u, 'No control characters.')
      .optional()
      .describe('Words in French: stems and accents apart, and words that look alike where nothing has them as typed.'),
    theme: theme.optional().describe('Residents’ theme.'),
    near: z
      .string()
      .refine((value) => parsePoint(value) !== null, 'Expected « latitude,longitude » in degrees (WGS 84), e.g. 46.2,6.15.')
      .optional()
      .describe('« latitude,longitude » (WGS 84): orders by distance.'),
    radius_km: z.coerce
      .number('Expected a number of kilometres.')
      .positive('Expected a number of kilometres above 0.')
      .max(200, 'At most 200.')
      .optional()
      .describe('With `near`: no farther than this.'),
    open_now: z.enum(['true', 'false'], 'Expected true or false.').optional().describe('Only what is surely open now.'),
    ...pageQuery,
  })
  .refine(({ near, radius_km }) => radius_km === undefined || near !== undefined, {
    path: ['radius_km'],
    message: '`radius_km` needs `near`.',
  });

type ListQuery = z.output<typeof listQuery>;

function toSearch(kernel: Kernel, territory: TerritoryContext, query: ListQuery): Search {
  return {
    scope: directoryScope(territory),
    q: query.q ?? '',
    theme: query.theme ?? null,
    near: query.near === undefined ? null : parsePoint(query.near),
    radiusMetres: query.radius_km === undefined ? null : query.radius_km * 1_000,
    openNow: query.open_now === 'true',
    now: kernel.clock.now(),
    subject: null,
    cursor: query.cursor ?? null,
    limit: query.limit,
  };
}

const contacts = z.object({
  phone: z.string().nullable().describe('E.164 where it could be read as a number.'),
  email: z.string().nullable(),
  website: z.string().nullable(),
});
const provenance = z
  .record(z.string(), z.object({ source: z.string(), date: z.iso.date() }))
  .describe('For each fact, the source and the day it was last confirmed there.');
const common = {
  id: z.uuid(),
  slug: z.string(),
  territory: z.string().describe('Slug of the territory that it belongs to.'),
  name: z.string(),
  alternate_names: z.array(z.string()),
  description: z.string().nullable(),
  kinds: z.array(kind),
  themes: z.array(theme),
  contacts,
  distance_m: z.int().nullable().describe('Metres from `near`.'),
  is_closed_for_good: z.boolean(),
  provenance,
  updated_at: z.iso.datetime(),
};

const place = z.object({
  ...common,
  organisation: z.string().nullable().describe('Slug of the organisation that runs it, where it is known.'),
  address: z.object({ street: z.string().nullable(), postcode: z.string().nullable(), locality: z.string().nullable() }),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  wheelchair: z.enum(['yes', 'limited', 'no']).nullable(),
  opening_hours: z.string().nullable().describe('OpenStreetMap `opening_hours`.'),
  open_now: z.boolean().nullable().describe('Null: not known, or only by appointment.'),
  closes_at: z.iso.datetime().nullable(),
  opens_at: z.iso.datetime().nullable(),
});

const organisation = z.object({
  ...common,
  places: z.array(z.string()).describe('Slugs of its places.'),
  services: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      themes: z.array(theme),
      price: z.object({ amount: z.string().describe('Minor units (centimes); 0 is free.'), currency: z.string() }).nullable(),
    }),
  ),
});

const slug = z.object({ slug: z.string().max(200) });
const list = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export const directoryApi = [
  apiRoute({
    path: '/places',
    summary: 'Places open to the public: shops, desks, workshops, parks.',
    access: anyone,
    query: listQuery,
    response: list(place),
    handle: async ({ kernel, query, ...request }) => {
      const territory = territoryOf(request);
      return placeItems(kernel, territory, toSearch(kernel, territory, query));
    },
  }),
  apiRoute({
    path: '/places/:slug',
    summary: 'One place.',
    access: anyone,
    query: z.object({}),
    params: slug,
    response: place,
    handle: async ({ kernel, params, ...request }) => placeItem(kernel, territoryOf(request), params.slug),
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
    handle: async ({ kernel, params, ...request }) => organisationItem(kernel, territoryOf(request), params.slug),
  }),
];
