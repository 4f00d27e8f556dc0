import { sql } from 'kysely';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Delivery, WholeDelivery } from '../models.ts';
import type { DB } from '../tables.generated.ts';

const PAGE = 50;

const COLUMNS = sql`d.id, d.type, d.state, d.attempts, d.created_at as "createdAt", d.attempted_at as "attemptedAt", d.status, d.fault`;

/** What was sent to a site, the last first. @param before id of the last one of the page before; null: the first page. */
export async function deliveriesOf(
  kernel: Kernel,
  territoryId: string,
  endpointId: string,
  before: string | null,
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  const { rows } = await sql<Delivery>`
    select ${COLUMNS} from webhooks.delivery d
    where d.territory_id = ${territoryId} and d.endpoint_id = ${endpointId} and (${before}::uuid is null or d.id < ${before}::uuid)
    order by d.id desc limit ${PAGE + 1}`.execute(kernel.database.kysely<DB>());
  const deliveries = rows.slice(0, PAGE);
  return { deliveries, next: rows.length > PAGE ? (deliveries.at(-1)?.id ?? null) : null };
}

/** One of them whole; null where there is none. */
export async function deliveryById(kernel: Kernel, territoryId: string, endpointId: string, id: string): Promise<WholeDelivery | null> {
  if (!isId(id) || !isId(endpointId)) return null;
  const { rows } = await sql<WholeDelivery>`
    select ${COLUMNS}, d.message_id as "messageId", d.body, d.answer from webhooks.delivery d
    where d.territory_id = ${territoryId} and d.endpoint_id = ${endpointId} and d.id = ${id}`.execute(kernel.database.kysely<DB>());
  return rows[0] ?? null;
}
