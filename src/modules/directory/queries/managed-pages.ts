import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { encodeCursor } from '../../../kernel/http/cursor.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { keeperNames } from '../../people/index.ts';
import { ageingSince, freshness, staleSince } from '../freshness-rules.ts';
import type { PageFilter } from '../gestion/pages/filter.ts';
import type { ManagedPage } from '../gestion/pages/models.ts';
import { completenessOfPages } from '../space/queries.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import { confirmedOn } from './confirmed.ts';
import { nearestDistrict } from './districts.ts';

interface Row extends Omit<ManagedPage, 'freshness' | 'completeness' | 'keepers'> {
  organisationId: string | null;
  sortName: string;
}

const place = z.object({ key: z.string(), id: z.uuid() });
type Place = z.output<typeof place>;

/** Rows that are read at once where their completeness says whether they are listed. */
const BATCH = 200;

/** All pages of a territory, and what is being written and not published yet. `row`: their alias. */
function allPages(territoryId: string): RawBuilder<unknown> {
  const common = (
    row: string,
  ) => sql`${sql.ref(`${row}.id`)}, ${sql.ref(`${row}.slug`)}, ${sql.ref(`${row}.name`)}, ${sql.ref(`${row}.state`)},
    ${sql.ref(`${row}.themes`)}`;
  const sourcesOf = (subject: string, row: string) => sql`array(select distinct r.source from directory.source_record r
    where r.territory_id = ${territoryId} and r.${sql.ref(`${subject}_id`)} = ${sql.ref(`${row}.id`)} order by 1)`;
  return sql`(
    select 'organisation' as subject, ${common('o')}, o.id as "organisationId", null as "organisationName",
        ${confirmedOn('organisation', sql`o`)} as "confirmedOn", false as "isAddressConfidential", p.latitude, p.longitude,
        ${sourcesOf('organisation', 'o')} as sources
      from directory.organisation o left join lateral (
        select latitude, longitude from directory.place p
        where p.territory_id = o.territory_id and p.organisation_id = o.id and p.latitude is not null
        order by p.id limit 1) p on true
      where o.territory_id = ${territoryId}
    union all
    select 'place', ${common('p')}, p.organisation_id, o.name, ${confirmedOn('place', sql`p`)}, p.is_address_confidential, p.latitude, p.longitude,
        ${sourcesOf('place', 'p')}
      from directory.place p left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
      where p.territory_id = ${territoryId}
    union all
    select 'service', ${common('s')}, s.organisation_id, o.name, ${confirmedOn('service', sql`s`)},
        s.is_address_confidential or coalesce(p.is_address_confidential, false), coalesce(s.latitude, p.latitude),
        coalesce(s.longitude, p.longitude), ${sourcesOf('service', 's')}
      from directory.service s join directory.organisation o on o.territory_id = s.territory_id and o.id = s.organisation_id
        left join directory.place p on p.territory_id = s.territory_id and p.id = s.place_id
      where s.territory_id = ${territoryId}
    union all
    select d.subject, d.id, null, coalesce(nullif(d.facts ->> 'name', ''), '—'), 'draft', '{}'::text[], d.organisation_id, o.name,
        (d.saved_at at time zone 'UTC')::date, false, null, null, '{}'::text[]
      from directory.draft d left join directory.organisation o on o.territory_id = d.territory_id and o.id = d.organisation_id
      where d.territory_id = ${territoryId} and d.subject_id is null
  )`;
}

/** As `fold` writes it. */
function folded(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`trim(regexp_replace(kernel.fold(${text}), '[^[:alnum:]]+', ' ', 'g'))`;
}

function conditions(
  { words, subject, theme, district, freshness: fresh, keeper, source, state }: PageFilter,
  keptIds: readonly string[],
  today: Temporal.PlainDate,
): RawBuilder<unknown> {
  const isKept = sql`p."organisationId" = any(${keptIds}::uuid[])`;
  const hasDraft = sql`(p.state = 'draft' or p."hasDraft")`;
  return sql.join(
    [
      sql`true`,
      ...fold(words)
        .split(' ')
        .filter(Boolean)
        .map((word) => sql`strpos(p."sortName" || ' ' || ${folded(sql`coalesce(p."organisationName", '')`)}, ${word}) > 0`),
      ...(subject === null ? [] : [sql`p.subject = ${subject}`]),
      ...(theme === null ? [] : [sql`${theme} = any(p.themes)`]),
      ...(district === null ? [] : [sql`p.district = ${district}`]),
      ...(fresh === null
        ? []
        : [
            {
              fresh: sql`p."confirmedOn" > ${ageingSince(today)}`,
              ageing: sql`p."confirmedOn" <= ${ageingSince(today)} and p."confirmedOn" > ${staleSince(today)}`,
              stale: sql`p."confirmedOn" <= ${staleSince(today)}`,
            }[fresh],
          ]),
      ...(keeper === null ? [] : [keeper === 'somebody' ? isKept : sql`not coalesce(${isKept}, false)`]),
      ...(source === null ? [] : [sql`${source} = any(p.sources)`]),
      ...(state === null ? [] : [state === 'draft' ? hasDraft : sql`p.state = ${state}`]),
    ],
    sql` and `,
  );
}

function listed(territory: TerritoryContext): RawBuilder<unknown> {
  return sql`(
    select a.*, ${folded(sql`a.name`)} collate "C" as "sortName", d.name as district,
      exists (select from directory.draft w where w.territory_id = ${territory.id} and w.subject_id = a.id) as "hasDraft"
    from ${allPages(territory.id)} a left join lateral (${nearestDistrict(territory, sql`a`)}) d on true
  ) p`;
}

/**
 * Pages of a territory, of all states, a page of the list at a time.
 *
 * @param cursor `next` of the page before; null, or what is none of ours: the first.
 */
export async function managedPages(
  kernel: Kernel,
  territory: TerritoryContext,
  filter: PageFilter,
  cursor: string | null,
  size: number,
): Promise<{ pages: ManagedPage[]; next: string | null }> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const keepers = await keeperNames(kernel, territory.id);
  const where = conditions(filter, [...keepers.keys()], today);
  const pages: ManagedPage[] = [];
  const batch = filter.completeness === null ? size + 1 : Math.max(BATCH, size + 1);
  for (let after = readCursor(cursor); ; ) {
    const rows = await rowsAfter(kernel, territory, filter, where, after, batch);
    const scores = await completenessOfPages(
      kernel,
      territory.id,
      rows.filter(({ state }) => state !== 'draft'),
    );
    for (const row of rows) {
      const { organisationId, sortName, ...page } = row;
      const completeness = scores.get(row.id)?.score ?? null;
      if (filter.completeness !== null && levelOf(completeness) !== filter.completeness) continue;
      const last = pages.at(-1);
      if (pages.length === size && last && after) return { pages, next: encodeCursor(after) };
      pages.push({
        ...page,
        freshness: freshness(row.confirmedOn, today),
        completeness,
        keepers: organisationId === null ? [] : (keepers.get(organisationId) ?? []),
      });
      after = placeOf(row, filter);
    }
    const end = rows.at(-1);
    if (rows.length < batch || !end) return { pages, next: null };
    after = placeOf(end, filter);
  }
}

async function rowsAfter(
  kernel: Kernel,
  territory: TerritoryContext,
  { sort, isDescending }: PageFilter,
  where: RawBuilder<unknown>,
  after: Place | null,
  most: number,
): Promise<Row[]> {
  const key = sort === 'name' ? sql`p."sortName"` : sql`p."confirmedOn"`;
  const [beyond, direction] = isDescending ? [sql`<`, sql`desc`] : [sql`>`, sql``];
  const given = sort === 'name' ? sql`${after?.key}::text collate "C"` : sql`${after?.key}::date`;
  const { rows } = await sql<Row>`
    select p.* from ${listed(territory)} where ${where}
      ${after ? sql`and (${key}, p.id) ${beyond} (${given}, ${after.id}::uuid)` : sql``}
    order by ${key} ${direction}, p.id ${direction} limit ${most}`.execute(kernel.database.kysely<DB>());
  return rows;
}

function placeOf({ id, sortName, confirmedOn: on }: Row, { sort }: PageFilter): Place {
  return { key: sort === 'name' ? sortName : on.toString(), id };
}

function readCursor(cursor: string | null): Place | null {
  if (cursor === null) return null;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

function levelOf(score: number | null): PageFilter['completeness'] {
  if (score === null) return null;
  return score < 50 ? 'low' : score < 80 ? 'middle' : 'high';
}

/** How many pages a filter lets through, whatever their completeness. */
export async function countManagedPages(kernel: Kernel, territory: TerritoryContext, filter: PageFilter): Promise<number> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const keepers = await keeperNames(kernel, territory.id);
  const where = conditions(filter, [...keepers.keys()], today);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${listed(territory)} where ${where}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.n ?? 0;
}

/** Sources that pages of a territory have. */
export async function sourcesOfPages(kernel: Kernel, territoryId: string): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    select distinct source from directory.source_record where territory_id = ${territoryId} order by source`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows.map(({ source }) => source);
}

/** One page by its id; null where there is none. */
export async function managedPage(
  kernel: Kernel,
  territoryId: string,
  id: string,
): Promise<Pick<ManagedPage, 'subject' | 'id' | 'slug' | 'name'> | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Pick<ManagedPage, 'subject' | 'id' | 'slug' | 'name'>>`
    select 'organisation' as subject, id, slug, name from directory.organisation where territory_id = ${territoryId} and id = ${id}
    union all select 'place', id, slug, name from directory.place where territory_id = ${territoryId} and id = ${id}
    union all select 'service', id, slug, name from directory.service where territory_id = ${territoryId} and id = ${id}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0] ?? null;
}
