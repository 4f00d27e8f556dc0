import type { Temporal } from 'temporal-polyfill';

export type Side = 'writer' | 'structure';

/** A structure that can be written to through the portal. */
export interface RelayTarget {
  territoryId: string;
  id: string;
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  /** Its public mailbox. */
  email: string | null;
}

export interface ConversationSummary {
  id: string;
  writerName: string;
  startedAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  lastSide: Side;
  isBlocked: boolean;
}

export interface Conversation extends ConversationSummary {
  organisation: { id: string; slug: string; name: string; email: string | null };
  accountId: string | null;
  /** For whom an agent began it, until they took over what was done for them. */
  onBehalfOf: `person:${string}` | null;
  /** That agent, as long as it is for somebody. */
  agentAccount: string | null;
  /** Never shown to the structure. */
  writerEmail: string | null;
  writerPhone: string | null;
  locale: 'fr' | 'en';
  messages: readonly { id: string; side: Side; body: string; at: Temporal.Instant }[];
}
