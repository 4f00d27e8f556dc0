import type { Temporal } from 'temporal-polyfill';
import type { ReviewItem } from '../../../kernel/review.ts';
import type { ItemEvent, ItemState } from '../states.ts';

/** An item with where it stands; what only moderators may see of its sender is in `sender`. */
export interface Item extends ReviewItem {
  state: ItemState;
  isUrgent: boolean;
  note: string | null;
  authorAccount: string | null;
  /** For whom an agent sent it, under a mandate. */
  onBehalfOf: `person:${string}` | null;
  authorName: string | null;
  authorEmail: string | null;
  authorLocale: string;
  assignedTo: string | null;
  waitingSince: Temporal.Instant;
  decidedAt: Temporal.Instant | null;
  isForgotten: boolean;
}

/** A change of an item. */
export interface Decision {
  id: string;
  event: ItemEvent | 'assign';
  to: ItemState;
  actor: string;
  at: Temporal.Instant;
  reason: string | null;
  message: string | null;
  assignedTo: string | null;
  path: string | null;
}
