import type { Selectable } from 'kysely';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ItemState } from '../../states.ts';
import type { DB, ModerationItem } from '../../tables.generated.ts';
import type { Decision, Item } from '../models.ts';

/** A row as the rest of the module reads it. */
export function itemOf(row: Selectable<ModerationItem>): Item {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state as ItemState,
    isUrgent: row.is_urgent,
    subject: row.subject,
    subjectId: row.subject_id,
    title: row.title,
    payload: row.payload,
    note: row.note,
    author: row.author,
    authorAccount: row.author_account,
    onBehalfOf: row.on_behalf_of as Item['onBehalfOf'],
    authorName: row.author_name,
    authorEmail: row.author_email,
    authorLocale: row.author_locale,
    assignedTo: row.assigned_to,
    openedAt: row.opened_at,
    waitingSince: row.waiting_since,
    decidedAt: row.decided_at,
    isForgotten: row.forgotten_at !== null,
  };
}

/** An item that the current unit may read; null where there is none, or not for this one. */
export async function itemById(kernel: Kernel, territoryId: string, id: string): Promise<Item | null> {
  if (!isId(id)) return null;
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.item')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? itemOf(row) : null;
}

/** The same, which nobody else changes until the end of the unit. */
export async function lockItem(kernel: Kernel, territoryId: string, id: string): Promise<Item | null> {
  if (!isId(id)) return null;
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.item')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? itemOf(row) : null;
}

/** What happened to an item, the latest first. */
export async function decisionsOf(kernel: Kernel, territoryId: string, itemId: string): Promise<Decision[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.decision')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('item_id', '=', itemId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    event: row.event as Decision['event'],
    to: row.to_state as ItemState,
    actor: row.actor,
    at: row.at,
    reason: row.reason,
    message: row.message,
    assignedTo: row.assigned_to,
    path: row.path,
  }));
}

/** What the viewer sent, the latest first. */
export async function itemsSentBy(kernel: Kernel, territoryId: string, accountId: string): Promise<Item[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.item')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('author_account', '=', accountId)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(itemOf);
}

/** How many of the viewer's items wait for their answer. */
export async function questionsTo(kernel: Kernel, territoryId: string, accountId: string): Promise<number> {
  const { n } = await kernel.database
    .kysely<DB>()
    .selectFrom('moderation.item')
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .where('territory_id', '=', territoryId)
    .where('author_account', '=', accountId)
    .where('state', '=', 'in-question')
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Other items of the same sender, the latest first. */
export async function othersOfSender(kernel: Kernel, territoryId: string, item: Item): Promise<Item[]> {
  const { authorAccount, authorEmail } = item;
  if (authorAccount === null && authorEmail === null) return [];
  let query = kernel.database
    .kysely<DB>()
    .selectFrom('moderation.item')
    .selectAll()
    .where('territory_id', '=', territoryId)
    .where('id', '<>', item.id);
  query = authorAccount !== null ? query.where('author_account', '=', authorAccount) : query.where('author_email', '=', authorEmail);
  const rows = await query.orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(10).execute();
  return rows.map(itemOf);
}
