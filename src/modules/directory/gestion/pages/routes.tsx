import type { ComponentChildren } from 'preact';
import { staff } from '../../../../kernel/access/access.ts';
import { listFile } from '../../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../../kernel/http/route.ts';
import { historyNames } from '../../history-names.ts';
import { subjectHistory } from '../../queries/history.ts';
import { countManagedPages, managedPage, managedPages, sourcesOfPages } from '../../queries/managed-pages.ts';
import { pagesPath, readPageFilter } from './filter.ts';
import { pageFileColumns, pagesWords } from './views/columns.tsx';
import { PageHistoryView } from './views/history.tsx';
import { PagesView } from './views/list.tsx';

/** Who looks after all pages. */
export const pagesAccess = staff('administrator', 'moderator', 'agent');

const PAGE = 50;
/** Read at once for a file. */
const FILE_PAGE = 500;

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'pages' } };
}

export const managedPagesRoutes: readonly AnyRoute[] = [
  pageRoute({
    path: pagesPath,
    access: pagesAccess,
    async handle({ kernel, visit }) {
      const { territory, query } = visit;
      const filter = readPageFilter(query, territory);
      const cursor = query['suite'] ?? null;
      const model = {
        filter,
        ...(await managedPages(kernel, territory, filter, cursor, PAGE)),
        total: filter.completeness === null ? await countManagedPages(kernel, territory, filter) : null,
        isFirst: cursor === null,
        sources: await sourcesOfPages(kernel, territory.id),
      };
      return page(pagesWords(visit)('directory.pages.title'), <PagesView visit={visit} model={model} />);
    },
  }),
  pageRoute({
    path: `${pagesPath}.xlsx`,
    access: pagesAccess,
    async handle({ kernel, visit }) {
      const { territory, query } = visit;
      const filter = readPageFilter(query, territory);
      return listFile(
        { kernel, visit },
        {
          file: 'annuaire',
          name: pagesWords(visit)('directory.pages.title'),
          columns: pageFileColumns(visit),
          async page(cursor) {
            const { pages, next } = await managedPages(kernel, territory, filter, cursor, FILE_PAGE);
            return { rows: pages, next };
          },
        },
      );
    },
  }),
  pageRoute({
    path: `${pagesPath}/:pageId/historique`,
    access: pagesAccess,
    async handle({ kernel, visit, params }) {
      const found = await managedPage(kernel, visit.territory.id, params['pageId'] ?? '');
      if (!found) return notFound;
      const history = await subjectHistory(kernel, visit.territory.id, found, visit.query['suite'] ?? null);
      const names = await historyNames({ kernel, visit }, history.entries);
      return page(
        pagesWords(visit)('directory.pages.history.of', { name: found.name }),
        <PageHistoryView page={found} history={history} names={names} visit={visit} />,
      );
    },
  }),
];
