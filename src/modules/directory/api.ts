import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { anyone } from '../../kernel/access/access.ts';
import { parsePoint } from '../../kernel/geo/geo.ts';
import { pageQuery } from '../../kernel/http/cursor.ts';
import { apiRoute, Moved, territoryOf } from '../../kernel/http/route.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type Filters, facetsOfFilters } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { type KindCode, kinds } from './kinds.ts';
import { nearQuery } from './near-query.ts';
import { organisationItem, organisationItems, placeItem, placeItems } from './queries/api.ts';
import { serviceItem, serviceItems } from './queries/api-services.ts';
import { pageOfFormerSlug } from './queries/former-slugs.ts';
import { directoryScope } from './queries/scope.ts';
import type { Search } from './queries/search.ts';
import { themeCodes } from './themes.ts';
import { fees, publics, receptionModes } from './vocabularies/data-inclusion.ts';

const theme = z.enum(themeCodes, `Expected one of ${themeCodes.join(', ')}.`);
const kind = z.enum(kinds.map(({ code }) => code) as [KindCode, ...KindCode[]]);

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

const price = z.object({ amount: z.string().describe('Minor units (centimes); 0 is free.'), currency: z.string() }).nullable();
const code = (of: string) => z.string().describe(`${of} Values that the vocabulary does not know are given as the source has them.`);
const identifiers = z
  .array(
    z.object({ scheme: z.string(), value: z.string(), is_valid: z.boolean().describe('It passes its check; else it is as it was read.') }),
  )
  .describe('SIRET, SIREN, RNA, UAI, FINESS, UID.');
const state = z.enum(['published', 'closed', 'moved']).describe('`closed`: for good. `moved`: elsewhere now.');
const addressed = {
  address: z.object({
    street: z.string().nullable(),
    complement: z.string().nullable(),
    postcode: z.string().nullable(),
    locality: z.string().nullable(),
    commune_code: z.string().nullable().describe('INSEE code, or OFS number.'),
  }),
  is_address_confidential: z.boolean().describe('Of a shelter: no address is given anywhere.'),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
};
const openable = {
  opening_hours: z.string().nullable().describe('OpenStreetMap `opening_hours`.'),
  open_now: z.boolean().nullable().describe('Null: not known, or only by appointment.'),
  closes_at: z.iso.datetime().nullable(),
  opens_at: z.iso.datetime().nullable(),
};

const place = z.object({
  ...common,
  organisation: z.string().nullable().describe('Slug of the organisation that runs it, where it is known.'),
  ...addressed,
  wheelchair: z.enum(['yes', 'limited', 'no']).nullable(),
  accessibility_url: z.string().nullable().describe('Page of Acceslibre.'),
  languages: z.array(z.string()),
  identifiers,
  state,
  ...openable,
});

const organisation = z.object({
  ...common,
  places: z.array(z.string()).describe('Slugs of its places.'),
  services: z
    .array(z.object({ slug: z.string(), name: z.string(), description: z.string(), themes: z.array(theme), price }))
    .describe('In full: `/services/{slug}`.'),
  legal_form: z.string().nullable(),
  activity_code: z.string().nullable().describe('NAF in France, NOGA in Switzerland.'),
  networks: z.array(code('Networks (data·inclusion v1).')),
  languages: z.array(z.string()),
  identifiers,
  accreditations: z.array(
    z.object({
      code: z.string(),
      label: z.string().nullable(),
      number: z.string().nullable(),
      since: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
    }),
  ),
  source_url: z.string().nullable(),
  state,
});

const { kinds: _kinds, alternate_names: _names, ...commonOfServices } = common;
const service = z.object({
  ...commonOfServices,
  description: z.string(),
  organisation: z.string().describe('Slug of the structure that offers it.'),
  place: z.string().nullable().describe('Slug of the place where it is offered, where it has one.'),
  type: code('Type (data·inclusion v1).').nullable(),
  topics: z.array(code('`thematiques` of data·inclusion v1.')),
  fee: code('`gratuit` or `payant`.').nullable(),
  fee_details: z.string().nullable(),
  price,
  publics: z.array(code('`publics` of data·inclusion v1.')),
  publics_details: z.string().nullable(),
  access_conditions: z.string().nullable(),
  ...addressed,
  languages: z.array(z.string()),
  reception_modes: z.array(code('`modes_accueil` of data·inclusion v1.')),
  eligibility_zones: z
    .array(z.string())
    .describe('Codes of communes, départements, intercommunalities, cantons (`CH-GE`) or countries; `france`. Empty: not said.'),
  referral_modes: z.array(code('`modes_mobilisation` of data·inclusion v1.')),
  referrers: z.array(code('`mobilisable_par` of data·inclusion v1.')),
  referral_url: z.string().nullable(),
  referral_details: z.string().nullable(),
  weekly_hours: z.number().nullable(),
  weeks: z.int().nullable(),
  source_url: z.string().nullable(),
  state: z.enum(['published', 'closed']),
  ...openable,
});

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
