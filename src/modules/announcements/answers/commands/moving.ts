import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

const tables = [
  'announcements.answer',
  'announcements.answer_event',
  'announcements.answer_message',
  'announcements.answer_document',
] as const;

/** Answers to a structure are another one's from now on, in a unit of the territory's keeper. */
export async function moveAnswers(kernel: Kernel, territoryId: string, from: string, to: string): Promise<void> {
  for (const table of tables)
    await kernel.database
      .kysely<DB>()
      .updateTable(table)
      .set({ organisation_id: to })
      .where('territory_id', '=', territoryId)
      .where('organisation_id', '=', from)
      .execute();
}
