import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewKind } from '../../../kernel/review.ts';
import { type Told as Reader, tell } from '../../people/index.ts';
import { followPath } from '../followed/address.ts';
import { letterMessages } from './letter-messages.ts';
import type { Decision, Item } from './models.ts';
import { decided } from './notice-kinds.ts';

type Told = Pick<Decision, 'id' | 'reason' | 'message' | 'path'> & { event: 'approve' | 'refuse' | 'ask' };

/**
 * Tells an item's sender what was decided, in their language, once for each decision, and the person for whom an agent sent
 * it. In the current unit of work.
 */
export async function tellSender(kernel: Kernel, visit: Visit, item: Item, decision: Told, kind: ReviewKind | undefined): Promise<void> {
  const { title, authorAccount, onBehalfOf } = item;
  if (onBehalfOf !== null) await tellPerson(kernel, visit, { personId: onBehalfOf.slice('person:'.length), title }, decision, kind);
  // Nobody writes to themselves.
  if (authorAccount !== null && authorAccount === visit.viewer?.accountId) return;
  const to = senderOf(item);
  if (to === null) return;
  const { id, event, message, path } = decision;
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
        paragraphs: [t('moderation.letter.about', { title, territory: visit.territory.name }), ...sentences(decision, kind, locale)],
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

/** The item itself is the agent's to open and to answer: nothing leads the person there. */
async function tellPerson(
  kernel: Kernel,
  visit: Visit,
  { personId, title }: { personId: string; title: string },
  decision: Told,
  kind: ReviewKind | undefined,
): Promise<void> {
  const { id, event, message } = decision;
  // Of a page that asks to sign in, nothing either.
  const path = decision.path?.startsWith('/mon-espace') ? null : decision.path;
  await tell(kernel, visit, {
    to: { personId },
    kind: decided,
    key: `moderation.decision:${id}:person`,
    words: { key: event === 'approve' ? 'moderation.letter.approve.subject' : `moderation.letter.person.${event}`, values: { title } },
    messages: letterMessages,
    path,
    letter({ locale, name, href }) {
      const t = translator(letterMessages, locale);
      return {
        ...(name !== null && { greeting: t('moderation.letter.greeting', { name }) }),
        paragraphs: [t('moderation.letter.person.about', { title, territory: visit.territory.name }), ...sentences(decision, kind, locale)],
        ...(message !== null && { quote: message }),
        ...(path !== null && { action: { label: t('moderation.letter.see'), url: href(path) } }),
        afterword: [t('moderation.letter.person.after')],
      };
    },
  });
}

/** What was decided, and why. */
function sentences({ event, reason }: Told, kind: ReviewKind | undefined, locale: Locale): string[] {
  const t = translator(letterMessages, locale);
  return [
    event === 'approve' ? (kind?.thanks(locale) ?? t('moderation.letter.approve.body')) : t(`moderation.letter.${event}.body`),
    ...(reason !== null ? [t('moderation.letter.reason', { reason })] : []),
  ];
}

/** Who sent it, as they can be told; null: by no way. */
function senderOf({ authorAccount, authorEmail, authorName, authorLocale }: Item): Reader | null {
  if (authorAccount !== null) return { accountId: authorAccount };
  if (authorEmail === null) return null;
  return { email: authorEmail, name: authorName, locale: isLocale(authorLocale) ? authorLocale : 'fr' };
}
