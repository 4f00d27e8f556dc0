import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import { refreshListings } from '../listings.ts';
import { serviceStates, subjectStates } from '../states.ts';
import type { DB } from '../tables.generated.ts';
import type { Authorship } from './revision.ts';

export type StateChange = Authorship &
  (
    | { subject: 'organisation' | 'place'; id: string; event: 'close' | 'reopen' }
    /** `to`: where it is now, in this directory; null where that is not known. */
    | { subject: 'organisation' | 'place'; id: string; event: 'move'; to: string | null }
    | { subject: 'service'; id: string; event: 'close' | 'reopen' }
  );

const tables = { organisation: 'directory.organisation', place: 'directory.place', service: 'directory.service' } as const satisfies Record<
  SubjectName,
  string
>;

/**
 * Closes a subject for good, moves or reopens it, in the current unit of work. Nothing happens where its state does not
 * allow it: of two that say the same at once, one is recorded.
 */
export async function changeState(kernel: Kernel, territory: TerritoryContext, change: StateChange): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  for (const [from, to] of transitions(change)) {
    const changed = await db
      .updateTable(tables[change.subject])
      .set({
        state: to,
        updated_at: kernel.clock.now(),
        ...(change.subject !== 'service' && { moved_to: change.event === 'move' ? change.to : null }),
      } as never)
      .where('territory_id', '=', territory.id)
      .where('id', '=', change.id)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst();
    if (!changed) continue;
    await db
      .insertInto('directory.state_change')
      .values({
        territory_id: territory.id,
        id: newId(),
        subject: change.subject,
        subject_id: change.id,
        from_state: from,
        to_state: to,
        event: change.event,
        actor: change.actor,
        on_behalf_of: change.onBehalfOf ?? null,
        reason: change.reason ?? null,
        at: kernel.clock.now(),
      })
      .execute();
    await refreshListings(kernel, territory, { [`${change.subject}Ids`]: [change.id] });
    return true;
  }
  return false;
}

function transitions(change: StateChange): [from: string, to: string][] {
  if (change.subject === 'service')
    return serviceStates.from(change.event).flatMap((from) => pair(from, serviceStates.next(from, change.event)));
  const { event } = change;
  return subjectStates.from(event).flatMap((from) => pair(from, subjectStates.next(from, event)));
}

function pair(from: string, to: string | null | undefined): [string, string][] {
  return to ? [[from, to]] : [];
}

/** Who brought a subject into the state it is in; null where nobody did. */
export async function lastActor(kernel: Kernel, territoryId: string, subjectId: string): Promise<string | null> {
  const last = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.state_change')
    .select('actor')
    .where('territory_id', '=', territoryId)
    .where('subject_id', '=', subjectId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.actor ?? null;
}
