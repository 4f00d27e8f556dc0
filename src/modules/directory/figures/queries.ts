import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import { DAYS_TO_BE_READ } from '../queries/unmet-searches.ts';
import type { DB } from '../tables.generated.ts';
import type { Figures } from './view-models.ts';

const DAYS = 30;

/** How often pages were read in the last thirty days, and what led to them. */
export async function figuresOf(
  kernel: Kernel,
  territoryId: string,
  subjectIds: readonly string[],
  today: Temporal.PlainDate,
): Promise<Figures> {
  const db = kernel.database.kysely<DB>();
  const first = today.subtract({ days: DAYS - 1 });
  const { rows: days } = await sql<{ day: Temporal.PlainDate; views: number }>`
    select d::date as day, coalesce(sum(v.views), 0)::int as views
    from generate_series(${first}::date, ${today}::date, interval '1 day') d
    left join directory.page_view v on v.territory_id = ${territoryId} and v.subject_id = any(${subjectIds}::uuid[]) and v.day = d::date
    group by d order by d`.execute(db);
  const { rows: searches } = await sql<{ phrase: string; times: number }>`
    select phrase, sum(times)::int as times from directory.page_search
    where territory_id = ${territoryId} and subject_id = any(${subjectIds}::uuid[])
    group by phrase having count(distinct day) >= ${DAYS_TO_BE_READ} order by times desc, phrase limit 20`.execute(db);
  return { days, total: days.reduce((sum, { views }) => sum + views, 0), searches };
}
