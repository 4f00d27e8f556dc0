import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import { fromFactsJson } from '../facts-json.ts';
import type { DB } from '../tables.generated.ts';
import type { Draft } from '../upkeep-models.ts';

/** What this author is writing of a subject; null where nothing. */
export async function draftOf<Name extends SubjectName>(
  kernel: Kernel,
  territoryId: string,
  { subject, id }: { subject: Name; id: string },
  author: string,
): Promise<Draft<Name> | null> {
  const row = await rowsOf(kernel, territoryId, author).where('subject', '=', subject).where('subject_id', '=', id).executeTakeFirst();
  return row ? (toDraft(row) as Draft<Name>) : null;
}

/** A draft of this author's by its id; null where there is none. */
export async function draftById(kernel: Kernel, territoryId: string, id: string, author: string): Promise<Draft | null> {
  const row = await rowsOf(kernel, territoryId, author).where('id', '=', id).executeTakeFirst();
  return row ? toDraft(row) : null;
}

/** All that this author is writing, the latest first. */
export async function draftsOf(kernel: Kernel, territoryId: string, author: string): Promise<Draft[]> {
  const rows = await rowsOf(kernel, territoryId, author).orderBy('saved_at', 'desc').orderBy('id', 'desc').limit(100).execute();
  return rows.map(toDraft);
}

function rowsOf(kernel: Kernel, territoryId: string, author: string) {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.draft')
    .select(['id', 'subject', 'subject_id', 'organisation_id', 'place_id', 'base_revision', 'facts', 'saved_at'])
    .where('territory_id', '=', territoryId)
    .where('author', '=', author);
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

function toDraft(row: Row): Draft {
  return {
    id: row.id,
    subject: row.subject as SubjectName,
    subjectId: row.subject_id,
    organisationId: row.organisation_id,
    placeId: row.place_id,
    revision: row.base_revision,
    facts: fromFactsJson(row.facts),
    savedAt: row.saved_at,
  };
}
