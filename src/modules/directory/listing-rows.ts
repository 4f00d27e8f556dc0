import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { SubjectName } from './facts.ts';

/** A subject as a listing is written from. */
export interface ListedRow {
  id: string;
  subject: SubjectName;
  slug: string;
  name: string;
  alternate_names: string[];
  organisation_id: string | null;
  organisation_name: string | null;
  description: string | null;
  kinds: string[];
  themes: string[];
  topics: string[];
  publics: string[];
  fee: string | null;
  is_free: boolean;
  reception_modes: string[];
  languages: string[];
  legal_form: string | null;
  accreditations: { code: string; until: string | null }[] | null;
  street: string | null;
  locality: string | null;
  wheelchair: string | null;
  latitude: number | null;
  longitude: number | null;
  opening_hours: string | null;
  services: string | null;
  updated_at: Temporal.Instant;
}

/** A search index holds only so much: of the services of a large structure, these are words enough. */
const SERVICES_IN_WORDS = 40;

const serviceWords = sql`(select string_agg(words, ' ') from (
  select s.name || ' ' || left(s.description, 400) as words from directory.service s
  where s.territory_id = o.territory_id and s.organisation_id = o.id and s.state = 'published' order by s.id limit ${sql.lit(SERVICES_IN_WORDS)}) w)`;

/** Places `p`, with their structure `o`. */
export const placeRows = sql`
  select p.id, 'place' as subject, p.slug, p.name, p.alternate_names, p.organisation_id, o.name as organisation_name,
    coalesce(p.description, o.description) as description, p.kinds, p.themes, '{}'::text[] as topics,
    '{}'::text[] as publics, null as fee, false as is_free, '{}'::text[] as reception_modes,
    array(select distinct unnest(p.languages || coalesce(o.languages, '{}'))) as languages, o.legal_form, o.accreditations,
    p.street, p.locality, p.wheelchair, p.latitude, p.longitude, p.opening_hours, ${serviceWords} as services,
    greatest(p.updated_at, o.updated_at) as updated_at
  from directory.place p left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id`;

/** Structures `o` by themselves. */
export const organisationRows = sql`
  select o.id, 'organisation' as subject, o.slug, o.name, o.alternate_names, o.id as organisation_id, null as organisation_name,
    o.description, o.kinds, o.themes, '{}'::text[] as topics,
    '{}'::text[] as publics, null as fee, false as is_free, '{}'::text[] as reception_modes, o.languages, o.legal_form, o.accreditations,
    null as street, null as locality, null as wheelchair, null::float8 as latitude, null::float8 as longitude, null as opening_hours,
    ${serviceWords} as services, o.updated_at
  from directory.organisation o`;

/** Services `s`, each where it says, else at its place, else at the first place of its structure. */
export const serviceRows = sql`
  select s.id, 'service' as subject, s.slug, s.name, '{}'::text[] as alternate_names, s.organisation_id, o.name as organisation_name,
    s.description, o.kinds, s.themes, s.topics, s.publics, s.fee, coalesce(s.price_amount = 0, false) as is_free, s.reception_modes,
    array(select distinct unnest(s.languages || o.languages)) as languages, o.legal_form, o.accreditations,
    case when own then s.street else p.street end as street, case when own then s.locality else p.locality end as locality,
    case when own then null else p.wheelchair end as wheelchair,
    case when own then s.latitude else p.latitude end as latitude, case when own then s.longitude else p.longitude end as longitude,
    coalesce(s.opening_hours, case when own then null else p.opening_hours end) as opening_hours, null as services, s.updated_at
  from directory.service s
  join directory.organisation o on o.territory_id = s.territory_id and o.id = s.organisation_id and o.state = 'published'
  cross join lateral (select num_nonnulls(s.street, s.postcode, s.locality, s.commune_code, s.latitude) > 0 or s.is_address_confidential as own) a
  left join lateral (
    select * from directory.place q where q.territory_id = s.territory_id and q.organisation_id = s.organisation_id
      and case when s.place_id is null then q.state = 'published' else q.id = s.place_id end
    order by q.id limit 1) p on true`;
