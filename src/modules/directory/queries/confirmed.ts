import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import { ageingSince, staleSince } from '../freshness-rules.ts';
import type { DB } from '../tables.generated.ts';
import type { ToConfirm } from '../upkeep-models.ts';

/** The last day when somebody here, or a source, said that it is so. `row`: the subject's alias. */
export function confirmedOn(subject: SubjectName, row: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`greatest(${row}.confirmed_on, (select max(r.confirmed_on) from directory.source_record r
    where r.territory_id = ${row}.territory_id and r.${sql.ref(`${subject}_id`)} = ${row}.id))`;
}

const PAGE = 50;
const cursorKey = z.object({ on: z.iso.date(), id: z.uuid() });

/** What is published and was not confirmed since that day: a table and its condition, to be read as `d`. */
export function unconfirmedSince(territoryId: string, before: Temporal.PlainDate): RawBuilder<unknown> {
  const common = (row: string) => sql`${sql.ref(row)}.territory_id = ${territoryId} and ${sql.ref(row)}.state = 'published'
    and ${sql.ref(row)}.confirmed_on <= ${before}`;
  return sql`(
    select 'organisation' as subject, o.id, o.slug, o.name, o.id as organisation_id, ${confirmedOn('organisation', sql`o`)} as confirmed_on
      from directory.organisation o where ${common('o')}
    union all
    select 'place', p.id, p.slug, p.name, p.organisation_id, ${confirmedOn('place', sql`p`)} from directory.place p where ${common('p')}
    union all
    select 'service', s.id, s.slug, s.name, s.organisation_id, ${confirmedOn('service', sql`s`)} from directory.service s where ${common('s')}
  ) d where d.confirmed_on <= ${before}`;
}

function limitOf(kernel: Kernel, { timeZone }: Pick<TerritoryContext, 'timeZone'>, than: 'ageing' | 'stale'): Temporal.PlainDate {
  const today = kernel.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
  return than === 'ageing' ? ageingSince(today) : staleSince(today);
}

/**
 * What has to be confirmed, the longest unconfirmed first: for six months (`ageing`, those who keep it are asked) or twelve
 * (`stale`, its page says so).
 *
 * @throws ProblemError 400 where the cursor is none of ours.
 */
export async function subjectsToConfirm(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id' | 'timeZone'>,
  than: 'ageing' | 'stale',
  cursor: string | null = null,
): Promise<{ subjects: ToConfirm[]; nextCursor: string | null }> {
  const after = cursor === null ? null : decodeCursor(cursor, cursorKey);
  const { rows } = await sql<{
    subject: SubjectName;
    id: string;
    slug: string;
    name: string;
    organisation_id: string | null;
    confirmed_on: Temporal.PlainDate;
  }>`
    select d.* from ${unconfirmedSince(territory.id, limitOf(kernel, territory, than))}
      ${after ? sql`and (d.confirmed_on, d.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by d.confirmed_on, d.id limit ${PAGE + 1}`.execute(kernel.database.kysely<DB>());
  const subjects = rows.slice(0, PAGE).map(({ organisation_id, confirmed_on, ...row }) => ({
    ...row,
    organisationId: organisation_id,
    confirmedOn: confirmed_on,
  }));
  const last = subjects.at(-1);
  return {
    subjects,
    nextCursor:
      rows.length > PAGE && last
        ? encodeCursor({ on: last.confirmedOn.toString(), id: last.id } satisfies z.output<typeof cursorKey>)
        : null,
  };
}

/** How many of them there are. */
export async function countToConfirm(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id' | 'timeZone'>,
  than: 'ageing' | 'stale',
): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${unconfirmedSince(territory.id, limitOf(kernel, territory, than))}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.n ?? 0;
}
