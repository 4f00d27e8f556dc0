import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { deliveryWritten } from '../events.ts';
import { TRIAL } from '../rules.ts';
import type { DB } from '../tables.generated.ts';

/** Something to send. */
interface Message {
  endpointId: string;
  messageId: string;
  type: string;
  body: string;
  /** What it tells of is told once; null: somebody asked for it, each time that they do. */
  changeId: string | null;
  askedBy: string | null;
}

/** The body of a request, as it is signed. */
export function bodyOf(territory: Pick<TerritoryContext, 'slug'>, type: string, at: string, data: object): string {
  return JSON.stringify({ type, timestamp: at, territory: territory.slug, data });
}

/** Writes down something to send, in the current unit of work: committed, it is sent. @returns false where it was written already. */
export async function writeDelivery(kernel: Kernel, territoryId: string, message: Message): Promise<boolean> {
  const id = newId();
  const written = await kernel.database
    .kysely<DB>()
    .insertInto('webhooks.delivery')
    .values({
      territory_id: territoryId,
      id,
      endpoint_id: message.endpointId,
      message_id: message.messageId,
      type: message.type,
      change_id: message.changeId,
      body: message.body,
      state: 'waiting',
      asked_by: message.askedBy,
      created_at: kernel.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['territory_id', 'endpoint_id', 'change_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return false;
  await kernel.events.emit(deliveryWritten, { territoryId, deliveryId: id });
  return true;
}

/** Sends a site something that tells of nothing, in one unit of work: to see whether it arrives. */
export async function tryEndpoint(kernel: Kernel, territory: TerritoryContext, endpointId: string, actor: string): Promise<void> {
  const body = bodyOf(territory, TRIAL, kernel.clock.now().toString(), { name: territory.name });
  const message = { endpointId, messageId: newId(), type: TRIAL, body, changeId: null, askedBy: actor };
  await kernel.database.unit(() => writeDelivery(kernel, territory.id, message));
}

/** Sends something once more, to the letter and under its own name, in one unit of work. @returns false where it is gone. */
export async function sendAgain(kernel: Kernel, territoryId: string, endpointId: string, id: string, actor: string): Promise<boolean> {
  if (!isId(id)) return false;
  return kernel.database.unit(async () => {
    const sent = await kernel.database
      .kysely<DB>()
      .selectFrom('webhooks.delivery')
      .select(['message_id as messageId', 'type', 'body'])
      .where('territory_id', '=', territoryId)
      .where('endpoint_id', '=', endpointId)
      .where('id', '=', id)
      .executeTakeFirst();
    return sent !== undefined && writeDelivery(kernel, territoryId, { ...sent, endpointId, changeId: null, askedBy: actor });
  });
}
