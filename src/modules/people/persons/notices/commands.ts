import { actorOf } from '../../../../kernel/access/viewer.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { MessageValues } from '../../../../kernel/i18n/messages.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { recordAction } from '../../commands/actions.ts';
import type { DB } from '../../tables.generated.ts';
import type { NoticeWay } from '../rules.ts';

/**
 * Writes down what a person is told, in a unit of the territory's keeper.
 *
 * @param notice `way`: `hand` waits for the team.
 * @returns false where it was written before.
 */
export async function writePersonNotice(
  kernel: Kernel,
  territoryId: string,
  person: { id: string; teamId: string },
  notice: { kind: string; key: string; words: { key: string; values?: MessageValues }; way: NoticeWay },
): Promise<boolean> {
  const now = kernel.clock.now();
  const written = await kernel.database
    .kysely<DB>()
    .insertInto('people.person_notice')
    .values({
      territory_id: territoryId,
      id: newId(),
      person_id: person.id,
      team_id: person.teamId,
      kind: notice.kind,
      key: notice.key,
      words: notice.words.key,
      word_values: JSON.stringify(notice.words.values ?? {}),
      way: notice.way,
      at: now,
      told_at: notice.way === 'hand' ? null : now,
    })
    .onConflict((conflict) => conflict.columns(['territory_id', 'person_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}

/** Notes that the team said it to the person, in the current unit of work; said before, nothing changes. */
export async function markSaid(kernel: Kernel, visit: Visit, personId: string, noticeId: string): Promise<void> {
  const said = await kernel.database
    .kysely<DB>()
    .updateTable('people.person_notice')
    .set({ told_at: kernel.clock.now() })
    .where('territory_id', '=', visit.territory.id)
    .where('person_id', '=', personId)
    .where('id', '=', noticeId)
    .where('told_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!said) return;
  await recordAction(kernel, {
    territoryId: visit.territory.id,
    actor: actorOf(visit.viewer),
    onBehalfOf: `person:${personId}`,
    what: 'person.told',
    subject: 'person',
    subjectId: personId,
  });
}
