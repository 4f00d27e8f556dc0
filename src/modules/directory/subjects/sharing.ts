import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import { allTerritories, territoryZones } from '../../territories/index.ts';
import { markListingsChanged } from '../listing-summary.ts';
import { listFromElsewhere } from '../listings.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Lists services in the other territories of the installation that they say they serve, and nowhere else. A service that
 * names no zone is listed at home only: data·inclusion has none mean the whole country, which would put every town's
 * desk on every other town's portal. One unit of work a territory; idempotent.
 */
export async function shareServices(kernel: Kernel, homeTerritoryId: string, serviceIds: readonly string[]): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const services = await db
    .selectFrom('directory.service')
    .select(['id', 'eligibility_zones'])
    .where('territory_id', '=', homeTerritoryId)
    .where('id', 'in', [...serviceIds])
    .execute();
  const territories = new Map((await allTerritories(kernel.database, kernel.clock)).map((territory) => [territory.id, territory]));
  for (const { id, zones } of await territoryZones(kernel.database, kernel.clock)) {
    const territory = territories.get(id);
    const home = territories.get(homeTerritoryId);
    if (id === homeTerritoryId || !territory || !home) continue;
    // A town that shows no directory shows none next door either.
    const isOpen = home.services.includes('directory') && territory.services.includes('directory');
    const served = services
      .filter((service) => isOpen && service.eligibility_zones.some((zone) => zones.includes(zone)))
      .map((service) => service.id);
    await kernel.database.unit(async () => {
      await db
        .deleteFrom('directory.listing')
        .where('territory_id', '=', id)
        .where('home_territory_id', '=', homeTerritoryId)
        .where('id', 'in', [...serviceIds])
        .execute();
      await markListingsChanged(kernel, id);
      if (served.length > 0) await listFromElsewhere(kernel, territory, home, served);
    });
  }
}

const BATCH = 200;

/** Shares again every service that names a zone: territories come, change groupings, open or close their directory. Idempotent. */
export async function shareAllServices(kernel: Kernel): Promise<void> {
  const db = kernel.database.kysely<DB>();
  for (const { id: territoryId } of await allTerritories(kernel.database, kernel.clock)) {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await db
        .selectFrom('directory.service')
        .select('id')
        .where('territory_id', '=', territoryId)
        .where('eligibility_zones', '<>', sql<string[]>`'{}'::text[]`)
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute();
      const ids = rows.map((row) => row.id);
      const end = ids.at(-1);
      if (end === undefined) break;
      last = end;
      await shareServices(kernel, territoryId, ids);
    }
  }
}
