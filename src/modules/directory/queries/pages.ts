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
import { type HoursNow, holidayOn, hoursAt, openingState } from './opening.ts';
import { pageScope } from './scope.ts';

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

interface PlaceRow extends HoursNow {
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

const serviceColumns = sql`'name', s.name, 'description', s.description, 'themes', s.themes, 'price_amount', s.price_amount::text, 'price_currency', s.price_currency`;

/** The page of a place; null where there is none here. */
export async function placePage(kernel: Kernel, visit: Visit, slug: string): Promise<PlacePage | null> {
  const { territory, now } = visit;
  const week = weekFrom(now, territory.timeZone);
  const [weekStart, weekEnd] = [week[0]?.start ?? 0, week.at(-1)?.end ?? 0].map((moment) => new Date(moment).toISOString());
  const scope = pageScope(territory, visit.query['commune']);
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
    week: row.is_open === null ? [] : weekOf(row, territory, week),
    services: toServices(row.services),
    provenance: toProvenance(row.provenance),
    isClosedForGood: row.state === 'closed',
  };
}

const DAYS = 7;
const DAY = 86_400_000;

interface Day {
  date: Temporal.PlainDate;
  /** Its two midnights in the territory's zone, in milliseconds. */
  start: number;
  end: number;
}

/** The seven days from today. */
function weekFrom(now: Temporal.Instant, timeZone: string): Day[] {
  let date = now.toZonedDateTimeISO(timeZone).toPlainDate();
  let start = date.toZonedDateTime(timeZone).epochMilliseconds;
  return Array.from({ length: DAYS }, () => {
    const today = { date, start };
    date = date.add({ days: 1 });
    start = date.toZonedDateTime(timeZone).epochMilliseconds;
    return { ...today, end: start };
  });
}

/** Each day with what begins on it. */
function weekOf(
  row: Pick<PlaceRow, 'open_ranges' | 'uncertain_ranges' | 'opening_comment'>,
  territory: TerritoryContext,
  week: readonly Day[],
): DayHours[] {
  const time = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(territory.timeZone).toPlainTime();
  // Compared as milliseconds: every range is looked at for every day.
  const ranges = [
    ...(row.open_ranges ?? []).map((range) => ({ range, isCertain: true, comment: null })),
    ...(row.uncertain_ranges ?? []).map((range) => ({ range, isCertain: false, comment: row.opening_comment })),
  ].map(({ range, ...kind }) => ({ from: Date.parse(range[0]), to: Date.parse(range[1]), ...kind }));
  return week.map(({ date, start, end }, index) => {
    const parts = ranges.flatMap(({ from, to, isCertain, comment }) => {
      const isLong = to - from > DAY;
      // A night belongs to the evening it began in; what is open for days on end is shown day by day.
      const begins = isLong && from < start ? start : from;
      const ends = isLong && to > end ? end : to;
      return begins < start || begins >= end || begins >= ends ? [] : [{ opens: time(begins), closes: time(ends), isCertain, comment }];
    });
    return {
      date,
      isToday: index === 0,
      publicHoliday: holidayOn(territory, date),
      ranges: parts.sort((a, b) => Temporal.PlainTime.compare(a.opens, b.opens)),
    };
  });
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
  const scope = pageScope(territory, visit.query['commune']);
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
    HoursNow & { slug: string; name: string; street: string | null; postcode: string | null; locality: string | null; state: string }
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
