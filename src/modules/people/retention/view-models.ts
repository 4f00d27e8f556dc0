import type { Temporal } from 'temporal-polyfill';

export interface Elimination {
  id: string;
  source: string;
  kind: string;
  rows: number;
  before: Temporal.Instant;
  proposedAt: Temporal.Instant;
  state: 'proposed' | 'approved' | 'refused' | 'done';
  decidedAt: Temporal.Instant | null;
  reason: string | null;
}

export interface ReadingEntry {
  id: string;
  at: Temporal.Instant;
  readerName: string | null;
  teamName: string;
  what: string;
}
