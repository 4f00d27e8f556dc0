import type { Selectable } from 'kysely';
import { outgoingSend } from '../../../kernel/http/outgoing.ts';
import { OutgoingError } from '../../../kernel/http/outgoing-error.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { unseal } from '../../../kernel/seal.ts';
import { noteAnswered, noteUnanswered, SEALED_FOR, switchOff } from '../commands/endpoints.ts';
import type { DeliveryState } from '../models.ts';
import { fateOf, isHopeless, readAddress, TRIAL } from '../rules.ts';
import { signatureHeaders } from '../signing.ts';
import type { DB } from '../tables.generated.ts';
import { tellSwitchedOff } from './telling.ts';

const TIMEOUT = 10_000;
/** Of the answer, kept to find out what went wrong. */
const MOST_BYTES = 1_024;
/** Seconds for which a job has it to itself: more than an attempt takes. */
const LEASE = 30;

type Row = Selectable<DB['webhooks.delivery']>;
type EndpointRow = Selectable<DB['webhooks.endpoint']>;

/** What came of an attempt. */
interface Attempt {
  status: number | null;
  /** Of `OutgoingFault`, or `secret`: none could be read, so nothing was sent. */
  fault: string | null;
  answer: string | null;
}

/**
 * Sends what is written to be sent, and notes what came of it. At least once: between the answer and our note of it, a crash leaves it
 * to be sent again, under the same id. Of two jobs at once, one sends.
 *
 * @throws Error where it has to be tried again later
 */
export async function deliver(kernel: Kernel, { territoryId, deliveryId }: { territoryId: string; deliveryId: string }): Promise<void> {
  const delivery = await take(kernel, territoryId, deliveryId);
  if (!delivery) return;
  const { endpoint_id: endpointId, type, created_at: createdAt } = delivery;
  const endpoint = await kernel.database
    .kysely<DB>()
    .selectFrom('webhooks.endpoint')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('id', '=', endpointId)
    .executeTakeFirst();
  // What somebody asks for is sent all the same: they may want to know whether it answers again.
  if (!endpoint || (endpoint.state !== 'on' && delivery.asked_by === null)) return settle(kernel, delivery, 'dropped', nothing);
  const attempt = await send(kernel, endpoint, delivery);
  const now = kernel.clock.now();
  const fate = fateOf({ status: attempt.status, type, createdAt, now });
  if (fate === 'delivered') await noteAnswered(kernel, territoryId, endpointId);
  else if (attempt.status === 410) await end(kernel, territoryId, endpointId, 'gone');
  else if (type !== TRIAL) {
    const since = await noteUnanswered(kernel, territoryId, endpointId);
    if (since && isHopeless(since, now)) await end(kernel, territoryId, endpointId, 'failing');
  }
  await settle(kernel, delivery, fate === 'again' ? 'waiting' : fate, attempt);
  if (fate === 'again') throw new Error(`Delivery ${deliveryId} was not taken: to be tried again.`);
}

/** Takes it for this job alone; null where there is nothing to do any more. @throws Error while another job has it */
async function take(kernel: Kernel, territoryId: string, id: string): Promise<Row | null> {
  const now = kernel.clock.now();
  const db = kernel.database.kysely<DB>();
  const taken = await db
    .updateTable('webhooks.delivery')
    .set((row) => ({ attempts: row('attempts', '+', 1), attempted_at: now, taken_until: now.add({ seconds: LEASE }) }))
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where((row) => row.or([row('taken_until', 'is', null), row('taken_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  if (taken) return taken;
  const waiting = await db
    .selectFrom('webhooks.delivery')
    .select('id')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (waiting) throw new Error(`Delivery ${id} is another job's: to be looked at again.`);
  return null;
}

const nothing: Attempt = { status: null, fault: null, answer: null };

async function send(kernel: Kernel, endpoint: EndpointRow, { message_id: messageId, body }: Row): Promise<Attempt> {
  const { secrets, webhookHosts } = kernel.config;
  const now = kernel.clock.now();
  const isOverlap = endpoint.previous_until !== null && endpoint.previous_until.epochMilliseconds > now.epochMilliseconds;
  const keys = [endpoint.secret, ...(isOverlap && endpoint.previous_secret !== null ? [endpoint.previous_secret] : [])].flatMap(
    (sealed) => unseal(secrets, SEALED_FOR, sealed) ?? [],
  );
  if (keys.length === 0) return { ...nothing, fault: 'secret' };
  const address = readAddress(endpoint.url, webhookHosts);
  if ('mistake' in address) return { ...nothing, fault: address.mistake === 'private' ? 'private' : 'address' };
  const timestamp = Math.floor(now.epochMilliseconds / 1_000);
  try {
    const { status, beginning } = await outgoingSend(address.url.href, body, {
      accept: '*/*',
      timeoutMs: TIMEOUT,
      maxBytes: MOST_BYTES,
      allowPrivate: address.isOwn,
      headers: signatureHeaders(keys, { messageId, timestamp, body }),
    });
    // PostgreSQL keeps no NUL, and a page no other control sign.
    return { status, fault: null, answer: beginning.replace(/[^\P{Cc}\n\t]/gu, '') };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { ...nothing, fault: error.fault };
  }
}

async function settle(kernel: Kernel, { territory_id, id }: Row, state: DeliveryState, attempt: Attempt): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('webhooks.delivery')
    .set({ ...attempt, state, taken_until: null, settled_at: state === 'waiting' ? null : kernel.clock.now() })
    .where('territory_id', '=', territory_id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

async function end(kernel: Kernel, territoryId: string, endpointId: string, why: 'failing' | 'gone'): Promise<void> {
  await kernel.database.unit(async () => {
    const url = await switchOff(kernel, territoryId, endpointId, why);
    if (url !== null) await tellSwitchedOff(kernel, { territoryId, endpointId, url, why });
  });
}
