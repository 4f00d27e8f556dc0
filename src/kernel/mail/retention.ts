import type { Kernel } from '../kernel.ts';
import type { MailTables } from './table.ts';

/** Hours for which the content stays once a message has left or failed: to answer « I received nothing ». */
const KEPT_SETTLED = 72;
/** Hours for which it stays where no server is configured, so that the operator finds it in the outbox. */
const KEPT_WAITING = 24 * 30;

/** The columns of a message that say to whom and what, once it is blanked. */
export const blankContent = {
  recipient: null,
  sender_name: null,
  reply_to: null,
  subject: null,
  body: null,
  html: null,
  unsubscribe_url: null,
  last_failure: null,
} as const;

/** Blanks what was written to people some days after; the rows themselves go much later (`privacy/own-data.ts`). Idempotent. */
export async function blankMessages({ database, clock }: Pick<Kernel, 'database' | 'clock'>): Promise<void> {
  const db = database.kysely<MailTables>();
  const now = clock.now();
  await db
    .updateTable('kernel.message')
    .set(blankContent)
    .where('recipient', 'is not', null)
    .where('state', 'in', ['sent', 'failed', 'bounced'])
    .where('settled_at', '<', now.subtract({ hours: KEPT_SETTLED }))
    .execute();
  // Waiting for so long, it has lost its job: those that are tried again give up after two days.
  await db
    .updateTable('kernel.message')
    .set({ ...blankContent, state: 'failed', settled_at: now })
    .where('recipient', 'is not', null)
    .where('state', 'in', ['waiting', 'kept'])
    .where('waiting_since', '<', now.subtract({ hours: KEPT_WAITING }))
    .execute();
}
