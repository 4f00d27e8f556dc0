import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { changedFields, LOCAL_SOURCE, type ProvenanceRecord, type SubjectName } from '../facts.ts';
import { refreshListings } from '../listings.ts';
import type { DB } from '../tables.generated.ts';
import { slugify } from '../text.ts';

/** How the facts of one kind of subject are kept: its table, its columns, and which facts have one provenance together. */
export interface Subject<Facts extends { name: string }> {
  name: SubjectName;
  table: 'directory.organisation' | 'directory.place' | 'directory.service';
  fields: Readonly<Record<string, readonly (keyof Facts)[]>>;
  /** For a name without a Latin letter. */
  fallbackSlug: string;
  /** What tells two of one name apart, in an address. */
  slugDetail(facts: Facts): string;
  columns(facts: Facts): Record<string, unknown>;
  facts(row: Readonly<Record<string, unknown>>): Facts;
}

export interface SubjectWrite<Facts> {
  id: string;
  facts: Facts;
  provenance: ProvenanceRecord;
  /** Columns beside the facts: to whom it belongs, whether it lies outside. */
  beside?: Readonly<Record<string, unknown>> | undefined;
}

/** What is kept of a subject: its facts, and where they come from. */
export interface Kept<Facts> {
  id: string;
  slug: string;
  state: string;
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
    subject.table,
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
        created_at: now,
        updated_at: now,
      })) as never,
    )
    .execute();
  return slugs;
}

/** Rewrites what is known of subjects that are here already, in the current unit of work. The listings are the caller's. */
export async function updateSubjects<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  writes: readonly SubjectWrite<Facts>[],
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  for (const write of writes) {
    await db
      .updateTable(subject.table)
      .set({
        ...subject.columns(write.facts),
        ...write.beside,
        provenance: JSON.stringify(write.provenance),
        updated_at: kernel.clock.now(),
      } as never)
      .where('territory_id', '=', territoryId)
      .where('id', '=', write.id)
      .execute();
  }
}

/** What is kept of subjects, by id. */
export async function keptSubjects<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  ids: readonly string[],
): Promise<Map<string, Kept<Facts>>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Record<string, unknown> & { id: string; slug: string; state: string; provenance: ProvenanceRecord }>`
    select * from ${sql.table(subject.table)} where territory_id = ${territoryId} and id = any(${ids}::uuid[])`.execute(
    kernel.database.kysely<DB>(),
  );
  return new Map(
    rows.map((row) => [row.id, { id: row.id, slug: row.slug, state: row.state, facts: subject.facts(row), provenance: row.provenance }]),
  );
}

/**
 * Writes down what a person here says of a subject: from then on no source overwrites these facts. A source that goes
 * on saying otherwise is a conflict, listed at its next reading. One unit of work.
 *
 * @returns false where there is no such subject.
 */
export function editSubject<Facts extends { name: string }>(
  kernel: Kernel,
  territory: TerritoryContext,
  subject: Subject<Facts>,
  id: string,
  change: (facts: Facts) => Facts,
  beside: (facts: Facts) => SubjectWrite<Facts>['beside'] = () => undefined,
  after: (before: Facts, now: Facts) => Promise<void> = async () => {},
): Promise<boolean> {
  return kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    await sql`select from ${sql.table(subject.table)} where territory_id = ${territory.id} and id = ${id} for update`.execute(db);
    const kept = (await keptSubjects(kernel, territory.id, subject, [id])).get(id);
    if (!kept) return false;
    const facts = change(kept.facts);
    const date = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
    const provenance: Record<string, { source: string; date: string }> = { ...kept.provenance };
    for (const field of changedFields(subject.fields, kept.facts, facts)) provenance[field] = { source: LOCAL_SOURCE, date };
    await updateSubjects(kernel, territory.id, subject, [{ id, facts, provenance, beside: beside(facts) }]);
    await forgetDigests(kernel, territory.id, subject.name, id);
    await after(kept.facts, facts);
    await refreshListings(kernel, territory, { [`${subject.name}Ids`]: [id] });
    return true;
  });
}

/** Gives a subject a new address made of its name alone: what the old one said is not to be known any more, nor redirected. */
export async function renewSlug<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  id: string,
  facts: Facts,
): Promise<void> {
  const wish = slugify(facts.name, subject.fallbackSlug);
  const kept = (await keptSubjects(kernel, territoryId, subject, [id])).get(id);
  if (kept?.slug.replace(/-\d+$/, '') === wish.replace(/-\d+$/, '')) return;
  const slugs = await freeSlugs(kernel, territoryId, subject.table, [{ id, wish, detail: '' }]);
  await kernel.database
    .kysely<DB>()
    .updateTable(subject.table)
    .set({ slug: slugs.get(id) ?? id })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .execute();
}

/** A source's next reading compares again with what it says, changed or not: a person has edited the subject meanwhile. */
async function forgetDigests(kernel: Kernel, territoryId: string, subject: SubjectName, id: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('directory.source_record')
    .set({ digest: '' })
    .where('territory_id', '=', territoryId)
    .where('digest', '<>', 'parent')
    .where(`${subject}_id`, '=', id)
    .execute();
}

/** For each wish, a slug that nothing has: itself, with the locality or street, then with a number. */
async function freeSlugs(
  kernel: Kernel,
  territoryId: string,
  table: Subject<never>['table'],
  wishes: readonly { id: string; wish: string; detail: string }[],
): Promise<Map<string, string>> {
  const db = kernel.database.kysely<DB>();
  // Two writers at once would find the same slug free: one waits for the other, within the territory.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${table}/${territoryId}`}, 0))`.execute(db);
  const stems = [...new Set(wishes.flatMap(({ wish, detail }) => [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])]))];
  // In the order of bytes, « -: » comes right after « -9 »: the range holds the stem and what is numbered after it.
  const { rows } = await sql<{ slug: string }>`
    select t.slug from unnest(${stems}::text[]) as stem
    cross join lateral (
      select slug from ${sql.table(table)} where territory_id = ${territoryId} and slug >= stem and slug < stem || '-:' offset 0
    ) t`.execute(db);
  const taken = new Set(rows.map((row) => row.slug));
  const next = new Map<string, number>();
  const slugs = new Map<string, string>();
  for (const { id, wish, detail } of wishes) {
    const candidates = [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])];
    let slug = candidates.find((candidate) => !taken.has(candidate));
    const stem = candidates.at(-1) ?? wish;
    for (let number = next.get(stem) ?? 2; slug === undefined; number += 1) {
      if (taken.has(`${stem}-${number}`)) continue;
      slug = `${stem}-${number}`;
      next.set(stem, number + 1);
    }
    taken.add(slug);
    slugs.set(id, slug);
  }
  return slugs;
}
