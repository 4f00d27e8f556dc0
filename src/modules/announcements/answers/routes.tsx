import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { signedIn } from '../../../kernel/access/access.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { announcementsById, keepsAnnouncement } from '../queries/announcements.ts';
import { ownAnswerers } from './answerer.ts';
import { answeringRoutes } from './answering-routes.tsx';
import { changeAnswer } from './commands/deciding.ts';
import { sayMore } from './commands/sending.ts';
import { type Door, doors, type Opened, type Request } from './doors.ts';
import { decisionFields, messageFields, messageLimit, othersFields, readRefusal } from './forms.ts';
import { tellAnswerer, tellPublisher } from './letters.ts';
import { pausePages } from './pause-routes.tsx';
import { answerById, answersOf, documentOf, otherOpenAnswers, receivedAnswers } from './queries/answers.ts';
import { AnswerView } from './views/answer.tsx';
import { AnsweredListView, ReceivedListView } from './views/lists.tsx';
import { answerWords } from './views/words.ts';

const nothing = z.object({});

function page(title: string, body: ComponentChildren, section: Door['section']): PageReply {
  return {
    page: { title, body, noindex: true, ...(section === null ? { dense: true, section: 'announcements' } : { frame: 'space', section }) },
  };
}

/** Who publishes has opened it: it is read from now on. */
async function read({ kernel, visit }: Request, found: Opened): Promise<Opened> {
  const territoryId = visit.territory.id;
  if (found.answer.state !== 'new' || visit.isHead) return found;
  await changeAnswer(kernel, territoryId, found.answer.id, 'open', found.by);
  return { ...found, answer: (await answerById(kernel, territoryId, found.answer.id)) ?? found.answer };
}

function answerOf(door: Door) {
  return (request: Request, form: FormState = emptyForm) =>
    door.open<PageReply>(request, async (found) => {
      const { kernel, visit } = request;
      const shown = door.isRead ? await read(request, found) : found;
      const { answer, announcement, side } = shown;
      const others = side === 'answerer' && answer.state === 'accepted' ? await otherOpenAnswers(kernel, visit.territory.id, answer) : [];
      const title = side === 'answerer' ? announcement.title : answerWords(visit)('announcements.answers.one', { name: answer.name });
      return page(title, <AnswerView opened={shown} others={others} form={form} visit={visit} />, door.section);
    });
}

/** The steps of an answer, by one way to it. */
function answerRoutes(door: Door): readonly AnyRoute[] {
  const { path, access, deeds } = door;
  const way = { access, ...(deeds && { deeds }) };
  const again = answerOf(door);
  const on = (request: Request, side: Opened['side'] | null, work: (found: Opened) => Promise<FormReply>) =>
    door.open<FormReply>(request, async (found) => (side === null || found.side === side ? work(found) : notFound));
  const back = (visit: Visit, found: Opened): PageReply => ({ redirect: visit.href(found.path) });
  const ofPublisher: readonly AnyRoute[] = [
    formRoute({
      path: `${path}/decision`,
      ...way,
      fields: decisionFields,
      limits: [messageLimit],
      again,
      handle: (request) =>
        on(request, 'publisher', async (found) => {
          const { kernel, visit, input } = request;
          const { answer, announcement, by } = found;
          const reason = readRefusal(input);
          if ('mistakes' in reason) return reason;
          const changed = await changeAnswer(kernel, visit.territory.id, answer.id, input.event, { ...by, reason: input.words, ...reason });
          if ('problem' in changed)
            return { mistakes: [{ field: '', key: `announcements.answers.${changed.problem === 'full' ? 'no-seat' : 'meanwhile'}` }] };
          const what = { accept: 'accepted', refuse: 'refused', discuss: 'in-discussion', cancel: 'cancelled' } as const;
          await tellAnswerer(kernel, visit, { announcement, answer, about: changed.changeId }, what[input.event]);
          return back(visit, found);
        }),
    }),
  ];
  const ofAnswerer: readonly AnyRoute[] = [
    formRoute({
      path: `${path}/retirer`,
      ...way,
      fields: nothing,
      limits: [messageLimit],
      again,
      handle: (request) =>
        on(request, 'answerer', async (found) => {
          const { visit } = request;
          return (await withdraw(request, found.answer.id, found)) ? back(visit, found) : meanwhile;
        }),
    }),
    formRoute({
      path: `${path}/autres`,
      ...way,
      fields: othersFields,
      limits: [messageLimit],
      again,
      handle: (request) =>
        on(request, 'answerer', async (found) => {
          const { kernel, visit, input } = request;
          const theirs = await otherOpenAnswers(kernel, visit.territory.id, found.answer);
          for (const { id } of theirs) if (input.other.includes(id)) await withdraw(request, id, found);
          return back(visit, found);
        }),
    }),
  ];
  return [
    pageRoute({ path, access, handle: (request) => again(request) }),
    formRoute({
      path,
      ...way,
      fields: messageFields,
      limits: [messageLimit],
      again,
      handle: (request) =>
        on(request, null, async (found) => {
          const { kernel, visit, input } = request;
          const { answer, announcement, side, by } = found;
          const about = await sayMore(kernel, visit.territory.id, answer.id, { side, body: input.body }, by);
          if (about === null) return { mistakes: [{ field: '', key: 'announcements.answers.closed' }] };
          const telling = { announcement, answer, about };
          await (side === 'answerer' ? tellPublisher(kernel, visit, telling, 'message') : tellAnswerer(kernel, visit, telling, 'message'));
          return back(visit, found);
        }),
    }),
    pageRoute({
      path: `${path}/fichier`,
      access,
      handle: (request) =>
        door.open<PageReply>(request, async ({ answer }) => {
          const content = await documentOf(request.kernel, request.visit.territory.id, answer.id);
          return content ? { content, type: 'application/pdf', download: `${answer.name}.pdf` } : notFound;
        }),
    }),
    ...(door.sides.includes('publisher') ? ofPublisher : []),
    ...(door.sides.includes('answerer') ? ofAnswerer : []),
  ];
}

const meanwhile = { mistakes: [{ field: '', key: 'announcements.answers.meanwhile' }] };

/** Takes an answer of who is here back, and tells who publishes. @returns false where it could not be any more. */
async function withdraw({ kernel, visit }: Request, id: string, { by }: Opened): Promise<boolean> {
  const territoryId = visit.territory.id;
  return kernel.database.unit(
    async () => {
      const answer = await answerById(kernel, territoryId, id);
      const changed = await changeAnswer(kernel, territoryId, id, 'withdraw', by);
      if (!answer || 'problem' in changed) return false;
      const announcement = (await announcementsById(kernel, territoryId, [answer.announcementId])).get(answer.announcementId);
      if (announcement) await tellPublisher(kernel, visit, { announcement, answer, about: changed.changeId }, 'withdrawn');
      return true;
    },
    { territory: territoryId, answer: id },
  );
}

const lists: readonly AnyRoute[] = [
  pageRoute({
    path: '/mon-espace/mes-reponses',
    access: signedIn,
    async handle({ kernel, visit }) {
      const { answerers, settings } = await ownAnswerers(kernel, visit);
      const answers = await kernel.database.unit(() => answersOf(kernel, visit.territory.id, answerers), settings);
      return page(answerWords(visit)('announcements.answers.own.title'), <AnsweredListView answers={answers} visit={visit} />, 'answers');
    },
  }),
  pageRoute({
    path: '/mon-espace/annonces/:id/reponses',
    access: signedIn,
    async handle({ kernel, visit, params }) {
      const id = params['id'] ?? '';
      const announcement = (await announcementsById(kernel, visit.territory.id, [id])).get(id);
      if (!announcement || !keepsAnnouncement(visit, announcement)) return { redirect: visit.href('/mon-espace/annonces') };
      const answers = await receivedAnswers(kernel, visit.territory.id, id);
      return page(
        answerWords(visit)('announcements.answers.received.title', { title: announcement.title }),
        <ReceivedListView announcement={announcement} answers={answers} visit={visit} />,
        'announcements',
      );
    },
  }),
];

/** Answers to announcements: how they are sent, and the two who hold one. */
export const answerPages: readonly AnyRoute[] = [...answeringRoutes, ...lists, ...doors.flatMap(answerRoutes), ...pausePages];
