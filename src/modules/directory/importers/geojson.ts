import { basename } from 'node:path';
import { sql } from 'kysely';
import { UserError } from '../../../kernel/errors.ts';
import { distanceBetween, isInside, type Outline } from '../../../kernel/geo/geo.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ImportCounts, Importer, ImportOptions, ImportReportRow, ImportResult, Kernel } from '../../../kernel/module.ts';
import { outlineOf } from '../../territories/index.ts';
import { addPlaces, changeState, type PlaceWrite, updatePlaces } from '../commands.ts';
import { digestOf, type PlaceFacts, provenanceOf } from '../facts.ts';
import type { Calendar } from '../hours.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import { type FeatureRow, readFeatures } from './geojson-reader.ts';
import { type GeojsonRow, type RowWarning, readGeojsonRow } from './geojson-rows.ts';

const SOURCE = 'openstreetmap';
const BATCH = 250;
/** Two places of one name and kind this near are one place drawn twice: as a point and as a building, say. */
const TWIN_METRES = 100;

interface Run {
  kernel: Kernel;
  territory: TerritoryContext;
  outline: Outline | null;
  runId: string;
  /** Day of the reading: the date of facts that carry none. */
  today: string;
}

type Accepted = Extract<GeojsonRow, { facts: PlaceFacts }>;
type ReportRow = Omit<ImportReportRow, 'file' | 'line'>;

export const geojsonImporter: Importer = {
  format: 'geojson',
  summary: 'collection GeoJSON dont les propriétés sont des étiquettes OpenStreetMap (name, amenity, shop, opening_hours…)',
  run: importGeojson,
};

/** Thrown to undo what a dry run did. */
class DryRunEnd extends Error {}

async function importGeojson(kernel: Kernel, options: ImportOptions): Promise<ImportResult> {
  if (!options.dryRun) return runImport(kernel, options);
  // A dry run does everything, in one transaction that is never committed.
  const end: { result: ImportResult | null } = { result: null };
  try {
    await kernel.database.unit(async () => {
      end.result = await runImport(kernel, options);
      throw new DryRunEnd();
    });
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error;
  }
  if (!end.result) throw new Error('The dry run gave no result.');
  return end.result;
}

async function runImport(kernel: Kernel, { territory, files, report, progress }: ImportOptions): Promise<ImportResult> {
  const db = kernel.database.kysely<DB>();
  const startedAt = kernel.clock.now();
  const run: Run = {
    kernel,
    territory,
    outline: await outlineOf(kernel.database, territory.id),
    runId: newId(),
    today: startedAt.toZonedDateTimeISO(territory.timeZone).toPlainDate().toString(),
  };
  await db
    .insertInto('directory.import_run')
    .values({
      territory_id: territory.id,
      id: run.runId,
      format: 'geojson',
      source: SOURCE,
      files: files.map((file) => basename(file)),
      started_at: startedAt,
    })
    .execute();
  const counts: ImportCounts = { read: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 };
  const failures: { file: string; reason: string }[] = [];
  for (const file of files) {
    let batch: FeatureRow[] = [];
    const flush = async () => {
      const rows = batch;
      batch = [];
      for (const row of await kernel.database.unit(() => importBatch(run, rows))) {
        counts.read += 1;
        counts[row.outcome === 'duplicate' ? 'duplicates' : row.outcome] += 1;
        report({ file, ...row });
      }
      progress(`${basename(file)} : ${counts.read} lignes lues`);
    };
    try {
      for await (const row of readFeatures(file)) {
        batch.push(row);
        if (batch.length === BATCH) await flush();
      }
      if (batch.length > 0) await flush();
    } catch (error) {
      if (!(error instanceof UserError) && !isFileError(error)) throw error;
      // What was read before the break is good.
      if (batch.length > 0) await flush();
      failures.push({ file, reason: isFileError(error) ? fileErrorWords(error) : error.message });
    }
  }
  await db
    .updateTable('directory.import_run')
    .set({ finished_at: kernel.clock.now(), counts: JSON.stringify(counts) })
    .where('territory_id', '=', territory.id)
    .where('id', '=', run.runId)
    .execute();
  return { counts, failures };
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && ['ENOENT', 'EACCES', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function fileErrorWords(error: NodeJS.ErrnoException): string {
  return (
    { ENOENT: 'ce fichier n’existe pas', EACCES: 'ce fichier n’est pas lisible', EISDIR: 'c’est un dossier' }[error.code ?? ''] ??
    error.message
  );
}

interface Known {
  external_id: string;
  place_id: string;
  digest: string;
  import_run_id: string;
  slug: string;
  state: string;
}

interface Twin {
  id: string;
  slug: string;
  name_key: string;
  kinds: readonly string[];
  latitude: number;
  longitude: number;
}

/** One batch, in one unit of work: what is known of its rows in two reads, then the writes. */
async function importBatch(run: Run, batch: readonly FeatureRow[]): Promise<(ReportRow & { line: number })[]> {
  const { kernel, territory } = run;
  const db = kernel.database.kysely<DB>();
  // Two imports into one territory would create the same place twice: they take turns, batch by batch.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory.import/${territory.id}`}, 0))`.execute(db);
  const calendar: Calendar = { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone };
  const rows = batch.map(({ line, value }) => ({ line, row: readGeojsonRow(value, calendar) }));

  const known = await knownRecords(
    run,
    rows.flatMap(({ row }) => row.externalId ?? []),
  );
  const twins = await possibleTwins(
    run,
    rows.flatMap(({ row }) => ('facts' in row ? fold(row.facts.name) : [])),
  );

  const created: (PlaceWrite & { externalId: string; digest: string })[] = [];
  const updated: (Omit<PlaceWrite, 'organisationId'> & { externalId: string; digest: string })[] = [];
  const asides = new Map<string, { twinId: string; facts: PlaceFacts }>();
  const seen = new Set<string>();
  const reports: (ReportRow & { line: number; placeId: string | null })[] = [];

  for (const { line, row } of rows) {
    const before = row.externalId === null ? undefined : known.get(row.externalId);
    const say = (outcome: ReportRow['outcome'], reason: string | null, placeId: string | null, warnings: readonly string[] = []) =>
      reports.push({
        line,
        externalId: row.externalId,
        name: 'facts' in row ? row.facts.name : row.name,
        outcome,
        reason,
        warnings,
        path: null,
        placeId,
      });

    if (!('facts' in row)) {
      if (before && row.rejected === 'closed' && !seen.has(before.external_id) && before.import_run_id !== run.runId) {
        seen.add(before.external_id);
        const closed = await changeState(kernel, territory, {
          subject: 'place',
          id: before.place_id,
          event: 'close',
          actor: SOURCE,
          reason: null,
        });
        say(closed ? 'updated' : 'unchanged', 'closed', before.place_id);
      } else say('rejected', row.rejected, null);
      continue;
    }
    const warnings = [...row.warnings, ...outside(run, row.facts)];
    if (seen.has(row.externalId) || before?.import_run_id === run.runId) {
      say(
        'duplicate',
        'repeated-id',
        before?.place_id ?? created.find((place) => place.externalId === row.externalId)?.id ?? asides.get(row.externalId)?.twinId ?? null,
        warnings,
      );
      continue;
    }
    seen.add(row.externalId);
    const digest = digestOf(row.facts);
    const provenance = provenanceOf(row.facts, SOURCE, row.checkedOn ?? run.today);
    if (before) {
      const isReopened =
        before.state === 'closed' &&
        (await changeState(kernel, territory, { subject: 'place', id: before.place_id, event: 'reopen', actor: SOURCE, reason: null }));
      if (before.digest !== digest) updated.push({ id: before.place_id, facts: row.facts, provenance, externalId: row.externalId, digest });
      say(isReopened || before.digest !== digest ? 'updated' : 'unchanged', null, before.place_id, warnings);
      continue;
    }
    const twin = findTwin(row, twins);
    if (twin) {
      asides.set(row.externalId, { twinId: twin.id, facts: row.facts });
      say('duplicate', 'twin', twin.id, warnings);
      continue;
    }
    const id = newId();
    created.push({ id, organisationId: null, facts: row.facts, provenance, externalId: row.externalId, digest });
    remember(twins, {
      id,
      slug: '',
      name_key: fold(row.facts.name),
      kinds: row.facts.kinds,
      ...(row.facts.position ?? { latitude: 0, longitude: 0 }),
    });
    say('created', null, id, warnings);
  }

  const slugs = await addPlaces(kernel, territory, created, run.outline);
  await updatePlaces(kernel, territory, updated, run.outline);
  await writeRecords(
    run,
    created,
    updated,
    [...seen].filter((id) => known.has(id)),
  );
  await writeAsides(run, asides);

  for (const known_ of known.values()) slugs.set(known_.place_id, known_.slug);
  for (const candidates of twins.values()) for (const twin of candidates) if (twin.slug) slugs.set(twin.id, twin.slug);
  return reports.map(({ placeId, ...row }) => {
    const slug = placeId === null ? undefined : slugs.get(placeId);
    return { ...row, path: slug === undefined ? null : `/lieux/${slug}` };
  });
}

function outside(run: Run, facts: PlaceFacts): RowWarning[] {
  return run.outline && facts.position && !isInside(run.outline, facts.position) ? ['outside-territory'] : [];
}

async function knownRecords(run: Run, externalIds: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select r.external_id, r.place_id, r.digest, r.import_run_id, p.slug, p.state
    from directory.source_record r join directory.place p on p.territory_id = r.territory_id and p.id = r.place_id
    where r.territory_id = ${run.territory.id} and r.source = ${SOURCE} and r.external_id = any(${externalIds}::text[])`.execute(
    run.kernel.database.kysely<DB>(),
  );
  return new Map(rows.map((row) => [row.external_id, row]));
}

async function possibleTwins(run: Run, names: readonly string[]): Promise<Map<string, Twin[]>> {
  const { rows } = await sql<Twin>`
    select id, slug, name_key, kinds, latitude, longitude from directory.place
    where territory_id = ${run.territory.id} and name_key = any(${names}::text[]) and latitude is not null and state = 'published'
    order by id`.execute(run.kernel.database.kysely<DB>());
  const twins = new Map<string, Twin[]>();
  for (const row of rows) remember(twins, row);
  return twins;
}

function remember(twins: Map<string, Twin[]>, twin: Twin): void {
  const same = twins.get(twin.name_key);
  if (same) same.push(twin);
  else twins.set(twin.name_key, [twin]);
}

function findTwin(row: Accepted, twins: ReadonlyMap<string, readonly Twin[]>): Twin | undefined {
  const { position, kinds } = row.facts;
  if (!position) return undefined;
  return twins
    .get(fold(row.facts.name))
    ?.find(
      (twin) => twin.kinds.some((kind) => (kinds as readonly string[]).includes(kind)) && distanceBetween(position, twin) <= TWIN_METRES,
    );
}

type Recorded = { id: string; externalId: string; digest: string };

async function writeRecords(run: Run, created: readonly Recorded[], updated: readonly Recorded[], seen: readonly string[]): Promise<void> {
  const db = run.kernel.database.kysely<DB>();
  const territory_id = run.territory.id;
  if (created.length > 0) {
    await db
      .insertInto('directory.source_record')
      .values(
        created.map((row) => ({
          territory_id,
          id: newId(),
          source: SOURCE,
          external_id: row.externalId,
          place_id: row.id,
          digest: row.digest,
          import_run_id: run.runId,
        })),
      )
      .execute();
  }
  for (const row of updated) {
    await db
      .updateTable('directory.source_record')
      .set({ digest: row.digest })
      .where('territory_id', '=', territory_id)
      .where('source', '=', SOURCE)
      .where('external_id', '=', row.externalId)
      .execute();
  }
  if (seen.length > 0) {
    await db
      .updateTable('directory.source_record')
      .set({ import_run_id: run.runId })
      .where('territory_id', '=', territory_id)
      .where('source', '=', SOURCE)
      .where('external_id', 'in', seen)
      .execute();
  }
}

async function writeAsides(run: Run, asides: ReadonlyMap<string, { twinId: string; facts: PlaceFacts }>): Promise<void> {
  if (asides.size === 0) return;
  await run.kernel.database
    .kysely<DB>()
    .insertInto('directory.set_aside')
    .values(
      [...asides].map(([externalId, { twinId, facts }]) => ({
        territory_id: run.territory.id,
        id: newId(),
        source: SOURCE,
        external_id: externalId,
        twin_id: twinId,
        facts: JSON.stringify(facts),
        import_run_id: run.runId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['territory_id', 'source', 'external_id']).doUpdateSet((eb) => ({
        twin_id: eb.ref('excluded.twin_id'),
        facts: eb.ref('excluded.facts'),
        import_run_id: eb.ref('excluded.import_run_id'),
      })),
    )
    .execute();
}
