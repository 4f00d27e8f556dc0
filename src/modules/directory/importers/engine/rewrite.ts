import { CONFIDENTIAL_FIELD, changesBetween, type FieldChanges } from '../../changes.ts';
import type { ProvenanceRecord } from '../../facts.ts';
import { recordRevisions } from '../../subjects/revision.ts';
import { type Kept, keptSubjects, type Subject, type SubjectWrite, updateSubjects } from '../../subjects/subject.ts';
import { StaleBatch } from './batch.ts';
import type { Run } from './run.ts';

/** Facts of a subject as a row of a source changes them. */
export interface Rewrite<Facts> extends SubjectWrite<Facts> {
  source: string;
  changes: FieldChanges;
}

export function rewriteOf<Facts extends { name: string }>(
  subject: Subject<Facts>,
  kept: Kept<Facts>,
  told: { facts: Facts; provenance: ProvenanceRecord; source: string },
  beside: SubjectWrite<Facts>['beside'],
): Rewrite<Facts> {
  return { id: kept.id, ...told, beside, from: kept.revision, changes: changesBetween(subject.fields, kept.facts, told.facts) };
}

/**
 * Writes what the rows of a batch say anew, one revision a subject; of several rows that write the same one, the last stays.
 *
 * @throws StaleBatch where a subject was written meanwhile, so that no person's word is lost; not in a dry run, which writes nothing.
 */
export async function rewriteSubjects<Facts extends { name: string }>(
  run: Run,
  subject: Subject<Facts>,
  rewrites: readonly Rewrite<Facts>[],
): Promise<void> {
  const { kernel, territory } = run;
  const last = [...new Map(rewrites.map((rewrite) => [rewrite.id, rewrite])).values()];
  const written = await updateSubjects(
    kernel,
    territory.id,
    subject,
    last.map(({ from, ...write }) => (run.isDry || from === undefined ? write : { ...write, from })),
  );
  const missed = last.filter(({ id }) => !written.has(id)).map(({ id }) => id);
  // What a row of the same batch withdrew is not there to be written.
  if (missed.length > 0 && (await keptSubjects(kernel, territory.id, subject, missed)).size > 0) throw new StaleBatch();
  await recordRevisions(
    kernel,
    territory.id,
    last.flatMap(({ id, source, changes }) => {
      const number = written.get(id);
      if (number === undefined || Object.keys(changes).length === 0) return [];
      return [
        { subject: subject.name, subjectId: id, number, what: 'imported' as const, by: { actor: `source:${source}` as const }, changes },
      ];
    }),
  );
  for (const { id, facts, changes } of last)
    if (changes[CONFIDENTIAL_FIELD]?.to['isAddressConfidential'] === true) await subject.hide?.(kernel, territory.id, id, facts);
}
