import { onEvent } from '../../kernel/events/events.ts';
import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import type { Kernel } from '../../kernel/module.ts';
import { allTerritories, outlineChanged } from '../territories/index.ts';
import { recheckOutline } from './commands.ts';
import { extendHours, refreshAllListings, vocabularyDigest } from './listings.ts';
import type { DB } from './tables.generated.ts';

export const directoryHandlers = [
  onEvent<Kernel, { territoryId: string }>(outlineChanged, 'recheck-outline', (kernel, { territoryId }) =>
    recheckOutline(kernel, territoryId),
  ),
];

export const directorySchedule: readonly ScheduledJob<Kernel>[] = [
  {
    // A page shows the week ahead, and « open now » needs today: hours are unrolled before they run out.
    name: 'extend-hours',
    cron: '10 1 * * *',
    atStart: true,
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await extendHours(kernel, territory);
    },
  },
  {
    // A new version may name kinds and themes with other words: listings are rewritten with them.
    name: 'refresh-vocabulary',
    cron: '40 1 * * *',
    atStart: true,
    run: refreshVocabulary,
  },
];

/** Rewrites the listings where they were written with another wording of kinds and themes. Idempotent. */
async function refreshVocabulary(kernel: Kernel): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const digest = vocabularyDigest();
  const written = await db.selectFrom('directory.vocabulary').select('digest').executeTakeFirst();
  if (written?.digest === digest) return;
  if (written) for (const territory of await allTerritories(kernel.database, kernel.clock)) await refreshAllListings(kernel, territory);
  await db
    .insertInto('directory.vocabulary')
    .values({ id: 1, digest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest }))
    .execute();
}
