import type { Kernel } from '../kernel.ts';
import { addressDigest } from './address.ts';
import type { MailTables } from './table.ts';

/** Hours for which the content stays once a message has left or failed: to answer « I received nothing ». */
const KEPT_SETTLED = 72;
/** Hours for which it stays where no server is configured, so that the operator finds it in the outbox. */
const KEPT_WAITING = 24 * 30;
/** Hours for which the key stays, so that what comes once a year does not come twice. */
const KEPT_KEYS = 24 * 400;

const blank = {
  recipient: null,
  sender_name: null,
  reply_to: null,
  subject: null,
  body: null,
  html: null,
  unsubscribe_url: null,
  last_failure: null,
} as const;

/** Blanks what was written to people some days after, and forgets very old messages. Idempotent. */
export async function forgetMessages({ database, clock }: Pick<Kernel, 'database' | 'clock'>): Promise<void> {
  const db = database.kysely<MailTables>();
  const now = clock.now();
  await db
    .updateTable('kernel.message')
    .set(blank)
    .where('recipient', 'is not', null)
    .where('state', 'in', ['sent', 'failed', 'bounced'])
    .where('settled_at', '<', now.subtract({ hours: KEPT_SETTLED }))
    .execute();
  // Waiting for so long, it has lost its job: those that are tried again give up after two days.
  await db
    .updateTable('kernel.message')
    .set({ ...blank, state: 'failed', settled_at: now })
    .where('recipient', 'is not', null)
    .where('state', 'in', ['waiting', 'kept'])
    .where('waiting_since', '<', now.subtract({ hours: KEPT_WAITING }))
    .execute();
  await db
    .deleteFrom('kernel.message')
    .where('created_at', '<', now.subtract({ hours: KEPT_KEYS }))
    .execute();
}

/**
 * Blanks what was written to an address or telephone number: its owner is erased. What still waits leaves first (it may be
 * what tells of the erasure) and is blanked in its turn. What stays names nobody: keys, days, and the digest of a dead address.
 */
export async function eraseMessagesTo({ database, config }: Kernel, address: string): Promise<void> {
  await database
    .kysely<MailTables>()
    .updateTable('kernel.message')
    .set(blank)
    .where('recipient_digest', '=', addressDigest(config.secret, address))
    .where('state', '<>', 'waiting')
    .execute();
}
