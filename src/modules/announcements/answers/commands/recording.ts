import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { Author } from '../../commands/recording.ts';
import type { DB } from '../../tables.generated.ts';
import type { Refusal } from '../rules.ts';
import type { AnswerEvent, AnswerState } from '../states.ts';
import type { Side } from '../view-models.ts';

/** Who reads an answer, as its own row has it: what hangs on it is read by the same ones. */
export const PARTIES = sql`organisation_id, author_account, author_person, account_id, person_id`;

/** Notes what happened to an answer, in a unit that may see it. @returns the id of the note. */
export async function recordAnswerChange(
  kernel: Kernel,
  territoryId: string,
  change: { id: string; event: AnswerEvent | 'send'; from: AnswerState; to: AnswerState; refusal?: Refusal | null },
  by: Author,
): Promise<string> {
  const { id, event, from, to, refusal = null } = change;
  const changeId = newId();
  await sql`insert into announcements.answer_event
    (territory_id, id, answer_id, ${PARTIES}, event, from_state, to_state, actor, on_behalf_of, refusal, reason, at)
    select territory_id, ${changeId}::uuid, id, ${PARTIES}, ${event}, ${from}, ${to}, ${by.actor}, ${by.onBehalfOf}, ${refusal},
      ${by.reason ?? null}, ${kernel.clock.now()}::timestamptz
    from announcements.answer where territory_id = ${territoryId} and id = ${id}`.execute(kernel.database.kysely<DB>());
  return changeId;
}

/** Writes what somebody says about an answer, in a unit that may see it. @returns the message's id. */
export async function recordMessage(
  kernel: Kernel,
  territoryId: string,
  answerId: string,
  message: { side: Side; body: string },
  by: Author,
): Promise<string> {
  const id = newId();
  await sql`insert into announcements.answer_message (territory_id, id, answer_id, ${PARTIES}, side, actor, body, at)
    select territory_id, ${id}::uuid, id, ${PARTIES}, ${message.side}, ${by.actor}, ${message.body}, ${kernel.clock.now()}::timestamptz
    from announcements.answer where territory_id = ${territoryId} and id = ${answerId}`.execute(kernel.database.kysely<DB>());
  return id;
}
