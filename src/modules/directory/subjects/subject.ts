import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import type { FieldGroups, ProvenanceRecord } from '../facts.ts';
import type { DB } from '../tables.generated.ts';
import { slugify } from '../text.ts';
import { freeSlugs, type SlugSpace } from './slugs.ts';

/** How the facts of one kind of subject are kept: its table, its columns, and which facts have one provenance together. */
export interface Subject<Facts extends { name: string }> extends SlugSpace {
  fields: FieldGroups<Facts>;
  /** For a name without a Latin letter. */
  fallbackSlug: string;
  /** What tells two of one name apart, in an address. */
  slugDetail(facts: Facts): string;
  columns(facts: Facts): Record<string, unknown>;
  facts(row: Readonly<Record<string, unknown>>): Facts;
  /** Facts as they are read again: without the themes that others of them bring anyway. */
  normal(facts: Facts): Facts;
  /** Columns beside the facts that follow from them. */
  following?(kernel: Kernel, territoryId: string, facts: Facts): Promise<Readonly<Record<string, unknown>>>;
  /** What else goes once an address is confidential, in the current unit of work. */
  hide?(kernel: Kernel, territoryId: string, id: string, facts: Facts): Promise<void>;
}

export interface SubjectWrite<Facts> {
  id: string;
  facts: Facts;
  provenance: ProvenanceRecord;
  /** Columns beside the facts: to whom it belongs, whether it lies outside. */
  beside?: Readonly<Record<string, unknown>> | undefined;
  /** The revision that these facts were made from: if it was written since, it is not written now. */
  from?: number;
}

/** What is kept of a subject: its facts, and where they come from. */
export interface Kept<Facts> {
  id: string;
  slug: string;
  state: string;
  /** How many times it was written. */
  revision: number;
  facts: Facts;
  provenance: ProvenanceRecord;
}

/** Adds subjects, all published, in the current unit of work. Returns the slug of each by its id. The listings are the caller's. */
export async function insertSubjects<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  writes: readonly SubjectWrite<Facts>[],
): Promise<Map<string, string>> {
  if (writes.length === 0) return new Map();
  const now = kernel.clock.now();
  const slugs = await freeSlugs(
    kernel,
    territoryId,
    subject,
    writes.map(({ id, facts }) => ({ id, wish: slugify(facts.name, subject.fallbackSlug), detail: subject.slugDetail(facts) })),
  );
  await kernel.database
    .kysely<DB>()
    .insertInto(subject.table)
    .values(
      writes.map((write) => ({
        territory_id: territoryId,
        id: write.id,
        slug: slugs.get(write.id) ?? write.id,
        ...subject.columns(write.facts),
        ...write.beside,
        state: 'published',
        provenance: JSON.stringify(write.provenance),
        confirmed_on: lastDay(write.provenance, now),
        created_at: now,
        updated_at: now,
      })) as never,
    )
    .execute();
  return slugs;
}

/**
 * Rewrites what is known of subjects that are here already, in the current unit of work. The listings are the caller's, and so
 * is the history.
 *
 * @returns the new revision of each that was written, by its id: those that somebody wrote meanwhile are missing (see `from`).
 */
export async function updateSubjects<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  writes: readonly SubjectWrite<Facts>[],
): Promise<Map<string, number>> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const written = new Map<string, number>();
  for (const write of writes) {
    const set = {
      ...subject.columns(write.facts),
      ...write.beside,
      provenance: JSON.stringify(write.provenance),
      updated_at: now,
      revision: sql`revision + 1`,
      confirmed_on: sql`greatest(confirmed_on, ${lastDay(write.provenance, now)}::date)`,
    };
    let query = db
      .updateTable(subject.table)
      .set(set as never)
      .where('territory_id', '=', territoryId)
      .where('id', '=', write.id);
    if (write.from !== undefined) query = query.where('revision', '=', write.from);
    const row = await query.returning('revision').executeTakeFirst();
    if (row) written.set(write.id, row.revision);
  }
  return written;
}

/** The latest day of a provenance, ISO; today where it tells none, or one that is still to come. */
function lastDay(provenance: ProvenanceRecord, now: Temporal.Instant): string {
  const today = now.toString().slice(0, 10);
  const days = Object.values(provenance).flatMap(({ date }) => (date <= today ? [date] : []));
  return days.reduce((last, day) => (day > last ? day : last), days[0] ?? today);
}

/** What is kept of subjects, by id. */
export async function keptSubjects<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  ids: readonly string[],
): Promise<Map<string, Kept<Facts>>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Record<string, unknown> & Omit<Kept<Facts>, 'facts'>>`
    select * from ${sql.table(subject.table)} where territory_id = ${territoryId} and id = any(${ids}::uuid[])`.execute(
    kernel.database.kysely<DB>(),
  );
  return new Map(
    rows.map((row) => {
      const { id, slug, state, revision, provenance } = row;
      return [id, { id, slug, state, revision, facts: subject.facts(row), provenance }];
    }),
  );
}

/** What is kept of a subject, which nobody else writes until the end of the unit; null where there is none. */
export async function lockSubject<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  id: string,
): Promise<Kept<Facts> | null> {
  // Rows that point to it may still come: an import need not wait.
  await sql`select from ${sql.table(subject.table)} where territory_id = ${territoryId} and id = ${id} for no key update`.execute(
    kernel.database.kysely<DB>(),
  );
  return (await keptSubjects(kernel, territoryId, subject, [id])).get(id) ?? null;
}
