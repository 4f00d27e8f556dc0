import type { Outline } from '../../../../kernel/geo/geo.ts';
import type { Calendar } from '../../hours.ts';
import type { ImportRun } from './batches.ts';
import type { RowSubject, SourceRow } from './row.ts';

/** One reading of files into the directory of a territory. */
export interface Run extends ImportRun {
  calendar: Calendar;
  outline: Outline | null;
  /** Only rows of the territory, or that serve it. */
  isWithin: boolean;
  /** The sources met in the files, with what they told of. */
  met: Map<string, Set<RowSubject>>;
}

export interface Format {
  format: string;
  /** Rows of a file, as they come. Throws `UserError` where the file is not of the format. */
  rows(file: string, run: Run): AsyncIterable<SourceRow>;
  /** Services may come before their structures, or from another file: files are then read twice. */
  hasServices: boolean;
}
