import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ProvenanceRecord } from '../facts.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import { type AddressItem, type HoursOf, type Items, metres, openItem, slugOf } from './api.ts';
import { hoursAt } from './opening.ts';
import { directoryScope } from './scope.ts';
import { type Search, search } from './search.ts';

export interface ServiceItem {
  id: string;
  slug: string;
  territory: string;
  name: string;
  description: string;
  organisation: string;
  place: string | null;
  type: string | null;
  topics: string[];
  themes: ThemeCode[];
  fee: string | null;
  fee_details: string | null;
  price: { amount: string; currency: string } | null;
  publics: string[];
  publics_details: string | null;
  access_conditions: string | null;
  address: AddressItem;
  is_address_confidential: boolean;
  position: { latitude: number; longitude: number } | null;
  contacts: { phone: string | null; email: string | null; website: string | null };
  languages: string[];
  reception_modes: string[];
  eligibility_zones: string[];
  referral_modes: string[];
  referrers: string[];
  referral_url: string | null;
  referral_details: string | null;
  weekly_hours: number | null;
  weeks: number | null;
  source_url: string | null;
  state: 'published' | 'closed';
  opening_hours: string | null;
  open_now: boolean | null;
  closes_at: string | null;
  opens_at: string | null;
  distance_m: number | null;
  is_closed_for_good: boolean;
  provenance: ProvenanceRecord;
  updated_at: string;
}

type Row = Omit<ServiceItem, 'territory' | 'open_now' | 'closes_at' | 'opens_at' | 'distance_m' | 'updated_at'> & {
  territory_id: string;
  updated_at: Temporal.Instant;
};

/** A service where it says it is, else at its place, else at the first place of its structure: as its page shows it. */
const columns = sql`s.id, s.territory_id, s.slug, s.name, s.description, o.slug as organisation, p.slug as place, s.type, s.topics, s.themes,
  s.fee, s.fee_details, case when s.price_amount is not null then json_build_object('amount', s.price_amount::text, 'currency', s.price_currency) end as price,
  s.publics, s.publics_details, s.access_conditions,
  case when own
    then json_build_object('street', s.street, 'complement', s.address_complement, 'postcode', s.postcode, 'locality', s.locality, 'commune_code', s.commune_code)
    else json_build_object('street', p.street, 'complement', p.address_complement, 'postcode', p.postcode, 'locality', p.locality, 'commune_code', p.commune_code)
  end as address,
  s.is_address_confidential or coalesce(p.is_address_confidential, false) as is_address_confidential,
  case when own and s.latitude is not null then json_build_object('latitude', s.latitude, 'longitude', s.longitude)
    when not own and p.latitude is not null then json_build_object('latitude', p.latitude, 'longitude', p.longitude) end as position,
  json_build_object('phone', coalesce(s.phone, p.phone, o.phone), 'email', coalesce(s.email, p.email, o.email), 'website', o.website) as contacts,
  s.languages, s.reception_modes, s.eligibility_zones, s.referral_modes, s.referrers, s.referral_url, s.referral_details, s.weekly_hours, s.weeks,
  s.source_url, s.state, coalesce(s.opening_hours, case when own then null else p.opening_hours end) as opening_hours,
  'closed' in (s.state, o.state) as is_closed_for_good, s.provenance, s.updated_at`;

const tables = sql`directory.service s
  join directory.organisation o on o.territory_id = s.territory_id and o.id = s.organisation_id
  cross join lateral (select num_nonnulls(s.street, s.postcode, s.locality, s.commune_code, s.latitude) > 0 or s.is_address_confidential as own) a
  left join lateral (
    select * from directory.place q where q.territory_id = s.territory_id and q.organisation_id = s.organisation_id
      and case when s.place_id is null then q.state = 'published' else q.id = s.place_id end
    order by q.id limit 1) p on not own`;

function toItem(
  { territory_id, updated_at, ...row }: Row,
  home: string | null,
  hit: HoursOf,
  territory: TerritoryContext,
  now: Temporal.Instant,
): ServiceItem {
  return {
    ...row,
    territory: home ?? slugOf(territory, territory_id),
    ...openItem(hit, territory, now),
    distance_m: metres(hit.distance),
    updated_at: updated_at.toString(),
  };
}

/** A page of services, as the API gives them; those of other territories that serve this one are among them. */
export async function serviceItems(kernel: Kernel, territory: TerritoryContext, request: Search): Promise<Items<ServiceItem>> {
  const result = await search(kernel, request);
  if (result.hits.length === 0) return { items: [], next_cursor: null };
  const { rows } = await sql<Row>`
    with listed as (
      select coalesce(l.home_territory_id, l.territory_id) as territory_id, l.id from directory.listing l
      where l.territory_id = any(${request.scope}::uuid[]) and l.id = any(${result.hits.map((hit) => hit.id)}::uuid[])
    )
    select ${columns} from (select distinct territory_id, id from listed) listed
    join ${tables} on true where s.territory_id = listed.territory_id and s.id = listed.id`.execute(kernel.database.kysely<DB>());
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    // A service that was closed between the two reads is left out.
    items: result.hits.flatMap((hit) => {
      const row = byId.get(hit.id);
      return row ? [toItem(row, hit.home_territory_slug, hit, territory, request.now)] : [];
    }),
    next_cursor: result.nextCursor,
  };
}

/** One service by its slug; null where there is none in the scope. */
export async function serviceItem(kernel: Kernel, territory: TerritoryContext, slug: string): Promise<ServiceItem | null> {
  const now = kernel.clock.now();
  const scope = directoryScope(territory);
  const { rows } = await sql<Row & HoursOf>`
    select ${columns}, null::float8 as distance, ${hoursAt(now)} from ${tables}
    left join directory.listing l on l.territory_id = s.territory_id and l.id = s.id
    where s.territory_id = any(${scope}::uuid[]) and s.slug = ${slug}
    order by array_position(${scope}::uuid[], s.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  const { is_open, is_uncertain, closes_at, opens_at, opening_comment, distance, ...service } = row;
  return toItem(service, null, { is_open, is_uncertain, closes_at, opens_at, opening_comment, distance }, territory, now);
}
