import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../../kernel/i18n/locales.ts';
import type { ListQuery } from '../announcements/index.ts';
import type { Rhythm } from './rhythm-rules.ts';

/** « À moins de 5 km de Valombre » */
export interface Near {
  name: string;
  latitude: number;
  longitude: number;
  /** Kilometres. */
  within: number;
}

/** Where a list is near of, which an alert may begin with. */
export interface AskedPlace extends Omit<Near, 'within'> {
  within: number | null;
}

/** A search of announcements, as an alert keeps it. */
export interface SavedSearch {
  query: ListQuery;
  isForYouth: boolean;
  near: Near | null;
}

export interface Alert {
  id: string;
  readerId: string;
  email: string;
  locale: Locale;
  search: SavedSearch;
  /** `paused`: nothing is sent. */
  rhythm: Rhythm | 'paused';
  isConfirmed: boolean;
  createdAt: Temporal.Instant;
  /** Its reader is asked whether they still want it, and it goes if they do not say. */
  askedAgainAt: Temporal.Instant | null;
}
