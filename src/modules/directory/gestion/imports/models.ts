import type { Temporal } from 'temporal-polyfill';
import type { ImportCounts, ImportOutcome, ImportReportRow } from '../../../../kernel/module.ts';

/** What an agent has to look at first. */
export const outcomes = ['rejected', 'duplicate', 'missing', 'created', 'updated', 'unchanged'] as const satisfies readonly ImportOutcome[];

/** One line of the file, as the report keeps it. */
export type ReportLine = Omit<ImportReportRow, 'file' | 'outcome'>;

/** How often a reason was given for an outcome, or a warning. */
export interface CodeCount {
  code: string;
  count: number;
}

export interface ReportSummary {
  reasons: readonly (CodeCount & { outcome: ImportOutcome })[];
  warnings: readonly CodeCount[];
  /** The first lines of each outcome. */
  first: Partial<Record<ImportOutcome, readonly ReportLine[]>>;
}

export type RequestState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A preview or a run: how it goes, and what it gave. */
export interface ImportRequest {
  id: string;
  kind: 'preview' | 'run';
  /** Null once the file is deleted. */
  uploadId: string | null;
  fileName: string;
  format: string;
  /** Null: the format says. */
  source: string | null;
  /** JSON text; null for formats whose columns have one meaning. */
  mapping: string | null;
  isWithin: boolean;
  state: RequestState;
  /** `account:…`, as history rows say who. */
  requestedBy: string;
  requestedAt: Temporal.Instant;
  startedAt: Temporal.Instant | null;
  finishedAt: Temporal.Instant | null;
  cancelledBy: string | null;
  /** So far, while it is running; null before. */
  counts: ImportCounts | null;
  /** At its end: reasons and warnings by how often, and the first twenty lines of each outcome. */
  summary: ReportSummary | null;
  /** Why it stopped before the end of the file, in words. */
  failure: string | null;
  /** Of a run: how many lines its preview read, to say how far it is. */
  expected: number | null;
}

/** What a table's rows may be. */
export type RowKind = 'structures' | 'lieux' | 'services';

/** What the columns of a table are: column → field, and field → what it is in every row. */
export interface ColumnMapping {
  rows: RowKind;
  columns: Readonly<Record<string, string | string[]>>;
  constants?: Readonly<Record<string, string>> | undefined;
}

/** Whose mapping is proposed: that of the preview, of the last file with the same columns, or a guess. */
export type MappingOrigin = 'preview' | 'saved' | 'guess';

/** A table that was sent, and how it is proposed to read it. */
export interface UploadedTable {
  /** Of a workbook; empty for CSV. */
  sheets: readonly string[];
  /** The one that is read; null for CSV. */
  sheet: string | null;
  /** With the first values that each one has. */
  columns: readonly { name: string; samples: readonly string[] }[];
  mapping: ColumnMapping;
  origin: MappingOrigin;
}

/** A file that was sent, what it is, and what was asked of it. */
export interface ImportUpload {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  format: string;
  uploadedBy: string;
  uploadedAt: Temporal.Instant;
  /** Null for formats whose columns have one meaning. */
  table: UploadedTable | null;
  /** Who says what is in it, as far as it is known. */
  source: string | null;
  preview: ImportRequest | null;
  /** The last one. */
  run: ImportRequest | null;
}

/** One line of the list of files that wait to be loaded. */
export interface UploadLine {
  id: string;
  name: string;
  uploadedBy: string;
  uploadedAt: Temporal.Instant;
}

/** One line of the list of runs: asked for on a page, on the command line, or by schedule. */
export interface ImportRunLine {
  id: string;
  /** False: there is no more to show of it than this. */
  hasPage: boolean;
  /** Null: the command line, or the schedule of a source. */
  requestedBy: string | null;
  at: Temporal.Instant;
  state: RequestState;
  format: string;
  /** Whom its rows were told by, as far as it is known. */
  source: string | null;
  files: readonly string[];
  counts: ImportCounts | null;
}

export interface ImportRunsCursor {
  /** ISO instant. */
  at: string;
  id: string;
}

/** Some hundred lines of one outcome, in the order of the file. */
export interface ReportPageView {
  lines: readonly ReportLine[];
  /** Of the next lines; null: there are no more. */
  next: number | null;
}
