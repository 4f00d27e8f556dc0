import type { Mistake } from '../../../../kernel/http/form.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ReviewKind } from '../../../../kernel/review.ts';
import { recordAction } from '../../../people/index.ts';
import { type ItemEvent, type ItemState, itemStates } from '../../states.ts';
import type { DB } from '../../tables.generated.ts';
import { tellSender } from '../letters.ts';
import type { Decision, Item } from '../models.ts';
import { decisionsOf, lockItem } from '../queries/items.ts';

/** What a moderator makes of an item. */
export type Choice = { message: string | null } & (
  | { event: 'approve'; input: unknown }
  | { event: 'refuse'; reason: string }
  | { event: 'ask'; message: string }
);

/**
 * `done`: decided now. `already`: somebody else did a moment ago, as `last` says. `absent`: there is no such item for this
 * viewer. `mistakes`: nothing was decided.
 */
export type Outcome =
  | { done: Item; to: ItemState }
  | { already: Item; last: Decision | null }
  | { absent: true }
  | { mistakes: readonly Mistake[] };

/** Writes what happened to an item into its history, in the current unit of work. */
export async function recordDecision(
  kernel: Kernel,
  territoryId: string,
  item: Item,
  decision: { event: Decision['event']; to: ItemState; actor: string } & Partial<
    Pick<Decision, 'reason' | 'message' | 'assignedTo' | 'path'>
  >,
): Promise<string> {
  const id = newId();
  await kernel.database
    .kysely<DB>()
    .insertInto('moderation.decision')
    .values({
      territory_id: territoryId,
      id,
      item_id: item.id,
      author_account: item.authorAccount,
      event: decision.event,
      from_state: item.state,
      to_state: decision.to,
      actor: decision.actor,
      at: kernel.clock.now(),
      reason: decision.reason ?? null,
      message: decision.message ?? null,
      assigned_to: decision.assignedTo ?? null,
      path: decision.path ?? null,
    })
    .execute();
  return id;
}

/** Compare-and-set of an item’s state. @returns null where the event may not happen. */
export async function changeState(kernel: Kernel, territoryId: string, item: Item, event: ItemEvent): Promise<ItemState | null> {
  const to = itemStates.next(item.state, event);
  if (!to) return null;
  const now = kernel.clock.now();
  const changed = await kernel.database
    .kysely<DB>()
    .updateTable('moderation.item')
    .set({
      state: to,
      decided_at: itemStates.from('supersede').includes(to) ? null : now,
      ...(event === 'answer' && { waiting_since: now }),
    })
    .where('territory_id', '=', territoryId)
    .where('id', '=', item.id)
    .where('state', '=', item.state)
    .returning('id')
    .executeTakeFirst();
  return changed ? to : null;
}

/**
 * Decides on an item, in the current unit of work, and tells its sender. Two moderators who decide at once wait for each
 * other: the second learns what the first did.
 */
export async function decide(
  kernel: Kernel,
  visit: Visit,
  kinds: ReadonlyMap<string, ReviewKind>,
  id: string,
  choice: Choice,
): Promise<Outcome> {
  const { territory, viewer } = visit;
  if (!viewer) return { absent: true };
  const item = await lockItem(kernel, territory.id, id);
  if (!item) return { absent: true };
  if (itemStates.next(item.state, choice.event) === null)
    return { already: item, last: (await decisionsOf(kernel, territory.id, id)).find(({ event }) => event !== 'assign') ?? null };
  const kind = kinds.get(item.kind);
  const actor = `account:${viewer.accountId}` as const;
  const { message } = choice;
  let path: string | null = null;
  if (choice.event === 'approve') {
    if (!kind) return { mistakes: [{ field: '', key: 'moderation.kind-gone' }] };
    if (kind.isByFormOnly && choice.input === null) return { mistakes: [{ field: '', key: 'moderation.decide.form-only' }] };
    const outcome = await kind.approve(kernel, visit, item, { actor, message, reason: null }, choice.input);
    if ('mistakes' in outcome) return outcome;
    path = outcome.path;
  } else if (choice.event === 'refuse') await kind?.refuse?.(kernel, visit, item, { actor, message, reason: choice.reason });
  const to = await changeState(kernel, territory.id, item, choice.event);
  // It is locked: nobody else can have changed it.
  if (!to) throw new Error(`Item ${id} changed while it was locked.`);
  const reason = choice.event === 'refuse' ? choice.reason : null;
  const decisionId = await recordDecision(kernel, territory.id, item, { event: choice.event, to, actor, reason, message, path });
  await recordAction(kernel, {
    territoryId: territory.id,
    actor,
    what: `item.${choice.event === 'ask' ? 'asked' : to}`,
    subject: 'item',
    subjectId: id,
    detail: { kind: item.kind, title: item.title },
  });
  await tellSender(kernel, visit, item, { id: decisionId, event: choice.event, reason, message, path }, kind);
  return { done: item, to };
}

/**
 * Hands a waiting item to somebody, or to nobody, in the current unit of work.
 *
 * @returns false where it waits no more.
 */
export async function assignItem(kernel: Kernel, territoryId: string, id: string, to: string | null, actor: string): Promise<boolean> {
  const item = await lockItem(kernel, territoryId, id);
  if (!item || item.decidedAt !== null) return false;
  if (item.assignedTo === to) return true;
  await kernel.database
    .kysely<DB>()
    .updateTable('moderation.item')
    .set({ assigned_to: to })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .execute();
  await recordDecision(kernel, territoryId, item, { event: 'assign', to: item.state, actor, assignedTo: to });
  return true;
}

/**
 * What a sender does with their own item, in a unit that may read it: answers the question that was asked (it then waits
 * for a decision again), or takes it back.
 *
 * @returns false where it was decided meanwhile, or nothing was asked.
 */
export async function replyToItem(
  kernel: Kernel,
  territoryId: string,
  id: string,
  reply: { event: 'answer'; message: string } | { event: 'withdraw' },
): Promise<boolean> {
  const item = await lockItem(kernel, territoryId, id);
  if (!item) return false;
  const to = await changeState(kernel, territoryId, item, reply.event);
  if (!to) return false;
  const message = reply.event === 'answer' ? reply.message : null;
  await recordDecision(kernel, territoryId, item, { event: reply.event, to, actor: item.author, message });
  return true;
}
