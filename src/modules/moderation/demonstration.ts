import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import { holdersOf } from '../people/index.ts';
import { recordDecision } from './items/commands/deciding.ts';
import type { NewItem } from './items/commands/sending.ts';
import { itemById } from './items/queries/items.ts';
import { foldWords } from './items/words.ts';
import type { DB } from './tables.generated.ts';

/** Something that somebody sent, in a demonstration. */
export interface SampleItem extends NewItem {
  hoursAgo: number;
  sender: { name: string; email: string } | null;
  note?: string;
  /** Of a moderator, who waits for the answer. */
  question?: string;
  /** A moderator took it, where there is one. */
  isTaken?: boolean;
}

/** Fills a territory's queue with samples, in the current unit of work. */
export async function fillQueue(kernel: Kernel, territoryId: string, samples: readonly SampleItem[]): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const [moderator] = await holdersOf(kernel, territoryId, ['moderator', 'administrator']);
  const actor = moderator ? `account:${moderator.accountId}` : 'system';
  await kernel.database.unit(
    async () => {
      for (const sample of samples) {
        const at = kernel.clock.now().subtract({ hours: sample.hoursAgo });
        const id = newId();
        await db
          .insertInto('moderation.item')
          .values({
            territory_id: territoryId,
            id,
            kind: sample.kind,
            state: 'open',
            is_urgent: sample.isUrgent ?? false,
            subject: sample.about?.subject ?? null,
            subject_id: sample.about?.id ?? null,
            title: sample.title,
            words: foldWords([sample.title, ...(sample.words ?? [])]),
            payload: JSON.stringify(sample.payload),
            note: sample.note ?? null,
            author: 'visitor',
            author_name: sample.sender?.name ?? null,
            author_email: sample.sender?.email ?? null,
            assigned_to: sample.isTaken ? (moderator?.accountId ?? null) : null,
            opened_at: at,
            waiting_since: at,
          })
          .execute();
        const item = sample.question === undefined ? null : await itemById(kernel, territoryId, id);
        if (!item) continue;
        await db
          .updateTable('moderation.item')
          .set({ state: 'in-question' })
          .where('territory_id', '=', territoryId)
          .where('id', '=', id)
          .execute();
        await recordDecision(kernel, territoryId, item, { event: 'ask', to: 'in-question', actor, message: sample.question ?? null });
      }
    },
    { keeper: territoryId },
  );
}
