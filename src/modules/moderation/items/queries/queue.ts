import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { encodeCursor } from '../../../../kernel/http/cursor.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ItemState } from '../../states.ts';
import type { DB } from '../../tables.generated.ts';
import type { QueueFilter } from '../filter.ts';
import type { Item } from '../models.ts';
import { foldWords } from '../words.ts';
import { itemOf } from './items.ts';

const PAGE = 25;

export interface QueuePage {
  items: readonly Item[];
  next: string | null;
}

const place = z.object({ urgent: z.boolean().optional(), at: z.string(), id: z.string() });

type Query = SelectQueryBuilder<DB, 'moderation.item', object>;

function filtered(kernel: Kernel, territoryId: string, viewerId: string, filter: QueueFilter): Query {
  let query: Query = kernel.database.kysely<DB>().selectFrom('moderation.item').where('territory_id', '=', territoryId);
  // By what the indexes are about: PostgreSQL does not see that it follows from the state.
  query = query.where('decided_at', filter.state === 'decided' ? 'is not' : 'is', null);
  if (filter.state === 'open' || filter.state === 'in-question') query = query.where('state', '=', filter.state);
  if (filter.kind !== null) query = query.where('kind', '=', filter.kind);
  if (filter.hands === 'mine') query = query.where('assigned_to', '=', viewerId);
  if (filter.hands === 'nobody') query = query.where('assigned_to', 'is', null);
  if (filter.olderThan !== null) query = query.where('waiting_since', '<=', kernel.clock.now().subtract({ hours: 24 * filter.olderThan }));
  for (const word of foldWords([filter.words]).split(' ').filter(Boolean)) query = query.where(sql<boolean>`strpos(words, ${word}) > 0`);
  return query;
}

/** A page of the queue: what waits is urgent first, then the oldest; what is decided, the latest first. */
export async function queuePage(
  kernel: Kernel,
  territoryId: string,
  viewerId: string,
  filter: QueueFilter,
  cursor: string | null,
): Promise<QueuePage> {
  const after = readCursor(cursor);
  const isDecided = filter.state === 'decided';
  let rows = filtered(kernel, territoryId, viewerId, filter)
    .selectAll()
    .limit(PAGE + 1);
  if (isDecided) {
    rows = rows.orderBy('decided_at', 'desc').orderBy('id', 'desc');
    if (after) rows = rows.where(sql<boolean>`(decided_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  } else {
    rows = rows.orderBy(sql`(not is_urgent)`).orderBy('opened_at').orderBy('id');
    if (after)
      rows = rows.where(
        sql<boolean>`((not is_urgent), opened_at, id) > (${!(after.urgent ?? false)}, ${after.at}::timestamptz, ${after.id}::uuid)`,
      );
  }
  const found = (await rows.execute()).map(itemOf);
  const items = found.slice(0, PAGE);
  const last = items.at(-1);
  const next =
    found.length > PAGE && last
      ? encodeCursor({ urgent: last.isUrgent, at: String((isDecided ? last.decidedAt : null) ?? last.openedAt), id: last.id })
      : null;
  return { items, next };
}

/** A page's address may hold anything: what is no cursor is the beginning. */
function readCursor(cursor: string | null): z.output<typeof place> | null {
  if (cursor === null) return null;
  try {
    const read = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return isId(read.id) && Temporal.Instant.from(read.at) ? read : null;
  } catch {
    return null;
  }
}

export interface QueueCounts {
  /** Waiting, by kind. */
  byKind: ReadonlyMap<string, number>;
  byState: Readonly<Record<Extract<ItemState, 'open' | 'in-question'>, number>>;
  mine: number;
  urgent: number;
  /** Waiting for a decision since before `since`. */
  late: number;
}

/** How much waits in a territory. @param late what has waited for a decision since then is late. */
export async function queueCounts(kernel: Kernel, territoryId: string, viewerId: string, late: Temporal.Instant): Promise<QueueCounts> {
  const { rows } = await sql<{ kind: string; state: 'open' | 'in-question'; n: number; mine: number; urgent: number; late: number }>`
    select kind, state, count(*)::int as n, (count(*) filter (where assigned_to = ${viewerId}))::int as mine,
      (count(*) filter (where is_urgent))::int as urgent,
      (count(*) filter (where state = 'open' and waiting_since <= ${late}))::int as late
    from moderation.item where territory_id = ${territoryId} and decided_at is null
    group by kind, state`.execute(kernel.database.kysely<DB>());
  const byKind = new Map<string, number>();
  const byState = { open: 0, 'in-question': 0 };
  for (const row of rows) {
    byKind.set(row.kind, (byKind.get(row.kind) ?? 0) + row.n);
    byState[row.state] += row.n;
  }
  const sum = (key: 'mine' | 'urgent' | 'late') => rows.reduce((all, row) => all + row[key], 0);
  return { byKind, byState, mine: sum('mine'), urgent: sum('urgent'), late: sum('late') };
}

/** How many items a filter lets through. @param counts of the same territory: where they say it, nothing is counted again. */
export async function queueTotal(
  kernel: Kernel,
  territoryId: string,
  viewerId: string,
  filter: QueueFilter,
  counts: QueueCounts,
): Promise<number> {
  const { kind, state, hands, olderThan, words } = filter;
  if (state !== 'decided' && hands === 'all' && olderThan === null && words.trim() === '') {
    if (kind === null) return state === 'waiting' ? counts.byState.open + counts.byState['in-question'] : counts.byState[state];
    if (state === 'waiting') return counts.byKind.get(kind) ?? 0;
  }
  const { total } = await filtered(kernel, territoryId, viewerId, filter)
    .select((eb) => eb.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** What to look at after an item: the next that waits for a decision and is nobody else's, else the first. */
export async function nextItem(kernel: Kernel, territoryId: string, viewerId: string, after: Item): Promise<string | null> {
  const place = sql`(${!after.isUrgent}, ${after.openedAt}::timestamptz, ${after.id}::uuid)`;
  const first = (turn: number, where: RawBuilder<unknown>) => sql`
    (select id, ${sql.lit(turn)} as turn from moderation.item
      where territory_id = ${territoryId} and decided_at is null and state = 'open' and (assigned_to is null or assigned_to = ${viewerId})
        and ${where}
      order by (not is_urgent), opened_at, id limit 1)`;
  // Each is read in the order of an index, and stops at the first.
  const { rows } = await sql<{ id: string }>`
    select id from (
      ${first(0, sql`((not is_urgent), opened_at, id) > ${place}`)} union all ${first(1, sql`((not is_urgent), opened_at, id) < ${place}`)}
    ) as found order by turn limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0]?.id ?? null;
}
