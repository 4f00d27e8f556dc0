import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { ageingSince } from '../freshness-rules.ts';
import { unconfirmedSince } from '../queries/confirmed.ts';
import type { DB } from '../tables.generated.ts';
import { remind } from './commands.ts';
import { holdersToAsk } from './queries/holders.ts';

/** Asks whoever is to be asked today, one unit of work each. Idempotent. */
export async function sendReminders(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  if (!territory.services.includes('directory')) return;
  const day = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  await forgetAnswered(kernel, territory.id, day);
  for (const id of await holdersToAsk(kernel, territory.id, day)) await remind(kernel, territory, id);
}

/** What was confirmed otherwise, by a source or page by page, or is gone: reminders begin anew where it is to be asked again. */
async function forgetAnswered(kernel: Kernel, territoryId: string, day: Temporal.PlainDate): Promise<void> {
  await sql`
    delete from directory.reminder r where r.territory_id = ${territoryId} and r.id not in (
      select coalesce(d.organisation_id, d.id) from ${unconfirmedSince(territoryId, ageingSince(day))})`.execute(
    kernel.database.kysely<DB>(),
  );
}
