import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { authorOf } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { submitItem } from '../../moderation/index.ts';
import { keepersOf } from '../../people/index.ts';
import { territoryById } from '../../territories/index.ts';
import { phoneNumber } from '../facts.ts';
import { portalOrigin, spacePath } from '../space/paths.ts';
import { inSpace, type SpaceRequest } from '../space/queries.ts';
import { keeps, spaceBase, spaceReply, writerOf } from '../space/request.ts';
import type { Space } from '../space/view-models.ts';
import type { ReportPayload } from '../suggestions/payloads.ts';
import { addMessage, blockWriter, startConversation } from './commands.ts';
import { abuseFields, replyFields, replyLimit, structureLimit, writeFields, writeLimit } from './forms.ts';
import { conversationPath, isStillHelped, tellStructure, tellWriter } from './letters.ts';
import { conversationById, conversationsOf, relayTarget } from './queries.ts';
import { type ConversationKey, conversationToken, readConversationToken } from './token.ts';
import type { Conversation } from './view-models.ts';
import {
  AbuseView,
  ConversationView,
  InboxView,
  isForSomebody,
  relayWords,
  SentView,
  SpaceConversationView,
  WriteView,
  writePath,
} from './views.tsx';

const section = 'directory';

async function write({ kernel, visit, params }: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> {
  const target = await relayTarget(kernel, visit, params['slug'] ?? '');
  if (!target) return notFound;
  const title = relayWords(visit)('directory.relay.title', { name: target.name });
  return { page: { title, body: <WriteView target={target} form={form} visit={visit} />, noindex: true, section } };
}

interface Open {
  key: ConversationKey;
  territory: TerritoryContext;
  conversation: Conversation;
  path: string;
}

/** The conversation that the link of a letter names, in a unit that sees that one alone. */
async function byLink<Result>({ kernel, visit, params }: SpaceRequest, work: (open: Open) => Promise<Result>): Promise<Result | null> {
  const token = params['token'] ?? '';
  const key = readConversationToken(kernel.config.secrets, token);
  if (!key) return null;
  const territory =
    key.territoryId === visit.territory.id ? visit.territory : await territoryById(kernel.database, kernel.clock, key.territoryId);
  if (!territory) return null;
  return kernel.database.unit(
    async () => {
      const conversation = await conversationById(kernel, territory.id, key.id);
      if (!conversation) return null;
      // An agent's link opens as long as they may act for the person.
      const { agentAccount } = key;
      if (agentAccount && (agentAccount !== conversation.agentAccount || !(await isStillHelped(kernel, territory, conversation))))
        return null;
      return work({ key, territory, conversation, path: conversationPath(token) });
    },
    { territory: territory.id, conversation: key.id },
  );
}

/**
 * Once somebody keeps a structure, its side of a conversation is in its space alone: a link that is in an old letter, or in
 * that of a colleague who has left, opens nothing. Null: the link is all there is.
 */
async function onlyInSpace({ kernel, visit }: SpaceRequest, { key, territory, conversation }: Open): Promise<PageReply | null> {
  const { organisation, id } = conversation;
  if (key.side === 'writer' || (await keepersOf(kernel, territory.id, organisation.id)).length === 0) return null;
  return { redirect: visit.href(spacePath(organisation.id, `/messages/${id}`)) };
}

async function conversationPage(request: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = request;
  const reply = await byLink(request, async (open): Promise<PageReply> => {
    const elsewhere = await onlyInSpace(request, open);
    if (elsewhere) return elsewhere;
    const {
      key: { side },
      conversation,
      path,
    } = open;
    const other = side === 'writer' ? conversation.organisation.name : conversation.writerName;
    return {
      page: {
        title: relayWords(visit)('directory.relay.conversation', { name: other }),
        body: <ConversationView conversation={conversation} side={side} path={path} form={form} visit={visit} />,
        noindex: true,
        dense: true,
        section,
      },
    };
  });
  return reply ?? notFound;
}

async function abusePage(request: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = request;
  const reply = await byLink(
    request,
    async ({ path }): Promise<PageReply> => ({
      page: {
        title: relayWords(visit)('directory.relay.abuse.title'),
        body: <AbuseView path={path} isSent={visit.query['parti'] === '1'} form={form} visit={visit} />,
        noindex: true,
        section,
      },
    }),
  );
  return reply ?? notFound;
}

async function inbox(request: SpaceRequest): Promise<PageReply> {
  const { kernel, visit } = request;
  const reply = await inSpace(request, async (space) => {
    const conversations = await conversationsOf(kernel, space.territory.id, space.pages[0].id);
    return spaceReply(relayWords(visit)('directory.relay.list'), <InboxView space={space} conversations={conversations} visit={visit} />);
  });
  return reply ?? notFound;
}

/** The conversation of the path, where it is with this structure. */
async function inConversation<Result extends FormReply>(
  request: SpaceRequest,
  work: (space: Space, conversation: Conversation) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const reply = await inSpace(request, async (space) => {
    const conversation = await conversationById(request.kernel, space.territory.id, request.params['conversationId'] ?? '');
    return conversation?.organisation.id === space.pages[0].id ? work(space, conversation) : notFound;
  });
  return reply ?? notFound;
}

const spaceConversation = (request: SpaceRequest, form: FormState = emptyForm) =>
  inConversation(request, async (space, conversation) => {
    const { kernel, visit } = request;
    const key = { territoryId: space.territory.id, id: conversation.id, side: 'structure' as const };
    const report = conversationPath(conversationToken(kernel.config.secret, key), '/signaler');
    return spaceReply(
      relayWords(visit)('directory.relay.conversation', { name: conversation.writerName }),
      <SpaceConversationView
        space={space}
        conversation={conversation}
        reportPath={`${portalOrigin(visit, space.territory)}${visit.href(report)}`}
        form={form}
        visit={visit}
      />,
    );
  });

export const relayPages: readonly AnyRoute[] = [
  pageRoute({ path: '/annuaire/:slug/ecrire', access: anyone, handle: (request) => write(request) }),
  formRoute({
    path: '/annuaire/:slug/ecrire',
    access: anyone,
    fields: writeFields,
    limits: [writeLimit],
    isGuarded: true,
    deeds: ['request'],
    again: write,
    async handle({ kernel, visit, params, input }) {
      const target = await relayTarget(kernel, visit, params['slug'] ?? '');
      if (!target) return notFound;
      const { name, phone, body } = input;
      const { viewer } = visit;
      // Who is signed in is answered at their account's address, which is known to be theirs.
      const email = viewer?.email ?? input.email;
      if (email === null && phone === null) return { mistakes: [{ field: 'email', key: 'directory.relay.way.required' }] };
      if (!(await kernel.throttle.take(structureLimit, target.id)).allowed)
        return { mistakes: [{ field: '', key: 'directory.relay.full' }] };
      const id = await startConversation(kernel, target, {
        name,
        email,
        phone: phone === null ? null : phoneNumber(phone, visit.territory.country),
        accountId: viewer?.accountId ?? null,
        onBehalfOf: isForSomebody(target, visit) ? authorOf(viewer).onBehalfOf : null,
        locale: visit.locale,
        body,
      });
      if (id === null) return { mistakes: [{ field: '', key: 'directory.relay.blocked' }] };
      const territory =
        target.territoryId === visit.territory.id
          ? visit.territory
          : await territoryById(kernel.database, kernel.clock, target.territoryId);
      await kernel.database.unit(
        async () => {
          const conversation = await conversationById(kernel, target.territoryId, id);
          if (!conversation || !territory) return;
          const told = { ...conversation, organisation: { ...conversation.organisation, email: target.email } };
          await tellStructure(kernel, visit, { conversation: told, territory, messageId: conversation.messages[0]?.id ?? id, body });
        },
        { territory: target.territoryId, conversation: id },
      );
      return { redirect: visit.href(writePath(target, '/parti')) };
    },
  }),
  pageRoute({
    path: '/annuaire/:slug/ecrire/parti',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const target = await relayTarget(kernel, visit, params['slug'] ?? '');
      if (!target) return notFound;
      const title = relayWords(visit)('directory.relay.sent');
      return { page: { title, body: <SentView target={target} visit={visit} />, noindex: true, section } };
    },
  }),
  pageRoute({ path: '/messages/:token', access: anyone, handle: (request) => conversationPage(request) }),
  formRoute({
    path: '/messages/:token',
    access: anyone,
    fields: replyFields,
    limits: [replyLimit],
    again: conversationPage,
    async handle(request) {
      const { kernel, visit, input } = request;
      const reply = await byLink(request, async (open) => {
        const elsewhere = await onlyInSpace(request, open);
        if (elsewhere) return elsewhere;
        const {
          key: { side, agentAccount },
          territory,
          conversation,
          path,
        } = open;
        const by = agentAccount
          ? { actor: `account:${agentAccount}`, onBehalfOf: conversation.onBehalfOf }
          : { actor: side === 'writer' ? 'visitor' : 'mailbox', onBehalfOf: null };
        const messageId = await addMessage(kernel, territory.id, conversation, side, by, input.body);
        if (messageId === null) return { mistakes: [{ field: '', key: 'directory.relay.over' }] };
        const told = { conversation, territory, messageId, body: input.body };
        await (side === 'writer' ? tellStructure(kernel, visit, told) : tellWriter(kernel, visit, told));
        return { redirect: visit.href(path) };
      });
      return reply ?? notFound;
    },
  }),
  pageRoute({ path: '/messages/:token/signaler', access: anyone, handle: (request) => abusePage(request) }),
  formRoute({
    path: '/messages/:token/signaler',
    access: anyone,
    fields: abuseFields,
    limits: [replyLimit],
    again: abusePage,
    async handle(request) {
      const { kernel, visit, input } = request;
      const reply = await byLink(request, async ({ key: { side }, territory, conversation, path }) => {
        const theirs = conversation.messages.filter((message) => message.side !== side).at(-1);
        const payload: ReportPayload = { why: 'hurtful' };
        await submitItem(
          kernel,
          { ...visit, territory },
          {
            kind: 'report',
            about: { subject: 'organisation', id: conversation.organisation.id },
            title: conversation.organisation.name,
            payload,
            isUrgent: true,
          },
          { name: null, email: null, note: [input.note, ...(theirs ? [`« ${theirs.body.slice(0, 1_000)} »`] : [])].join('\n\n') },
        );
        return { redirect: `${visit.href(`${path}/signaler`)}?parti=1` };
      });
      return reply ?? notFound;
    },
  }),
  pageRoute({ path: `${spaceBase}/messages`, access: keeps, handle: inbox }),
  pageRoute({ path: `${spaceBase}/messages/:conversationId`, access: keeps, handle: (request) => spaceConversation(request) }),
  formRoute({
    path: `${spaceBase}/messages/:conversationId`,
    access: keeps,
    fields: replyFields,
    limits: [replyLimit],
    again: spaceConversation,
    handle: (request) =>
      inConversation(request, async (space, conversation) => {
        const { kernel, visit, input } = request;
        const messageId = await addMessage(kernel, space.territory.id, conversation, 'structure', writerOf(visit.viewer), input.body);
        if (messageId === null) return { mistakes: [{ field: '', key: 'directory.relay.over' }] };
        await tellWriter(kernel, visit, { conversation, territory: space.territory, messageId, body: input.body });
        return { redirect: visit.href(spacePath(space.pages[0].id, `/messages/${conversation.id}`)) };
      }),
  }),
  formRoute({
    path: `${spaceBase}/messages/:conversationId/bloquer`,
    access: keeps,
    fields: z.object({}),
    again: spaceConversation,
    handle: (request) =>
      inConversation(request, async (space, conversation) => {
        await blockWriter(request.kernel, space.territory.id, conversation);
        return { redirect: request.visit.href(spacePath(space.pages[0].id, '/messages')) };
      }),
  }),
];
