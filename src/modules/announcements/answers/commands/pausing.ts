import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

/** A structure's announcements take no answers from now on, in the current unit of work. @returns the pause's id; null where there is one. */
export async function pauseStructure(
  kernel: Kernel,
  territoryId: string,
  organisationId: string,
  explanation: string,
  actor: string,
): Promise<string | null> {
  const paused = await kernel.database
    .kysely<DB>()
    .insertInto('announcements.pause')
    .values({
      territory_id: territoryId,
      id: newId(),
      organisation_id: organisationId,
      explanation,
      paused_by: actor,
      paused_at: kernel.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return paused?.id ?? null;
}

/** They take answers again, in the current unit of work. @returns the id of the pause that ends; null where there was none. */
export async function liftPause(kernel: Kernel, territoryId: string, organisationId: string, actor: string): Promise<string | null> {
  const lifted = await kernel.database
    .kysely<DB>()
    .updateTable('announcements.pause')
    .set({ lifted_by: actor, lifted_at: kernel.clock.now() })
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .where('lifted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return lifted?.id ?? null;
}
