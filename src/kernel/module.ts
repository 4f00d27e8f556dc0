import type { Access } from './access/access.ts';
import type { TableDeclaration } from './db/distribution.ts';
import type { Embed } from './embed.ts';
import type { EventHandler } from './events/events.ts';
import type { AnyRoute } from './http/page-routes.ts';
import type { ApiRoute } from './http/route.ts';
import type { TerritoryContext, Visit } from './http/visit.ts';
import type { Locale } from './i18n/locales.ts';
import type { Messages } from './i18n/messages.ts';
import type { ScheduledJob } from './jobs/queue.ts';
import type { Kernel } from './kernel.ts';
import type { NoticeKind } from './notices.ts';
import type { PersonalData } from './privacy/personal-data.ts';
import type { ReviewKind } from './review.ts';
import type { WebhookEvent } from './webhooks.ts';

export type { Kernel } from './kernel.ts';

export interface NavigationEntry {
  path: string;
  section: string;
  label(locale: Locale): string;
}

/** An entry of a frame's menu, for those whom its page is for. */
export interface FrameEntry extends NavigationEntry {
  access: Access;
}

/** Something that waits for the viewer, or that they look after: shown on the first page of a frame. */
export interface Task {
  /** How many of it; 0 is left out. */
  count: number;
  /** « 3 demandes à vérifier » */
  label: string;
  /** Path without the language. */
  path: string;
  /** Late, or about to be. */
  isUrgent?: boolean;
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
  /** Leaves out rows that are neither in the territory nor serve it: for files of a whole département or country. */
  isWithin: boolean;
  /** Name of the source, where neither the format nor the rows tell; null: by the format. */
  source: string | null;
  /** How the columns are to be read, for formats that need to be told: JSON text. */
  mapping: string | null;
  report: (row: ImportReportRow) => void;
  progress: (message: string) => void;
  /** Awaited after each batch, once it is kept (in a dry run: within its transaction). What it throws ends the import there. */
  checkpoint?: () => Promise<void>;
  /** Whose request this is, where somebody made one on a page: its id is noted with the run. */
  requestId?: string;
}

/** `missing`: told by the source before, and no longer in its file. */
export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'duplicate' | 'rejected' | 'missing';

export interface ImportReportRow {
  file: string;
  /** Line of the file where the row begins, from 1; 0 for what is missing from it. */
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

/** `read` is the sum of created, updated, unchanged, duplicates and rejected. */
export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  /** Told by these sources before, and no longer. */
  missing: number;
  /** Facts that a source tells otherwise than is kept here. */
  conflicts: number;
  /** People newly named as contacts, who have to be told (GDPR art. 14). */
  contacts: number;
}

export interface ImportResult {
  counts: ImportCounts;
  /** For formats that need a mapping: the one that was used, as JSON text. */
  mapping?: string;
  /** Files that could not be read to their end, with the reason in words. Rows read before it count. */
  failures: readonly { file: string; reason: string }[];
}

/** A format that `terreau import` reads. */
export interface Importer {
  format: string;
  /** One sentence for the help. */
  summary: string;
  /** Whether a file that somebody sent is of the format, by what it holds; left out where the directory knows it. */
  recognises?(file: string): Promise<boolean>;
  run(kernel: Kernel, options: ImportOptions): Promise<ImportResult>;
}

export interface ExportOptions {
  territory: TerritoryContext;
  /** Which rows, for formats that hold one kind of them at a time; null: the first. */
  rows: string | null;
  /** Takes a part of the file; resolves once more can be taken. */
  write: (part: string | Uint8Array) => Promise<void>;
}

export interface ExportResult {
  /** What the file holds: « structures » → 84. */
  counts: Readonly<Record<string, number>>;
  /** What the format cannot carry, in words, with how many times. */
  left: Readonly<Record<string, number>>;
}

/** A format that `terreau export` writes, and that the API gives. */
export interface Exporter {
  format: string;
  /** One sentence for the help. */
  summary: string;
  mediaType: string;
  /** Of a file's name, without the dot. */
  extension: string;
  /** Values of `rows`; absent: the format holds all it can at once. */
  rows?: readonly string[];
  run(kernel: Kernel, options: ExportOptions): Promise<ExportResult>;
}

/** Somebody for whom agents acted has it in their own account from now on. */
export interface Takeover {
  territoryId: string;
  personId: string;
  accountId: string;
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
  /** Belongs to another service: its entries in menus come and go with that one. Its pages stay, since letters lead to them. */
  opensWith?: string;
  tables: Readonly<Record<string, TableDeclaration>>;
  messages?: Messages;
  /** What its tables hold about people. */
  personalData?: readonly PersonalData[];
  /** A function of all modules where a page shows what others contribute. */
  pages?: readonly AnyRoute[] | ((modules: readonly Module[]) => readonly AnyRoute[]);
  api?: readonly ApiRoute[];
  /** A function of all modules where an event is followed with what others contribute. */
  handlers?: readonly EventHandler<Kernel>[] | ((modules: readonly Module[]) => readonly EventHandler<Kernel>[]);
  /** A function of all modules where a job goes through what others contribute. */
  schedule?: readonly ScheduledJob<Kernel>[] | ((modules: readonly Module[]) => readonly ScheduledJob<Kernel>[]);
  /** Before a process that served ends: what it holds in memory alone is written. */
  atStop?: (kernel: Kernel) => Promise<void>;
  contributes?: {
    navigation?: readonly NavigationEntry[];
    /** Menu and tasks of those who work in the territory (`/gestion`). */
    manage?: { entries: readonly FrameEntry[]; tasks?: (kernel: Kernel, visit: Visit) => Promise<readonly Task[]> };
    /** Menu and tasks of one's own space (`/mon-espace`). */
    space?: { entries: readonly FrameEntry[]; tasks?: (kernel: Kernel, visit: Visit) => Promise<readonly Task[]> };
    /** What agents may do for a person whom their team follows: the end of its address, after that of the person's page. */
    persons?: readonly { page: string; label(locale: Locale): string }[];
    /** Gives an account what this module holds of what was done for them; in the unit of work that uses their code, as the territory's keeper. */
    takenOver?: (kernel: Kernel, takeover: Takeover) => Promise<void>;
    /** The structure whose page has this address in a territory, for modules that name one without knowing the directory. */
    findStructure?: (kernel: Kernel, territoryId: string, slug: string) => Promise<{ id: string; name: string } | null>;
    sitemap?: (kernel: Kernel, territory: TerritoryContext) => AsyncIterable<SitemapEntry>;
    /** What its people are told of, so that they can choose how. */
    notices?: readonly NoticeKind[];
    /** What the queue of moderation shows and decides on. */
    review?: readonly ReviewKind[];
    /** What other sites may be told of, as it happens. */
    webhooks?: readonly WebhookEvent[];
    /** Lists that other sites may show in their pages. */
    embeds?: readonly Embed[];
    importers?: readonly Importer[];
    exporters?: readonly Exporter[];
    /** Fills a new installation with its part of the demonstration, in the order of the catalogue. */
    demonstration?: (kernel: Kernel) => Promise<void>;
  };
}

/** The pages of a module among others. */
export function pagesOf(module: Module, modules: readonly Module[]): readonly AnyRoute[] {
  return typeof module.pages === 'function' ? module.pages(modules) : (module.pages ?? []);
}

/** The event handlers of a module among others. */
export function handlersOf(module: Module, modules: readonly Module[]): readonly EventHandler<Kernel>[] {
  return typeof module.handlers === 'function' ? module.handlers(modules) : (module.handlers ?? []);
}

/** The formats that modules read. */
export function importersOf(modules: readonly Module[]): readonly Importer[] {
  return modules.flatMap(({ contributes }) => contributes?.importers ?? []);
}

/** The scheduled jobs of a module among others. */
export function scheduleOf(module: Module, modules: readonly Module[]): readonly ScheduledJob<Kernel>[] {
  return typeof module.schedule === 'function' ? module.schedule(modules) : (module.schedule ?? []);
}
