import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

/** Somebody here wrote a subject between the reading of a batch and its writing: the batch is to be read again. */
export class StaleBatch extends Error {
  override name = 'StaleBatch';
}

/**
 * Lifts the limits that a server sets for its pages, in the current unit of work: an import waits for its turn, and a dry
 * run's transaction stays open while a large workbook is unpacked.
 */
export async function takeTime(kernel: Kernel): Promise<void> {
  await sql`
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`.execute(kernel.database.kysely<DB>());
}

/**
 * Waits for its turn, in the current unit of work: what reads what is here by its names and numbers and then writes, an
 * import's batch or a merger, does so alone in its territory.
 */
export async function takeTurn(kernel: Kernel, territoryId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory.import/${territoryId}`}, 0))`.execute(kernel.database.kysely<DB>());
}

/**
 * Opens a batch, in its unit of work. Two imports into one territory would create the same place twice: they take turns,
 * batch by batch. And PostgreSQL looks anew at the size of its tables: the check of a reference that it planned while they
 * were empty may read all of a territory for each row, until somebody analyses them.
 */
export async function beginBatch(kernel: Kernel, territoryId: string): Promise<void> {
  await takeTime(kernel);
  await takeTurn(kernel, territoryId);
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(kernel.database.kysely<DB>());
}
