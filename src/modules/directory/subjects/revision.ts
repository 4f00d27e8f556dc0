import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { FieldChanges } from '../changes.ts';
import type { SubjectName } from '../facts.ts';
import { fromFactsJson, toFactsJson } from '../facts-json.ts';
import type { DB } from '../tables.generated.ts';

/** Who did it, as histories write it: an account, a person without one, a visitor, a source, or the software. */
export type Actor = `account:${string}` | `person:${string}` | `source:${string}` | 'visitor' | 'system';

/** Who writes, and for whom where somebody does it in the name of another; `reason` is shown in the history. */
export interface Authorship {
  actor: Actor;
  onBehalfOf?: Actor | null;
  reason?: string | null;
}

export type RevisionKind = 'created' | 'edited' | 'imported' | 'reverted' | 'merged' | 'renamed' | 'confirmed' | 'pictures';

/** Beside the fields: the version that was gone back to, and the one that was merged. */
export const VERSION = 'version';
export const MERGED = 'merged';

export interface Revision {
  subject: SubjectName;
  subjectId: string;
  /** The count of its subject's writes, this one included. */
  number: number;
  what: RevisionKind;
  by: Authorship;
  changes: FieldChanges;
}

/** Writes into the histories of subjects, in the current unit of work. */
export async function recordRevisions(kernel: Kernel, territoryId: string, revisions: readonly Revision[]): Promise<void> {
  if (revisions.length === 0) return;
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.revision')
    .values(
      revisions.map(({ subject, subjectId, number, what, by, changes }) => ({
        territory_id: territoryId,
        id: newId(),
        subject,
        subject_id: subjectId,
        number,
        what,
        actor: by.actor,
        on_behalf_of: by.onBehalfOf ?? null,
        reason: by.reason ?? null,
        at: kernel.clock.now(),
        changes: toFactsJson(changes),
      })),
    )
    .execute();
}

/** Counts a write that leaves the facts as they are (a picture, an address), and writes it into the history. The subject is locked by the caller. */
export async function recordBeside(kernel: Kernel, territoryId: string, revision: Omit<Revision, 'number'>): Promise<void> {
  const { rows } = await sql<{ revision: number }>`
    update ${sql.table(`directory.${revision.subject}`)} set revision = revision + 1
    where territory_id = ${territoryId} and id = ${revision.subjectId} returning revision`.execute(kernel.database.kysely<DB>());
  const number = rows[0]?.revision;
  if (number !== undefined) await recordRevisions(kernel, territoryId, [{ ...revision, number }]);
}

/** What was changed since a revision, the latest first. */
export async function changesSince(kernel: Kernel, territoryId: string, subjectId: string, number: number): Promise<FieldChanges[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.revision')
    .select('changes')
    .where('territory_id', '=', territoryId)
    .where('subject_id', '=', subjectId)
    .where('number', '>', number)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ changes }) => readChanges(changes));
}

/** The changes of a row, with amounts as numbers again. */
export function readChanges(json: unknown): FieldChanges {
  return Object.fromEntries(
    Object.entries(json as FieldChanges).map(([field, { from, to }]) => [field, { from: fromFactsJson(from), to: fromFactsJson(to) }]),
  );
}
