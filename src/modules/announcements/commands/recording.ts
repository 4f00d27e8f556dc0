import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { AnnouncementEvent, AnnouncementState } from '../states.ts';
import type { DB } from '../tables.generated.ts';

/** Who does something, and for whom, as histories say it; and why. */
export interface Author {
  /** `account:<id>`, `source:<name>` or `system`. */
  actor: string;
  onBehalfOf: string | null;
  reason?: string | null;
}

/** What a history tells: changes of state, and what happens within one. */
export type Recorded = AnnouncementEvent | 'begin' | 'edit' | 'prolong';

/** Notes what happened to an announcement, in the current unit of work. @returns the id of the row that says so. */
export async function recordChange(
  kernel: Kernel,
  territoryId: string,
  change: { id: string; event: Recorded; from: AnnouncementState; to: AnnouncementState },
  by: Author,
): Promise<string> {
  const changeId = newId();
  await kernel.database
    .kysely<DB>()
    .insertInto('announcements.state_change')
    .values({
      territory_id: territoryId,
      id: changeId,
      announcement_id: change.id,
      event: change.event,
      from_state: change.from,
      to_state: change.to,
      actor: by.actor,
      on_behalf_of: by.onBehalfOf,
      reason: by.reason ?? null,
      at: kernel.clock.now(),
    })
    .execute();
  return changeId;
}
