import { sql } from 'kysely';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { moveStructureRoles } from '../../../people/index.ts';
import { changesBetween } from '../../changes.ts';
import { servicesChanged, subjectsMerged } from '../../events.ts';
import { type Address, hasAddress, isAddressSecret, type SubjectName } from '../../facts.ts';
import { toFactsJson } from '../../facts-json.ts';
import { takeTurn } from '../../importers/engine/batch.ts';
import { markListingsChanged } from '../../listing-summary.ts';
import { refreshListings } from '../../listings.ts';
import { mergePair, type PairChoices } from '../../merge-rules.ts';
import type { DB } from '../../tables.generated.ts';
import type { MergerRefusal } from '../../upkeep-models.ts';
import { forgetDigests, today } from '../editing.ts';
import { subjectNamed } from '../named.ts';
import { type Authorship, MERGED, recordRevisions } from '../revision.ts';
import { keepFormerSlug } from '../slugs.ts';
import { changeState } from '../state.ts';
import { type Kept, keptSubjects, type Subject, updateSubjects } from '../subject.ts';
import { moveConflicts } from './conflicts.ts';
import { moveDrafts } from './drafts.ts';
import { type Circumstances, circumstancesOf, refusalOf } from './refusal.ts';
import { moveRows, type Pair } from './rows.ts';

export type Merger =
  | { outcome: 'merged'; slug: string }
  /** Somebody else made them one before: where its page is now; null where that is gone too. */
  | { outcome: 'already-merged'; slug: string | null }
  | { outcome: 'refused'; reason: MergerRefusal };

export interface MergerOrder {
  subject: SubjectName;
  keepId: string;
  mergedId: string;
  /** For each field in which they differ, whose words to take; what is not said is kept. See `mergerPreview`. */
  fields: PairChoices;
  /** Somebody looked, and knows that it is the same shelter: the address that one of them shows is then hidden everywhere. */
  hidesAddress?: boolean;
}

/**
 * Makes two pages of one thing one. What hangs on the one that goes moves to the one that stays: places, services, contacts,
 * pictures, source records and rows set aside, conflicts, drafts, claims, messages, figures, and who keeps it. Its history is
 * read from the one that stays, its addresses lead there, and its sources' next reading updates that one. There is no way back.
 * One unit of work; of two at once, one does it and the other is told.
 */
export function mergeSubjects(kernel: Kernel, territory: TerritoryContext, order: MergerOrder, by: Authorship): Promise<Merger> {
  const settings = { directory_contacts: territory.id, keeper: territory.id };
  return kernel.database.unit(() => mergeNamed(kernel, territory, order.subject, order, by), settings);
}

async function mergeNamed<Name extends SubjectName>(
  kernel: Kernel,
  territory: TerritoryContext,
  name: Name,
  { keepId, mergedId, fields, hidesAddress = false }: MergerOrder,
  by: Authorship,
): Promise<Merger> {
  if (keepId === mergedId) return { outcome: 'refused', reason: 'same' };
  const subject = subjectNamed(name);
  const db = kernel.database.kysely<DB>();
  // A batch of an import knows what its rows became: it must not write to what is gone.
  await takeTurn(kernel, territory.id);
  await sql`select from ${sql.table(subject.table)} where territory_id = ${territory.id} and id in (${keepId}, ${mergedId}) order by id for update`.execute(
    db,
  );
  const both = await keptSubjects(kernel, territory.id, subject, [keepId, mergedId]);
  const [kept, merged] = [both.get(keepId), both.get(mergedId)];
  if (!kept || !merged) return settled(kernel, territory.id, subject, kept ? mergedId : keepId);
  const circumstances = await circumstancesOf(kernel, territory.id, name, { keepId, mergedId });
  const reason = refusalOf(name, kept.facts, merged.facts, circumstances, hidesAddress);
  if (reason) return { outcome: 'refused', reason };

  const pair: Pair = { territoryId: territory.id, subject: name, keptId: keepId, mergedId };
  const told = mergePair(subject.fields, kept, merged, fields, new Set(circumstances.sharedSources), today(kernel, territory));
  const written = await updateSubjects(kernel, territory.id, subject, [
    {
      id: keepId,
      ...told,
      beside: { ...besideOf(name, told.facts, circumstances), ...(await subject.following?.(kernel, territory.id, told.facts)) },
    },
  ]);
  const revision = written.get(keepId) ?? kept.revision;
  const changes = { ...changesBetween(subject.fields, kept.facts, told.facts), [MERGED]: { from: {}, to: { name: merged.facts.name } } };
  await recordRevisions(kernel, territory.id, [{ subject: name, subjectId: keepId, number: revision, what: 'merged', by, changes }]);
  await moveDrafts(kernel, pair, subject, { kept, merged, now: { facts: told.facts, revision } });
  await moveConflicts(kernel, pair, subject.fields, told.facts);
  await followMove(kernel, territory, pair, kept, merged, by);
  await moveRows(kernel, pair, by);
  await db
    .insertInto('directory.merger')
    .values({
      territory_id: territory.id,
      id: newId(),
      subject: name,
      kept_id: keepId,
      merged_id: mergedId,
      name: merged.facts.name,
      facts: toFactsJson(merged.facts),
      actor: by.actor,
      on_behalf_of: by.onBehalfOf ?? null,
      reason: by.reason ?? null,
      at: kernel.clock.now(),
    })
    .execute();
  await sql`delete from ${sql.table(subject.table)} where territory_id = ${territory.id} and id = ${mergedId}`.execute(db);
  await keepFormerSlug(kernel, territory.id, name, { slug: merged.slug, subjectId: keepId });
  await forgetDigests(kernel, territory.id, name, keepId);
  await hide(kernel, pair, subject, told.facts, circumstances, isAddressSecret(kept.facts) !== isAddressSecret(merged.facts));
  if (name === 'organisation') await moveStructureRoles(kernel, { territoryId: territory.id, from: mergedId, to: keepId }, by.actor);

  await db.deleteFrom('directory.listing').where('territory_id', '=', territory.id).where('id', '=', mergedId).execute();
  await markListingsChanged(kernel, territory.id);
  await refreshListings(kernel, territory, { [`${name}Ids`]: [keepId] });
  // Where it serves other territories, it is listed there as well.
  if (name === 'service') await kernel.events.emit(servicesChanged, { territoryId: territory.id, serviceIds: [keepId, mergedId] });
  await kernel.events.emit(subjectsMerged, { territoryId: territory.id, subject: name, keptId: keepId, mergedId });
  const slug = (await keptSubjects(kernel, territory.id, subject, [keepId])).get(keepId)?.slug ?? kept.slug;
  return { outcome: 'merged', slug };
}

/** One of the two is not here. */
async function settled<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  goneId: string,
): Promise<Merger> {
  const merger = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.merger')
    .select('kept_id')
    .where('territory_id', '=', territoryId)
    .where('merged_id', '=', goneId)
    .executeTakeFirst();
  if (!merger) return { outcome: 'refused', reason: 'unknown' };
  const into = (await keptSubjects(kernel, territoryId, subject, [merger.kept_id])).get(merger.kept_id);
  return { outcome: 'already-merged', slug: into?.slug ?? null };
}

/** Whose it is, and where, as far as one of the two knows. */
function besideOf(name: SubjectName, facts: object, { organisationId, placeId }: Circumstances): Record<string, string | null> {
  if (name === 'organisation') return {};
  // Where it says itself where it is, it is not at a place.
  return { organisation_id: organisationId, ...(name === 'service' && { place_id: hasAddress(facts as Address) ? null : placeId }) };
}

/** « It is at the other one now » says nothing any more: it is as the other one was. */
async function followMove(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject, keptId }: Pair,
  kept: Kept<{ name: string }>,
  merged: Kept<{ name: string }>,
  by: Authorship,
): Promise<void> {
  if (subject === 'service' || kept.state !== 'moved') return;
  const { rows } = await sql<{ to: string | null; from: string | null }>`
    select k.moved_to as to, m.moved_to as from
    from ${sql.table(`directory.${subject}`)} k, ${sql.table(`directory.${subject}`)} m
    where k.territory_id = ${territory.id} and k.id = ${keptId} and m.territory_id = k.territory_id and m.id = ${merged.id}`.execute(
    kernel.database.kysely<DB>(),
  );
  const [moves] = rows;
  if (moves?.to !== merged.id) return;
  await changeState(kernel, territory, { subject, id: keptId, event: merged.state === 'closed' ? 'close' : 'reopen', ...by });
  if (merged.state === 'moved' && moves.from !== keptId)
    await changeState(kernel, territory, { subject, id: keptId, event: 'move', to: moves.from, ...by });
}

/** What one of the two keeps secret, nothing of the other tells any more. */
async function hide<Facts extends { name: string }>(
  kernel: Kernel,
  { territoryId, subject: name, keptId }: Pair,
  subject: Subject<Facts>,
  facts: Facts,
  { secretPlaceIds, isSecretOfOne }: Circumstances,
  isNewlySecret: boolean,
): Promise<void> {
  if (isNewlySecret) await subject.hide?.(kernel, territoryId, keptId, facts);
  if (name !== 'organisation' || !isSecretOfOne) return;
  const places = subjectNamed('place');
  for (const place of (await keptSubjects(kernel, territoryId, places, secretPlaceIds)).values())
    await places.hide?.(kernel, territoryId, place.id, place.facts);
}
