import type { EventHandler } from '../events/events.ts';
import { onEvent } from '../events/events.ts';
import type { Kernel } from '../kernel.ts';
import { deadAddressReason, markDeadAddress } from './dead-address.ts';
import { messageWritten } from './mail.ts';
import type { MailTables, MessageState } from './table.ts';

/** Hours for which a server that does not take a message is asked again. */
const PATIENCE = 48;

/** Hands each message over once what it tells of is committed. */
export const deliveryHandler: EventHandler<Kernel> = onEvent(
  messageWritten,
  'deliver-message',
  (kernel: Kernel, { messageId }) => deliverMessage(kernel, messageId),
  { isPatient: true },
);

/**
 * Hands a written message over, and notes what became of it. At least once: between the server's word and ours, a crash
 * leaves it to be sent again, with the same Message-ID.
 *
 * @throws Error where it has to be tried again later
 */
export async function deliverMessage(kernel: Kernel, id: string): Promise<void> {
  const { database, clock, mail } = kernel;
  const message = await database
    .kysely<MailTables>()
    .updateTable('kernel.message')
    .set((row) => ({ attempts: row('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
  if (!message || message.recipient === null || message.body === null) return;
  const carrier = mail.carriers[message.channel];
  if (!carrier) return settle(kernel, id, 'kept', { attempts: 0 });
  const reason = await deadAddressReason(kernel, message.recipient_digest);
  if (reason !== null) return settle(kernel, id, 'failed', { last_failure: reason });
  const carried = await carrier.carry({
    id,
    recipient: message.recipient,
    locale: message.locale,
    createdAt: message.created_at,
    senderName: message.sender_name,
    replyTo: message.reply_to,
    subject: message.subject,
    body: message.body,
    html: message.html,
    unsubscribeUrl: message.unsubscribe_url,
  });
  if (carried.outcome === 'accepted') return settle(kernel, id, 'sent');
  if (carried.outcome === 'refused') {
    return database.unit(async () => {
      await settle(kernel, id, 'failed', { last_failure: carried.words });
      if (carried.deadAddress !== null) await markDeadAddress(kernel, message.recipient_digest, carried.deadAddress);
    });
  }
  if (clock.now().since(message.waiting_since).total('hours') >= PATIENCE)
    return settle(kernel, id, 'failed', { last_failure: carried.words });
  await noteFailure(kernel, id, carried.words);
  // Without the words: they may name somebody, and end in the logs.
  throw new Error(`Message ${id} was not taken: to be tried again.`);
}

async function settle(
  { database, clock }: Kernel,
  id: string,
  state: MessageState,
  more: { last_failure?: string; attempts?: number } = {},
): Promise<void> {
  await database
    .kysely<MailTables>()
    .updateTable('kernel.message')
    .set({ ...more, state, settled_at: clock.now() })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

async function noteFailure({ database }: Kernel, id: string, words: string): Promise<void> {
  await database.kysely<MailTables>().updateTable('kernel.message').set({ last_failure: words }).where('id', '=', id).execute();
}
