import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import { servedRows } from '../../../kernel/privacy/retention.ts';
import type { Holder } from '../../../kernel/privacy/rows.ts';
import { recordAction } from '../commands/actions.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Gives or refuses the visa to a list, in the current unit of work. Rows counted since are not in it: the visa is for what
 * was read.
 *
 * @returns false where somebody decided before.
 */
export async function decideElimination(
  kernel: Kernel,
  territoryId: string,
  id: string,
  decision: { isApproved: boolean; reason: string | null },
  actor: string,
): Promise<boolean> {
  const decided = await kernel.database
    .kysely<DB>()
    .updateTable('people.elimination')
    .set({
      state: decision.isApproved ? 'approved' : 'refused',
      decided_by: actor,
      decided_at: kernel.clock.now(),
      reason: decision.reason,
    })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .returning('source')
    .executeTakeFirst();
  if (!decided) return false;
  await recordAction(kernel, {
    territoryId,
    actor,
    what: decision.isApproved ? 'elimination.approved' : 'elimination.refused',
    subject: 'elimination',
    subjectId: id,
    detail: { source: decided.source },
  });
  return true;
}

/** Deletes what the archivist has approved, one list a unit: what was before the moment that the list says, and nothing else. */
export async function eliminate(kernel: Kernel, holders: readonly Holder[], territoryId: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ id: string; source: string; before: Temporal.Instant }>`
    select id, source, before from people.elimination where territory_id = ${territoryId} and state = 'approved'`.execute(db);
  for (const { id, source, before } of rows) {
    // The manifest says which column tells the time: a list of a table that no module declares any more is left alone.
    const declared = holders
      .flatMap(({ name, personalData = [] }) => personalData.flatMap(({ retention = [] }) => retention.map((rule) => ({ name, rule }))))
      .find(({ name, rule }) => `${name}.${rule.table}` === source);
    if (!declared) continue;
    await kernel.database.unit(
      async () => {
        await sql`delete ${servedRows(declared.name, declared.rule, territoryId, before)}`.execute(db);
        await sql`update people.elimination set state = 'done' where territory_id = ${territoryId} and id = ${id} and state = 'approved'`.execute(
          db,
        );
      },
      { keeper: territoryId },
    );
  }
}
