import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Notes that a territory holds something of an account, in the current unit of work: « my data » and « erase me » look where an
 * account was, and through a grouping's portal one writes into communes that one never visited.
 */
export async function notePresence(kernel: Kernel, accountId: string, territoryId: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('people.presence')
    .values({ account_id: accountId, territory_id: territoryId, since: kernel.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
