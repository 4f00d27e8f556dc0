import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Outline } from '../../kernel/geo/geo.ts';
import type { AccessibilityAudit, Contact, LocalText, TerritoryContext } from '../../kernel/http/visit.ts';
import type { Locale } from '../../kernel/i18n/locales.ts';
import { departmentName } from './reference.ts';
import type { DB } from './tables.generated.ts';

interface Row {
  id: string;
  slug: string;
  name: string;
  country: 'FR' | 'CH';
  kind: 'commune' | 'grouping';
  code: string;
  canton: string | null;
  holiday_region: string | null;
  time_zone: string;
  locales: Locale[];
  currency: string;
  population: number | null;
  postcodes: string[];
  accent: string | null;
  home_message: LocalText | null;
  contact: Contact | null;
  legal: Partial<TerritoryContext['legal']>;
  audit: AccessibilityAudit | null;
  services: string[];
  latitude: number | null;
  longitude: number | null;
  logo_digest: string | null;
  hosts: string[];
  districts: { name: string; latitude: number; longitude: number }[] | null;
  members:
    | (Pick<TerritoryContext, 'id' | 'slug' | 'name' | 'country' | 'canton' | 'currency'> & {
        latitude: number | null;
        longitude: number | null;
        services: string[];
      })[]
    | null;
}

/** Today where most of the territory's people live; memberships change by day. */
function today(clock: Clock): string {
  return clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
}

function select(day: string) {
  return sql`
    select t.id, t.slug, t.name, t.country, t.kind, t.code, t.canton, t.holiday_region, t.time_zone, t.locales, t.currency, t.population,
      t.postcodes, t.accent, t.home_message, t.contact, t.legal, t.audit, t.services, t.latitude, t.longitude,
      (select l.digest from territories.logo l where l.territory_id = t.id) as logo_digest,
      coalesce((select array_agg(h.host order by h.host) from territories.host_name h where h.territory_id = t.id), '{}') as hosts,
      (select json_agg(json_build_object('name', d.name, 'latitude', d.latitude, 'longitude', d.longitude) order by d.name)
        from territories.district d where d.territory_id = t.id) as districts,
      case when t.kind = 'grouping' then
        (select json_agg(json_build_object('id', m.id, 'slug', m.slug, 'name', m.name, 'country', m.country, 'canton', m.canton, 'currency', m.currency, 'latitude', m.latitude, 'longitude', m.longitude, 'services', m.services) order by m.name)
          from territories.membership s join territories.territory m on m.id = s.member_id
          where s.grouping_id = t.id and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date))
      end as members
    from territories.territory t`;
}

function toContext(row: Row): TerritoryContext {
  const members = (row.members ?? []).map(({ latitude, longitude, ...member }) => ({ ...member, centre: point(latitude, longitude) }));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    country: row.country,
    kind: row.kind,
    code: row.code,
    canton: row.canton,
    holidayRegion: row.country === 'CH' ? row.canton : row.holiday_region,
    timeZone: row.time_zone,
    locales: row.locales,
    currency: row.currency,
    population: row.population,
    postcodes: row.postcodes,
    accent: row.accent,
    logoUrl: row.logo_digest && `/logo?v=${row.logo_digest.slice(0, 12)}`,
    homeMessage: row.home_message,
    contact: row.contact,
    legal: { publisher: null, director: null, host: null, dataProtectionOfficer: null, ...row.legal },
    audit: row.audit,
    services: row.services,
    districts: row.districts ?? [],
    centre: point(row.latitude, row.longitude),
    members,
    hosts: row.hosts,
    origin: row.hosts[0] ? `https://${row.hosts[0]}` : null,
  };
}

function point(latitude: number | null, longitude: number | null) {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

async function one(database: Database, query: ReturnType<typeof select>): Promise<TerritoryContext | null> {
  const { rows } = await sql<Row>`${query}`.execute(database.kysely<DB>());
  return rows[0] ? toContext(rows[0]) : null;
}

/**
 * The territory that a host name answers for: its own names, then `<slug>.localhost`, then the default one, then the
 * only one. Null where the visitor has to choose. One statement: a portal is looked up at each request.
 */
export function territoryByHost(database: Database, clock: Clock, host: string): Promise<TerritoryContext | null> {
  const slug = host.endsWith('.localhost') ? host.slice(0, -'.localhost'.length) : '';
  return one(
    database,
    sql`${select(today(clock))} where t.id = coalesce(
      (select h.territory_id from territories.host_name h where h.host = ${host}),
      (select s.id from territories.territory s where s.slug = ${slug}),
      (select d.id from territories.territory d where d.is_default),
      (select (array_agg(o.id))[1] from territories.territory o having count(*) = 1))`,
  );
}

export function territoryBySlug(database: Database, clock: Clock, slug: string): Promise<TerritoryContext | null> {
  return one(database, sql`${select(today(clock))} where t.slug = ${slug}`);
}

/** For jobs, which carry ids. */
export function territoryById(database: Database, clock: Clock, id: string): Promise<TerritoryContext | null> {
  return one(database, sql`${select(today(clock))} where t.id = ${id}`);
}

/** Every territory of the installation, in full: for jobs that go through all. */
export async function allTerritories(database: Database, clock: Clock): Promise<TerritoryContext[]> {
  const { rows } = await sql<Row>`${select(today(clock))} order by t.name, t.id`.execute(database.kysely<DB>());
  return rows.map(toContext);
}

export interface TerritorySummary {
  id: string;
  slug: string;
  name: string;
  country: 'FR' | 'CH';
  kind: 'commune' | 'grouping';
  code: string;
  population: number | null;
  hosts: string[];
  groupings: string[];
  isDefault: boolean;
}

/** Every territory, groupings first, with its host names and the groupings it belongs to today. */
export async function territoryList(database: Database, clock: Clock): Promise<TerritorySummary[]> {
  const day = today(clock);
  const { rows } = await sql<TerritorySummary>`
    select t.id, t.slug, t.name, t.country, t.kind, t.code, t.population, t.is_default as "isDefault",
      coalesce((select array_agg(h.host order by h.host) from territories.host_name h where h.territory_id = t.id), '{}') as hosts,
      coalesce((select array_agg(g.slug order by g.slug) from territories.membership s join territories.territory g on g.id = s.grouping_id
        where s.member_id = t.id and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date)), '{}') as groupings
    from territories.territory t order by t.kind desc, t.name, t.id`.execute(database.kysely<DB>());
  return rows;
}

/** What a territory is part of, in the codes that services name the zones they serve with. */
export interface TerritoryZones {
  id: string;
  /** Its own code, its département, its intercommunalities, its canton (`CH-GE`), its country (`france`, `99140`). */
  zones: string[];
}

/** The zones of every territory of the installation. */
export async function territoryZones(database: Database, clock: Clock): Promise<TerritoryZones[]> {
  const day = today(clock);
  const { rows } = await sql<TerritoryZones>`
    select t.id, array_remove(array[
        t.code, t.department, t.grouping_code, 'CH-' || t.canton,
        case t.country when 'FR' then 'france' else '99140' end
      ] || coalesce((select array_agg(g.code) from territories.membership s join territories.territory g on g.id = s.grouping_id
        where s.member_id = t.id and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date)), '{}'), null) as zones
    from territories.territory t`.execute(database.kysely<DB>());
  return rows;
}

/** The names of zones, by their code, as far as they are known here: territories of the installation, French départements. */
export async function zoneNames(database: Database, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; name: string }>`
    select t.code, t.name from territories.territory t where t.code = any(${codes}::text[])`.execute(database.kysely<DB>());
  const departments = codes.flatMap((code): [string, string][] => {
    const name = departmentName(code);
    return name === null ? [] : [[code, name]];
  });
  return new Map([...departments, ...rows.map(({ code, name }): [string, string] => [code, name])]);
}

/** The outline of a territory; null where none was given. */
export async function outlineOf(database: Database, territoryId: string): Promise<Outline | null> {
  const row = await tables(database)
    .selectFrom('territories.outline')
    .select('geometry')
    .where('territory_id', '=', territoryId)
    .executeTakeFirst();
  return (row?.geometry as Outline | undefined) ?? null;
}

/** The outlines of these territories that have one. */
export async function outlinesOf(database: Database, territoryIds: readonly string[]): Promise<Outline[]> {
  const rows = await tables(database)
    .selectFrom('territories.outline')
    .select('geometry')
    .where('territory_id', 'in', territoryIds)
    .orderBy('territory_id')
    .execute();
  return rows.map(({ geometry }) => geometry as unknown as Outline);
}

export async function logoOf(database: Database, territoryId: string): Promise<{ content: Buffer; digest: string } | null> {
  const row = await tables(database)
    .selectFrom('territories.logo')
    .select(['content', 'digest'])
    .where('territory_id', '=', territoryId)
    .executeTakeFirst();
  return row ?? null;
}

function tables(database: Database): Kysely<DB> {
  return database.kysely<DB>();
}

/** The ids of the groupings that a territory belongs to today, as a subquery for a statement of another module. */
export function groupingIdsOf(clock: Clock, territoryId: string): RawBuilder<string> {
  const day = today(clock);
  return sql`(select s.grouping_id from territories.membership s
    where s.member_id = ${territoryId} and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date))`;
}

/** The groupings that a territory belongs to today, by name. */
export async function groupingsOf(database: Database, clock: Clock, territoryId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select g.id, g.name from territories.territory g where g.id in ${groupingIdsOf(clock, territoryId)}
    order by g.name`.execute(database.kysely<DB>());
  return rows;
}

/** A territory as its neighbours' portals know it: a border may run between them. */
export type Neighbour = Pick<TerritoryContext, 'id' | 'slug' | 'name' | 'country' | 'canton' | 'currency'>;

/** Territories whose shared content a portal shows too: its groupings of today, and their other members. */
export async function neighboursOf(database: Database, clock: Clock, territoryId: string): Promise<Neighbour[]> {
  const day = today(clock);
  const { rows } = await sql<Neighbour>`
    with grouping as (
      select s.grouping_id as id from territories.membership s
      where s.member_id = ${territoryId} and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date)
    )
    select t.id, t.slug, t.name, t.country, t.canton, t.currency from territories.territory t
    where t.id <> ${territoryId} and (
      t.id in (select id from grouping)
      or t.id in (
        select s.member_id from territories.membership s
        where s.grouping_id in (select id from grouping) and s.since <= ${day}::date and (s.until is null or s.until > ${day}::date)
      )
    )`.execute(database.kysely<DB>());
  return rows;
}
