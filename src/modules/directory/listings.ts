import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { servicesChanged } from './events.ts';
import { facetsOf } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { type Calendar, dependOnTheSun, type Interval, multirange, unrollHours, unrollingWindow } from './hours.ts';
import { kindByCode } from './kinds.ts';
import { markListingsChanged } from './listing-summary.ts';
import { directoryMessages } from './messages.ts';
import { pointOf } from './subjects/address.ts';
import type { DB } from './tables.generated.ts';
import { fold } from './text.ts';
import { themes } from './themes.ts';
import { topics } from './vocabularies/data-inclusion.ts';

type TerritoryRef = Pick<TerritoryContext, 'id' | 'country' | 'holidayRegion' | 'timeZone' | 'districts'>;

interface ListedRow {
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

function calendarOf(territory: TerritoryRef): Calendar {
  return { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone };
}

interface HoursColumns {
  open_during: string | null;
  uncertain_during: string | null;
  opening_comment: string | null;
  hours_until: Temporal.Instant | null;
}

/** Of the hours last met: many doors keep the same ones, and a listing is written again with every service of its structure. */
const KEPT_HOURS = 1_000;
const keptHours = new Map<string, HoursColumns>();

/** The hours of a listing as its columns hold them. */
function hoursColumns(
  row: Pick<ListedRow, 'opening_hours' | 'latitude' | 'longitude'>,
  calendar: Calendar,
  window: Interval,
): HoursColumns {
  const text = row.opening_hours;
  if (text === null) return { open_during: null, uncertain_during: null, opening_comment: null, hours_until: null };
  const position = dependOnTheSun(text) ? pointOf(row) : null;
  const at = position ? `${position.latitude},${position.longitude}` : '';
  const key = [calendar.country, calendar.holidayRegion, calendar.timeZone, window.from.epochMilliseconds, at, text].join('|');
  let columns = keptHours.get(key);
  if (!columns) {
    const hours = unrollHours(text, calendar, position, window);
    columns = {
      open_during: hours && multirange(hours.open),
      uncertain_during: hours && multirange(hours.uncertain),
      opening_comment: hours?.comment ?? null,
      hours_until: window.to,
    };
    if (keptHours.size >= KEPT_HOURS) keptHours.clear();
    keptHours.set(key, columns);
  }
  return columns;
}

function kindWords(kinds: readonly string[]): string {
  return kinds
    .map((code) => {
      const kind = kindByCode.get(code);
      return kind ? `${kind.label.fr} ${kind.label.en} ${kind.words}` : '';
    })
    .join(' ');
}

function themeWords(codes: readonly string[]): string {
  return themes
    .filter((theme) => codes.includes(theme.code))
    .map((theme) => `${directoryMessages.fr[`theme.${theme.code}`]} ${directoryMessages.fr[`theme.${theme.code}.description`]}`)
    .join(' ');
}

/** Identifies the wording of kinds and themes that listings are written with. */
export function vocabularyDigest(): string {
  const words = [...kindByCode.keys()].map((code) => `${code} ${kindWords([code])}`).join('\n');
  return createHash('sha256')
    .update(words)
    .update(themeWords(themes.map((theme) => theme.code)))
    .digest('base64url');
}

/** Words of what a service is about. */
function topicWords(codes: readonly string[]): string {
  return topics
    .filter((topic) => (codes as readonly string[]).includes(topic.code))
    .map((topic) => topic.fr)
    .join(' ');
}

/** A search index holds only so much: of the services of a large structure, these are words enough. */
const SERVICES_IN_WORDS = 40;

const serviceWords = sql`(select string_agg(words, ' ') from (
  select s.name || ' ' || left(s.description, 400) as words from directory.service s
  where s.territory_id = o.territory_id and s.organisation_id = o.id and s.state = 'published' order by s.id limit ${sql.lit(SERVICES_IN_WORDS)}) w)`;

const placeRows = sql`
  select p.id, 'place' as subject, p.slug, p.name, p.alternate_names, p.organisation_id, o.name as organisation_name,
    coalesce(p.description, o.description) as description, p.kinds, p.themes, '{}'::text[] as topics,
    '{}'::text[] as publics, null as fee, false as is_free, '{}'::text[] as reception_modes,
    array(select distinct unnest(p.languages || coalesce(o.languages, '{}'))) as languages, o.legal_form, o.accreditations,
    p.street, p.locality, p.wheelchair, p.latitude, p.longitude, p.opening_hours, ${serviceWords} as services,
    greatest(p.updated_at, o.updated_at) as updated_at
  from directory.place p left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id`;

const organisationRows = sql`
  select o.id, 'organisation' as subject, o.slug, o.name, o.alternate_names, o.id as organisation_id, null as organisation_name,
    o.description, o.kinds, o.themes, '{}'::text[] as topics,
    '{}'::text[] as publics, null as fee, false as is_free, '{}'::text[] as reception_modes, o.languages, o.legal_form, o.accreditations,
    null as street, null as locality, null as wheelchair, null::float8 as latitude, null::float8 as longitude, null as opening_hours,
    ${serviceWords} as services, o.updated_at
  from directory.organisation o`;

// A service is where it says, else at its place, else at the first place of its structure.
const serviceRows = sql`
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

/** What of the directory has changed: the listings of these, and of what shows words of them, are written again. */
export interface ChangedSubjects {
  placeIds?: readonly string[];
  organisationIds?: readonly string[];
  serviceIds?: readonly string[];
}

/**
 * Rewrites what the search reads of these subjects and of those that show their words, after a change and in its unit of
 * work: of a structure, its places and services; of a place, its structure and services; of a service, its structure and
 * its places. A structure is listed by its places, or itself where none of them is shown.
 */
export async function refreshListings(kernel: Kernel, territory: TerritoryRef, changed: ChangedSubjects): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const { placeIds = [], organisationIds = [], serviceIds = [] } = changed;
  if (placeIds.length + organisationIds.length + serviceIds.length === 0) return;
  const id = territory.id;
  const { rows: ids } = await sql<{ subject: SubjectName; id: string; is_shown: boolean; is_shared: boolean }>`
    with touched_place as (
      select p.id, p.organisation_id from directory.place p
      where p.territory_id = ${id} and p.id = any(${placeIds}::uuid[])
    ), touched_service as (
      select s.id, s.organisation_id from directory.service s where s.territory_id = ${id} and s.id = any(${serviceIds}::uuid[])
    ), organisation as (
      select unnest(${organisationIds}::uuid[]) as id, true as is_whole
      union select organisation_id, false from touched_place where organisation_id is not null
      union select organisation_id, false from touched_service
    ), place as (
      select id from touched_place
      union select p.id from directory.place p join organisation o on p.territory_id = ${id} and p.organisation_id = o.id
        where o.is_whole or p.organisation_id in (select organisation_id from touched_service)
    ), service as (
      select id from touched_service
      union select s.id from directory.service s join organisation o on s.territory_id = ${id} and s.organisation_id = o.id
        where o.is_whole or s.organisation_id in (select organisation_id from touched_place)
    )
    select 'place' as subject, p.id, p.state = 'published' as is_shown, false as is_shared from place join directory.place p on p.territory_id = ${id} and p.id = place.id
    union all
    select 'organisation', o.id, o.state = 'published' and not exists (
        select from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published'), false
      from (select distinct id from organisation) t join directory.organisation o on o.territory_id = ${id} and o.id = t.id
    union all
    select 'service', s.id, s.state = 'published', cardinality(s.eligibility_zones) > 0
        or exists (select from directory.listing l where l.home_territory_id = ${id} and l.id = s.id)
      from service join directory.service s on s.territory_id = ${id} and s.id = service.id`.execute(db);
  for (let start = 0; start < ids.length; start += BATCH) await writeListings(kernel, territory, ids.slice(start, start + BATCH));
  const shared = ids.filter((row) => row.is_shared).map((row) => row.id);
  for (let start = 0; start < shared.length; start += BATCH)
    await kernel.events.emit(servicesChanged, { territoryId: territory.id, serviceIds: shared.slice(start, start + BATCH) });
}

async function writeListings(
  kernel: Kernel,
  territory: TerritoryRef,
  ids: readonly { subject: SubjectName; id: string; is_shown: boolean }[],
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const shown = (subject: SubjectName) => ids.filter((row) => row.subject === subject && row.is_shown).map((row) => row.id);
  const { rows } = await sql<ListedRow>`
    ${placeRows} where p.territory_id = ${territory.id} and p.id = any(${shown('place')}::uuid[])
    union all ${organisationRows} where o.territory_id = ${territory.id} and o.id = any(${shown('organisation')}::uuid[])
    union all ${serviceRows} where s.territory_id = ${territory.id} and s.id = any(${shown('service')}::uuid[])`.execute(db);
  const kept = new Set(rows.map((row) => row.id));
  const gone = ids.filter((row) => !kept.has(row.id)).map((row) => row.id);
  if (gone.length > 0) {
    await db.deleteFrom('directory.listing').where('territory_id', '=', territory.id).where('id', 'in', gone).execute();
    await markListingsChanged(kernel, territory.id);
  }
  await insertListings(
    kernel,
    territory,
    rows.map((row) => ({ row, home: null })),
  );
}

async function insertListings(
  kernel: Kernel,
  territory: TerritoryRef,
  listed: readonly { row: ListedRow; home: Pick<TerritoryContext, 'id' | 'slug'> | null }[],
): Promise<void> {
  if (listed.length === 0) return;
  const calendar = calendarOf(territory);
  const now = kernel.clock.now();
  const window = unrollingWindow(calendar, now);
  const today = now.toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.listing')
    .values(
      listed.map(({ row, home }) => {
        const names = [row.name, ...row.alternate_names].join(' ');
        const isService = row.subject === 'service';
        const trade = isService ? topicWords(row.topics) : `${row.organisation_name ?? ''} ${kindWords(row.kinds)}`;
        const rest = isService
          ? `${row.organisation_name ?? ''} ${row.description ?? ''}`
          : `${row.services ?? ''} ${row.description ?? ''}`;
        const position = pointOf(row);
        return {
          territory_id: territory.id,
          id: row.id,
          home_territory_id: home?.id ?? null,
          home_territory_slug: home?.slug ?? null,
          subject: row.subject,
          slug: row.slug,
          name: row.name,
          sort_name: fold(row.name),
          organisation_id: row.organisation_id,
          organisation_name: row.organisation_name === row.name ? null : row.organisation_name,
          kinds: row.kinds,
          themes: row.themes,
          fee: row.fee ?? (row.is_free ? 'gratuit' : null),
          facets: facetsOf(
            {
              subject: row.subject,
              themes: row.themes,
              publics: row.publics,
              fee: row.fee,
              isFree: row.is_free,
              receptionModes: row.reception_modes,
              languages: row.languages,
              wheelchair: row.wheelchair,
              position,
              legalForm: row.legal_form,
              accreditations: row.accreditations ?? [],
            },
            territory,
            today,
          ),
          street: row.street,
          locality: row.locality,
          wheelchair: row.wheelchair,
          latitude: row.latitude,
          longitude: row.longitude,
          opening_hours: row.opening_hours,
          ...hoursColumns(row, calendar, window),
          words: fold(`${names} ${trade}`),
          search: sql<string>`setweight(to_tsvector('kernel.french', ${names}), 'A')
            || setweight(to_tsvector('kernel.french', ${trade}), 'B')
            || setweight(to_tsvector('kernel.french', ${rest}), 'C')
            || setweight(to_tsvector('kernel.french', ${`${themeWords(row.themes)} ${row.street ?? ''} ${row.locality ?? ''}`}), 'D')`,
          updated_at: row.updated_at,
        };
      }),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['territory_id', 'id'])
        .doUpdateSet((eb) => Object.fromEntries(writtenColumns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
  await markListingsChanged(kernel, territory.id);
}

/** Lists services of another territory in this one, which they serve; those that are not shown any more are not listed. */
export async function listFromElsewhere(
  kernel: Kernel,
  territory: TerritoryRef,
  home: Pick<TerritoryContext, 'id' | 'slug'>,
  serviceIds: readonly string[],
): Promise<void> {
  const { rows } = await sql<ListedRow>`
    ${serviceRows} where s.territory_id = ${home.id} and s.id = any(${serviceIds}::uuid[]) and s.state = 'published'`.execute(
    kernel.database.kysely<DB>(),
  );
  await insertListings(
    kernel,
    territory,
    // Its structure has no page here.
    rows.map((row) => ({ row: { ...row, organisation_id: null }, home })),
  );
}

const writtenColumns = [
  'slug',
  'name',
  'sort_name',
  'organisation_id',
  'organisation_name',
  'kinds',
  'themes',
  'fee',
  'facets',
  'street',
  'locality',
  'wheelchair',
  'latitude',
  'longitude',
  'opening_hours',
  'open_during',
  'uncertain_during',
  'opening_comment',
  'hours_until',
  'words',
  'search',
  'updated_at',
] as const;

const BATCH = 200;
/** A page shows a week ahead. */
const DAYS_TO_SHOW = 7;

/** Unrolls hours further for listings that have less than a week left. Returns how many. */
export async function extendHours(kernel: Kernel, territory: TerritoryRef): Promise<number> {
  const db = kernel.database.kysely<DB>();
  const calendar = calendarOf(territory);
  let done = 0;
  for (;;) {
    const now = kernel.clock.now();
    const limit = now
      .toZonedDateTimeISO(territory.timeZone)
      .startOfDay()
      .add({ days: DAYS_TO_SHOW + 1 })
      .toInstant();
    const rows = await db
      .selectFrom('directory.listing')
      .select(['id', 'opening_hours', 'latitude', 'longitude'])
      .where('territory_id', '=', territory.id)
      .where('opening_hours', 'is not', null)
      .where('hours_until', '<', limit)
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return done;
    const window = unrollingWindow(calendar, now);
    await kernel.database.unit(async () => {
      for (const row of rows) {
        await db
          .updateTable('directory.listing')
          .set(hoursColumns(row, calendar, window))
          .where('territory_id', '=', territory.id)
          .where('id', '=', row.id)
          // Its hours may have been edited since: whoever did so unrolled them.
          .where('opening_hours', '=', row.opening_hours)
          .execute();
      }
    });
    done += rows.length;
  }
}

/** Rewrites every listing of a territory, in batches. */
export async function refreshAllListings(kernel: Kernel, territory: TerritoryRef): Promise<void> {
  const db = kernel.database.kysely<DB>();
  for (const table of ['directory.place', 'directory.organisation', 'directory.service'] as const) {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await db
        .selectFrom(table)
        .select('id')
        .where('territory_id', '=', territory.id)
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute();
      const ids = rows.map((row) => row.id);
      const end = ids.at(-1);
      if (end === undefined) break;
      last = end;
      const key = (
        { 'directory.place': 'placeIds', 'directory.organisation': 'organisationIds', 'directory.service': 'serviceIds' } as const
      )[table];
      await kernel.database.unit(() => refreshListings(kernel, territory, { [key]: ids }));
    }
  }
}
