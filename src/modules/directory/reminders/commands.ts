import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { deadAddresses } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { keepersOf } from '../../people/index.ts';
import { confirmSubject } from '../subjects/confirmation.ts';
import type { Authorship } from '../subjects/revision.ts';
import type { DB } from '../tables.generated.ts';
import { tellKeeper, tellMailbox } from './letters.ts';
import { holderById } from './queries/holders.ts';
import { askedAgainSince, REMINDERS } from './rules.ts';
import type { Holder, Reached } from './view-models.ts';

/**
 * Asks those who keep the pages of a holder, or else its own mailbox, whether they are still right. Idempotent: the row says
 * that it was done, so that of two jobs at once one writes and the other finds nothing due. One unit of work.
 */
export async function remind(kernel: Kernel, territory: TerritoryContext, holderId: string): Promise<void> {
  const day = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  await kernel.database.unit(
    async () => {
      const { rows } = await sql<{ sent: number; began_on: Temporal.PlainDate }>`
        insert into directory.reminder as r (territory_id, id, sent, reached, began_on, last_on)
          values (${territory.id}, ${holderId}, 1, 'written', ${day}, ${day})
        on conflict (territory_id, id) do update set sent = r.sent + 1, reached = 'written', last_on = excluded.last_on
          where r.sent < ${REMINDERS} and r.last_on <= ${askedAgainSince(day)}
        returning sent, began_on`.execute(kernel.database.kysely<DB>());
      const [row] = rows;
      if (!row) return;
      const holder = await holderById(kernel, territory, holderId, day);
      // Confirmed since the list was made.
      if (!holder?.pages.some((page) => page.freshness !== 'fresh')) return forgetReminder(kernel, territory.id, holderId);
      const reached = await ask(kernel, territory, holder, { beganOn: row.began_on, number: row.sent, day });
      if (reached === 'written') return;
      await kernel.database
        .kysely<DB>()
        .updateTable('directory.reminder')
        .set({ sent: row.sent - 1, reached })
        .where('territory_id', '=', territory.id)
        .where('id', '=', holderId)
        .execute();
    },
    { territory: territory.id },
  );
}

async function ask(
  kernel: Kernel,
  territory: TerritoryContext,
  holder: Holder,
  asking: { beganOn: Temporal.PlainDate; number: number; day: Temporal.PlainDate },
): Promise<Reached> {
  const keepers = await keepersOf(kernel, territory.id, holder.id);
  const { mailbox } = holder;
  const dead = await deadAddresses(kernel, [...keepers.map(({ email }) => email), ...(mailbox === null ? [] : [mailbox])]);
  // Who keeps it reads it on their notices, even where no letter comes through.
  for (const keeper of keepers) await tellKeeper(kernel, territory, holder, asking, keeper);
  if (keepers.some(({ email }) => !dead.has(email))) return 'written';
  if (mailbox !== null && !dead.has(mailbox))
    return (await tellMailbox(kernel, territory, holder, asking, mailbox)) === 'refused' ? 'refused' : 'written';
  return dead.size > 0 ? 'dead' : 'nobody';
}

/** Somebody says that all pages of a holder are still right, and is asked no more for now. One unit of work. */
export async function confirmHolder(kernel: Kernel, territory: TerritoryContext, holder: Holder, by: Authorship): Promise<void> {
  await kernel.database.unit(async () => {
    for (const { subject, id } of holder.pages) await confirmSubject(kernel, territory, { subject, id }, by);
    await forgetReminder(kernel, territory.id, holder.id);
  });
}

/** Reminders of a structure begin anew, where it is to be asked again. */
export async function forgetReminder(kernel: Kernel, territoryId: string, holderId: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.reminder')
    .where('territory_id', '=', territoryId)
    .where('id', '=', holderId)
    .execute();
}
