import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { markDeadAddress } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { findStructure } from '../queries/find-structure.ts';
import type { Reached } from '../reminders/view-models.ts';
import type { DB } from '../tables.generated.ts';

interface Aged {
  /** Since it was last confirmed. */
  months: number;
  /** What its reminders came to. */
  sent: number;
  reached: Reached;
  lastDaysAgo: number;
  /** To which nothing is sent any more. */
  deadEmail?: string;
}

/** Structures of which nobody said for long that their pages are right, by their slugs. */
const aged: Readonly<Record<string, Aged>> = {
  'la-chorale-des-quais': { months: 14, sent: 3, reached: 'written', lastDaysAgo: 41 },
  'les-mains-vertes-d-arvenne': { months: 9, sent: 3, reached: 'written', lastDaysAgo: 33 },
  'tandem-arvenne': { months: 8, sent: 1, reached: 'dead', lastDaysAgo: 12, deadEmail: 'tandem@tandem-arvenne.example.org' },
  'pousse-projet': { months: 8, sent: 2, reached: 'refused', lastDaysAgo: 5 },
  'judo-et-lutte-de-montbrillet': { months: 10, sent: 0, reached: 'nobody', lastDaysAgo: 20 },
  'planning-familial-d-arvenne': { months: 8, sent: 0, reached: 'nobody', lastDaysAgo: 9 },
  'theatre-de-la-grange-rouge': { months: 7, sent: 0, reached: 'nobody', lastDaysAgo: 2 },
  // Its reminder is on its way: it is not to be called yet.
  'creche-parentale-les-petits-galets': { months: 7, sent: 1, reached: 'written', lastDaysAgo: 3 },
};

/** What was told of a structure of the demonstration was told that day: long ago of some, else today. */
export function toldOn(kernel: Kernel, { timeZone }: TerritoryContext, slug: string): Temporal.PlainDate {
  return kernel.clock
    .now()
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .subtract({ months: aged[slug]?.months ?? 0 });
}

/** What became of reminders about them. */
export async function demonstrationReminders(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  for (const [slug, { sent, reached, lastDaysAgo, deadEmail }] of Object.entries(aged)) {
    const structure = await findStructure(kernel, territory.id, slug);
    if (!structure) throw new Error(`The demonstration has no structure ${slug}.`);
    const lastOn = today.subtract({ days: lastDaysAgo });
    await kernel.database
      .kysely<DB>()
      .insertInto('directory.reminder')
      .values({
        territory_id: territory.id,
        id: structure.id,
        sent,
        reached,
        began_on: lastOn.subtract({ days: 30 * Math.max(0, sent - 1) }),
        last_on: lastOn,
      })
      .execute();
    if (deadEmail) await markDeadAddress(kernel, addressDigest(kernel.config.secret, deadEmail), '5.1.1');
  }
}
