import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { allTerritories } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';
import { quarterBefore, quarterOf } from './quarters.ts';
import { countQuarter } from './queries.ts';
import type { QuarterFigures } from './report.ts';

/** A quarter that has closed, told from what there is today: the demonstration has no past of its own. */
export async function demonstrationReports(kernel: Kernel): Promise<void> {
  const now = kernel.clock.now();
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    const today = quarterOf(now.toZonedDateTimeISO(territory.timeZone).toPlainDate());
    const figures = asIfBefore(await countQuarter(kernel, territory, today));
    await kernel.database
      .kysely<DB>()
      .insertInto('desk.report')
      .values({
        territory_id: territory.id,
        id: newId(),
        quarter: quarterBefore(today).from,
        figures: JSON.stringify(figures),
        closed_at: today.from.toZonedDateTime(territory.timeZone).toInstant(),
      })
      .execute();
  }
}

function asIfBefore({ directory }: QuarterFigures): QuarterFigures {
  return {
    directory: {
      rows: directory.rows.map((row, index) => ({
        ...row,
        added: index % 4 === 0 ? row.present : 0,
        closed: index % 9 === 0 ? 1 : 0,
        confirmed: Math.ceil(row.present / 2),
        views: row.present * (12 + ((index * 17) % 40)),
        searches: row.present * (3 + ((index * 5) % 11)),
      })),
      claims: { received: 23, granted: 12, refused: 6 },
      unmet: {
        times: 96,
        phrases: [
          { phrase: 'garde enfant soir', times: 31 },
          { phrase: 'dentiste', times: 22 },
        ],
      },
    },
    corrections: { received: 24, hours: [2, 5, 9, 20, 26, 30, 44, 47, 50, 71, 95, 120, 140, 160, 190] },
  };
}
