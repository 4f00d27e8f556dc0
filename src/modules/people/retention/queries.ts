import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel, Task } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { retentionMessages } from './messages.ts';
import type { Elimination, ReadingEntry } from './view-models.ts';

/**
 * Lists of public archives that have served their time: those that wait first, then the latest. @param most a hundred on
 * screen; null: all.
 */
export async function eliminationsOf(kernel: Kernel, territoryId: string, most: number | null = 100): Promise<Elimination[]> {
  const { rows } = await sql<Elimination>`
    select id, source, kind, rows, before, proposed_at as "proposedAt", state, decided_at as "decidedAt", reason
    from people.elimination where territory_id = ${territoryId}
    order by (state = 'proposed') desc, proposed_at desc limit ${most}`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** What waits for the archivist. */
export async function eliminationTasks(kernel: Kernel, visit: Visit): Promise<readonly Task[]> {
  if (!visit.viewer?.roles.includes('archivist')) return [];
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from people.elimination where territory_id = ${visit.territory.id} and state = 'proposed'`.execute(
    kernel.database.kysely<DB>(),
  );
  const count = rows[0]?.n ?? 0;
  return [
    { count, label: translator(retentionMessages, visit.locale)('people.eliminations.task', { n: count }), path: '/gestion/eliminations' },
  ];
}

const PAGE = 50;

/**
 * Who read confidential rows, the latest first, as the data protection officer sees it: who, when and in which team, never
 * whose. @param before id of the last entry of the page before.
 */
export async function readingsOf(
  kernel: Kernel,
  territoryId: string,
  before: string | null,
): Promise<{ entries: ReadingEntry[]; next: string | null }> {
  const { rows } = await kernel.database.unit(
    () =>
      sql<ReadingEntry>`
        select r.id, r.at, a.name as "readerName", t.name as "teamName", r.what
        from people.reading r join people.team t on t.id = r.team_id left join people.account a on a.id = r.account_id
        where r.territory_id = ${territoryId} and (${before}::uuid is null or r.id < ${before}::uuid)
        order by r.id desc limit ${PAGE + 1}`.execute(kernel.database.kysely<DB>()),
    { keeper: territoryId },
  );
  const entries = rows.slice(0, PAGE);
  return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}
