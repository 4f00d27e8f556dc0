import type { Temporal } from 'temporal-polyfill';

export interface Figures {
  /** Of the last days, in order, those without a view too. */
  days: readonly { day: Temporal.PlainDate; views: number }[];
  total: number;
  /** Searches from which people came, most often first: only those of at least five separate days. */
  searches: readonly { phrase: string; times: number }[];
}
