import type { Visit } from '../../../kernel/http/visit.ts';
import type { ReviewCard } from '../../../kernel/review.ts';
import type { Item } from '../items/models.ts';
import { moderationWords } from '../words.ts';
import type { Names } from './models.ts';
import { senderWords } from './words.ts';

/** An item of the queue with what its list says of it in words. */
export interface QueueRow extends Item {
  summary: string | null;
  sender: string;
  /** In whose hands it is. */
  hands: string;
}

export function queueRows(
  visit: Visit,
  { items, cards, names }: { items: readonly Item[]; cards: ReadonlyMap<string, ReviewCard>; names: Names },
): QueueRow[] {
  const t = moderationWords(visit);
  return items.map((item) => ({
    ...item,
    summary: cards.get(item.id)?.summary ?? null,
    sender: senderWords(item, names, visit),
    hands: item.assignedTo === null ? t('moderation.queue.nobody') : (names.get(item.assignedTo)?.name ?? t('moderation.who.gone')),
  }));
}
