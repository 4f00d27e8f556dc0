import type { Outline } from '../../../../kernel/geo/geo.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { ImportCounts, ImportReportRow, Kernel } from '../../../../kernel/module.ts';
import type { Calendar } from '../../hours.ts';
import type { RowSubject, SourceRow } from './row.ts';

/** One reading of files into a territory. */
export interface Run {
  kernel: Kernel;
  territory: TerritoryContext;
  calendar: Calendar;
  outline: Outline | null;
  runId: string;
  /** Day of the reading: the date of facts that carry none. */
  today: string;
  /** A dry run: one transaction, never committed. */
  isDry: boolean;
  /** Only rows of the territory, or that serve it. */
  isWithin: boolean;
  /** The sources met in the files, with what they told of. */
  met: Map<string, Set<RowSubject>>;
  counts: ImportCounts;
}

/** What became of a row, before it is put in the report. */
export interface Outcome extends Omit<ImportReportRow, 'file'> {
  /** A person is named who has to be told (GDPR art. 14). */
  namesSomeone?: boolean;
  conflicts?: number;
}

export interface Format {
  format: string;
  /** Rows of a file, as they come. Throws `UserError` where the file is not of the format. */
  rows(file: string, run: Run): AsyncIterable<SourceRow>;
  /** Services may come before their structures, or from another file: files are then read twice. */
  hasServices: boolean;
}
