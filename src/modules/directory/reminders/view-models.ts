import type { Temporal } from 'temporal-polyfill';
import type { Completeness } from '../completeness-rules.ts';
import type { FactsOf, SubjectName } from '../facts.ts';
import type { Freshness } from '../freshness-rules.ts';
import type { SubjectRef } from '../history-models.ts';

/** A published page of a holder, with what it says. */
export interface HeldPage extends SubjectRef {
  slug: string;
  facts: FactsOf[SubjectName];
  confirmedOn: Temporal.PlainDate;
  freshness: Freshness;
  completeness: Completeness;
}

/** Who is asked about pages as one: a structure, or a place that nobody is known to run. */
export interface Holder {
  id: string;
  name: string;
  /** Where it can be written to by anybody; null: nowhere. */
  mailbox: string | null;
  /** Its own page first, then its places, then its services. */
  pages: readonly HeldPage[];
}

/** Whether a reminder reached somebody: `nobody` to write to, only `dead` addresses, or a mailbox that `refused` to get any. */
export type Reached = 'written' | 'nobody' | 'dead' | 'refused';
