import { type Access, anyone, signedIn } from '../../../kernel/access/access.ts';
import { authorOf } from '../../../kernel/access/viewer.ts';
import type { FormReply, FormRoute } from '../../../kernel/http/form.ts';
import { notFound, type PageReply, type PageRequest } from '../../../kernel/http/route.ts';
import type { Author } from '../commands/recording.ts';
import type { Announcement } from '../models.ts';
import { announcementsById, keepsAnnouncement } from '../queries/announcements.ts';
import { ownAnswerers } from './answerer.ts';
import { readersOf } from './letters.ts';
import { answeredPath, linkPath, receivedPath } from './paths.ts';
import { type Answerer, answerById } from './queries/answers.ts';
import { readAnswerToken } from './token.ts';
import type { Answer, OpenedAnswer, Side } from './view-models.ts';

export type Request = PageRequest<Readonly<Record<string, string>>>;

/** An answer that somebody may read, with who they are. */
export interface Opened extends OpenedAnswer {
  by: Author;
}

/** A way to an answer: the link of a letter, the space of who answered, the space of who publishes. */
export interface Door {
  /** Of its routes. */
  path: string;
  access: Access;
  /** What its forms do for somebody; left out: what comes by a letter’s link is done by nobody else. */
  deeds?: FormRoute['deeds'];
  /** Frame of its pages; null: it stands alone. */
  section: 'announcements' | 'answers' | null;
  /** Sides that come in by it. */
  sides: readonly Side[];
  /** Opening it says that it was read: not by a link, which mail scanners follow as well. */
  isRead: boolean;
  /** Works on the answer that the path names, in a unit of who may read it. */
  open<Result extends FormReply>(request: Request, work: (opened: Opened) => Promise<Result | PageReply>): Promise<Result | PageReply>;
}

async function opened(
  { kernel, visit }: Request,
  id: string,
  isTheirs: (answer: Answer, announcement: Announcement) => boolean,
): Promise<Pick<Opened, 'answer' | 'announcement'> | null> {
  const answer = await answerById(kernel, visit.territory.id, id);
  const announcement = answer && (await announcementsById(kernel, visit.territory.id, [answer.announcementId])).get(answer.announcementId);
  return answer && announcement && isTheirs(answer, announcement) ? { answer, announcement } : null;
}

const byLink: Door = {
  path: '/reponses/:token',
  access: anyone,
  section: null,
  sides: ['answerer', 'publisher'],
  isRead: false,
  async open(request, work) {
    const { kernel, visit, params } = request;
    const token = params['token'] ?? '';
    const key = readAnswerToken(kernel.config.secrets, visit.territory.id, token);
    if (!key) return notFound;
    const by = { actor: key.side === 'answerer' ? 'visitor' : 'mailbox', onBehalfOf: null };
    return kernel.database.unit(
      async () => {
        const found = await opened(request, key.id, () => true);
        if (!found) return notFound;
        // What was done for somebody has become their account's: it is in their space.
        if (key.side === 'answerer' && found.answer.accountId !== null) return { redirect: visit.href(answeredPath(key.id)) };
        // Once somebody looks after it in their space, a link in an old letter, or in that of a colleague who has left, opens nothing.
        if (
          key.side === 'publisher' &&
          (await readersOf(kernel, visit.territory.id, found.announcement)).some(({ to }) => !('email' in to))
        )
          return { redirect: visit.href(receivedPath(found.announcement.id, key.id)) };
        return work({ ...found, side: key.side, path: linkPath(token), by });
      },
      { territory: visit.territory.id, answer: key.id },
    );
  },
};

function isOf({ accountId, personId }: Answer, answerers: readonly Answerer[]): boolean {
  return answerers.some((one) => ('personId' in one ? one.personId === personId : one.accountId === accountId));
}

const byAnswerer: Door = {
  path: '/mon-espace/mes-reponses/:answerId',
  access: signedIn,
  deeds: ['answer'],
  section: 'answers',
  sides: ['answerer'],
  isRead: false,
  async open(request, work) {
    const { kernel, visit, params } = request;
    const { answerers, settings } = await ownAnswerers(kernel, visit);
    return kernel.database.unit(async () => {
      const found = await opened(request, params['answerId'] ?? '', (answer) => isOf(answer, answerers));
      // Their list tells all there is: what is not theirs looks like what is not there.
      if (!found) return { redirect: visit.href(answeredPath()) };
      return work({ ...found, side: 'answerer', path: answeredPath(found.answer.id), by: authorOf(visit.viewer) });
    }, settings);
  },
};

const byPublisher: Door = {
  path: '/mon-espace/annonces/:id/reponses/:answerId',
  access: signedIn,
  deeds: ['announce', 'structure'],
  section: 'announcements',
  sides: ['publisher'],
  isRead: true,
  async open(request, work) {
    const { visit, params } = request;
    const found = await opened(
      request,
      params['answerId'] ?? '',
      (_, announcement) => announcement.id === params['id'] && keepsAnnouncement(visit, announcement),
    );
    if (!found) return { redirect: visit.href('/mon-espace/annonces') };
    const path = receivedPath(found.announcement.id, found.answer.id);
    return work({ ...found, side: 'publisher', path, by: authorOf(visit.viewer) });
  },
};

export const doors: readonly Door[] = [byLink, byAnswerer, byPublisher];
