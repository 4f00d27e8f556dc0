import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { recordAction } from '../../people/index.ts';
import type { DB } from '../tables.generated.ts';

/** Writes a territory's own list of reasons for a kind, in the current unit of work; an empty one gives those of the module back. */
export async function setReasons(
  kernel: Kernel,
  territoryId: string,
  kind: string,
  texts: readonly string[],
  actor: string,
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  // Two who write the list at once would mix theirs: the second waits.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`moderation.reasons/${territoryId}/${kind}`}, 0))`.execute(db);
  await db.deleteFrom('moderation.reason').where('territory_id', '=', territoryId).where('kind', '=', kind).execute();
  if (texts.length > 0)
    await db
      .insertInto('moderation.reason')
      .values(texts.map((text, position) => ({ territory_id: territoryId, id: newId(), kind, position, text })))
      .execute();
  await recordAction(kernel, { territoryId, actor, what: 'reasons.changed', detail: { kind, count: texts.length } });
}
