import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

export interface Answers {
  /** Sent by somebody in the period. */
  received: number;
  /** Hours that each of those decided by now has waited. */
  hours: number[];
}

/** How many items of a kind people sent in a period, and how long they waited. In a unit whose `keeper` is the territory. */
export async function answersTo(
  kernel: Kernel,
  territoryId: string,
  kind: string,
  { start, end }: { start: Temporal.Instant; end: Temporal.Instant },
): Promise<Answers> {
  const { rows } = await sql<Answers>`
    select count(*)::int as received, coalesce(array_agg(round(extract(epoch from decided_at - opened_at) / 3600)::int order by decided_at - opened_at)
      filter (where decided_at is not null and state in ('approved', 'refused')), '{}') as hours
    from moderation.item where territory_id = ${territoryId} and kind = ${kind}
      and opened_at >= ${start}::timestamptz and opened_at < ${end}::timestamptz`.execute(kernel.database.kysely<DB>());
  return rows[0] ?? { received: 0, hours: [] };
}
