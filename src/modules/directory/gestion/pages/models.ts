import type { Temporal } from 'temporal-polyfill';
import type { SubjectName } from '../../facts.ts';
import type { Freshness } from '../../freshness-rules.ts';
import type { PageFilter } from './filter.ts';

/** A page of the directory as those who look after all of them see it. */
export interface ManagedPage {
  subject: SubjectName;
  id: string;
  /** Null: nothing is published of it yet. */
  slug: string | null;
  name: string;
  state: 'published' | 'closed' | 'moved' | 'draft';
  /** Whose it is; null: its own, or nobody's. */
  organisationName: string | null;
  themes: readonly string[];
  district: string | null;
  sources: readonly string[];
  /** Somebody is writing something of it. */
  hasDraft: boolean;
  isAddressConfidential: boolean;
  confirmedOn: Temporal.PlainDate;
  freshness: Freshness;
  /** Out of 100; null: nothing is published of it yet. */
  completeness: number | null;
  /** Names of those who keep it. */
  keepers: readonly string[];
}

export interface PagesModel {
  filter: PageFilter;
  pages: readonly ManagedPage[];
  /** Of all pages of the list; null where counting would read all that they say. */
  total: number | null;
  next: string | null;
  isFirst: boolean;
  /** Sources that pages of the territory have. */
  sources: readonly string[];
}
