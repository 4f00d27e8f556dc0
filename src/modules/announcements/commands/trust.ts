import { newId } from '../../../kernel/ids.ts';
import type { Kernel, Takeover } from '../../../kernel/module.ts';
import { structuresById } from '../../directory/index.ts';
import { recordAction } from '../../people/index.ts';
import { handOverAnswers, handOverSentAnswers, moveAnswers } from '../answers/commands/moving.ts';
import type { DB } from '../tables.generated.ts';
import { notePublishedChange } from './life.ts';

/** From now on a structure's announcements are published without waiting, in the current unit of work. */
export async function trustStructure(kernel: Kernel, territoryId: string, organisationId: string, actor: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('announcements.trust')
    .values({ territory_id: territoryId, id: newId(), organisation_id: organisationId, granted_by: actor, granted_at: kernel.clock.now() })
    .onConflict((conflict) => conflict.columns(['territory_id', 'organisation_id']).doNothing())
    .execute();
}

/** From now on its announcements wait for a moderator again, in the current unit of work. @returns false where they did already. */
export async function endTrust(
  kernel: Kernel,
  territoryId: string,
  organisationId: string,
  actor: `account:${string}` | 'visitor',
): Promise<boolean> {
  const ended = await kernel.database
    .kysely<DB>()
    .deleteFrom('announcements.trust')
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return false;
  await recordAction(kernel, { territoryId, actor, what: 'structure.untrusted', subject: 'organisation', subjectId: organisationId });
  return true;
}

/** Two structures were one: what the one that is gone announced and was answered is the other's, by its name, as is the trust in it. Idempotent. */
export async function moveAnnouncements(kernel: Kernel, territoryId: string, mergedId: string, keptId: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await kernel.database.unit(async () => {
    const kept = (await structuresById(kernel, territoryId, [keptId])).get(keptId);
    const moved = await db
      .updateTable('announcements.announcement')
      .set({ organisation_id: keptId, ...(kept && { publisher: kept.name, updated_at: kernel.clock.now() }) })
      .where('territory_id', '=', territoryId)
      .where('organisation_id', '=', mergedId)
      .returning(['id', 'state'])
      .execute();
    for (const { id, state } of moved)
      if (state === 'published')
        await notePublishedChange(kernel, territoryId, { id, event: 'edit' }, { actor: 'system', onBehalfOf: null });
    const trust = await db
      .deleteFrom('announcements.trust')
      .where('territory_id', '=', territoryId)
      .where('organisation_id', '=', mergedId)
      .returning('granted_by')
      .executeTakeFirst();
    if (trust) await trustStructure(kernel, territoryId, keptId, trust.granted_by);
    await kernel.database.unit(() => moveAnswers(kernel, territoryId, mergedId, keptId), { keeper: territoryId });
  });
}

/**
 * What an agent announced for somebody, without a structure, is theirs from now on, and its answers, as is what the agent answered for
 * them; that the agent wrote it stays in its history. In a unit of the territory's keeper.
 */
export async function handOverAnnouncements(kernel: Kernel, takeover: Takeover): Promise<void> {
  const { territoryId, personId, accountId } = takeover;
  const handed = await kernel.database
    .kysely<DB>()
    .updateTable('announcements.announcement')
    .set({ author_account: accountId })
    .where('territory_id', '=', territoryId)
    .where('on_behalf_of', '=', `person:${personId}`)
    .returning('id')
    .execute();
  const ids = handed.map(({ id }) => id);
  if (ids.length > 0) await handOverAnswers(kernel, territoryId, ids, accountId);
  await handOverSentAnswers(kernel, takeover);
}
