import { sql } from 'kysely';
import type { Kernel, Takeover } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { openStates } from '../states.ts';
import { changeAnswer } from './deciding.ts';
import { answererKey } from './sending.ts';

const parts = ['announcements.answer_event', 'announcements.answer_message', 'announcements.answer_document'] as const;
const tables = ['announcements.answer', ...parts] as const;

/** Answers to somebody's announcements are another account's to read from now on; in a unit of the territory's keeper. */
export async function handOverAnswers(kernel: Kernel, territoryId: string, announcementIds: readonly string[], accountId: string) {
  const db = kernel.database.kysely<DB>();
  const answers = await db
    .updateTable('announcements.answer')
    .set({ author_account: accountId })
    .where('territory_id', '=', territoryId)
    .where('announcement_id', 'in', announcementIds)
    .returning('id')
    .execute();
  await setOnParts(
    kernel,
    territoryId,
    answers.map(({ id }) => id),
    { author_account: accountId },
  );
}

/**
 * What an agent answered for somebody is their account's from now on, which is told what becomes of it: an address that was typed for
 * them leads to it no more. Where they have answered the same announcement themselves, one of the two goes on: the one that was
 * accepted, else theirs. In a unit of the territory's keeper.
 */
export async function handOverSentAnswers(kernel: Kernel, { territoryId, personId, accountId }: Takeover): Promise<void> {
  for (const id of await doubles(kernel, territoryId, personId, accountId))
    await changeAnswer(kernel, territoryId, id, 'withdraw', { actor: `account:${accountId}`, onBehalfOf: null });
  const answers = await kernel.database
    .kysely<DB>()
    .updateTable('announcements.answer')
    .set({
      account_id: accountId,
      email: null,
      answerer_key: answererKey(kernel.config.secret, territoryId, { accountId, personId, email: null, phone: null }),
    })
    .where('territory_id', '=', territoryId)
    .where('person_id', '=', personId)
    .where('account_id', 'is', null)
    .returning('id')
    .execute();
  await setOnParts(
    kernel,
    territoryId,
    answers.map(({ id }) => id),
    { account_id: accountId },
  );
}

/** Of two answers to one announcement that wait or were accepted, the one that goes: an account has one. */
async function doubles(kernel: Kernel, territoryId: string, personId: string, accountId: string): Promise<string[]> {
  const held = sql`any(${['accepted', ...openStates]}::text[])`;
  const { rows } = await sql<{ id: string }>`
    select case when a.state = 'accepted' and own.state <> 'accepted' then own.id else a.id end as id
    from announcements.answer a join announcements.answer own
      on own.territory_id = a.territory_id and own.announcement_id = a.announcement_id and own.account_id = ${accountId} and own.state = ${held}
    where a.territory_id = ${territoryId} and a.person_id = ${personId} and a.account_id is null and a.state = ${held}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows.map(({ id }) => id);
}

/** What hangs on answers is read by the same ones as they are. */
async function setOnParts(
  kernel: Kernel,
  territoryId: string,
  answerIds: readonly string[],
  whose: { author_account: string } | { account_id: string },
): Promise<void> {
  if (answerIds.length === 0) return;
  for (const table of parts)
    await kernel.database
      .kysely<DB>()
      .updateTable(table)
      .set(whose)
      .where('territory_id', '=', territoryId)
      .where('answer_id', 'in', answerIds)
      .execute();
}

/** Answers to a structure are another one's from now on, as is its pause; in a unit of the territory's keeper. */
export async function moveAnswers(kernel: Kernel, territoryId: string, from: string, to: string): Promise<void> {
  for (const table of tables)
    await kernel.database
      .kysely<DB>()
      .updateTable(table)
      .set({ organisation_id: to })
      .where('territory_id', '=', territoryId)
      .where('organisation_id', '=', from)
      .execute();
  // Of two pauses, that of the one that stays holds. How it answers is counted anew.
  await sql`update announcements.pause set organisation_id = ${to}
    where territory_id = ${territoryId} and organisation_id = ${from}
      and not exists (select from announcements.pause p where p.territory_id = ${territoryId} and p.organisation_id = ${to}
        and p.lifted_at is null)`.execute(kernel.database.kysely<DB>());
}
