import { anyone } from '../../../kernel/access/access.ts';
import { notFound, pageRoute } from '../../../kernel/http/route.ts';
import { posterJob } from '../../../kernel/pdf/poster.ts';
import { publicPdf } from '../../../kernel/pdf/public.ts';
import { sheetJob } from '../../../kernel/pdf/sheet.ts';
import { publicPage } from '../queries/pages.ts';
import { posterOf } from './poster.ts';
import { weeklySheet } from './weekly-sheet.ts';

/** What is printed to hang on a wall: a poster of each announcement, and the sheet of the week of each list. */
export const paperRoutes = [
  pageRoute({
    path: '/annonces/:slug/affiche.pdf',
    access: anyone,
    async handle(request) {
      const { kernel, visit, params } = request;
      const page = await publicPage(kernel, visit, params['slug'] ?? '');
      if (page?.announcement.state !== 'published') return notFound;
      return publicPdf(request, await posterJob(posterOf(page, visit)), `affiche-${page.announcement.slug}.pdf`);
    },
  }),
  ...[false, true].map((isForYouth) =>
    pageRoute({
      path: `/annonces${isForYouth ? '/jeunes' : ''}/semaine.pdf`,
      access: anyone,
      async handle(request) {
        const { kernel, visit } = request;
        const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
        const sheet = await weeklySheet(kernel, visit, isForYouth);
        return publicPdf(request, await sheetJob(sheet), `annonces-${visit.territory.slug}-${today}.pdf`);
      },
    }),
  ),
];
