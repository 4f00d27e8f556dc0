import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { UserError } from '../../../kernel/errors.ts';
import { outgoingDownload } from '../../../kernel/http/outgoing.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Importer, Kernel } from '../../../kernel/module.ts';
import { allTerritories } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';

export const rhythms = ['day', 'week', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface NewSource {
  /** What its rows are told by, where they do not say. */
  code: string;
  name: string;
  licence: string | null;
  url: string | null;
  format: string;
  /** An address of the web, or a file of this machine. */
  location: string;
  /** JSON text, for formats that need one. */
  mapping: string | null;
  every: Rhythm;
}

function today(kernel: Kernel, territory: TerritoryContext): Temporal.PlainDate {
  return kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
}

/** Adds a source that is read again by itself, from tonight on; one of the same code is replaced. */
export async function setSource(
  kernel: Kernel,
  territory: TerritoryContext,
  importers: readonly Importer[],
  source: NewSource,
): Promise<void> {
  if (!importers.some(({ format }) => format === source.format))
    throw new UserError(`Format inconnu : « ${source.format} ». Formats : ${importers.map(({ format }) => format).join(', ')}.`);
  const values = {
    code: source.code,
    name: source.name,
    licence: source.licence,
    url: source.url,
    format: source.format,
    location: source.location,
    mapping: source.mapping === null ? null : JSON.stringify(source.mapping),
    every: source.every,
    next_run_on: today(kernel, territory),
    etag: null,
    last_modified: null,
  };
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.source')
    .values({ territory_id: territory.id, id: newId(), ...values })
    .onConflict((conflict) => conflict.columns(['territory_id', 'code']).doUpdateSet(values))
    .execute();
}

export function listSources(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>) {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.source')
    .select(['code', 'name', 'format', 'location', 'every', 'next_run_on', 'last_run_at', 'last_failure'])
    .where('territory_id', '=', territory.id)
    .orderBy('code')
    .execute();
}

/** @returns false where there is none of that code. What was read from it stays. */
export async function removeSource(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>, code: string): Promise<boolean> {
  const gone = await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.source')
    .where('territory_id', '=', territory.id)
    .where('code', '=', code)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

const steps = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

/**
 * Reads again every source that is due. Of two servers that look at once, one reads it. One that fails is tried again
 * tomorrow; one that was being read when the signal came is due again.
 */
export async function refreshSources(kernel: Kernel, importers: readonly Importer[], signal: AbortSignal): Promise<void> {
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    const day = today(kernel, territory);
    const due = await kernel.database
      .kysely<DB>()
      .selectFrom('directory.source')
      .selectAll()
      .where('territory_id', '=', territory.id)
      .where('next_run_on', '<=', day)
      .orderBy('code')
      .execute();
    for (const source of due) {
      signal.throwIfAborted();
      const claimed = await kernel.database
        .kysely<DB>()
        .updateTable('directory.source')
        .set({ next_run_on: day.add(steps[source.every as Rhythm]), last_run_at: kernel.clock.now(), last_failure: null })
        .where('territory_id', '=', territory.id)
        .where('id', '=', source.id)
        .where('next_run_on', '=', source.next_run_on)
        .returning('id')
        .executeTakeFirst();
      if (!claimed) continue;
      const set = (values: { last_failure?: string; next_run_on: Temporal.PlainDate }) =>
        kernel.database
          .kysely<DB>()
          .updateTable('directory.source')
          .set(values)
          .where('territory_id', '=', territory.id)
          .where('id', '=', source.id)
          .execute();
      const failure = await readSource(
        kernel,
        territory,
        importers,
        {
          code: source.code,
          format: source.format,
          location: source.location,
          mapping: source.mapping as string | null,
          id: source.id,
          etag: source.etag,
          lastModified: source.last_modified,
        },
        signal,
      );
      if (signal.aborted) {
        await set({ next_run_on: source.next_run_on });
        signal.throwIfAborted();
      }
      if (failure === null) continue;
      kernel.log.warn({ source: source.code, territory: territory.slug, failure }, 'a source could not be read again');
      await set({ last_failure: failure, next_run_on: day.add({ days: 1 }) });
    }
  }
}

/** What the town hall reads of it; the log has the rest. */
const UNEXPECTED = 'erreur inattendue';
const STOPPED = 'lecture arrêtée';

const LARGEST = 500e6;
const DOWNLOAD_TIMEOUT = 600_000;

/** @returns why it failed, in words; null where all went well. */
async function readSource(
  kernel: Kernel,
  territory: TerritoryContext,
  importers: readonly Importer[],
  source: Pick<NewSource, 'code' | 'format' | 'location' | 'mapping'> & { id: string; etag: string | null; lastModified: string | null },
  signal: AbortSignal,
): Promise<string | null> {
  const importer = importers.find(({ format }) => format === source.format);
  if (!importer) return `format inconnu : ${source.format}`;
  const folder = await mkdtemp(join(tmpdir(), 'terreau-source-'));
  try {
    let file = source.location;
    let copy: { etag: string | null; lastModified: string | null } | null = null;
    if (/^https?:\/\//i.test(source.location)) {
      file = join(folder, source.code);
      const { etag, lastModified } = source;
      const download = await outgoingDownload(source.location, file, {
        timeoutMs: DOWNLOAD_TIMEOUT,
        maxBytes: LARGEST,
        accept: '*/*',
        hosts: kernel.config.sourceHosts,
        etag,
        lastModified,
      });
      if (download.outcome === 'unchanged') return null;
      copy = download;
    }
    const { failures } = await importer.run(kernel, {
      territory,
      files: [file],
      dryRun: false,
      isWithin: false,
      source: source.code,
      mapping: source.mapping,
      report: () => {},
      progress: () => {},
      checkpoint: async () => signal.throwIfAborted(),
    });
    const [failure] = failures;
    if (failure) return failure.reason;
    // A copy that was not read to its end is not one to spare the source from giving again.
    if (copy) await rememberCopy(kernel, territory, source.id, copy);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    if (signal.aborted) return STOPPED;
    // One source must not keep the others from being read.
    kernel.log.error(
      { err: error, source: source.code, territory: territory.slug },
      'a source could not be read for a reason nobody foresaw',
    );
    return UNEXPECTED;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rememberCopy(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  { etag, lastModified }: { etag: string | null; lastModified: string | null },
): Promise<unknown> {
  return kernel.database
    .kysely<DB>()
    .updateTable('directory.source')
    .set({ etag, last_modified: lastModified })
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .execute();
}
