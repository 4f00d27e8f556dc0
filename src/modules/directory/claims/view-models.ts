import type { Temporal } from 'temporal-polyfill';
import type { ClaimWay } from './rules.ts';
import type { ClaimState } from './states.ts';

/** A structure that somebody may claim. */
export interface ClaimTarget {
  territoryId: string;
  id: string;
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  /** Its own domains, at which a mailbox shows that one is of it. */
  domains: readonly string[];
  /** Where a letter reaches it, one line each; null where that is not public. */
  address: readonly string[] | null;
}

/** A claim as who made it, who keeps the structure and who moderates see it. */
export interface ClaimView {
  id: string;
  state: ClaimState;
  way: ClaimWay;
  accountId: string;
  organisation: { id: string; slug: string; name: string };
  sentTo: string | null;
  codeExpiresAt: Temporal.Instant | null;
  attempts: number;
  isVerified: boolean;
  message: string | null;
  reason: string | null;
  openedAt: Temporal.Instant;
}

/** What somebody sees who says that a structure is theirs. */
export interface ClaimPage {
  target: ClaimTarget;
  /** Their last claim to it. */
  claim: ClaimView | null;
  /** It has owners. */
  isKept: boolean;
}

/** A claim as those who decide see it. */
export interface ClaimToDecide extends ClaimView {
  who: string;
  isKept: boolean;
}
