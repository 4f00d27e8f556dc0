import type { Temporal } from 'temporal-polyfill';

/** A written message, about to leave. */
export interface OutgoingMessage {
  id: string;
  recipient: string;
  locale: string;
  createdAt: Temporal.Instant;
  senderName: string | null;
  replyTo: string | null;
  subject: string | null;
  body: string;
  html: string | null;
  unsubscribeUrl: string | null;
}

/**
 * What became of it. `words`: the other side's, for the operator. `deadAddress`: the status by which the other side said that
 * nobody has this address; null where it refused for another reason.
 */
export type Carried =
  | { outcome: 'accepted' }
  | { outcome: 'later'; words: string }
  | { outcome: 'refused'; words: string; deadAddress: string | null };

/** Takes messages away: an SMTP server, an SMS gateway. */
export interface Carrier {
  carry(message: OutgoingMessage): Promise<Carried>;
  close(): void;
}

/** Null where the operator has configured none: such messages stay in the outbox. */
export interface Carriers {
  readonly mail: Carrier | null;
  readonly sms: Carrier | null;
}

/** The other side's words without the recipient's address, which they often repeat, and of a reasonable length. */
export function wordsWithout(recipient: string, words: string): string {
  const plain = words.replace(/\s+/g, ' ').trim();
  const escaped = recipient.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return plain.replace(new RegExp(escaped, 'gi'), '…').slice(0, 300);
}
