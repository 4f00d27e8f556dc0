import type { Temporal } from 'temporal-polyfill';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { DB } from './tables.generated.ts';

/** Lets a site show the territory's lists. @returns null where it may already. */
export async function allowSite(kernel: Kernel, territoryId: string, origin: string, now: Temporal.Instant): Promise<string | null> {
  const added = await kernel.database
    .kysely<DB>()
    .insertInto('widgets.allowed_site')
    .values({ territory_id: territoryId, id: newId(), origin, added_at: now })
    .onConflict((conflict) => conflict.columns(['territory_id', 'origin']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id ?? null;
}

/** @returns the origin that may no more; null where there was none. */
export async function removeSite(kernel: Kernel, territoryId: string, id: string): Promise<string | null> {
  const removed = await kernel.database
    .kysely<DB>()
    .deleteFrom('widgets.allowed_site')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .returning('origin')
    .executeTakeFirst();
  return removed?.origin ?? null;
}
