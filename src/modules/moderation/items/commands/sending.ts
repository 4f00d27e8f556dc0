import type { Visit } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { recordAction } from '../../../people/index.ts';
import { itemStates } from '../../states.ts';
import type { DB } from '../../tables.generated.ts';
import { foldWords } from '../words.ts';

export interface NewItem {
  kind: string;
  /** What it is about; left out for something new. */
  about?: { subject: string; id: string };
  /** Name of what it is about: the queue and letters call the item so. */
  title: string;
  /** What the queue's search finds it by, beside the title. */
  words?: readonly (string | null)[];
  payload: object;
  isUrgent?: boolean;
}

function columnsOf(kernel: Kernel, item: NewItem) {
  const now = kernel.clock.now();
  return {
    id: newId(),
    kind: item.kind,
    state: 'open',
    is_urgent: item.isUrgent ?? false,
    subject: item.about?.subject ?? null,
    subject_id: item.about?.id ?? null,
    title: item.title,
    words: foldWords([item.title, ...(item.words ?? [])]),
    payload: JSON.stringify(item.payload),
    opened_at: now,
    waiting_since: now,
  };
}

/**
 * Puts what the visitor sends into the queue, in the current unit of work.
 *
 * @param sender name and address of who has no account, and what they write beside. Moderators alone see them.
 * @returns its id: `followPath` gives the page where its sender sees what becomes of it.
 */
export async function submitItem(
  kernel: Kernel,
  visit: Visit,
  item: NewItem,
  sender: { name: string | null; email: string | null; note: string | null },
): Promise<string> {
  const { viewer, territory, locale } = visit;
  const columns = columnsOf(kernel, item);
  // Nothing is read back: who sends may not read.
  await kernel.database
    .kysely<DB>()
    .insertInto('moderation.item')
    .values({
      territory_id: territory.id,
      ...columns,
      note: sender.note,
      author: viewer ? `account:${viewer.accountId}` : 'visitor',
      author_account: viewer?.accountId ?? null,
      author_name: viewer ? null : sender.name,
      author_email: viewer ? null : sender.email,
      author_locale: locale,
    })
    .execute();
  return columns.id;
}

/**
 * Puts what the portal itself found into the queue, in the current unit of work: each `onceKey` waits once, however
 * often it is found again.
 *
 * @param author `source:<code>` or `system`.
 */
export async function raiseItems(
  kernel: Kernel,
  territoryId: string,
  author: `source:${string}` | 'system',
  items: readonly (NewItem & { onceKey: string })[],
): Promise<void> {
  if (items.length === 0) return;
  await kernel.database.unit(
    async () => {
      await kernel.database
        .kysely<DB>()
        .insertInto('moderation.item')
        .values(items.map((item) => ({ territory_id: territoryId, ...columnsOf(kernel, item), once_key: item.onceKey, author })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    { keeper: territoryId },
  );
}

/**
 * What was asked no longer stands (it was merged, its source says so no more): waiting items about these are closed, in
 * the current unit of work. Their senders see it on their page.
 */
export async function supersedeItems(
  kernel: Kernel,
  territoryId: string,
  which: { kinds: readonly string[]; subjectIds: readonly string[] },
  actor: string,
): Promise<void> {
  if (which.subjectIds.length === 0) return;
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  await kernel.database.unit(
    async () => {
      const waiting = await db
        .selectFrom('moderation.item')
        .select(['id', 'state', 'author_account', 'kind'])
        .where('territory_id', '=', territoryId)
        .where('kind', 'in', [...which.kinds])
        .where('subject_id', 'in', [...which.subjectIds])
        .where('state', 'in', itemStates.from('supersede'))
        .forUpdate()
        .execute();
      for (const item of waiting) {
        await db
          .updateTable('moderation.item')
          .set({ state: 'superseded', decided_at: now })
          .where('territory_id', '=', territoryId)
          .where('id', '=', item.id)
          .execute();
        await db
          .insertInto('moderation.decision')
          .values({
            territory_id: territoryId,
            id: newId(),
            item_id: item.id,
            author_account: item.author_account,
            event: 'supersede',
            from_state: item.state,
            to_state: 'superseded',
            actor,
            at: now,
          })
          .execute();
        await recordAction(kernel, {
          territoryId,
          actor,
          what: 'item.superseded',
          subject: 'item',
          subjectId: item.id,
          detail: { kind: item.kind },
        });
      }
    },
    { keeper: territoryId },
  );
}
