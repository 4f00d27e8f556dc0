import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { directoryFigures } from '../../directory/index.ts';
import { answersTo } from '../../moderation/index.ts';
import { territoryById } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';
import { type Quarter, quarterOf } from './quarters.ts';
import type { QuarterFigures } from './report.ts';

/** Counts a quarter as it is now. Of a grouping: its members’, each in its commune as in a district. */
export async function countQuarter(kernel: Kernel, territory: TerritoryContext, quarter: Quarter): Promise<QuarterFigures> {
  const own = await countOne(kernel, territory, quarter);
  const all = [own];
  for (const { id, name } of territory.members) {
    const member = await territoryById(kernel.database, kernel.clock, id);
    if (!member) continue;
    const { directory, corrections } = await countOne(kernel, member, quarter);
    all.push({ directory: { ...directory, rows: directory.rows.map((row) => ({ ...row, district: name })) }, corrections });
  }
  const sum = (of: (figures: QuarterFigures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  return {
    directory: {
      rows: all.flatMap(({ directory }) => directory.rows),
      claims: {
        received: sum(({ directory }) => directory.claims.received),
        granted: sum(({ directory }) => directory.claims.granted),
        refused: sum(({ directory }) => directory.claims.refused),
      },
      unmet: { times: sum(({ directory }) => directory.unmet.times), phrases: all.flatMap(({ directory }) => directory.unmet.phrases) },
    },
    corrections: {
      received: sum(({ corrections }) => corrections.received),
      hours: all.flatMap(({ corrections }) => corrections.hours),
    },
  };
}

function countOne(kernel: Kernel, territory: TerritoryContext, { from, to }: Quarter): Promise<QuarterFigures> {
  const [start, end] = [from, to].map((day) => day.toZonedDateTime(territory.timeZone).toInstant()) as [Temporal.Instant, Temporal.Instant];
  // Claims and what is sent are confidential: only their number leaves this unit.
  return kernel.database.unit(
    async () => ({
      directory: await directoryFigures(kernel, territory, { from, to }),
      corrections: await answersTo(kernel, territory.id, 'correction', { start, end }),
    }),
    { keeper: territory.id },
  );
}

/** Quarters whose figures are kept, the latest first. */
export async function keptQuarters(kernel: Kernel, territoryId: string): Promise<Quarter[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('desk.report')
    .select('quarter')
    .where('territory_id', '=', territoryId)
    .orderBy('quarter', 'desc')
    .execute();
  return rows.map(({ quarter }) => quarterOf(quarter));
}

/** The figures of a quarter as they were when it closed; null where it has not. */
export async function keptFigures(kernel: Kernel, territoryId: string, { from }: Quarter): Promise<QuarterFigures | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('desk.report')
    .select('figures')
    .where('territory_id', '=', territoryId)
    .where('quarter', '=', from)
    .executeTakeFirst();
  return (row?.figures as unknown as QuarterFigures | undefined) ?? null;
}
