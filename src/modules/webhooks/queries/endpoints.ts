import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { actorNames } from '../../people/index.ts';
import type { Endpoint, EndpointLine, LastDelivery } from '../models.ts';
import type { DB } from '../tables.generated.ts';

type Row = Endpoint & { lastState: LastDelivery['state'] | null; lastAt: LastDelivery['at'] | null };

async function linesOf(kernel: Kernel, rows: readonly Row[]): Promise<EndpointLine[]> {
  const names = await actorNames(
    kernel,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map(({ lastState, lastAt, ...row }) => ({
    ...row,
    createdBy: names.get(row.createdBy) ?? '',
    last: lastState !== null && lastAt !== null ? { state: lastState, at: lastAt } : null,
  }));
}

const SELECT = sql`
  select e.id, e.url, e.events, e.state, e.failing_since as "failingSince", e.previous_until as "previousUntil",
    e.created_at as "createdAt", e.created_by as "createdBy", d.state as "lastState", d.at as "lastAt"
  from webhooks.endpoint e
  left join lateral (
    select l.state, coalesce(l.attempted_at, l.created_at) as at from webhooks.delivery l
    where l.territory_id = e.territory_id and l.endpoint_id = e.id order by l.id desc limit 1
  ) d on true`;

/** Sites that a territory tells, the first added first. */
export async function endpointsOf(kernel: Kernel, territoryId: string): Promise<EndpointLine[]> {
  const { rows } = await sql<Row>`${SELECT} where e.territory_id = ${territoryId} order by e.id`.execute(kernel.database.kysely<DB>());
  return linesOf(kernel, rows);
}

/** One of them; null where there is none. */
export async function endpointById(kernel: Kernel, territoryId: string, id: string): Promise<EndpointLine | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Row>`${SELECT} where e.territory_id = ${territoryId} and e.id = ${id}`.execute(kernel.database.kysely<DB>());
  return (await linesOf(kernel, rows))[0] ?? null;
}

/** Which sites of some territories are told of a type of event now. */
export async function endpointsToldOf(
  kernel: Kernel,
  territoryIds: readonly string[],
  type: string,
): Promise<{ territoryId: string; id: string; since: Temporal.Instant }[]> {
  const { rows } = await sql<{ territoryId: string; id: string; since: Temporal.Instant }>`
    select territory_id as "territoryId", id, created_at as since from webhooks.endpoint
    where territory_id = any(${[...territoryIds]}::uuid[]) and state = 'on' and ${type} = any(events)
    order by territory_id, id`.execute(kernel.database.kysely<DB>());
  return rows;
}
