import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewKind } from '../../../kernel/review.ts';
import { type Told, tell } from '../../people/index.ts';
import { followPath } from '../followed/address.ts';
import { letterMessages } from './letter-messages.ts';
import type { Decision, Item } from './models.ts';
import { decided } from './notice-kinds.ts';

/** Tells an item's sender what was decided, in their language, once for each decision. In the current unit of work. */
export async function tellSender(
  kernel: Kernel,
  visit: Visit,
  item: Item,
  { id, event, reason, message, path }: Pick<Decision, 'id' | 'event' | 'reason' | 'message' | 'path'>,
  kind: ReviewKind | undefined,
): Promise<void> {
  if (event !== 'approve' && event !== 'refuse' && event !== 'ask') return;
  // Nobody writes to themselves.
  if (item.authorAccount !== null && item.authorAccount === visit.viewer?.accountId) return;
  const to = senderOf(item);
  if (to === null) return;
  const { title } = item;
  const follow = followPath(kernel.config.secret, visit.territory.id, item);
  const isShown = event === 'approve' && path !== null;
  await tell(kernel, visit, {
    to,
    kind: decided,
    key: `moderation.decision:${id}`,
    words: { key: `moderation.letter.${event}.subject`, values: { title } },
    messages: letterMessages,
    path: follow,
    letter({ locale, name, href }) {
      const t = translator(letterMessages, locale);
      return {
        ...(name !== null && { greeting: t('moderation.letter.greeting', { name }) }),
        paragraphs: [
          t('moderation.letter.about', { title, territory: visit.territory.name }),
          event === 'approve' ? (kind?.thanks(locale) ?? t('moderation.letter.approve.body')) : t(`moderation.letter.${event}.body`),
          ...(reason !== null ? [t('moderation.letter.reason', { reason })] : []),
        ],
        ...(message !== null && { quote: message }),
        action: isShown
          ? { label: t('moderation.letter.see'), url: href(path) }
          : { label: t(event === 'ask' ? 'moderation.letter.answer' : 'moderation.letter.follow'), url: href(follow) },
        afterword: [
          t(event === 'ask' ? 'moderation.letter.ask.after' : 'moderation.letter.after'),
          ...(isShown ? [t('moderation.letter.follow.after', { url: href(follow) })] : []),
        ],
      };
    },
  });
}

/** Who sent it, as they can be told; null: by no way. */
function senderOf({ authorAccount, authorEmail, authorName, authorLocale }: Item): Told | null {
  if (authorAccount !== null) return { accountId: authorAccount };
  if (authorEmail === null) return null;
  return { email: authorEmail, name: authorName, locale: isLocale(authorLocale) ? authorLocale : 'fr' };
}
