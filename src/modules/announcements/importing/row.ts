import type { OwnStructure } from '../text-input.ts';

/** One announcement of a file, as an adapter understood it: what its form would send, and what no form asks. */
export interface PostingRow {
  /** Line of the file where it begins, from 1. */
  line: number;
  /** Who says so: identity is by source. */
  source: string;
  externalId: string;
  title: string;
  /** Code of its kind. */
  kind: string;
  /** As the form of its kind would send it; what is not said is not there. */
  sent: Readonly<Record<string, string | readonly string[]>>;
  publisher: {
    /** Official numbers, as the directory finds structures by them: « siret:35600000000048 ». */
    keys: readonly string[];
    name: string;
  };
  position: { latitude: number; longitude: number } | null;
  /** ISO day after which it is not shown; null: as long as its kind lasts. */
  shownUntil: string | null;
  /** Codes of what somebody should look at. */
  warnings: readonly string[];
}

export interface RejectedPosting {
  line: number;
  source: string;
  externalId: string | null;
  title: string | null;
  /** Why, as a code. */
  rejected: string;
}

export type ImportedRow = PostingRow | RejectedPosting;

/** A posting whose structure of the directory is known, or is none. */
export interface SettledRow extends PostingRow {
  structure: OwnStructure | null;
}

export function isRejected(row: ImportedRow): row is RejectedPosting {
  return 'rejected' in row;
}
