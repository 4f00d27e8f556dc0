import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Point, TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type Calendar, multirange, unrollHours, unrollingWindow } from './hours.ts';
import { kindByCode } from './kinds.ts';
import { directoryMessages } from './messages.ts';
import type { DB } from './tables.generated.ts';
import { fold } from './text.ts';
import { themes } from './themes.ts';

type TerritoryRef = Pick<TerritoryContext, 'id' | 'country' | 'holidayRegion' | 'timeZone'>;

interface Subject {
  id: string;
  subject: 'organisation' | 'place';
  slug: string;
  name: string;
  alternate_names: string[];
  organisation_id: string | null;
  organisation_name: string | null;
  description: string | null;
  kinds: string[];
  themes: string[];
  street: string | null;
  locality: string | null;
  wheelchair: string | null;
  latitude: number | null;
  longitude: number | null;
  opening_hours: string | null;
  services: string[];
}

function calendarOf(territory: TerritoryRef): Calendar {
  return { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone };
}

function pointOf(row: { latitude: number | null; longitude: number | null }): Point | null {
  return row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude };
}

/** The hours of a listing as its columns hold them. */
function hoursColumns(row: Pick<Subject, 'opening_hours' | 'latitude' | 'longitude'>, calendar: Calendar, now: Temporal.Instant) {
  const window = unrollingWindow(calendar, now);
  const hours = row.opening_hours === null ? null : unrollHours(row.opening_hours, calendar, pointOf(row), window);
  return {
    open_during: hours && multirange(hours.open),
    uncertain_during: hours && multirange(hours.uncertain),
    opening_comment: hours?.comment ?? null,
    hours_until: row.opening_hours === null ? null : window.to,
  };
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

/**
 * Rewrites what the search reads of these places and organisations, after a change and in its unit of work. An
 * organisation is listed by its places, or itself where none of them is shown.
 */
export async function refreshListings(
  kernel: Kernel,
  territory: TerritoryRef,
  { placeIds, organisationIds }: { placeIds: readonly string[]; organisationIds: readonly string[] },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const ids = [...placeIds, ...organisationIds];
  if (ids.length === 0) return;
  const { rows } = await sql<Subject>`
    select p.id, 'place' as subject, p.slug, p.name, p.alternate_names, p.organisation_id, o.name as organisation_name, coalesce(p.description, o.description) as description,
      p.kinds, p.themes, p.street, p.locality, p.wheelchair, p.latitude, p.longitude, p.opening_hours,
      coalesce((select array_agg(s.name || ' ' || s.description) from directory.service s
        where s.territory_id = p.territory_id and s.organisation_id = p.organisation_id and (s.place_id is null or s.place_id = p.id)), '{}') as services
    from directory.place p left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    where p.territory_id = ${territory.id} and p.id = any(${placeIds}::uuid[]) and p.state = 'published'
    union all
    select o.id, 'organisation', o.slug, o.name, o.alternate_names, o.id, null, o.description,
      o.kinds, o.themes, null, null, null, null, null, null,
      coalesce((select array_agg(s.name || ' ' || s.description) from directory.service s
        where s.territory_id = o.territory_id and s.organisation_id = o.id), '{}')
    from directory.organisation o
    where o.territory_id = ${territory.id} and o.id = any(${organisationIds}::uuid[]) and o.state = 'published'
      and not exists (select from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published')
  `.execute(db);
  const kept = new Set(rows.map((row) => row.id));
  const gone = ids.filter((id) => !kept.has(id));
  if (gone.length > 0) await db.deleteFrom('directory.listing').where('territory_id', '=', territory.id).where('id', 'in', gone).execute();
  if (rows.length === 0) return;
  const calendar = calendarOf(territory);
  const now = kernel.clock.now();
  await db
    .insertInto('directory.listing')
    .values(
      rows.map((row) => {
        const names = [row.name, ...row.alternate_names].join(' ');
        const trade = `${row.organisation_name ?? ''} ${kindWords(row.kinds)}`;
        return {
          territory_id: territory.id,
          id: row.id,
          subject: row.subject,
          slug: row.slug,
          name: row.name,
          sort_name: fold(row.name),
          organisation_id: row.organisation_id,
          organisation_name: row.organisation_name === row.name ? null : row.organisation_name,
          kinds: row.kinds,
          themes: row.themes,
          street: row.street,
          locality: row.locality,
          wheelchair: row.wheelchair,
          latitude: row.latitude,
          longitude: row.longitude,
          opening_hours: row.opening_hours,
          ...hoursColumns(row, calendar, now),
          words: fold(`${names} ${trade}`),
          search: sql<string>`setweight(to_tsvector('kernel.french', ${names}), 'A')
            || setweight(to_tsvector('kernel.french', ${trade}), 'B')
            || setweight(to_tsvector('kernel.french', ${`${row.services.join(' ')} ${row.description ?? ''}`}), 'C')
            || setweight(to_tsvector('kernel.french', ${`${themeWords(row.themes)} ${row.street ?? ''} ${row.locality ?? ''}`}), 'D')`,
        };
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['territory_id', 'id']).doUpdateSet((eb) => ({
        slug: eb.ref('excluded.slug'),
        name: eb.ref('excluded.name'),
        sort_name: eb.ref('excluded.sort_name'),
        organisation_id: eb.ref('excluded.organisation_id'),
        organisation_name: eb.ref('excluded.organisation_name'),
        kinds: eb.ref('excluded.kinds'),
        themes: eb.ref('excluded.themes'),
        street: eb.ref('excluded.street'),
        locality: eb.ref('excluded.locality'),
        wheelchair: eb.ref('excluded.wheelchair'),
        latitude: eb.ref('excluded.latitude'),
        longitude: eb.ref('excluded.longitude'),
        opening_hours: eb.ref('excluded.opening_hours'),
        open_during: eb.ref('excluded.open_during'),
        uncertain_during: eb.ref('excluded.uncertain_during'),
        opening_comment: eb.ref('excluded.opening_comment'),
        hours_until: eb.ref('excluded.hours_until'),
        words: eb.ref('excluded.words'),
        search: eb.ref('excluded.search'),
      })),
    )
    .execute();
}

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
    await kernel.database.unit(async () => {
      for (const row of rows) {
        await db
          .updateTable('directory.listing')
          .set(hoursColumns(row, calendar, now))
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
  for (const table of ['directory.place', 'directory.organisation'] as const) {
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
      await kernel.database.unit(() =>
        refreshListings(
          kernel,
          territory,
          table === 'directory.place' ? { placeIds: ids, organisationIds: [] } : { placeIds: [], organisationIds: ids },
        ),
      );
    }
  }
}
