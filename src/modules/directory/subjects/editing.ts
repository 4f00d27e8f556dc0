import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { CONFIDENTIAL_FIELD, changesBetween } from '../changes.ts';
import { changedFields, LOCAL_SOURCE, type ProvenanceRecord, type SubjectName, withoutConfidentialAddress } from '../facts.ts';
import { refreshListings } from '../listings.ts';
import type { DB } from '../tables.generated.ts';
import { type Authorship, recordRevisions, VERSION } from './revision.ts';
import { type Kept, lockSubject, type Subject, updateSubjects } from './subject.ts';

export interface Edited {
  slug: string;
  revision: number;
}

/**
 * Writes down what a person here says of a subject: from then on no source overwrites these facts. A source that goes
 * on saying otherwise is a conflict, listed at its next reading. One unit of work, and one revision where anything changes.
 *
 * @returns null where there is no such subject.
 */
export function editSubject<Facts extends { name: string }>(
  kernel: Kernel,
  territory: TerritoryContext,
  subject: Subject<Facts>,
  id: string,
  by: Authorship,
  change: (facts: Facts) => Facts,
): Promise<Edited | null> {
  return kernel.database.unit(async () => {
    const kept = await lockSubject(kernel, territory.id, subject, id);
    return kept && writeFacts(kernel, territory, subject, kept, change(kept.facts), by, { what: 'edited' });
  });
}

/** Facts of a subject that the unit of work has locked, as a person gives them. */
export async function writeFacts<Facts extends { name: string }>(
  kernel: Kernel,
  territory: TerritoryContext,
  subject: Subject<Facts>,
  kept: Kept<Facts>,
  given: Facts,
  by: Authorship,
  how: { what: 'edited' | 'merged' } | { what: 'reverted'; to: number },
): Promise<Edited> {
  const { id, slug } = kept;
  const facts = withoutConfidentialAddress(subject.normal(given));
  const changes = changesBetween(subject.fields, kept.facts, facts);
  const fields = changedFields(subject.fields, kept.facts, facts);
  if (Object.keys(changes).length + fields.length === 0) return { slug, revision: kept.revision };
  const date = today(kernel, territory);
  const provenance: ProvenanceRecord = {
    ...kept.provenance,
    ...Object.fromEntries(fields.map((field) => [field, { source: LOCAL_SOURCE, date }])),
  };
  const beside = await subject.following?.(kernel, territory.id, facts);
  // Numbers of revisions, not facts: of what the history says beside them.
  const told =
    how.what === 'reverted' ? { ...changes, [VERSION]: { from: { revision: kept.revision }, to: { revision: how.to } } } : changes;
  const revision = (await updateSubjects(kernel, territory.id, subject, [{ id, facts, provenance, beside }])).get(id) ?? kept.revision;
  await recordRevisions(kernel, territory.id, [
    { subject: subject.name, subjectId: id, number: revision, what: how.what, by, changes: told },
  ]);
  await forgetDigests(kernel, territory.id, subject.name, id);
  if (changes[CONFIDENTIAL_FIELD]?.to['isAddressConfidential'] === true) await subject.hide?.(kernel, territory.id, id, facts);
  await refreshListings(kernel, territory, { [`${subject.name}Ids`]: [id] });
  return { slug, revision };
}

/** The day of the territory, ISO. */
export function today(kernel: Kernel, { timeZone }: Pick<TerritoryContext, 'timeZone'>): string {
  return kernel.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** A source's next reading compares again with what it says, changed or not: a person has edited the subject meanwhile. */
export async function forgetDigests(kernel: Kernel, territoryId: string, subject: SubjectName, id: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('directory.source_record')
    .set({ digest: '' })
    .where('territory_id', '=', territoryId)
    .where('digest', '<>', 'parent')
    .where(`${subject}_id`, '=', id)
    .execute();
}
