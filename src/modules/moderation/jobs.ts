import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import type { Kernel } from '../../kernel/module.ts';
import { allTerritories } from '../territories/index.ts';
import { forgottenBefore } from './items/rules.ts';
import type { DB } from './tables.generated.ts';

export const moderationSchedule: readonly ScheduledJob<Kernel>[] = [
  {
    name: 'forget-senders',
    cron: '25 3 * * *',
    async run(kernel) {
      for (const { id, timeZone } of await allTerritories(kernel.database, kernel.clock)) await forgetSenders(kernel, id, timeZone);
    },
  },
];

/** Unties what was decided long ago from who sent it: name, address, account, and what they wrote. Idempotent. */
export async function forgetSenders(kernel: Kernel, territoryId: string, timeZone: string): Promise<void> {
  const now = kernel.clock.now();
  await kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const forgotten = await db
        .updateTable('moderation.item')
        .set((eb) => ({
          author: eb.case().when('author_account', 'is not', null).then('visitor').else(eb.ref('author')).end(),
          author_account: null,
          on_behalf_of: null,
          author_name: null,
          author_email: null,
          note: null,
          forgotten_at: now,
        }))
        .where('territory_id', '=', territoryId)
        .where('decided_at', '<=', forgottenBefore(now, timeZone))
        .where('forgotten_at', 'is', null)
        .returning('id')
        .execute();
      if (forgotten.length === 0) return;
      const ids = forgotten.map(({ id }) => id);
      await db
        .updateTable('moderation.decision')
        .set({ author_account: null, message: null })
        .where('territory_id', '=', territoryId)
        .where('item_id', 'in', ids)
        .execute();
      await db
        .updateTable('moderation.decision')
        .set({ actor: 'visitor' })
        .where('territory_id', '=', territoryId)
        .where('item_id', 'in', ids)
        .where('event', 'in', ['answer', 'withdraw'])
        .execute();
    },
    { keeper: territoryId },
  );
}
