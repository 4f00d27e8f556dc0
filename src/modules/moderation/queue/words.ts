import type { Visit } from '../../../kernel/http/visit.ts';
import type { Decision, Item } from '../items/models.ts';
import { moderationWords } from '../words.ts';
import { accountIn, type Names } from './models.ts';

/** Who did something, in words. @param item where it may be its sender. */
export function whoWords(actor: string, names: Names, visit: Visit, item?: Item): string {
  const t = moderationWords(visit);
  const account = accountIn(actor);
  if (account !== null) return names.get(account)?.name ?? t('moderation.who.gone');
  if (actor.startsWith('source:')) return t('moderation.who.source', { name: actor.slice('source:'.length) });
  if (actor === 'system') return t('moderation.who.system');
  return item && item.authorName !== null ? t('moderation.who.named', { name: item.authorName }) : t('moderation.who.visitor');
}

export function senderWords(item: Item, names: Names, visit: Visit): string {
  return whoWords(item.author, names, visit, item);
}

/** What happened, the verb first. */
export function eventWords({ event, assignedTo }: Decision, names: Names, visit: Visit): string {
  const t = moderationWords(visit);
  if (event !== 'assign') return t(`moderation.event.${event}`);
  if (assignedTo === null) return t('moderation.event.assign.nobody');
  return t('moderation.event.assign', { name: names.get(assignedTo)?.name ?? t('moderation.who.gone') });
}
