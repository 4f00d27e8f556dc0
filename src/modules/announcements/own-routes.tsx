import { signedIn } from '../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../kernel/http/form.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { type PageReply, pageRoute } from '../../kernel/http/route.ts';
import { waitingAnswers } from './answers/queries/answers.ts';
import { changeState, notePublishedChange, prolong } from './commands/life.ts';
import { beginAnnouncement } from './commands/writing.ts';
import {
  beginLimit,
  changeOwn,
  deeds,
  meanwhile,
  nothing,
  onOwn,
  ownBase,
  page,
  publishesAtOnce,
  type Request,
  send,
  writerOf,
} from './own-request.tsx';
import { ownPath } from './paths.ts';
import { changesOf, ownAnnouncements } from './queries/announcements.ts';
import { pageOf } from './queries/pages.ts';
import type { AnnouncementEvent } from './states.ts';
import { OwnListView, OwnView } from './views/own.tsx';
import { keepWords } from './views/words.ts';

const own = (request: Request, form: FormState = emptyForm): Promise<PageReply> =>
  onOwn<PageReply>(request, async (announcement) => {
    const { kernel, visit } = request;
    return page(
      announcement.title,
      <OwnView
        page={await pageOf(kernel, visit, announcement, { isPublic: false, home: visit.territory })}
        changes={await changesOf(kernel, visit.territory.id, announcement.id)}
        waiting={(await waitingAnswers(kernel, visit.territory.id, [announcement.id])).get(announcement.id) ?? 0}
        isTrusted={await publishesAtOnce(kernel, visit, announcement)}
        form={form}
        visit={visit}
      />,
    );
  });

/** A step of a life, from its page. */
function step(at: string, event: AnnouncementEvent): AnyRoute {
  return formRoute({
    path: `${ownBase}/:id${at}`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        const done = await changeState(kernel, visit.territory, announcement, event, await writerOf(kernel, visit));
        return done === null ? meanwhile : { redirect: visit.href(ownPath(announcement.id)) };
      }),
  });
}

/** Where who publishes looks after what they publish. */
export const ownRoutes: readonly AnyRoute[] = [
  pageRoute({
    path: ownBase,
    access: signedIn,
    async handle({ kernel, visit }) {
      const announcements = await ownAnnouncements(kernel, visit);
      const ids = announcements.map(({ id }) => id);
      const waiting = await waitingAnswers(kernel, visit.territory.id, ids);
      return page(
        keepWords(visit)('announcements.own.title'),
        <OwnListView announcements={announcements} waiting={waiting} visit={visit} />,
      );
    },
  }),
  pageRoute({ path: `${ownBase}/:id`, access: signedIn, handle: (request) => own(request) }),
  formRoute({
    path: `${ownBase}/:id/envoyer`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) => changeOwn(request, (announcement) => send(request, announcement)),
  }),
  step('/pourvue', 'fill'),
  step('/retirer', 'withdraw'),
  formRoute({
    path: `${ownBase}/:id/prolonger`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        if ((await prolong(kernel, visit.territory, announcement)) === null) return meanwhile;
        await notePublishedChange(kernel, visit.territory.id, { id: announcement.id, event: 'prolong' }, await writerOf(kernel, visit));
        return { redirect: visit.href(ownPath(announcement.id)) };
      }),
  }),
  formRoute({
    path: `${ownBase}/:id/reprendre`,
    access: signedIn,
    deeds,
    fields: nothing,
    limits: [beginLimit],
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        const { kind, publisher } = announcement;
        // Another post is announced to job centres anew.
        const { duty, reportedOn, ...facts } = announcement.facts;
        const text = { ...announcement, facts, publishOn: null };
        const id = await beginAnnouncement(kernel, visit.territory, { kind, text, publisher }, await writerOf(kernel, visit));
        return { redirect: visit.href(ownPath(id, '/modifier')) };
      }),
  }),
];
