import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

/**
 * Opens a batch, in its unit of work. Two imports into one territory would create the same place twice: they take turns,
 * batch by batch. And PostgreSQL looks anew at the size of its tables: the check of a reference that it planned while they
 * were empty may read all of a territory for each row, until somebody analyses them.
 */
export async function beginBatch(kernel: Kernel, territoryId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`directory.import/${territoryId}`}, 0)), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    kernel.database.kysely<DB>(),
  );
}
