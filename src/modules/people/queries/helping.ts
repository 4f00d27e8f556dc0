import { sql } from 'kysely';
import { type Deed, isFor, type Purpose } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/**
 * Whether somebody may act for a person in something, today: they work in the person's team, and a mandate for it is in force. Asked
 * in any unit of work.
 */
export async function mayHelp(
  kernel: Kernel,
  territory: TerritoryContext,
  accountId: string,
  personId: string,
  deed: Deed,
): Promise<boolean> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const {
    rows: [found],
  } = await kernel.database.unit(
    () =>
      sql<{ purposes: Purpose[] }>`
        select array(select m.purpose from people.mandate m where m.territory_id = p.territory_id and m.person_id = p.id
          and m.state = 'active' and ${today} between m.starts_on and m.ends_on) as purposes
        from people.person p join people.role r on r.team_id = p.team_id and r.account_id = ${accountId} and r.ended_at is null
        where p.territory_id = ${territory.id} and p.id = ${personId}`.execute(kernel.database.kysely<DB>()),
    { keeper: territory.id },
  );
  return found?.purposes.some((purpose) => isFor(purpose, deed)) ?? false;
}
