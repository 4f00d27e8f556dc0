import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewKind } from '../../../kernel/review.ts';
import { accountsById, lettersTerritory } from '../../people/index.ts';
import { followPath } from '../followed/address.ts';
import { letterMessages } from './letter-messages.ts';
import type { Decision, Item } from './models.ts';

/** A path in the reader's language: links of a letter are not the moderator's. */
function linkOf({ origin }: Visit, locale: Locale, path: string): string {
  return `${origin}${locale === 'fr' ? '' : `/${locale}`}${path}`;
}

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
  const account = item.authorAccount === null ? undefined : (await accountsById(kernel, [item.authorAccount])).get(item.authorAccount);
  const to = account?.email ?? item.authorEmail;
  if (to === null) return;
  const written = isLocale(item.authorLocale) ? item.authorLocale : 'fr';
  const locale = account?.locale ?? written;
  const t = translator(letterMessages, locale);
  const name = account?.name ?? item.authorName;
  const { title } = item;
  const follow = linkOf(visit, locale, followPath(kernel.config.secret, visit.territory.id, item));
  const isShown = event === 'approve' && path !== null;
  await kernel.mail.send({
    key: `moderation.decision:${id}`,
    to,
    locale,
    territory: lettersTerritory(visit),
    subject: t(`moderation.letter.${event}.subject`, { title }),
    ...(name !== null && { greeting: t('moderation.letter.greeting', { name }) }),
    paragraphs: [
      t('moderation.letter.about', { title, territory: visit.territory.name }),
      event === 'approve' ? (kind?.thanks(locale) ?? t('moderation.letter.approve.body')) : t(`moderation.letter.${event}.body`),
      ...(reason !== null ? [t('moderation.letter.reason', { reason })] : []),
    ],
    ...(message !== null && { quote: message }),
    action: isShown
      ? { label: t('moderation.letter.see'), url: linkOf(visit, locale, path) }
      : { label: t(event === 'ask' ? 'moderation.letter.answer' : 'moderation.letter.follow'), url: follow },
    afterword: [
      t(event === 'ask' ? 'moderation.letter.ask.after' : 'moderation.letter.after'),
      ...(isShown ? [t('moderation.letter.follow.after', { url: follow })] : []),
    ],
    // What somebody asked for is answered, whatever they subscribed to.
    isDuty: true,
  });
}
