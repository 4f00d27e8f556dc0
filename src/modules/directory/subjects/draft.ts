import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { beforeChanges } from '../changes.ts';
import { type DraftChoices, type DraftConflict, rebaseDraft } from '../draft-rules.ts';
import { type FactsOf, type SubjectName, withoutConfidentialAddress } from '../facts.ts';
import { fromFactsJson, toFactsJson } from '../facts-json.ts';
import type { DB } from '../tables.generated.ts';
import { createSubject, type Owner } from './creating.ts';
import { writeFacts } from './editing.ts';
import { subjectNamed } from './named.ts';
import { type Actor, type Authorship, changesSince } from './revision.ts';
import { keptSubjects, lockSubject } from './subject.ts';

/** What is being written: of a subject that is here, as it was at a revision; or a new one, whose id the draft has already. */
export type DraftTarget = { id: string; revision: number } | { newId: string; owner: Owner };

/**
 * Keeps what somebody is writing: one draft a subject and author, the last words win. One unit of work.
 *
 * @returns the draft's id; null where its subject, or the structure or place of a new one, is not here.
 */
export function saveDraft<Name extends SubjectName>(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  { subject, target, facts }: { subject: Name; target: DraftTarget; facts: FactsOf[Name] },
  author: Actor,
): Promise<string | null> {
  return kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    const isNew = 'newId' in target;
    if (!(isNew ? await isRoomFor(kernel, territory.id, subject, target) : await isHere(kernel, territory.id, subject, target.id)))
      return null;
    const written = { facts: toFactsJson(withoutConfidentialAddress(facts)), saved_at: kernel.clock.now() };
    const row = await db
      .insertInto('directory.draft')
      .values({
        territory_id: territory.id,
        id: isNew ? target.newId : newId(),
        subject,
        subject_id: isNew ? null : target.id,
        organisation_id: isNew ? target.owner.organisationId : null,
        place_id: isNew ? target.owner.placeId : null,
        author,
        base_revision: isNew ? 0 : target.revision,
        ...written,
      })
      .onConflict((conflict) =>
        isNew
          ? conflict
              .columns(['territory_id', 'id'])
              .doUpdateSet(written)
              .where('directory.draft.author', '=', author)
              .where('directory.draft.subject_id', 'is', null)
          : conflict
              .columns(['territory_id', 'subject_id', 'author'])
              .where('subject_id', 'is not', null)
              .doUpdateSet({ ...written, base_revision: target.revision }),
      )
      .returning('id')
      .executeTakeFirst();
    return row?.id ?? null;
  });
}

async function isHere(kernel: Kernel, territoryId: string, subject: SubjectName, id: string): Promise<boolean> {
  return (await keptSubjects(kernel, territoryId, subjectNamed(subject), [id])).size > 0;
}

/** It is not published already, and its structure is here, with its place. */
async function isRoomFor(
  kernel: Kernel,
  territoryId: string,
  subject: SubjectName,
  { newId: id, owner: { organisationId, placeId } }: { newId: string; owner: Owner },
): Promise<boolean> {
  if (await isHere(kernel, territoryId, subject, id)) return false;
  if (organisationId !== null && !(await isHere(kernel, territoryId, 'organisation', organisationId))) return false;
  if (placeId === null) return true;
  const place = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.place')
    .select('organisation_id')
    .where('territory_id', '=', territoryId)
    .where('id', '=', placeId)
    .executeTakeFirst();
  return place !== undefined && place.organisation_id === organisationId;
}

/** Throws a draft of theirs away. @returns false where there is none. */
export async function discardDraft(kernel: Kernel, territoryId: string, id: string, author: Actor): Promise<boolean> {
  const gone = await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.draft')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('author', '=', author)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

export type Publication =
  | { outcome: 'published'; id: string; slug: string }
  /** What somebody else changed otherwise since the draft was begun; `revision` is to be given back with the choices. */
  | { outcome: 'conflict'; revision: number; conflicts: readonly DraftConflict[] }
  /** There is no such draft any more, or its subject is gone. */
  | { outcome: 'gone' };

interface DraftRow {
  id: string;
  subject_id: string | null;
  organisation_id: string | null;
  place_id: string | null;
  base_revision: number;
  facts: unknown;
}

/** While somebody merges its subject into another, a draft changes hands: then it is looked for anew. */
const ATTEMPTS = 3;

/**
 * Publishes a draft of the author's. What others changed since it was begun stays; where both changed a field, nothing is
 * written until it is chosen. A new one published twice is there once. One unit of work.
 *
 * @param choices for each contested field whose words to take. They hold for the revision at which they were asked: if the
 *   subject was written again since, the answer is another conflict.
 */
export function publishDraft(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject, id }: { subject: SubjectName; id: string },
  by: Authorship,
  choices?: { revision: number; fields: DraftChoices },
): Promise<Publication> {
  return kernel.database.unit(async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const draft = await readRow(kernel, territory.id, id, by.actor);
      if (!draft) break;
      const publication =
        draft.subject_id === null
          ? await publishNew(kernel, territory, subject, draft, by)
          : await publishChange(kernel, territory, subject, draft.subject_id, draft, by, choices);
      if (publication) return publication;
    }
    const subjectOfIt = (await keptSubjects(kernel, territory.id, subjectNamed(subject), [id])).get(id);
    return subjectOfIt ? { outcome: 'published', id, slug: subjectOfIt.slug } : { outcome: 'gone' };
  });
}

async function readRow(kernel: Kernel, territoryId: string, id: string, author: Actor, isLocked = false): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select id, subject_id, organisation_id, place_id, base_revision, facts from directory.draft
    where territory_id = ${territoryId} and id = ${id} and author = ${author} ${isLocked ? sql`for update` : sql``}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0];
}

/** @returns null where it is to be looked at anew. */
async function publishChange<Name extends SubjectName>(
  kernel: Kernel,
  territory: TerritoryContext,
  name: Name,
  subjectId: string,
  { id }: DraftRow,
  by: Authorship,
  choices: { revision: number; fields: DraftChoices } | undefined,
): Promise<Publication | null> {
  const subject = subjectNamed(name);
  const kept = await lockSubject(kernel, territory.id, subject, subjectId);
  const draft = await readRow(kernel, territory.id, id, by.actor, true);
  if (!kept || draft?.subject_id !== subjectId) return null;
  const since = await changesSince(kernel, territory.id, subjectId, draft.base_revision);
  const { facts, conflicts } = rebaseDraft(
    subject.fields,
    {
      base: beforeChanges(subject.fields, kept.facts, since),
      mine: fromFactsJson<FactsOf[Name]>(draft.facts),
      theirs: kept.facts,
    },
    choices?.revision === kept.revision ? choices.fields : {},
  );
  if (conflicts.length > 0) return { outcome: 'conflict', revision: kept.revision, conflicts };
  await discardDraft(kernel, territory.id, id, by.actor);
  const { slug } = await writeFacts(kernel, territory, subject, kept, facts, by, { what: 'edited' });
  return { outcome: 'published', id: subjectId, slug };
}

async function publishNew<Name extends SubjectName>(
  kernel: Kernel,
  territory: TerritoryContext,
  subject: Name,
  { id, organisation_id: organisationId }: DraftRow,
  by: Authorship,
): Promise<Publication | null> {
  const db = kernel.database.kysely<DB>();
  // Before the draft, as mergers do: two that wait for each other would both fail.
  if (organisationId !== null)
    await sql`select from directory.organisation where territory_id = ${territory.id} and id = ${organisationId} for key share`.execute(db);
  const draft = await readRow(kernel, territory.id, id, by.actor, true);
  if (!draft || draft.organisation_id !== organisationId) return null;
  await discardDraft(kernel, territory.id, id, by.actor);
  const facts = fromFactsJson<FactsOf[Name]>(draft.facts);
  const owner = { organisationId, placeId: draft.place_id };
  return { outcome: 'published', ...(await createSubject(kernel, territory, { subject, id, facts, owner }, by)) };
}
