import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { toFactsJson } from '../facts-json.ts';
import type { History, HistoryChange, HistoryEntry, HistoryField, SubjectRef } from '../history-models.ts';
import { MERGED, readChanges, VERSION } from '../subjects/revision.ts';
import type { DB } from '../tables.generated.ts';

const PAGE = 20;
const cursorKey = z.object({ at: z.iso.datetime({ precision: 6 }), id: z.uuid() });

interface Row {
  id: string;
  /** In UTC, as text: the driver's instants are fine, but a cursor must say it to the microsecond. */
  at: string;
  what: HistoryEntry['what'];
  actor: string;
  on_behalf_of: string | null;
  reason: string | null;
  number: number | null;
  changes: unknown;
  formerly: string | null;
}

/**
 * What happened to a subject, the latest first: who, when, what they changed, from what to what; also to those merged into it.
 *
 * @throws ProblemError 400 where the cursor is none of ours.
 */
export async function subjectHistory(
  kernel: Kernel,
  territoryId: string,
  { subject, id }: SubjectRef,
  cursor: string | null = null,
): Promise<History> {
  const after = cursor === null ? null : decodeCursor(cursor, cursorKey);
  const { rows } = await sql<Row>`
    with told as (
      select ${id}::uuid as id, null::text as formerly
      union all select merged_id, name from directory.merger
        where territory_id = ${territoryId} and subject = ${subject} and kept_id = ${id}
    ), entry as (
      select r.id, r.at, r.what, r.actor, r.on_behalf_of, r.reason, r.number, r.changes, t.formerly
        from told t join directory.revision r on r.territory_id = ${territoryId} and r.subject_id = t.id and r.subject = ${subject}
      union all
      select c.id, c.at, c.event, c.actor, c.on_behalf_of, c.reason, null, '{}', t.formerly
        from told t join directory.state_change c on c.territory_id = ${territoryId} and c.subject_id = t.id and c.subject = ${subject}
    )
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, what, actor, on_behalf_of, reason, number, changes, formerly
    from entry ${after ? sql`where (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by entry.at desc, id desc limit ${PAGE + 1}`.execute(kernel.database.kysely<DB>());
  const last = rows[PAGE - 1];
  return {
    entries: rows.slice(0, PAGE).map(toEntry),
    nextCursor: rows.length > PAGE && last ? encodeCursor({ at: last.at, id: last.id } satisfies z.output<typeof cursorKey>) : null,
  };
}

function toEntry(row: Row): HistoryEntry {
  const { [VERSION]: version, [MERGED]: merged, ...changes } = readChanges(row.changes);
  return {
    id: row.id,
    what: row.what,
    at: Temporal.Instant.from(row.at),
    actor: row.actor,
    onBehalfOf: row.on_behalf_of,
    reason: row.reason,
    changes: Object.entries(changes).map(([field, { from, to }]) => ({ field: field as HistoryField, from, to })),
    number: row.formerly === null ? row.number : null,
    revertedTo: (version?.to['revision'] as number | undefined) ?? null,
    mergedName: (merged?.to['name'] as string | undefined) ?? null,
    formerly: row.formerly,
  };
}

/**
 * What differs between two versions of a subject, each named by the revision that made it (0: before the first one).
 * An address that was confidential in between is not told.
 */
export async function compareRevisions(
  kernel: Kernel,
  territoryId: string,
  { subject, id }: SubjectRef,
  { from, to }: { from: number; to: number },
): Promise<HistoryChange[]> {
  const [first, last] = from < to ? [from, to] : [to, from];
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.revision')
    .select('changes')
    .where('territory_id', '=', territoryId)
    .where('subject', '=', subject)
    .where('subject_id', '=', id)
    .where('number', '>', first)
    .where('number', '<=', last)
    .orderBy('number')
    .execute();
  const between = new Map<string, HistoryChange>();
  for (const { changes } of rows)
    for (const [field, change] of Object.entries(readChanges(changes))) {
      if (field === VERSION || field === MERGED) continue;
      between.set(field, { field: field as HistoryField, from: between.get(field)?.from ?? change.from, to: change.to });
    }
  return [...between.values()]
    .filter((change) => toFactsJson(change.from) !== toFactsJson(change.to))
    .map((change) => (from < to ? change : { ...change, from: change.to, to: change.from }));
}
