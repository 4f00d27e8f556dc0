import { sql } from 'kysely';
import type { ProvenanceRecord, SubjectName } from '../../facts.ts';
import { refreshListings } from '../../listings.ts';
import { organisationSubject } from '../../subjects/organisation.ts';
import { placeSubject } from '../../subjects/place.ts';
import { renewSlug } from '../../subjects/renaming.ts';
import { keptSubjects, type Subject, updateSubjects } from '../../subjects/subject.ts';
import type { DB } from '../../tables.generated.ts';
import type { Known } from './records.ts';
import type { Run } from './run.ts';

/** Whether a row of a source is kept aside. */
export async function isAside(run: Run, source: string, externalId: string): Promise<boolean> {
  const aside = await run.kernel.database
    .kysely<DB>()
    .selectFrom('directory.set_aside')
    .select('id')
    .where('territory_id', '=', run.territory.id)
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return aside !== undefined;
}

/**
 * A person whom the register no longer shows objected to it: what it told of them goes, not only from the lists (Code de
 * commerce A123-96, GDPR art. 17 and 21). A structure that others tell of as well stays, with what they say of it.
 *
 * @returns the ids of what is no longer here.
 */
export async function withdraw(run: Run, source: string, externalId: string, known: Known | null): Promise<string[]> {
  const db = run.kernel.database.kysely<DB>();
  const territoryId = run.territory.id;
  await db
    .deleteFrom('directory.set_aside')
    .where('territory_id', '=', territoryId)
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .execute();
  if (known === null) return [];
  const { place_id: placeId, organisation_id: organisationId } = known;
  await db
    .deleteFrom('directory.source_record')
    .where('territory_id', '=', territoryId)
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .execute();
  const gone: string[] = [];
  if (placeId !== null && (await isPlaceToldOtherwise(run, placeId, source))) {
    await disown(run, placeSubject, placeId, source);
    await refreshListings(run.kernel, run.territory, { placeIds: [placeId] });
  } else if (placeId !== null) {
    await db
      .updateTable('directory.draft')
      .set({ place_id: null })
      .where('territory_id', '=', territoryId)
      .where('place_id', '=', placeId)
      .execute();
    await db
      .updateTable('directory.service')
      .set({ place_id: null })
      .where('territory_id', '=', territoryId)
      .where('place_id', '=', placeId)
      .execute();
    await db
      .updateTable('directory.place')
      .set({ moved_to: null })
      .where('territory_id', '=', territoryId)
      .where('moved_to', '=', placeId)
      .execute();
    await db
      .updateTable('directory.source_record')
      .set({ place_id: null })
      .where('territory_id', '=', territoryId)
      .where('place_id', '=', placeId)
      .where('subject', '=', 'organisation')
      .execute();
    await db.deleteFrom('directory.source_record').where('territory_id', '=', territoryId).where('place_id', '=', placeId).execute();
    await db
      .deleteFrom('directory.set_aside')
      .where('territory_id', '=', territoryId)
      .where('twin_id', '=', placeId)
      .where('twin_organisation_id', 'is', null)
      .execute();
    await db
      .updateTable('directory.set_aside')
      .set({ twin_id: null })
      .where('territory_id', '=', territoryId)
      .where('twin_id', '=', placeId)
      .execute();
    await db.deleteFrom('directory.place').where('territory_id', '=', territoryId).where('id', '=', placeId).execute();
    await forget(run, placeId);
    gone.push(placeId);
  }
  if (organisationId === null) return gone;
  if (await isToldOtherwise(run, organisationId, source)) {
    await disown(run, organisationSubject, organisationId, source);
    await refreshListings(run.kernel, run.territory, { organisationIds: [organisationId] });
    return gone;
  }
  await db
    .deleteFrom('directory.source_record')
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .execute();
  await db
    .deleteFrom('directory.set_aside')
    .where('territory_id', '=', territoryId)
    .where('twin_organisation_id', '=', organisationId)
    .execute();
  await db.deleteFrom('directory.draft').where('territory_id', '=', territoryId).where('organisation_id', '=', organisationId).execute();
  await db
    .updateTable('directory.organisation')
    .set({ moved_to: null })
    .where('territory_id', '=', territoryId)
    .where('moved_to', '=', organisationId)
    .execute();
  await forgetMessages(run, organisationId);
  await db.deleteFrom('directory.organisation').where('territory_id', '=', territoryId).where('id', '=', organisationId).execute();
  await forget(run, organisationId);
  return [...gone, organisationId];
}

async function forget({ kernel, territory }: Run, subjectId: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const merged = db
    .selectFrom('directory.merger')
    .select('merged_id')
    .where('territory_id', '=', territory.id)
    .where('kept_id', '=', subjectId);
  for (const table of ['directory.revision', 'directory.state_change'] as const)
    await db.deleteFrom(table).where('territory_id', '=', territory.id).where('subject_id', 'in', merged).execute();
  await db.deleteFrom('directory.merger').where('territory_id', '=', territory.id).where('kept_id', '=', subjectId).execute();
  for (const table of [
    'directory.conflict',
    'directory.picture',
    'directory.state_change',
    'directory.revision',
    'directory.draft',
    'directory.former_slug',
    'directory.page_view',
    'directory.page_search',
  ] as const)
    await db.deleteFrom(table).where('territory_id', '=', territory.id).where('subject_id', '=', subjectId).execute();
  await db.deleteFrom('directory.listing').where('territory_id', '=', territory.id).where('id', '=', subjectId).execute();
}

/** What people wrote to a structure that nobody keeps, and who asked to keep it. */
function forgetMessages({ kernel, territory }: Run, organisationId: string): Promise<void> {
  return kernel.database.unit(
    async () => {
      for (const table of ['directory.claim', 'directory.conversation', 'directory.blocked_writer'] as const)
        await kernel.database
          .kysely<DB>()
          .deleteFrom(table)
          .where('territory_id', '=', territory.id)
          .where('organisation_id', '=', organisationId)
          .execute();
    },
    { keeper: territory.id },
  );
}

/** Another source tells of it: what were two before somebody made them one. */
async function isPlaceToldOtherwise({ kernel, territory }: Run, placeId: string, source: string): Promise<boolean> {
  const record = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.source_record')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('place_id', '=', placeId)
    .where('source', '<>', source)
    .limit(1)
    .executeTakeFirst();
  return record !== undefined;
}

/** It has another place, services, people, somebody who keeps it, or another source. */
async function isToldOtherwise({ kernel, territory }: Run, organisationId: string, source: string): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  for (const table of ['directory.place', 'directory.service', 'directory.contact'] as const) {
    const one = await db
      .selectFrom(table)
      .select('id')
      .where('territory_id', '=', territory.id)
      .where('organisation_id', '=', organisationId)
      .limit(1)
      .executeTakeFirst();
    if (one) return true;
  }
  const kept = await db
    .selectFrom('directory.organisation')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('id', '=', organisationId)
    .where('is_kept', '=', true)
    .executeTakeFirst();
  if (kept) return true;
  const record = await db
    .selectFrom('directory.source_record')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('organisation_id', '=', organisationId)
    .where('source', '<>', source)
    .limit(1)
    .executeTakeFirst();
  return record !== undefined;
}

/**
 * Takes from a subject all that the source told of it, from its history as well; its name becomes the one that another source
 * gives, or none in particular.
 */
async function disown<Facts extends { name: string }>(run: Run, subject: Subject<Facts>, id: string, source: string): Promise<void> {
  const { kernel, territory } = run;
  const kept = (await keptSubjects(kernel, territory.id, subject, [id])).get(id);
  if (!kept) return;
  const facts: Record<string, unknown> = { ...kept.facts };
  const provenance: Record<string, { source: string; date: string }> = { ...kept.provenance };
  const disowned = Object.keys(subject.fields).filter((field) => provenance[field]?.source === source);
  for (const field of disowned) {
    delete provenance[field];
    for (const key of subject.fields[field] ?? []) facts[key as string] = Array.isArray(facts[key as string]) ? [] : null;
  }
  const db = kernel.database.kysely<DB>();
  await db.deleteFrom('directory.conflict').where('territory_id', '=', territory.id).where('subject_id', '=', id).execute();
  if (facts['name'] === null) {
    const aside = await db
      .selectFrom('directory.set_aside')
      .select(['facts', 'source'])
      .where('territory_id', '=', territory.id)
      .where(subject.name === 'place' ? 'twin_id' : 'twin_organisation_id', '=', id)
      .executeTakeFirst();
    const told = aside?.facts as { name?: unknown; organisation?: { name?: unknown }; place?: { name?: unknown } } | undefined;
    const other = told?.[subject.name === 'place' ? 'place' : 'organisation']?.name ?? told?.name;
    facts['name'] = typeof other === 'string' ? other : NAMELESS[subject.name];
    if (aside) provenance['name'] = { source: aside.source, date: run.today };
  }
  const left = facts as unknown as Facts;
  await updateSubjects(kernel, territory.id, subject, [{ id, facts: left, provenance: provenance satisfies ProvenanceRecord }]);
  await forgetHistory(run, id, [...disowned, 'slug']);
  await renewSlug(kernel, territory.id, subject, id, left);
}

const NAMELESS: Readonly<Record<SubjectName, string>> = { organisation: 'Structure', place: 'Lieu', service: 'Service' };

/** What a history, drafts, and those merged into it said of these fields. */
async function forgetHistory({ kernel, territory }: Run, id: string, fields: readonly string[]): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await sql`
    update directory.revision set changes = changes - ${fields}::text[] - 'merged'
    where territory_id = ${territory.id} and subject_id = ${id}`.execute(db);
  await sql`
    delete from directory.revision r using directory.merger m
    where m.territory_id = ${territory.id} and m.kept_id = ${id} and r.territory_id = m.territory_id and r.subject_id = m.merged_id`.execute(
    db,
  );
  await db
    .updateTable('directory.merger')
    .set({ name: '', facts: '{}' })
    .where('territory_id', '=', territory.id)
    .where('kept_id', '=', id)
    .execute();
  await db.deleteFrom('directory.draft').where('territory_id', '=', territory.id).where('subject_id', '=', id).execute();
}
