import { actorOf, authorOf } from '../../../../kernel/access/viewer.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel, Takeover } from '../../../../kernel/module.ts';
import { notePresence, recordAction } from '../../../people/index.ts';
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
 * @param item `onceKey`: by which `supersedeItem` finds it.
 * @param sender name and address of who has no account, and what they write beside. Moderators alone see them. An agent who acts
 * for somebody sends it for them: both are told what becomes of it.
 * @returns its id: `followPath` gives the page where its sender sees what becomes of it.
 */
export async function submitItem(
  kernel: Kernel,
  visit: Pick<Visit, 'viewer' | 'locale'> & { territory: { id: string } },
  item: NewItem & { onceKey?: string },
  sender: { name: string | null; email: string | null; note: string | null },
): Promise<string> {
  const { viewer, territory, locale } = visit;
  const columns = columnsOf(kernel, item);
  if (viewer) await notePresence(kernel, viewer.accountId, territory.id);
  const { onBehalfOf } = authorOf(viewer);
  // Nothing is read back: who sends may not read.
  await kernel.database
    .kysely<DB>()
    .insertInto('moderation.item')
    .values({
      territory_id: territory.id,
      ...columns,
      once_key: item.onceKey ?? null,
      note: sender.note,
      author: viewer ? `account:${viewer.accountId}` : 'visitor',
      author_account: viewer?.accountId ?? null,
      on_behalf_of: onBehalfOf,
      author_name: viewer ? null : sender.name,
      author_email: viewer ? null : sender.email,
      author_locale: locale,
    })
    .execute();
  // What is done for somebody is read in their record.
  if (viewer && onBehalfOf !== null)
    await recordAction(kernel, {
      territoryId: territory.id,
      actor: actorOf(viewer),
      onBehalfOf,
      what: 'item.sent',
      subject: 'item',
      subjectId: columns.id,
      detail: { kind: item.kind, title: item.title },
    });
  return columns.id;
}

/**
 * Puts what the portal itself found into the queue, in the current unit of work: each `onceKey` once for ever, so that what
 * was decided is not asked again.
 *
 * @param author who is told of the decision, where it is an account's; with `note`, what they wrote.
 */
export async function raiseItems(
  kernel: Kernel,
  territoryId: string,
  author: `source:${string}` | `account:${string}` | 'system',
  items: readonly (NewItem & { onceKey: string; note?: string | null })[],
): Promise<void> {
  if (items.length === 0) return;
  const account = author.startsWith('account:') ? author.slice('account:'.length) : null;
  await kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const known = await db
        .selectFrom('moderation.item')
        .select('once_key')
        .where('territory_id', '=', territoryId)
        .where(
          'once_key',
          'in',
          items.map(({ onceKey }) => onceKey),
        )
        .execute();
      const before = new Set(known.map((row) => row.once_key));
      const raised = items.filter(({ onceKey }) => !before.has(onceKey));
      if (raised.length === 0) return;
      await db
        .insertInto('moderation.item')
        .values(
          raised.map((item) => ({
            territory_id: territoryId,
            ...columnsOf(kernel, item),
            once_key: item.onceKey,
            note: item.note ?? null,
            author,
            author_account: account,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    { keeper: territoryId },
  );
}

/**
 * What an agent sent for somebody is theirs from now on, to follow, to answer and to erase: of the agent, the journal says that they
 * sent it. In a unit of the territory's keeper.
 */
export async function handOverItems(kernel: Kernel, { territoryId, personId, accountId }: Takeover): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const handed = await db
    .updateTable('moderation.item')
    .set({ author: `account:${accountId}`, author_account: accountId, on_behalf_of: null })
    .where('territory_id', '=', territoryId)
    .where('on_behalf_of', '=', `person:${personId}`)
    .returning('id')
    .execute();
  if (handed.length === 0) return;
  await db
    .updateTable('moderation.decision')
    .set({ author_account: accountId })
    .where('territory_id', '=', territoryId)
    .where(
      'item_id',
      'in',
      handed.map(({ id }) => id),
    )
    .execute();
}
