import { anyone } from '../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../kernel/http/form.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { plainSummary } from '../directory/index.ts';
import { sentPath, submitItem } from '../moderation/index.ts';
import { answerPages } from './answers/routes.tsx';
import { feedContent } from './feeds.ts';
import { reportFields } from './forms.ts';
import { announcementJsonLd } from './json-ld.ts';
import { manageRoutes } from './manage/routes.tsx';
import { ownRoutes } from './own-routes.tsx';
import { paperRoutes } from './paper/routes.ts';
import { announcementPath } from './paths.ts';
import { announcementList, publicPage } from './queries/pages.ts';
import { similarAnnouncements } from './queries/similar.ts';
import { renewalPages } from './renewal/routes.tsx';
import { isQuestion } from './selection.ts';
import { AnnouncementListView } from './views/list.tsx';
import { AnnouncementView } from './views/page.tsx';
import { ReportView } from './views/report.tsx';
import { publicWords } from './views/words.ts';
import { writingRoutes } from './writing-routes.tsx';

type Request = PageRequest<Readonly<Record<string, string>>>;

const section = 'announcements';

async function listPage(kernel: Kernel, visit: Visit, isForYouth: boolean): Promise<PageReply> {
  const list = await announcementList(kernel, visit, isForYouth);
  const t = publicWords(visit);
  return {
    page: {
      title: t(isForYouth ? 'announcements.young.title' : 'announcements.title'),
      description: t(isForYouth ? 'announcements.young.lead' : 'announcements.lead'),
      body: <AnnouncementListView list={list} visit={visit} />,
      section,
      isEmbeddable: true,
      ...((isQuestion(list.query) || !list.isFirstPage) && { noindex: true }),
    },
  };
}

async function report({ kernel, visit, params }: Request, form: FormState = emptyForm): Promise<PageReply> {
  const page = await publicPage(kernel, visit, params['slug'] ?? '');
  if (!page || page.commune !== null) return notFound;
  const { announcement } = page;
  return {
    page: {
      title: publicWords(visit)('announcements.report.title', { title: announcement.title }),
      body: <ReportView announcement={announcement} form={form} visit={visit} />,
      noindex: true,
      section,
    },
  };
}

const publicRoutes: readonly AnyRoute[] = [
  pageRoute({ path: '/annonces', access: anyone, handle: ({ kernel, visit }) => listPage(kernel, visit, false) }),
  pageRoute({ path: '/annonces/jeunes', access: anyone, handle: ({ kernel, visit }) => listPage(kernel, visit, true) }),
  ...(['rss', 'atom', 'json'] as const).flatMap((format) =>
    [false, true].map((isForYouth) =>
      pageRoute({
        path: `/annonces${isForYouth ? '/jeunes' : ''}/flux.${format}`,
        access: anyone,
        handle: ({ kernel, visit }) => feedContent(kernel, visit, format, isForYouth),
      }),
    ),
  ),
  pageRoute({
    path: '/annonces/:slug',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const page = await publicPage(kernel, visit, params['slug'] ?? '');
      if (!page) return notFound;
      const { announcement } = page;
      const isOpen = announcement.state === 'published';
      return {
        page: {
          title: announcement.title,
          description: plainSummary(announcement.body),
          body: <AnnouncementView page={page} similar={await similarAnnouncements(kernel, visit, announcement)} visit={visit} />,
          canonical: announcementPath({ slug: announcement.slug, commune: page.commune }),
          section,
          // What is over is not for search engines: Google asks that its posting goes.
          ...(isOpen ? { jsonLd: [announcementJsonLd(page, visit)], isEmbeddable: true } : { noindex: true }),
        },
      };
    },
  }),
  pageRoute({ path: '/annonces/:slug/signaler', access: anyone, handle: (request) => report(request) }),
  formRoute({
    path: '/annonces/:slug/signaler',
    access: anyone,
    fields: reportFields,
    limits: [{ name: 'announcements.report', limit: 10, seconds: 3_600 }],
    isGuarded: true,
    deeds: ['suggest'],
    again: report,
    async handle({ kernel, visit, params, input }) {
      const page = await publicPage(kernel, visit, params['slug'] ?? '');
      if (!page || page.commune !== null) return notFound;
      const { id, title } = page.announcement;
      const item = {
        kind: 'announcement-report',
        about: { subject: 'announcement', id },
        title,
        payload: { why: input.why },
        isUrgent: input.why === 'fraud',
      };
      const sent = await submitItem(kernel, visit, item, { name: input.sender_name, email: input.sender_email, note: input.note });
      return { redirect: sentPath({ kernel, visit }, sent) };
    },
  }),
];

export const announcementPages: readonly AnyRoute[] = [
  ...publicRoutes,
  ...paperRoutes,
  ...ownRoutes,
  ...writingRoutes,
  ...renewalPages,
  ...answerPages,
  ...manageRoutes,
];
