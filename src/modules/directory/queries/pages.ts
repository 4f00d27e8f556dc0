import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ProvenanceRecord } from '../facts.ts';
import type { KindCode } from '../kinds.ts';
import { sourceOf } from '../sources.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import type { DayHours, FactField, OrganisationPage, PlacePage, PlaceSummary, Provenance, ServiceView } from '../view-models.ts';
import { communeOf } from './list.ts';
import { holidayOn, openingState } from './opening.ts';

interface ServiceRow {
  name: string;
  description: string;
  themes: ThemeCode[];
  price_amount: string | null;
  price_currency: string | null;
  place_slug: string | null;
  place_name: string | null;
}

type Range = [from: string, to: string];

interface HoursRow {
  is_open: boolean | null;
  is_uncertain: boolean | null;
  open_until: Temporal.Instant | null;
  opens_at: Temporal.Instant | null;
  hours_until: Temporal.Instant | null;
  opening_comment: string | null;
}

interface PlaceRow extends HoursRow {
  territory_id: string;
  slug: string;
  name: string;
  alternate_names: string[];
  organisation_slug: string | null;
  organisation_name: string | null;
  description: string | null;
  kinds: string[];
  themes: string[];
  street: string | null;
  postcode: string | null;
  locality: string | null;
  latitude: number | null;
  longitude: number | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  opening_hours: string | null;
  state: string;
  provenance: ProvenanceRecord;
  open_ranges: Range[] | null;
  uncertain_ranges: Range[] | null;
  services: ServiceRow[] | null;
}

/** Reads the opening columns of a listing `l` at a moment. */
function hoursAt(now: Temporal.Instant): RawBuilder<unknown> {
  return sql`l.open_during @> ${now}::timestamptz as is_open, l.uncertain_during @> ${now}::timestamptz as is_uncertain,
    (select upper(r) from unnest(l.open_during) r where r @> ${now}::timestamptz) as open_until,
    (select min(lower(r)) from unnest(l.open_during) r where lower(r) > ${now}::timestamptz) as opens_at,
    l.hours_until, l.opening_comment`;
}

const serviceColumns = sql`'name', s.name, 'description', s.description, 'themes', s.themes, 'price_amount', s.price_amount::text, 'price_currency', s.price_currency`;

/**
 * The territories where a page is looked for: the one that its address names, else the portal's own first, then its
 * members in the order of their names.
 */
function scopeOf(territory: TerritoryContext, commune: string | undefined): string[] {
  if (commune === undefined) return [...territory.scope];
  return territory.members.filter((member) => member.slug === commune).map((member) => member.id);
}

/** The page of a place; null where there is none here. */
export async function placePage(kernel: Kernel, visit: Visit, slug: string): Promise<PlacePage | null> {
  const { territory, now } = visit;
  const today = now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const weekStart = today.toZonedDateTime(territory.timeZone).toInstant();
  const weekEnd = today.add({ days: 7 }).toZonedDateTime(territory.timeZone).toInstant();
  const scope = scopeOf(territory, visit.query['commune']);
  const ranges = (
    column: RawBuilder<unknown>,
  ) => sql`(select json_agg(json_build_array(lower(r), upper(r)) order by lower(r)) from unnest(${column}) r
    where r && tstzrange(${weekStart}::timestamptz, ${weekEnd}::timestamptz))`;
  const { rows } = await sql<PlaceRow>`
    select p.territory_id, p.slug, p.name, p.alternate_names, o.slug as organisation_slug, o.name as organisation_name, coalesce(p.description, o.description) as description, p.kinds, p.themes,
      p.street, p.postcode, p.locality, p.latitude, p.longitude,
      coalesce(p.email, o.email) as email, coalesce(p.phone, o.phone) as phone, coalesce(p.website, o.website) as website,
      p.wheelchair, p.opening_hours, p.state, p.provenance, ${hoursAt(now)},
      ${ranges(sql`l.open_during`)} as open_ranges, ${ranges(sql`l.uncertain_during`)} as uncertain_ranges,
      (select json_agg(json_build_object(${serviceColumns}, 'place_slug', null, 'place_name', null) order by s.name)
        from directory.service s where s.territory_id = p.territory_id and s.organisation_id = p.organisation_id and (s.place_id is null or s.place_id = p.id)) as services
    from directory.place p
    left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where p.territory_id = any(${scope}::uuid[]) and p.slug = ${slug}
    order by array_position(${scope}::uuid[], p.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  return {
    slug: row.slug,
    commune: communeOf(territory, row.territory_id),
    name: row.name,
    alternateNames: row.alternate_names,
    organisation:
      row.organisation_slug !== null && row.organisation_name !== null
        ? { slug: row.organisation_slug, name: row.organisation_name }
        : null,
    description: row.description,
    kinds: row.kinds as KindCode[],
    themes: row.themes as ThemeCode[],
    street: row.street,
    postcode: row.postcode,
    locality: row.locality,
    position: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
    contacts: { phone: row.phone, email: row.email, website: row.website },
    wheelchair: row.wheelchair,
    openingHours: row.opening_hours,
    opening: openingState(row, territory, now),
    week: row.is_open === null ? [] : weekOf(row, territory, today),
    services: toServices(row.services),
    provenance: toProvenance(row.provenance),
    isClosedForGood: row.state === 'closed',
  };
}

const DAYS = 7;

/** The seven days from today, each with what begins on it. */
function weekOf(
  row: Pick<PlaceRow, 'open_ranges' | 'uncertain_ranges' | 'opening_comment'>,
  territory: TerritoryContext,
  today: Temporal.PlainDate,
): DayHours[] {
  const days: DayHours[] = [];
  for (let offset = 0; offset < DAYS; offset += 1) {
    const date = today.add({ days: offset });
    const start = date.toZonedDateTime(territory.timeZone).toInstant();
    const end = date.add({ days: 1 }).toZonedDateTime(territory.timeZone).toInstant();
    const parts = [
      ...(row.open_ranges ?? []).map((range) => ({ range, isCertain: true, comment: null })),
      ...(row.uncertain_ranges ?? []).map((range) => ({ range, isCertain: false, comment: row.opening_comment })),
    ].flatMap(({ range, isCertain, comment }) => {
      const from = Temporal.Instant.from(range[0]);
      const to = Temporal.Instant.from(range[1]);
      const isLong = from.until(to).total('hours') > 24;
      // A night belongs to the evening it began in; what is open for days on end is shown day by day.
      const begins = isLong && Temporal.Instant.compare(from, start) < 0 ? start : from;
      const ends = isLong && Temporal.Instant.compare(to, end) > 0 ? end : to;
      if (
        Temporal.Instant.compare(begins, start) < 0 ||
        Temporal.Instant.compare(begins, end) >= 0 ||
        Temporal.Instant.compare(begins, ends) >= 0
      )
        return [];
      const time = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(territory.timeZone).toPlainTime();
      return [{ opens: time(begins), closes: time(ends), isCertain, comment }];
    });
    days.push({
      date,
      isToday: offset === 0,
      publicHoliday: holidayOn(territory, date),
      ranges: parts.sort((a, b) => Temporal.PlainTime.compare(a.opens, b.opens)),
    });
  }
  return days;
}

function toServices(rows: readonly ServiceRow[] | null): ServiceView[] {
  return (rows ?? []).map((row) => ({
    name: row.name,
    description: row.description,
    themes: row.themes,
    price:
      row.price_amount !== null && row.price_currency !== null ? { amount: BigInt(row.price_amount), currency: row.price_currency } : null,
    placeSlug: row.place_slug,
    placeName: row.place_name,
  }));
}

/** Facts of one source and day together, the most recent first. */
function toProvenance(record: ProvenanceRecord): Provenance[] {
  const groups = new Map<string, { source: string; date: string; fields: FactField[] }>();
  for (const [field, fact] of Object.entries(record)) {
    const key = `${fact.source}|${fact.date}`;
    const group = groups.get(key) ?? { ...fact, fields: [] };
    group.fields.push(field as FactField);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .map(({ source, date, fields }) => ({ source: sourceOf(source), date: Temporal.PlainDate.from(date), fields }));
}

interface OrganisationRow {
  territory_id: string;
  slug: string;
  name: string;
  alternate_names: string[];
  description: string | null;
  kinds: string[];
  themes: string[];
  email: string | null;
  phone: string | null;
  website: string | null;
  state: string;
  provenance: ProvenanceRecord;
  id: string;
  services: ServiceRow[] | null;
}

/** The page of an organisation; null where there is none here. */
export async function organisationPage(kernel: Kernel, visit: Visit, slug: string): Promise<OrganisationPage | null> {
  const { territory, now } = visit;
  const db = kernel.database.kysely<DB>();
  const scope = scopeOf(territory, visit.query['commune']);
  const { rows } = await sql<OrganisationRow>`
    select o.territory_id, o.id, o.slug, o.name, o.alternate_names, o.description, o.kinds, o.themes, o.email, o.phone, o.website, o.state, o.provenance,
      (select json_agg(json_build_object(${serviceColumns}, 'place_slug', p.slug, 'place_name', p.name) order by s.name)
        from directory.service s left join directory.place p on p.territory_id = s.territory_id and p.id = s.place_id
        where s.territory_id = o.territory_id and s.organisation_id = o.id) as services
    from directory.organisation o
    where o.territory_id = any(${scope}::uuid[]) and o.slug = ${slug}
    order by array_position(${scope}::uuid[], o.territory_id) limit 1`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const places = await sql<
    HoursRow & { slug: string; name: string; street: string | null; postcode: string | null; locality: string | null; state: string }
  >`
    select p.slug, p.name, p.street, p.postcode, p.locality, p.state, ${hoursAt(now)}
    from directory.place p left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where p.territory_id = ${row.territory_id} and p.organisation_id = ${row.id} order by p.state desc, p.name, p.id`.execute(db);
  return {
    slug: row.slug,
    commune: communeOf(territory, row.territory_id),
    name: row.name,
    alternateNames: row.alternate_names,
    description: row.description,
    kinds: row.kinds as KindCode[],
    themes: row.themes as ThemeCode[],
    contacts: { phone: row.phone, email: row.email, website: row.website },
    places: places.rows.map(
      (place): PlaceSummary => ({
        slug: place.slug,
        name: place.name,
        street: place.street,
        postcode: place.postcode,
        locality: place.locality,
        opening: openingState(place, territory, now),
        isClosedForGood: place.state === 'closed',
      }),
    ),
    services: toServices(row.services),
    provenance: toProvenance(row.provenance),
    isClosedForGood: row.state === 'closed',
  };
}
