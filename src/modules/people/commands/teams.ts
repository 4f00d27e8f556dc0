import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** A team that works, which is not closed before the current unit of work is over; undefined where it is closed, or no team here. */
export async function holdTeam(kernel: Kernel, territoryId: string, teamId: string): Promise<{ name: string } | undefined> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('people.team')
    .select('name')
    .where('territory_id', '=', territoryId)
    .where('id', '=', teamId)
    .where('closed_at', 'is', null)
    .forShare()
    .executeTakeFirst();
}
