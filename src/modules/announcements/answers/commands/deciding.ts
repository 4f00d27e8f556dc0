import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../../../../kernel/db/database.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { Author } from '../../commands/recording.ts';
import type { DB } from '../../tables.generated.ts';
import type { Refusal } from '../rules.ts';
import { type AnswerEvent, type AnswerState, answerStates, decisions } from '../states.ts';
import { recordAnswerChange } from './recording.ts';

/** `meanwhile`: the event cannot happen in the state that it is in by now. `full`: every seat is given. */
export type Changed = { state: AnswerState; changeId: string } | { problem: 'meanwhile' | 'full' };

const over: ReadonlySet<AnswerState> = new Set(['refused', 'withdrawn', 'expired']);

/**
 * Brings an answer to its next state, in a unit that may see it. Seats are taken by acceptance alone, and given back by what
 * undoes it: however many accept at once, no more are accepted than there are seats. What was sent along goes with the purpose that
 * it was sent for. Where there is a problem, nothing is written.
 */
export async function changeAnswer(
  kernel: Kernel,
  territoryId: string,
  id: string,
  event: AnswerEvent,
  by: Author & { refusal?: Refusal | null },
): Promise<Changed> {
  const db = kernel.database.kysely<DB>();
  // Of two who decide on it at once, the second one sees what the first one did.
  const answer = await db
    .selectFrom('announcements.answer')
    .select(['state', 'announcement_id'])
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const from = answer?.state as AnswerState | undefined;
  const to = from === undefined ? null : answerStates.next(from, event);
  if (!answer || from === undefined || to === null) return { problem: 'meanwhile' };
  if (to === 'accepted' && !(await takeSeat(kernel, territoryId, answer.announcement_id))) return { problem: 'full' };
  if (from === 'accepted') await giveSeatBack(kernel, territoryId, answer.announcement_id);
  const now = kernel.clock.now();
  await db
    .updateTable('announcements.answer')
    .set({
      state: to,
      changed_at: now,
      ended_at: over.has(to) ? now : null,
      ...((decisions as readonly AnswerEvent[]).includes(event) && { answered_at: sql`coalesce(answered_at, ${now})` }),
      // An address stays: it is never shown, and export and erasure find its owner's answers by it. One that nobody decided on may
      // be taken up again, which a telephone alone is told of.
      ...(to === 'withdrawn' && { phone: null }),
      ...(to === 'expired' && { phone: sql`case when account_id is null and email is null then phone end` }),
    })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .execute();
  if (to === 'withdrawn' || to === 'expired') await deleteDocument(kernel, territoryId, id);
  else if (to === 'refused' || from === 'refused') await endDocument(kernel, territoryId, id, to === 'refused' ? now : null);
  return { state: to, changeId: await recordAnswerChange(kernel, territoryId, { id, event, from, to, refusal: by.refusal ?? null }, by) };
}

/** Nobody decides on it any more: its file serves nothing. */
async function deleteDocument(kernel: Kernel, territoryId: string, answerId: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .deleteFrom('announcements.answer_document')
    .where('territory_id', '=', territoryId)
    .where('answer_id', '=', answerId)
    .execute();
}

/** A file that has served, or of a refused answer, waits for its deletion; it serves again where the refusal is undone. In the current unit of work. */
export async function endDocument(kernel: Kernel, territoryId: string, answerId: string, endedAt: Temporal.Instant | null): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('announcements.answer_document')
    .set({ ended_at: endedAt })
    .where('territory_id', '=', territoryId)
    .where('answer_id', '=', answerId)
    .execute();
}

async function takeSeat(kernel: Kernel, territoryId: string, announcementId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update announcements.announcement set seats_taken = seats_taken + 1
    where territory_id = ${territoryId} and id = ${announcementId}
      and (facts ->> 'seats' is null or seats_taken < (facts ->> 'seats')::integer) returning id`.execute(kernel.database.kysely<DB>());
  return rows.length > 0;
}

async function giveSeatBack(kernel: Kernel, territoryId: string, announcementId: string): Promise<void> {
  await sql`update announcements.announcement set seats_taken = seats_taken - 1
    where territory_id = ${territoryId} and id = ${announcementId} and seats_taken > 0`.execute(kernel.database.kysely<DB>());
}

/** Gives the seats of some answers back, which go with whom they name, in the current unit of work. @param where on `announcements.answer`. */
export async function giveSeatsBack(database: Database, where: RawBuilder<unknown>): Promise<void> {
  // Locked before they are counted: what is accepted at the same moment is seen, or waits and finds no answer any more.
  await sql`
    with gone as materialized (select territory_id, announcement_id, state from announcements.answer where ${where} order by id for update),
      given as (select territory_id, announcement_id as id, count(*)::int as n from gone where state = 'accepted' group by 1, 2)
    update announcements.announcement a set seats_taken = greatest(a.seats_taken - given.n, 0)
    from given where a.territory_id = given.territory_id and a.id = given.id`.execute(database.kysely<DB>());
}
