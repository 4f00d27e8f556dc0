import type { ImportOptions, ImportResult, Kernel } from '../../../../kernel/module.ts';
import { outlineOf } from '../../../territories/index.ts';
import { LOCAL_SOURCE } from '../../facts.ts';
import { raiseFindings } from '../../findings/jobs.ts';
import { importInBatches } from './batches.ts';
import { reportMissing } from './missing.ts';
import { nameOf, type SourceRow } from './row.ts';
import type { Format, Run } from './run.ts';
import { importServices } from './services.ts';
import { importStructures } from './structures.ts';

/** Reads files of structures, places and services into the directory. */
export async function importFiles(kernel: Kernel, options: ImportOptions, format: Format): Promise<ImportResult> {
  const { territory } = options;
  const result = await importInBatches<SourceRow>(kernel, options, {
    format: format.format,
    // People named as contacts.
    settings: { directory_contacts: territory.id },
    async begin(started) {
      const run: Run = {
        ...started,
        calendar: { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone },
        outline: await outlineOf(kernel.database, territory.id),
        isWithin: options.isWithin,
        met: new Map(),
      };
      return {
        passes: [
          { rows: (file) => rowsOf(run, format, file, false), write: (rows) => importStructures(run, rows) },
          ...(format.hasServices
            ? [
                {
                  rows: (file: string) => rowsOf(run, format, file, true),
                  write: (rows: readonly SourceRow[]) => importServices(run, rows),
                },
              ]
            : []),
        ],
        identify: (row) => ({ line: row.line, externalId: row.externalId, name: nameOf(row) }),
        missing: () => reportMissing(run),
        sources: () => run.met.keys(),
      };
    },
  });
  if (!options.dryRun) await raiseFindings(kernel, territory.id);
  return result;
}

async function* rowsOf(run: Run, format: Format, file: string, areServices: boolean): AsyncGenerator<SourceRow> {
  for await (const given of format.rows(file, run)) {
    const row = refuseReserved(given);
    if ((row.subject === 'service') !== areServices) continue;
    const subjects = run.met.get(row.source);
    if (subjects) subjects.add(row.subject);
    else run.met.set(row.source, new Set([row.subject]));
    yield row;
  }
}

/** No file may speak for the people here: their facts are never overwritten. */
function refuseReserved(row: SourceRow): SourceRow {
  if (row.source !== LOCAL_SOURCE) return row;
  const { line, subject, externalId } = row;
  return { line, subject, source: 'reserved', externalId, name: nameOf(row), rejected: 'reserved-source' };
}
