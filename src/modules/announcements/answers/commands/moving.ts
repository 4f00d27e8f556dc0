import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

const tables = [
  'announcements.answer',
  'announcements.answer_event',
  'announcements.answer_message',
  'announcements.answer_document',
] as const;

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
  if (answers.length === 0) return;
  for (const table of ['announcements.answer_event', 'announcements.answer_message', 'announcements.answer_document'] as const)
    await db
      .updateTable(table)
      .set({ author_account: accountId })
      .where('territory_id', '=', territoryId)
      .where(
        'answer_id',
        'in',
        answers.map(({ id }) => id),
      )
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
