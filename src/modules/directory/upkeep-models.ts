import type { Temporal } from 'temporal-polyfill';
import type { FactsOf, SubjectName } from './facts.ts';
import type { SubjectRef } from './history-models.ts';
import type { PairConflict } from './merge-rules.ts';

/** What somebody is writing and has not published. */
export interface Draft<Name extends SubjectName = SubjectName> {
  id: string;
  subject: Name;
  /** Null: a new one, of this structure and at this place. */
  subjectId: string | null;
  organisationId: string | null;
  placeId: string | null;
  /** What of its subject the author had before their eyes. */
  revision: number;
  facts: FactsOf[Name];
  savedAt: Temporal.Instant;
}

/** A page of which nothing was confirmed for long. */
export interface ToConfirm extends SubjectRef {
  slug: string;
  name: string;
  /** Whose it is: its own id where it is a structure; null where nobody is known to run the place. */
  organisationId: string | null;
  confirmedOn: Temporal.PlainDate;
}

export type MergerRefusal =
  | 'same'
  /** One of them is not here, and never was. */
  | 'unknown'
  /** One of them hides its address, the other shows one: somebody has to say that it is the same. */
  | 'confidential'
  /** They are of two structures: those are to be made one first. */
  | 'two-organisations';

/** One of two that may be one, as the page that asks shows it. */
export interface MergerSide {
  id: string;
  slug: string;
  name: string;
  state: string;
  /** How much hangs on it. */
  places: number;
  services: number;
  pictures: number;
  sources: readonly string[];
}

export interface MergerPreview {
  kept: MergerSide;
  merged: MergerSide;
  /** What is to be chosen: fields in which both say something, each otherwise. What one alone tells is taken. */
  conflicts: readonly PairConflict[];
  /** Why it cannot be done; `confidential`: unless somebody says that it is the same shelter. */
  refusal: MergerRefusal | null;
}
