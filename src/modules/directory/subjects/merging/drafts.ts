import type { Kernel } from '../../../../kernel/module.ts';
import { beforeChanges, writtenFields } from '../../changes.ts';
import { changedFields, isAddressSecret, withoutConfidentialAddress } from '../../facts.ts';
import { fromFactsJson, toFactsJson } from '../../facts-json.ts';
import type { DB } from '../../tables.generated.ts';
import { changesSince } from '../revision.ts';
import type { Kept, Subject } from '../subject.ts';
import type { Pair } from './rows.ts';

interface Draft<Facts> {
  id: string;
  author: string;
  base: Facts;
  facts: Facts;
}

/**
 * Drafts of the one that goes become drafts of the one that stays, with what their authors changed and nothing else. Who writes
 * both has one: what they changed of the one that stays goes before. In the current unit of work, before the histories are one.
 */
export async function moveDrafts<Facts extends { name: string }>(
  kernel: Kernel,
  pair: Pair,
  subject: Subject<Facts>,
  { kept, merged, now }: { kept: Kept<Facts>; merged: Kept<Facts>; now: { facts: Facts; revision: number } },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const all = writtenFields(subject.fields, now.facts);
  const theirs = new Map((await draftsOf(kernel, pair.territoryId, subject, kept)).map((draft) => [draft.author, draft]));
  for (const draft of await draftsOf(kernel, pair.territoryId, subject, merged)) {
    const other = theirs.get(draft.author);
    const before = other ? changedFields(all, other.base, other.facts) : [];
    const facts = { ...(other?.facts ?? now.facts) };
    for (const field of changedFields(all, draft.base, draft.facts))
      if (!before.includes(field)) for (const key of all[field] ?? []) facts[key] = draft.facts[key];
    const written = toFactsJson(withoutConfidentialAddress(isAddressSecret(now.facts) ? { ...facts, isAddressConfidential: true } : facts));
    const query = db.updateTable('directory.draft').where('territory_id', '=', pair.territoryId);
    if (other) {
      await db.deleteFrom('directory.draft').where('territory_id', '=', pair.territoryId).where('id', '=', draft.id).execute();
      await query.set({ facts: written }).where('id', '=', other.id).execute();
    } else {
      await query.set({ facts: written, subject_id: pair.keptId, base_revision: now.revision }).where('id', '=', draft.id).execute();
    }
  }
}

async function draftsOf<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  { fields }: Subject<Facts>,
  kept: Kept<Facts>,
): Promise<Draft<Facts>[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.draft')
    .select(['id', 'author', 'base_revision', 'facts'])
    .where('territory_id', '=', territoryId)
    .where('subject_id', '=', kept.id)
    .forUpdate()
    .execute();
  const drafts: Draft<Facts>[] = [];
  for (const { id, author, base_revision: number, facts } of rows) {
    const base = beforeChanges(fields, kept.facts, await changesSince(kernel, territoryId, kept.id, number));
    drafts.push({ id, author, base, facts: fromFactsJson(facts) });
  }
  return drafts;
}
