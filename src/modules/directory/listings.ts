import { sql } from 'kysely';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { servicesChanged } from './events.ts';
import { facetsOf } from './facets.ts';
import type { SubjectName } from './facts.ts';
import { unrollingWindow } from './hours.ts';
import { calendarOf, hoursColumns } from './listing-hours.ts';
import { type ListedRow, organisationRows, placeRows, serviceRows } from './listing-rows.ts';
import { markListingsChanged } from './listing-summary.ts';
import { kindWords, themeWords, topicWords } from './listing-words.ts';
import { pointOf } from './subjects/address.ts';
import type { DB } from './tables.generated.ts';
import { fold } from './text.ts';

type TerritoryRef = Pick<TerritoryContext, 'id' | 'country' | 'holidayRegion' | 'timeZone' | 'districts'>;

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
