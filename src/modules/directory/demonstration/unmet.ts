import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** What residents of the demonstration have looked for in vain: the phrase as it is counted, and on how many days. */
const searches: readonly (readonly [phrase: string, days: number])[] = [
  ['garde nuit enfants', 11],
  ['reparation trottinette', 9],
  ['laverie solidaire', 6],
];

export async function demonstrationUnmet(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  for (const [phrase, days] of searches)
    for (let n = 1; n <= days; n += 1)
      await sql`insert into directory.unmet_search (territory_id, id, day, phrase, theme, times)
        values (${territory.id}, ${newId()}, ${today.subtract({ days: 3 * n }).toString()}::date, ${phrase}, '', ${1 + (n % 3)})`.execute(
        kernel.database.kysely<DB>(),
      );
}
