import { staff } from '../../../kernel/access/access.ts';
import { notFound, type PageReply, type PageRequest, type PageRoute, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { WORKBOOK_TYPE } from '../../../kernel/tables/workbook.ts';
import { themes } from '../../directory/index.ts';
import { reportPdf, reportWorkbook } from './files.ts';
import { reportMessages } from './messages.ts';
import { type Quarter, quarterKey, quarterOf } from './quarters.ts';
import { countQuarter, keptFigures, keptQuarters } from './queries.ts';
import { type Report, reportOf } from './report.ts';
import { ReportView } from './views/report.tsx';

/** Aggregates alone: elected members see them too, and nothing else of the desk. */
export const reportReaders = staff('administrator', 'moderator', 'agent', 'elected');

const codes = themes.map(({ code }) => code);

/** The quarter that goes on, then those that are kept. */
async function quartersOf(kernel: Kernel, { territory, now }: Visit): Promise<Quarter[]> {
  const current = quarterOf(now.toZonedDateTimeISO(territory.timeZone).toPlainDate());
  return [current, ...(await keptQuarters(kernel, territory.id)).filter((kept) => quarterKey(kept) !== quarterKey(current))];
}

async function reportIn(kernel: Kernel, visit: Visit, quarter: Quarter): Promise<Report> {
  const kept = await keptFigures(kernel, visit.territory.id, quarter);
  return reportOf(quarter, kept !== null, kept ?? (await countQuarter(kernel, visit.territory, quarter)), codes);
}

function fileRoute(kind: string, type: string, make: (visit: Visit, report: Report) => Promise<Buffer>): PageRoute {
  return pageRoute({
    path: `/gestion/rapport/:quarter/${kind}`,
    access: reportReaders,
    async handle({ kernel, visit, params }: PageRequest<Readonly<Record<string, string>>>): Promise<PageReply> {
      const quarter = (await quartersOf(kernel, visit)).find((one) => quarterKey(one) === params['quarter']);
      if (!quarter) return notFound;
      const content = await make(visit, await reportIn(kernel, visit, quarter));
      return { content, type, download: `rapport-${visit.territory.slug}-${quarterKey(quarter)}.${kind}` };
    },
  });
}

export const reportPages: readonly PageRoute[] = [
  pageRoute({
    path: '/gestion/rapport',
    access: reportReaders,
    async handle({ kernel, visit }) {
      const quarters = await quartersOf(kernel, visit);
      const quarter = quarters.find((one) => quarterKey(one) === visit.query['trimestre']) ?? quarters[1] ?? quarters[0];
      if (!quarter) return notFound;
      const report = await reportIn(kernel, visit, quarter);
      return {
        page: {
          title: translator(reportMessages, visit.locale)('desk.report.title'),
          body: <ReportView visit={visit} report={report} quarters={quarters} />,
          noindex: true,
          frame: 'manage',
          section: 'report',
        },
      };
    },
  }),
  fileRoute('pdf', 'application/pdf', reportPdf),
  fileRoute('xlsx', WORKBOOK_TYPE, reportWorkbook),
];
