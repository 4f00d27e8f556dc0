import type { Temporal } from 'temporal-polyfill';

/** An announcement that was proposed to somebody. */
export interface Proposal {
  id: string;
  title: string;
  slug: string;
  at: Temporal.Instant;
}
