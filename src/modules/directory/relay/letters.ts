import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { accountsById, keepersOf, lettersTerritory } from '../../people/index.ts';
import { portalOrigin, spacePath } from '../space/paths.ts';
import { relayMessages } from './messages.ts';
import { conversationToken } from './token.ts';
import type { Conversation } from './view-models.ts';

/** Where a letter about a conversation leads, for who has no space to open. */
export function conversationPath(token: string, page: '' | '/signaler' = ''): string {
  return `/messages/${token}${page}`;
}

interface Told {
  conversation: Conversation;
  /** Of the structure. */
  territory: TerritoryContext;
  messageId: string;
  body: string;
}

/** Takes a message to those who keep the structure, or else to its mailbox; in the current unit of work. */
export async function tellStructure(kernel: Kernel, visit: Visit, { conversation, territory, messageId, body }: Told): Promise<void> {
  const { organisation } = conversation;
  const origin = portalOrigin(visit, territory);
  const keepers = await keepersOf(kernel, territory.id, organisation.id);
  const token = conversationToken(kernel.config.secret, { territoryId: territory.id, id: conversation.id, side: 'structure' });
  const readers: { key: string; email: string; locale: Locale; path: string }[] = keepers.map(({ accountId, email, locale }) => ({
    key: accountId,
    email,
    locale,
    path: spacePath(organisation.id, `/messages/${conversation.id}`),
  }));
  if (readers.length === 0 && organisation.email !== null)
    readers.push({ key: 'mailbox', email: organisation.email, locale: 'fr', path: conversationPath(token) });
  for (const reader of readers) {
    const t = translator(relayMessages, reader.locale);
    await kernel.mail.send({
      key: `directory.relay:${messageId}:${reader.key}`,
      to: reader.email,
      locale: reader.locale,
      territory: lettersTerritory({ territory, origin }),
      subject: t('directory.relay.letter.subject', { name: organisation.name, who: conversation.writerName }),
      paragraphs: [t('directory.relay.letter.body', { name: organisation.name, who: conversation.writerName })],
      quote: body,
      action: { label: t('directory.relay.letter.answer'), url: `${origin}${visit.href(reader.path)}` },
      afterword: [
        t('directory.relay.letter.hidden'),
        t('directory.relay.letter.abuse', { url: `${origin}${visit.href(conversationPath(token, '/signaler'))}` }),
      ],
      isDuty: true,
    });
  }
}

/** Takes the structure's answer to who wrote, where they gave an address; in the current unit of work. */
export async function tellWriter(kernel: Kernel, visit: Visit, { conversation, territory, messageId, body }: Told): Promise<void> {
  const account =
    conversation.accountId === null ? undefined : (await accountsById(kernel, [conversation.accountId])).get(conversation.accountId);
  const to = account?.email ?? conversation.writerEmail;
  if (to === null || to === undefined) return;
  const origin = portalOrigin(visit, territory);
  const token = conversationToken(kernel.config.secret, { territoryId: territory.id, id: conversation.id, side: 'writer' });
  const t = translator(relayMessages, conversation.locale);
  const { name } = conversation.organisation;
  await kernel.mail.send({
    key: `directory.relay:${messageId}:writer`,
    to,
    locale: conversation.locale,
    territory: lettersTerritory({ territory, origin }),
    subject: t('directory.relay.letter.answered.subject', { name }),
    greeting: t('directory.relay.letter.greeting', { name: conversation.writerName }),
    paragraphs: [t('directory.relay.letter.answered.body', { name })],
    quote: body,
    action: { label: t('directory.relay.letter.answer'), url: `${origin}${visit.href(conversationPath(token))}` },
    afterword: [
      t('directory.relay.letter.hidden'),
      t('directory.relay.letter.abuse', { url: `${origin}${visit.href(conversationPath(token, '/signaler'))}` }),
    ],
    isDuty: true,
  });
}
