import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { accountsById, keepersOf, type LetterReader, lettersTerritory, mayHelp, tell } from '../../people/index.ts';
import { portalOrigin, spacePath } from '../space/paths.ts';
import { relayMessages } from './messages.ts';
import { structureAnswered } from './notice-kinds.ts';
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

/**
 * Takes the structure's answer to who wrote, where they gave an address; of what an agent wrote for somebody, to that person, and
 * to the agent as long as they may act for them. In the current unit of work.
 */
export async function tellWriter(kernel: Kernel, visit: Visit, told: Told): Promise<void> {
  const { conversation, territory, messageId } = told;
  const { accountId, agentAccount, onBehalfOf, locale, organisation, writerName } = conversation;
  if (onBehalfOf !== null) await tellPerson(kernel, visit, told, personOf(onBehalfOf));
  const isHelped = await isStillHelped(kernel, territory, conversation);
  const reader = isHelped ? agentAccount : accountId;
  const account = reader === null ? undefined : (await accountsById(kernel, [reader])).get(reader);
  const to = account?.email ?? conversation.writerEmail;
  if (to === null || to === undefined) return;
  const origin = portalOrigin(visit, territory);
  await kernel.mail.send({
    key: `directory.relay:${messageId}:writer`,
    to,
    locale,
    territory: lettersTerritory({ territory, origin }),
    subject: translator(relayMessages, locale)('directory.relay.letter.answered.subject', { name: organisation.name }),
    ...answerLetter(told, writersToken(kernel, told, isHelped ? agentAccount : null), {
      locale,
      name: (isHelped ? account?.name : null) ?? writerName,
      href: (path) => `${origin}${visit.href(path)}`,
    }),
    isDuty: true,
  });
}

function personOf(onBehalfOf: `person:${string}`): string {
  return onBehalfOf.slice('person:'.length);
}

/** Whether the agent who began it for somebody may still act for them in this. */
export async function isStillHelped(
  kernel: Kernel,
  territory: TerritoryContext,
  { agentAccount, onBehalfOf }: Pick<Conversation, 'agentAccount' | 'onBehalfOf'>,
): Promise<boolean> {
  return agentAccount !== null && onBehalfOf !== null && mayHelp(kernel, territory, agentAccount, personOf(onBehalfOf), 'request');
}

/** The link to the conversation asks nobody to sign in. */
async function tellPerson(kernel: Kernel, visit: Visit, told: Told, personId: string): Promise<void> {
  const { conversation, territory, messageId } = told;
  const portal = { territory, origin: portalOrigin(visit, territory) };
  const token = writersToken(kernel, told, null);
  await tell(kernel, portal, {
    to: { personId },
    kind: structureAnswered,
    key: `directory.relay:${messageId}:person`,
    words: { key: 'directory.relay.letter.answered.subject', values: { name: conversation.organisation.name } },
    messages: relayMessages,
    path: conversationPath(token),
    letter: (reader) => answerLetter(told, token, reader),
  });
}

/** @param agentAccount whose link it is, where an agent is told. */
function writersToken(kernel: Kernel, { conversation, territory }: Told, agentAccount: string | null): string {
  const key = { territoryId: territory.id, id: conversation.id, side: 'writer' as const };
  return conversationToken(kernel.config.secret, agentAccount === null ? key : { ...key, agentAccount });
}

/** What the letter to a writer says besides its subject. */
function answerLetter({ conversation, body }: Told, token: string, { locale, name: reader, href }: LetterReader) {
  const t = translator(relayMessages, locale);
  const { organisation, onBehalfOf, writerName } = conversation;
  const { name } = organisation;
  return {
    ...(reader !== null && { greeting: t('directory.relay.letter.greeting', { name: reader }) }),
    paragraphs: [
      onBehalfOf === null
        ? t('directory.relay.letter.answered.body', { name })
        : t('directory.relay.letter.answered.for', { name, who: writerName }),
    ],
    quote: body,
    action: { label: t('directory.relay.letter.answer'), url: href(conversationPath(token)) },
    afterword: [t('directory.relay.letter.hidden'), t('directory.relay.letter.abuse', { url: href(conversationPath(token, '/signaler')) })],
  };
}
