import type { Temporal } from 'temporal-polyfill';
import type { CONFIDENTIAL_FIELD, FactValues } from './changes.ts';
import type { organisationFields, placeFields, SubjectName, serviceFields } from './facts.ts';

/** What a write may have changed: a field of the facts, whether the address is secret, the page's address, its pictures. */
export type HistoryField =
  | keyof typeof organisationFields
  | keyof typeof placeFields
  | keyof typeof serviceFields
  | typeof CONFIDENTIAL_FIELD
  | 'slug'
  | 'pictures';

export interface HistoryChange {
  field: HistoryField;
  /** Facts by their names, as in `OrganisationFacts`, `PlaceFacts` and `ServiceFacts`; `slug`; `pictures`: their alternative texts. */
  from: FactValues;
  to: FactValues;
}

/** Something that happened to a subject, or to one that was merged into it. */
export interface HistoryEntry {
  id: string;
  what:
    | 'created'
    | 'edited'
    | 'imported'
    | 'reverted'
    | 'merged'
    | 'renamed'
    | 'confirmed'
    | 'pictures'
    /** Changes of state. */
    | 'close'
    | 'reopen'
    | 'move';
  at: Temporal.Instant;
  /** `account:<id>`, `person:<id>`, `source:<code>` or `system`. */
  actor: string;
  onBehalfOf: string | null;
  reason: string | null;
  changes: readonly HistoryChange[];
  /** What the page can be compared with and reverted to; null for a change of state, and for what happened to one merged into it. */
  number: number | null;
  /** Of what was reverted: the version that it went back to; 0 is the one before the history. */
  revertedTo: number | null;
  /** Of a merger: the name of the one that went. */
  mergedName: string | null;
  /** Where it happened to one that was merged into this since: its name. */
  formerly: string | null;
}

export interface History {
  /** The latest first. */
  entries: readonly HistoryEntry[];
  nextCursor: string | null;
}

/** Which subject of a territory. */
export interface SubjectRef<Name extends SubjectName = SubjectName> {
  subject: Name;
  id: string;
}
