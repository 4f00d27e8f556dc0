import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../../../../kernel/ids.ts';
import type { FactConflict } from '../../facts.ts';
import type { DB } from '../../tables.generated.ts';
import type { RowSubject } from './row.ts';
import type { Run } from './run.ts';

/** Of the record of a whole structure, whose rows are its establishments: it has no row to compare with, nor to miss. */
export const PARENT_DIGEST = 'parent';

/** What a row of a source became here, at an earlier reading. */
export interface Known {
  subject: RowSubject;
  source: string;
  external_id: string;
  digest: string;
  import_run_id: string;
  organisation_id: string | null;
  place_id: string | null;
  service_id: string | null;
}

export interface RowKey {
  subject: RowSubject;
  source: string;
  externalId: string;
}

export function keyOf({ subject, source, externalId }: RowKey): string {
  return JSON.stringify([subject, source, externalId]);
}

export async function knownRecords(run: Run, keys: readonly RowKey[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select r.subject, r.source, r.external_id, r.digest, r.import_run_id, r.organisation_id, r.place_id, r.service_id
    from unnest(${keys.map((key) => key.subject)}::text[], ${keys.map((key) => key.source)}::text[], ${keys.map((key) => key.externalId)}::text[])
      as k (subject, source, external_id)
    join directory.source_record r on r.territory_id = ${run.territory.id} and r.source = k.source and r.subject = k.subject and r.external_id = k.external_id`.execute(
    run.kernel.database.kysely<DB>(),
  );
  return new Map(rows.map((row) => [keyOf({ subject: row.subject, source: row.source, externalId: row.external_id }), row]));
}

/** What became of the rows of a batch, to be remembered at its end. */
export interface NewRecord extends RowKey {
  digest: string;
  organisationId: string | null;
  placeId: string | null;
  serviceId: string | null;
  /** ISO date when the source last said so; null where it is told again without being understood. */
  confirmedOn: string | null;
}

/** Remembers rows, new or read again; those seen are not missing. */
export async function writeRecords(run: Run, records: readonly NewRecord[]): Promise<void> {
  if (records.length === 0) return;
  await run.kernel.database
    .kysely<DB>()
    .insertInto('directory.source_record')
    .values(
      records.map((record) => ({
        territory_id: run.territory.id,
        id: newId(),
        subject: record.subject,
        source: record.source,
        external_id: record.externalId,
        organisation_id: record.organisationId,
        place_id: record.placeId,
        service_id: record.serviceId,
        digest: record.digest,
        import_run_id: run.runId,
        confirmed_on: record.confirmedOn === null ? null : Temporal.PlainDate.from(earlier(record.confirmedOn, run.today)),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['territory_id', 'source', 'subject', 'external_id']).doUpdateSet((eb) => ({
        confirmed_on: sql`greatest(source_record.confirmed_on, excluded.confirmed_on)`,
        digest: eb.ref('excluded.digest'),
        organisation_id: eb.ref('excluded.organisation_id'),
        place_id: eb.ref('excluded.place_id'),
        service_id: eb.ref('excluded.service_id'),
        // Of two runs at once, the one that started last looks for what is missing.
        import_run_id: eb.fn('greatest', [eb.ref('directory.source_record.import_run_id'), eb.ref('excluded.import_run_id')]),
        missing_since: null,
      })),
    )
    .execute();
}

/** Of two ISO days; what a source dates of tomorrow is known today. */
function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** Why a row was kept aside; `closed-here`: it looks like what closed or moved here. */
export type TwinReason = 'twin' | 'same-identifier' | 'closed-here';

/** A row kept aside: it looks like what is here already. */
export interface Aside extends RowKey {
  reason: TwinReason;
  organisationId: string | null;
  placeId: string | null;
  serviceId: string | null;
  facts: object;
}

export async function writeAsides(run: Run, asides: readonly Aside[]): Promise<void> {
  if (asides.length === 0) return;
  await run.kernel.database
    .kysely<DB>()
    .insertInto('directory.set_aside')
    .values(
      asides.map((aside) => ({
        territory_id: run.territory.id,
        id: newId(),
        subject: aside.subject,
        source: aside.source,
        external_id: aside.externalId,
        reason: aside.reason,
        twin_id: aside.placeId,
        twin_organisation_id: aside.organisationId,
        twin_service_id: aside.serviceId,
        facts: JSON.stringify(aside.facts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
        import_run_id: run.runId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['territory_id', 'source', 'subject', 'external_id']).doUpdateSet((eb) => ({
        reason: eb.ref('excluded.reason'),
        twin_id: eb.ref('excluded.twin_id'),
        twin_organisation_id: eb.ref('excluded.twin_organisation_id'),
        twin_service_id: eb.ref('excluded.twin_service_id'),
        facts: eb.ref('excluded.facts'),
        import_run_id: eb.ref('excluded.import_run_id'),
      })),
    )
    .execute();
}

export interface SubjectConflicts {
  subject: RowSubject;
  subjectId: string;
  source: string;
  conflicts: readonly FactConflict[];
}

/** What each source now says otherwise of each subject, in place of what it said before. */
export async function writeConflicts(run: Run, told: readonly SubjectConflicts[]): Promise<void> {
  if (told.length === 0) return;
  const db = run.kernel.database.kysely<DB>();
  await sql`
    delete from directory.conflict c using unnest(${told.map((one) => one.subjectId)}::uuid[], ${told.map((one) => one.source)}::text[]) as t (subject_id, source)
    where c.territory_id = ${run.territory.id} and c.subject_id = t.subject_id and c.source = t.source`.execute(db);
  const values = told.flatMap(({ subject, subjectId, source, conflicts }) =>
    conflicts.map(({ field, ours, theirs }) => ({
      territory_id: run.territory.id,
      id: newId(),
      subject,
      subject_id: subjectId,
      field,
      source,
      ours: json(ours),
      theirs: json(theirs),
      found_at: run.kernel.clock.now(),
    })),
  );
  if (values.length > 0) await db.insertInto('directory.conflict').values(values).execute();
}

function json(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}
