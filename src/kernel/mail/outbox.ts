import type { Temporal } from 'temporal-polyfill';
import { isId } from '../ids.ts';
import type { Kernel } from '../kernel.ts';
import { messageWritten } from './mail.ts';
import type { Channel, MailTables, MessageState } from './table.ts';

/** A message as the operator's list shows it. */
export interface OutboxItem {
  id: string;
  channel: Channel;
  state: MessageState;
  /** Null once the content was blanked; so is the subject, which an SMS never has. */
  recipient: string | null;
  subject: string | null;
  createdAt: Temporal.Instant;
  /** When it was sent, failed, came back or was kept; null while it waits. */
  settledAt: Temporal.Instant | null;
  attempts: number;
  /** The server's last words, or the status for which the address is dead. */
  lastFailure: string | null;
}

export interface OutboxMessage extends OutboxItem {
  locale: string;
  senderName: string | null;
  replyTo: string | null;
  /**
   * The plain text, of what did not leave and may have to be given otherwise; null once blanked, and of what left: it may quote
   * what is confidential to two people.
   */
  body: string | null;
  /** As `body`; for an SMS null. To be shown in a frame without rights, never in a page of ours. */
  html: string | null;
  /** Nothing is sent to this address any more. */
  isDeadAddress: boolean;
}

const PAGE = 50;

const columns = [
  'id',
  'channel',
  'state',
  'recipient',
  'subject',
  'created_at as createdAt',
  'settled_at as settledAt',
  'attempts',
  'last_failure as lastFailure',
] as const;

/**
 * Messages of the installation, the newest first, fifty a page. For the operator alone: they hold links that let people in.
 *
 * @param cursor `nextCursor` of the page before; null, or what is none of ours: the first page
 * @param states only those in one of these
 * @public the operator's outbox page
 */
export async function outboxPage(
  { database }: Kernel,
  cursor: string | null,
  states: readonly MessageState[] = [],
): Promise<{ items: OutboxItem[]; nextCursor: string | null }> {
  const rows = await database
    .kysely<MailTables>()
    .selectFrom('kernel.message')
    .select(columns)
    .$if(cursor !== null && isId(cursor), (query) => query.where('id', '<', cursor as string))
    .$if(states.length > 0, (query) => query.where('state', 'in', states))
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const items = rows.slice(0, PAGE);
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}

/** How many of the messages whose keys begin so are in each state. @param prefix up to the `:` before what tells them apart. */
export async function messageCounts({ database }: Pick<Kernel, 'database'>, prefix: string): Promise<ReadonlyMap<MessageState, number>> {
  const rows = await database
    .kysely<MailTables>()
    .selectFrom('kernel.message')
    .select(({ fn }) => ['state', fn.countAll<bigint>().as('n')])
    // A range, which the index of keys has whatever the collation of the store.
    .where('key', '>=', `${prefix}:`)
    .where('key', '<', `${prefix};`)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, n }) => [state, Number(n)]));
}

/**
 * One message whole; null where there is none of this id.
 *
 * @public the operator's outbox page
 */
export async function outboxMessage({ database }: Kernel, id: string): Promise<OutboxMessage | null> {
  if (!isId(id)) return null;
  const row = await database
    .kysely<MailTables>()
    .selectFrom('kernel.message')
    .leftJoin('kernel.dead_address', 'digest', 'recipient_digest')
    .select([...columns, 'locale', 'sender_name as senderName', 'reply_to as replyTo', 'body', 'html', 'digest'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { digest, body, html, ...message } = row;
  const hasLeft = message.state === 'sent' || message.state === 'bounced';
  return { ...message, ...(hasLeft ? { body: null, html: null } : { body, html }), isDeadAddress: digest !== null };
}

/**
 * Tries again what was kept or failed, as if it were new, while its content is there: after SMTP_URL was set or mended.
 * False where there is nothing of the kind: asked twice at once, it leaves once.
 *
 * @public the operator's outbox page
 */
export async function sendAgain({ database, events, clock }: Kernel, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  return database.unit(async () => {
    const { numUpdatedRows } = await database
      .kysely<MailTables>()
      .updateTable('kernel.message')
      .set({ state: 'waiting', settled_at: null, waiting_since: clock.now(), attempts: 0, last_failure: null })
      .where('id', '=', id)
      .where('state', 'in', ['kept', 'failed'])
      .where('recipient', 'is not', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await events.emit(messageWritten, { messageId: id });
    return true;
  });
}
