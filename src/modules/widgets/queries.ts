import type { Kernel } from '../../kernel/module.ts';
import type { DB } from './tables.generated.ts';
import type { AllowedSite } from './view-models.ts';

/** The sites that may show a territory's lists, by their address. */
export async function allowedSites(kernel: Kernel, territoryId: string): Promise<AllowedSite[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('widgets.allowed_site')
    .select(['id', 'origin', 'added_at'])
    .where('territory_id', '=', territoryId)
    .orderBy('origin')
    .execute();
  return rows.map(({ id, origin, added_at }) => ({ id, origin, addedAt: added_at }));
}

/** Their origins alone, for the headers that browsers go by. */
export async function allowedOrigins(kernel: Kernel, territoryId: string): Promise<string[]> {
  return (await allowedSites(kernel, territoryId)).map(({ origin }) => origin);
}
