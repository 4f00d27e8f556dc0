import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { zoneNames } from '../../territories/index.ts';
import type { ProvenanceRecord } from '../facts.ts';
import type { KindCode } from '../kinds.ts';
import { pointOf } from '../subjects/address.ts';
import type { DB } from '../tables.generated.ts';
import type { ServicePage } from '../view-models.ts';
import { confirmedOn } from './confirmed.ts';
import { communeOf } from './list.ts';
import { type HoursNow, hoursAt, openingState } from './opening.ts';
import { toPrice, toProvenance } from './pages.ts';
import { directoryScope, pageScope } from './scope.ts';
import { type Range, rangesIn, weekFrom, weekOf } from './week.ts';

type Columns = Pick<
  ServicePage,
  'slug' | 'name' | 'description' | 'type' | 'fee' | 'street' | 'postcode' | 'locality' | 'wheelchair' | 'weeks'
> & {
  themes: ServicePage['themes'];
  topics: ServicePage['topics'];
  publics: ServicePage['publics'];
  languages: string[];
};

interface Row extends Columns, HoursNow {
  id: string;
  territory_id: string;
  organisation_slug: string;
  organisation_name: string;
  organisation_kinds: KindCode[];
  place_slug: string | null;
  place_name: string | null;
  fee_details: string | null;
  price_amount: string | null;
  price_currency: string | null;
  publics_details: string | null;
  access_conditions: string | null;
  reception_modes: ServicePage['receptionModes'];
  eligibility_zones: string[];
  referral_modes: ServicePage['referralModes'];
  referrers: ServicePage['referrers'];
  referral_url: string | null;
  referral_details: string | null;
  weekly_hours: number | null;
  address_complement: string | null;
  is_address_confidential: boolean;
  latitude: number | null;
  longitude: number | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  opening_hours: string | null;
  source_url: string | null;
  state: string;
  confirmed_on: Temporal.PlainDate;
  provenance: ProvenanceRecord;
  people: ServicePage['people'] | null;
  open_ranges: Range[] | null;
  uncertain_ranges: Range[] | null;
}

/** The territory of a service that is listed here from elsewhere, by the slug of its home; null where there is none. */
async function homeOf(kernel: Kernel, visit: Visit, slug: string): Promise<string | null> {
  const commune = visit.query['commune'];
  if (commune === undefined) return null;
  const { rows } = await sql<{ home_territory_id: string }>`
    select l.home_territory_id from directory.listing l
    where l.territory_id = any(${directoryScope(visit.territory)}::uuid[]) and l.home_territory_slug = ${commune} and l.subject = 'service' and l.slug = ${slug}
    limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0]?.home_territory_id ?? null;
}

/** The page of a service, of this portal or of elsewhere where it serves this one; null where there is none. */
export async function servicePage(kernel: Kernel, visit: Visit, slug: string): Promise<ServicePage | null> {
  const { territory, now } = visit;
  const week = weekFrom(now, territory.timeZone);
  const own = pageScope(territory, visit.query['commune']);
  const home = own.length === 0 ? await homeOf(kernel, visit, slug) : null;
  const scope = home === null ? own : [home];
  const { rows } = await sql<Row>`
    select s.territory_id, s.id, s.slug, s.name, s.description, s.themes, s.type, s.topics, o.slug as organisation_slug, o.name as organisation_name,
      o.kinds as organisation_kinds, p.slug as place_slug, p.name as place_name, s.fee, s.fee_details, s.price_amount::text, s.price_currency,
      s.publics, s.publics_details, s.access_conditions, array(select distinct unnest(s.languages || o.languages)) as languages,
      s.reception_modes, s.eligibility_zones, s.referral_modes, s.referrers, s.referral_url, s.referral_details, s.weekly_hours, s.weeks,
      case when own then s.street else p.street end as street,
      case when own then s.address_complement else p.address_complement end as address_complement,
      case when own then s.postcode else p.postcode end as postcode, case when own then s.locality else p.locality end as locality,
      case when own then s.latitude else p.latitude end as latitude, case when own then s.longitude else p.longitude end as longitude,
      s.is_address_confidential or coalesce(p.is_address_confidential, false) as is_address_confidential,
      case when own then null else p.wheelchair end as wheelchair,
      coalesce(s.email, p.email, o.email) as email, coalesce(s.phone, p.phone, o.phone) as phone, o.website,
      coalesce(s.opening_hours, case when own then null else p.opening_hours end) as opening_hours, s.source_url, s.state, s.provenance, ${confirmedOn('service', sql`s`)} as confirmed_on,
      (select json_agg(json_build_object('name', c.name, 'phone', c.phone, 'email', c.email) order by c.name) from directory.contact c
        where c.territory_id = s.territory_id and c.service_id = s.id and c.is_public) as people,
      ${hoursAt(now)}, ${rangesIn(week, sql`l.open_during`)} as open_ranges, ${rangesIn(week, sql`l.uncertain_during`)} as uncertain_ranges
    from directory.service s
    join directory.organisation o on o.territory_id = s.territory_id and o.id = s.organisation_id
    cross join lateral (select num_nonnulls(s.street, s.postcode, s.locality, s.commune_code, s.latitude) > 0 or s.is_address_confidential as own) a
    left join lateral (
      select * from directory.place q where q.territory_id = s.territory_id and q.organisation_id = s.organisation_id
        and case when s.place_id is null then q.state = 'published' else q.id = s.place_id end
      order by q.id limit 1) p on not own
    left join directory.listing l on l.territory_id = s.territory_id and l.id = s.id
    where s.territory_id = any(${scope}::uuid[]) and s.slug = ${slug}
    order by array_position(${scope}::uuid[], s.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  const zones = await zoneNames(kernel.database, row.eligibility_zones);
  return {
    territoryId: row.territory_id,
    id: row.id,
    slug: row.slug,
    commune: home === null ? communeOf(territory, row.territory_id) : (visit.query['commune'] ?? null),
    name: row.name,
    description: row.description,
    themes: row.themes,
    type: row.type,
    topics: row.topics,
    organisation: { slug: row.organisation_slug, name: row.organisation_name, kinds: row.organisation_kinds },
    isFromHere: home === null,
    place: row.place_slug === null || row.place_name === null ? null : { slug: row.place_slug, name: row.place_name },
    fee: row.fee,
    feeDetails: row.fee_details,
    price: toPrice(row),
    publics: row.publics,
    publicsDetails: row.publics_details,
    accessConditions: row.access_conditions,
    languages: row.languages,
    receptionModes: row.reception_modes,
    eligibilityZones: row.eligibility_zones.map((code) => ({ code, name: zones.get(code) ?? null })),
    referralModes: row.referral_modes,
    referrers: row.referrers,
    referralUrl: row.referral_url,
    referralDetails: row.referral_details,
    weeklyHours: row.weekly_hours,
    weeks: row.weeks,
    street: row.street,
    addressComplement: row.address_complement,
    postcode: row.postcode,
    locality: row.locality,
    position: pointOf(row),
    isAddressConfidential: row.is_address_confidential,
    wheelchair: row.wheelchair,
    contacts: { phone: row.phone, email: row.email, website: row.website },
    people: row.people ?? [],
    openingHours: row.opening_hours,
    opening: openingState(row, territory, now),
    week: row.is_open === null ? [] : weekOf(row, territory, week),
    provenance: toProvenance(row.provenance),
    confirmedOn: row.confirmed_on,
    sourceUrl: row.source_url,
    isClosedForGood: row.state === 'closed',
  };
}
