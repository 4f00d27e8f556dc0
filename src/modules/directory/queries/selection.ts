import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { KindCode } from '../kinds.ts';
import type { Choice } from '../selection.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import type { Selection } from '../view-models.ts';
import type { FeeCode, ServiceTypeCode } from '../vocabularies/data-inclusion.ts';
import { type HoursNow, hoursAt, openingState } from './opening.ts';
import { toPrice } from './pages.ts';
import { directoryScope, pageScope } from './scope.ts';
import { type Range, rangesIn, weekFrom, weekOf } from './week.ts';

interface Row extends HoursNow {
  /** Place of the choice in the selection, from 1. */
  rank: number;
  name: string;
  organisation_name: string | null;
  kinds: KindCode[];
  themes: ThemeCode[];
  type: ServiceTypeCode | null;
  fee: FeeCode | null;
  price_amount: string | null;
  price_currency: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  street: string | null;
  address_complement: string | null;
  postcode: string | null;
  locality: string | null;
  is_address_confidential: boolean;
  opening_hours: string | null;
  places: string[] | null;
  state: string;
  open_ranges: Range[] | null;
  uncertain_ranges: Range[] | null;
}

/** What is chosen, in the order of the choice. Two statements, however many pages. */
export async function selectionOf(kernel: Kernel, visit: Visit, choices: readonly Choice[]): Promise<Selection> {
  if (choices.length === 0) return { items: [], lost: 0 };
  const { territory, now } = visit;
  const week = weekFrom(now, territory.timeZone);
  const homes = await homesOf(kernel, visit, choices);
  const wanted = sql`unnest(${choices.map((_, index) => index + 1)}::int[], ${choices.map(({ subject }) => subject)}::text[],
    ${homes}::uuid[], ${choices.map(({ slug }) => slug)}::text[]) as w (rank, subject, territory_id, slug)`;
  const hours = sql`${hoursAt(now)}, ${rangesIn(week, sql`l.open_during`)} as open_ranges, ${rangesIn(week, sql`l.uncertain_during`)} as uncertain_ranges`;
  const { rows } = await sql<Row>`
    select w.rank, p.name, o.name as organisation_name, p.kinds, p.themes, null as type, null as fee, null as price_amount, null as price_currency,
      coalesce(p.phone, o.phone) as phone, coalesce(p.email, o.email) as email, coalesce(p.website, o.website) as website,
      p.street, p.address_complement, p.postcode, p.locality, p.is_address_confidential, p.opening_hours,
      null::text[] as places, p.state, ${hours}
    from ${wanted} join directory.place p on p.territory_id = w.territory_id and p.slug = w.slug
    left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where w.subject = 'place'
    union all
    select w.rank, o.name, null, o.kinds, o.themes, null, null, null, null,
      coalesce(o.phone, p.phone), coalesce(o.email, p.email), coalesce(o.website, p.website),
      p.street, p.address_complement, p.postcode, p.locality, coalesce(p.is_address_confidential, false), p.opening_hours,
      case when lone.id is null then (select array_agg(concat_ws(', ', q.name, q.street, q.locality) order by q.name) from directory.place q
        where q.territory_id = o.territory_id and q.organisation_id = o.id and q.state = 'published') end, o.state, ${hours}
    from ${wanted} join directory.organisation o on o.territory_id = w.territory_id and o.slug = w.slug
    -- Where it has one place, that is where to go; several are told in a line each.
    left join lateral (select (array_agg(q.id))[1] as id from directory.place q
      where q.territory_id = o.territory_id and q.organisation_id = o.id and q.state = 'published' having count(*) = 1) lone on true
    left join directory.place p on p.territory_id = o.territory_id and p.id = lone.id
    left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where w.subject = 'organisation'
    union all
    select w.rank, s.name, o.name, o.kinds, s.themes, s.type, s.fee, s.price_amount::text, s.price_currency,
      coalesce(s.phone, p.phone, o.phone), coalesce(s.email, p.email, o.email), o.website,
      case when own then s.street else p.street end, case when own then s.address_complement else p.address_complement end,
      case when own then s.postcode else p.postcode end, case when own then s.locality else p.locality end,
      s.is_address_confidential or coalesce(p.is_address_confidential, false),
      coalesce(s.opening_hours, case when own then null else p.opening_hours end), null, s.state, ${hours}
    from ${wanted} join directory.service s on s.territory_id = w.territory_id and s.slug = w.slug
    join directory.organisation o on o.territory_id = s.territory_id and o.id = s.organisation_id
    cross join lateral (select num_nonnulls(s.street, s.postcode, s.locality, s.commune_code, s.latitude) > 0 or s.is_address_confidential as own) a
    left join lateral (
      select * from directory.place q where q.territory_id = s.territory_id and q.organisation_id = s.organisation_id
        and case when s.place_id is null then q.state = 'published' else q.id = s.place_id end
      order by q.id limit 1) p on not own
    left join directory.listing l on l.territory_id = s.territory_id and l.id = s.id
    where w.subject = 'service'
    order by rank`.execute(kernel.database.kysely<DB>());
  const items = rows.flatMap((row) => {
    const choice = choices[row.rank - 1];
    if (!choice) return [];
    return [
      {
        choice,
        name: row.name,
        organisationName: row.organisation_name === row.name ? null : row.organisation_name,
        kinds: row.kinds,
        themes: row.themes,
        type: row.type,
        fee: row.fee,
        price: toPrice(row),
        contacts: { phone: row.phone, email: row.email, website: row.website },
        street: row.street,
        addressComplement: row.address_complement,
        postcode: row.postcode,
        locality: row.locality,
        isAddressConfidential: row.is_address_confidential,
        openingHours: row.opening_hours,
        opening: openingState(row, territory, now),
        week: row.is_open === null ? [] : weekOf(row, territory, week),
        places: row.places ?? [],
        isPast: row.state !== 'published',
      },
    ];
  });
  return { items, lost: choices.length - items.length };
}

/** The territory of each choice; null where it is none that this portal shows. */
async function homesOf(kernel: Kernel, visit: Visit, choices: readonly Choice[]): Promise<(string | null)[]> {
  const { territory } = visit;
  const near = choices.map(({ commune }) => (commune === null ? territory.id : (pageScope(territory, commune)[0] ?? null)));
  const far = choices.filter(({ subject }, index) => near[index] === null && subject === 'service');
  if (far.length === 0) return near;
  // Services of elsewhere that serve this territory, and no other: they are listed here.
  const { rows } = await sql<{ slug: string; commune: string; id: string }>`
    select l.slug, l.home_territory_slug as commune, l.home_territory_id as id from directory.listing l
    join unnest(${far.map(({ slug }) => slug)}::text[], ${far.map(({ commune }) => commune)}::text[]) as w (slug, commune)
      on l.slug = w.slug and l.home_territory_slug = w.commune
    where l.territory_id = any(${directoryScope(territory)}::uuid[]) and l.subject = 'service' and l.home_territory_id is not null`.execute(
    kernel.database.kysely<DB>(),
  );
  return choices.map(
    (choice, index) => near[index] ?? rows.find(({ slug, commune }) => slug === choice.slug && commune === choice.commune)?.id ?? null,
  );
}
