import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ScheduledJob } from '../../../kernel/jobs/queue.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { allTerritories } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';
import { quarterBefore, quarterOf } from './quarters.ts';
import { countQuarter, keptFigures } from './queries.ts';

export const reportSchedule: readonly ScheduledJob<Kernel>[] = [
  {
    name: 'close-quarter',
    cron: '40 2 * * *',
    atStart: true,
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await closeQuarter(kernel, territory);
    },
  },
];

/** Keeps the figures of the quarter that has ended, once. A territory that was not there then has none. Idempotent. */
export async function closeQuarter(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const quarter = quarterBefore(quarterOf(now.toZonedDateTimeISO(territory.timeZone).toPlainDate()));
  if (await keptFigures(kernel, territory.id, quarter)) return;
  const figures = await countQuarter(kernel, territory, quarter);
  const isEmpty = figures.directory.rows.every(({ present, added, closed }) => present + added + closed === 0);
  if (isEmpty) return;
  await kernel.database
    .kysely<DB>()
    .insertInto('desk.report')
    .values({ territory_id: territory.id, id: newId(), quarter: quarter.from, figures: JSON.stringify(figures), closed_at: now })
    .onConflict((conflict) => conflict.columns(['territory_id', 'quarter']).doNothing())
    .execute();
}
