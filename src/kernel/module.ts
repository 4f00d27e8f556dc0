import type { TableDeclaration } from './db/distribution.ts';
import type { EventHandler } from './events/events.ts';
import type { ApiRoute, PageRoute } from './http/route.ts';
import type { TerritoryContext } from './http/visit.ts';
import type { Locale } from './i18n/locales.ts';
import type { Messages } from './i18n/messages.ts';
import type { ScheduledJob } from './jobs/queue.ts';
import type { Kernel } from './kernel.ts';

export type { Kernel } from './kernel.ts';

export interface NavigationEntry {
  path: string;
  section: string;
  label(locale: Locale): string;
}

export interface SitemapEntry {
  path: string;
  /** ISO date. */
  modified?: string;
}

export interface ImportOptions {
  territory: TerritoryContext;
  files: readonly string[];
  dryRun: boolean;
  report: (row: ImportReportRow) => void;
  progress: (message: string) => void;
}

export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'duplicate' | 'rejected';

export interface ImportReportRow {
  file: string;
  /** Line of the file where the row begins, from 1. */
  line: number;
  externalId: string | null;
  name: string | null;
  outcome: ImportOutcome;
  /** Why it was rejected or kept aside, as a code. */
  reason: string | null;
  /** Codes of what a person should look at. */
  warnings: readonly string[];
  /** Public path of what the row became or is a duplicate of. */
  path: string | null;
}

/** `read` is the sum of the others. */
export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
}

export interface ImportResult {
  counts: ImportCounts;
  /** Files that could not be read to their end, with the reason in words. Rows read before it count. */
  failures: readonly { file: string; reason: string }[];
}

/** A format that `terreau import` reads. */
export interface Importer {
  format: string;
  /** One sentence for the help. */
  summary: string;
  run(kernel: Kernel, options: ImportOptions): Promise<ImportResult>;
}

/**
 * What a service declares of itself; `catalogue.ts` lists the modules in order. It uses only the slots it needs.
 */
export interface Module {
  /** Also its folder, its PostgreSQL schema, and its name in `territory.services`. */
  name: string;
  /** Modules whose public face it imports. */
  requires: readonly string[];
  /** A service that a territory opens to its residents or not; the others are always there. */
  isService?: true;
  tables: Readonly<Record<string, TableDeclaration>>;
  messages?: Messages;
  pages?: readonly PageRoute[];
  api?: readonly ApiRoute[];
  handlers?: readonly EventHandler<Kernel>[];
  schedule?: readonly ScheduledJob<Kernel>[];
  contributes?: {
    navigation?: readonly NavigationEntry[];
    sitemap?: (kernel: Kernel, territory: TerritoryContext) => AsyncIterable<SitemapEntry>;
    importers?: readonly Importer[];
    /** Fills a new installation with its part of the demonstration, in the order of the catalogue. */
    demonstration?: (kernel: Kernel) => Promise<void>;
  };
}
