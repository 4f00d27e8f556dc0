import { z } from 'zod';
import { type KindCode, kinds } from './kinds.ts';
import { themeCodes } from './themes.ts';

export const theme = z.enum(themeCodes, `Expected one of ${themeCodes.join(', ')}.`);
const kind = z.enum(kinds.map(({ code }) => code) as [KindCode, ...KindCode[]]);

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

export const place = z.object({
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

export const organisation = z.object({
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
export const service = z.object({
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
