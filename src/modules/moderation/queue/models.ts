import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewCard, ReviewItem, ReviewKind } from '../../../kernel/review.ts';
import { accountsById, holdersOf } from '../../people/index.ts';
import { type QueueFilter, readFilter } from '../items/filter.ts';
import type { Decision, Item } from '../items/models.ts';
import { decisionsOf, itemById, othersOfSender } from '../items/queries/items.ts';
import { nextItem, type QueueCounts, queueCounts, queuePage, queueTotal } from '../items/queries/queue.ts';
import { lateSince } from '../items/rules.ts';
import { reasonsOf } from '../reasons/queries.ts';

export type Kinds = ReadonlyMap<string, ReviewKind>;
/** Names of accounts by their ids. */
export type Names = ReadonlyMap<string, { name: string; email: string }>;

/** Cards by the ids of items, of every kind. */
async function cardsOf(kernel: Kernel, visit: Visit, kinds: Kinds, items: readonly ReviewItem[]): Promise<Map<string, ReviewCard>> {
  const cards = new Map<string, ReviewCard>();
  for (const kind of kinds.values()) {
    const own = items.filter((item) => item.kind === kind.kind);
    if (own.length > 0) for (const [id, card] of await kind.present(kernel, visit, own)) cards.set(id, card);
  }
  return cards;
}

/** Whose names a page says. */
async function namesOf(kernel: Kernel, items: readonly Item[], decisions: readonly Decision[] = []): Promise<Names> {
  const said = [
    ...items.flatMap(({ authorAccount, assignedTo }) => [authorAccount, assignedTo]),
    ...decisions.flatMap(({ actor, assignedTo }) => [accountIn(actor), assignedTo]),
  ];
  return accountsById(kernel, [...new Set(said.filter((id) => id !== null))]);
}

/** The account of an actor, as histories write it. */
export function accountIn(actor: string): string | null {
  return actor.startsWith('account:') ? actor.slice('account:'.length) : null;
}

/** Why something may be refused: the list of its kind; of no kind that is known, any. */
export async function reasonsFor(kernel: Kernel, visit: Visit, kinds: Kinds, name: string | null): Promise<readonly string[]> {
  const kind = kinds.get(name ?? '');
  const lists = await reasonsOf(kernel, visit, kind ? [kind] : [...kinds.values()]);
  return [...new Set([...lists.values()].flat())];
}

/** What a bulk decision came to, as the list's address says it. */
export interface BulkResult {
  decided: number;
  already: readonly { item: Item; last: Decision | null }[];
  /** Those that ask for a choice. */
  unable: readonly Item[];
}

export interface QueueModel {
  filter: QueueFilter;
  counts: QueueCounts;
  items: readonly Item[];
  total: number;
  next: string | null;
  isFirst: boolean;
  cards: ReadonlyMap<string, ReviewCard>;
  names: Names;
  /** Reasons that a bulk refusal may give. */
  reasons: readonly string[];
  /** What was just decided, alone or together. */
  done: Item | null;
  bulk: BulkResult | null;
}

/** A page of what the address asks for, with what its rows say. */
export async function queueItems(kernel: Kernel, visit: Visit, kinds: Kinds, cursor: string | null) {
  const filter = readFilter(visit.query, [...kinds.keys()]);
  const page = await queuePage(kernel, visit.territory.id, visit.viewer?.accountId ?? '', filter, cursor);
  return { ...page, filter, cards: await cardsOf(kernel, visit, kinds, page.items), names: await namesOf(kernel, page.items) };
}

export async function queueModel(kernel: Kernel, visit: Visit, kinds: Kinds): Promise<QueueModel> {
  const { territory, query } = visit;
  const viewerId = visit.viewer?.accountId ?? '';
  const page = await queueItems(kernel, visit, kinds, query['suite'] ?? null);
  const done = query['fait'] === undefined ? null : await itemById(kernel, territory.id, query['fait']);
  const bulk = await bulkResult(kernel, visit);
  const counts = await queueCounts(kernel, territory.id, viewerId, lateSince(visit.now));
  return {
    counts,
    total: await queueTotal(kernel, territory.id, viewerId, page.filter, counts),
    ...page,
    isFirst: query['suite'] === undefined,
    names: await namesOf(
      kernel,
      page.items,
      (bulk?.already ?? []).flatMap(({ last }) => last ?? []),
    ),
    reasons: await reasonsFor(kernel, visit, kinds, page.filter.kind),
    done,
    bulk,
  };
}

async function bulkResult(kernel: Kernel, { territory, query }: Visit): Promise<BulkResult | null> {
  const { decides, autres = '', choix = '' } = query;
  if (decides === undefined || !/^\d{1,3}$/.test(decides)) return null;
  const read = async (ids: string) => {
    const items: Item[] = [];
    for (const id of ids.split(',').slice(0, 50)) {
      const item = await itemById(kernel, territory.id, id);
      if (item) items.push(item);
    }
    return items;
  };
  const already: { item: Item; last: Decision | null }[] = [];
  for (const item of await read(autres)) already.push({ item, last: lastOf(await decisionsOf(kernel, territory.id, item.id)) });
  return { decided: Number(decides), already, unable: await read(choix) };
}

/** The last change of state. */
function lastOf(decisions: readonly Decision[]): Decision | null {
  return decisions.find(({ event }) => event !== 'assign') ?? null;
}

export interface ItemModel {
  item: Item;
  kind: ReviewKind | null;
  /** Null where what it is about is gone. */
  card: ReviewCard | null;
  decisions: readonly Decision[];
  others: readonly Item[];
  names: Names;
  reasons: readonly string[];
  /** To whom it can be handed. */
  colleagues: readonly { accountId: string; name: string }[];
  next: string | null;
  /** What was decided just before coming here. */
  done: Item | null;
}

/** An item with all that its page says; null where this viewer has none of this id. */
export async function itemModel(kernel: Kernel, visit: Visit, kinds: Kinds, id: string): Promise<ItemModel | null> {
  const { territory, query } = visit;
  const item = await itemById(kernel, territory.id, id);
  if (!item) return null;
  const kind = kinds.get(item.kind) ?? null;
  const decisions = await decisionsOf(kernel, territory.id, id);
  const done = query['fait'] === undefined ? null : await itemById(kernel, territory.id, query['fait']);
  return {
    item,
    kind,
    card: (await cardsOf(kernel, visit, kinds, [item])).get(id) ?? null,
    decisions,
    others: await othersOfSender(kernel, territory.id, item),
    names: await namesOf(kernel, [item], decisions),
    reasons: await reasonsFor(kernel, visit, kinds, item.kind),
    colleagues: await holdersOf(kernel, territory.id, ['moderator']),
    next: await nextItem(kernel, territory.id, visit.viewer?.accountId ?? '', item),
    done,
  };
}
