import type { Temporal } from 'temporal-polyfill';
import type { Reached } from '../../reminders/view-models.ts';
import type { Filter } from './filter.ts';

/** A structure, or a place that nobody is known to run, that is to be called. */
export interface ToCall {
  id: string;
  subject: 'organisation' | 'place';
  slug: string;
  name: string;
  /** Of its pages that nobody confirmed for six months, the longest unconfirmed first. */
  pages: readonly string[];
  confirmedOn: Temporal.PlainDate;
  /** International form; its own first. */
  phones: readonly string[];
  email: string | null;
  /** Reminders that were written, and the day of the last one or when it was tried. */
  sent: number;
  lastOn: Temporal.PlainDate;
  /** `written`: and nobody answered. */
  reached: Reached;
}

export interface CallList {
  rows: readonly ToCall[];
  total: number;
  filter: Filter;
  /** Where it goes on; null: nowhere. */
  next: string | null;
  isFirst: boolean;
}

/** An address to which nothing is sent any more, and whose it is. */
export interface DeadAddress {
  email: string;
  since: Temporal.Instant;
  /** The page that shows it, or that its owner keeps; null: of a colleague. */
  page: { subject: 'organisation' | 'place' | 'service'; slug: string; name: string } | null;
  /** Who signs in with it; null: the structure's own. */
  person: string | null;
}
