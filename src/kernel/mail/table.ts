import type { Generated } from 'kysely';
import type { Temporal } from 'temporal-polyfill';

export type Channel = 'mail' | 'sms';

/**
 * `waiting`: to be handed over, or being tried again. `kept`: no server is configured, it stays here. `sent`: a server took it.
 * `failed`: it never left. `bounced`: it came back.
 */
export type MessageState = 'waiting' | 'kept' | 'sent' | 'failed' | 'bounced';

/** Both tables of `migrations/0004-messages.sql`, which says what each column is. */
export interface MailTables {
  'kernel.message': {
    id: string;
    key: string;
    channel: Channel;
    state: MessageState;
    recipient_digest: string;
    locale: string;
    is_duty: boolean;
    created_at: Temporal.Instant;
    waiting_since: Temporal.Instant;
    settled_at: Temporal.Instant | null;
    attempts: Generated<number>;
    last_failure: string | null;
    recipient: string | null;
    sender_name: string | null;
    reply_to: string | null;
    subject: string | null;
    body: string | null;
    html: string | null;
    unsubscribe_url: string | null;
  };
  'kernel.dead_address': {
    digest: string;
    reason: string;
    since: Temporal.Instant;
  };
}
