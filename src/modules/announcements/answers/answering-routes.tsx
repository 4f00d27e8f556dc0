import { anyone } from '../../../kernel/access/access.ts';
import { authorOf } from '../../../kernel/access/viewer.ts';
import { readDocument } from '../../../kernel/files/document.ts';
import { emptyForm, type FormState, formRoute, type Mistake } from '../../../kernel/http/form.ts';
import { type AnyRoute, settingsOf } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import { phoneNumber } from '../../directory/index.ts';
import { recordAction } from '../../people/index.ts';
import { publicPage } from '../queries/pages.ts';
import { answererIn, ownAnswerers } from './answerer.ts';
import { sendAnswer } from './commands/sending.ts';
import type { Request } from './doors.ts';
import { announcementLimit, answerFields, answerLimit, LARGEST_DOCUMENT } from './forms.ts';
import { tellPublisher, tellSent } from './letters.ts';
import { answeredPath } from './paths.ts';
import { openAnswerTo } from './queries/answers.ts';
import { AnswerFormView, AnswerSentView } from './views/answer-form.tsx';
import { answerWords } from './views/words.ts';

/** The form of an answer, where the announcement of the path is answered by form. */
async function answerPage(request: Request, form: FormState = emptyForm): Promise<PageReply> {
  const { kernel, visit, params } = request;
  const found = await publicPage(kernel, visit, params['slug'] ?? '');
  if (!found?.answering) return notFound;
  const { announcement, answering } = found;
  const answerer = await answererIn(kernel, visit);
  return {
    page: {
      title: answerWords(visit)('announcements.answers.title', { title: announcement.title }),
      body: (
        <AnswerFormView
          announcement={announcement}
          answering={answering}
          answerer={answerer}
          earlier={await earlierAnswer(request, announcement.id)}
          form={form}
          visit={visit}
        />
      ),
      noindex: true,
      section: 'announcements',
    },
  };
}

/** The open answer that they have given already; null: none, or nobody whom the portal knows. */
async function earlierAnswer({ kernel, visit }: Request, announcementId: string): Promise<string | null> {
  const { answerers, settings } = await ownAnswerers(kernel, visit);
  return kernel.database.unit(
    async () => {
      for (const who of answerers) {
        const id = await openAnswerTo(kernel, visit.territory.id, announcementId, who);
        if (id !== null) return id;
      }
      return null;
    },
    { ...settingsOf(visit), ...settings },
  );
}

const PHONE = /^\+\d{6,15}$/;

/** How an announcement is answered: its form, and what is said once an answer is on its way. */
export const answeringRoutes: readonly AnyRoute[] = [
  pageRoute({ path: '/annonces/:slug/repondre', access: anyone, handle: (request) => answerPage(request) }),
  formRoute({
    path: '/annonces/:slug/repondre',
    access: anyone,
    fields: answerFields,
    files: { document: LARGEST_DOCUMENT },
    limits: [answerLimit],
    isGuarded: true,
    deeds: ['answer'],
    again: answerPage,
    async handle(request) {
      const { kernel, visit, params, input, files } = request;
      const found = await publicPage(kernel, visit, params['slug'] ?? '');
      if (!found?.answering) return notFound;
      const { announcement } = found;
      const { answering } = found;
      // Its page says why.
      if (answering.state !== 'open') return { mistakes: [{ field: '', key: `announcements.answers.${answering.state}` }] };
      const answerer = await answererIn(kernel, visit);
      const phone = input.phone === null ? null : phoneNumber(input.phone, visit.territory.country);
      // Who is signed in is written to at the address of their account, which is proved to be theirs.
      const email = answerer && !answerer.isAssisted ? null : input.email;
      const accountId = answerer?.accountId ?? null;
      const sent = answering.takesFile && files['document'] ? readDocument(files['document'].bytes) : null;
      const mistakes: Mistake[] = [
        ...(accountId === null && email === null && phone === null ? [{ field: 'email', key: 'announcements.answers.way.required' }] : []),
        ...(phone !== null && !PHONE.test(phone) ? [{ field: 'phone', key: 'announcements.answers.phone.wrong' }] : []),
        ...(sent && 'refusal' in sent ? [{ field: 'document', key: `announcements.answers.document.${sent.refusal}` }] : []),
      ];
      if (mistakes.length > 0) return { mistakes };
      if (!(await kernel.throttle.take(announcementLimit, announcement.id)).allowed)
        return { mistakes: [{ field: '', key: 'announcements.answers.too-many' }] };
      const by = authorOf(visit.viewer);
      const answer = {
        name: input.name,
        email,
        phone,
        accountId,
        personId: answerer?.personId ?? null,
        locale: visit.locale,
      };
      const document = sent && 'document' in sent ? sent.document : null;
      const id = await sendAnswer(kernel, announcement, { ...answer, body: input.body, document }, by);
      if (id === null) {
        const earlier = await earlierAnswer(request, announcement.id);
        return { redirect: visit.href(answeredPath(earlier ?? undefined)) };
      }
      const telling = { announcement, answer: { ...answer, id }, about: id };
      await tellPublisher(kernel, visit, telling, 'new');
      await tellSent(kernel, visit, telling);
      if (by.onBehalfOf !== null)
        await recordAction(kernel, {
          territoryId: visit.territory.id,
          actor: by.actor,
          onBehalfOf: by.onBehalfOf,
          what: 'answer.sent',
          subject: 'announcement',
          subjectId: announcement.id,
        });
      return { redirect: visit.href(answerer ? answeredPath(id) : `/annonces/${announcement.slug}/repondre/partie`) };
    },
  }),
  pageRoute({
    path: '/annonces/:slug/repondre/partie',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const found = await publicPage(kernel, visit, params['slug'] ?? '');
      if (!found || found.commune !== null) return notFound;
      const title = answerWords(visit)('announcements.answers.sent');
      return {
        page: { title, body: <AnswerSentView announcement={found.announcement} visit={visit} />, noindex: true, section: 'announcements' },
      };
    },
  }),
];
