import { accentStyle } from '../../../kernel/html/accent.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { renderSheet, type SheetBlock } from '../../../kernel/pdf/sheet.ts';
import { type WorkbookCell, writeWorkbook } from '../../../kernel/tables/workbook.ts';
import { reportMessages } from './messages.ts';
import { columns, type Report } from './report.ts';
import { factsOf, maskedText, quarterName, rowName } from './words.ts';

const ways = ['themes', 'districts'] as const;

/** The report on paper. */
export function reportPdf(visit: Visit, report: Report): Promise<Buffer> {
  const t = translator(reportMessages, visit.locale);
  const { name, accent } = visit.territory;
  const blocks: SheetBlock[] = [
    { kind: 'paragraph', text: t(report.isClosed ? 'desk.report.closed' : 'desk.report.open') },
    { kind: 'paragraph', text: t('desk.report.masking') },
    { kind: 'heading', text: t('desk.report.facts') },
    { kind: 'facts', facts: factsOf(visit, report) },
    ...ways.flatMap((way): SheetBlock[] => [
      { kind: 'heading', text: t(`desk.report.${way}`) },
      {
        kind: 'table',
        columns: [
          { label: t(`desk.report.${way}.one`), share: 2 },
          ...columns.map((column) => ({ label: t(`desk.report.column.${column}`), isFigure: true, share: 1.1 })),
        ],
        rows: tableOf(visit, report, way).map((row) =>
          row.map((cell) => (typeof cell === 'string' ? cell : maskedText(visit, Number(cell)))),
        ),
      },
    ]),
    ...(report.unmet.phrases.length > 0
      ? [
          { kind: 'heading', text: t('desk.report.phrases') } as const,
          {
            kind: 'facts',
            facts: report.unmet.phrases.map(({ phrase, times }) => ({ label: phrase, value: t('desk.report.times', { n: times }) })),
          } as const,
        ]
      : []),
  ];
  return renderSheet({
    locale: visit.locale,
    territory: name,
    accent: accent && accentStyle(accent).accent.light,
    title: t('desk.report.title'),
    subtitle: quarterName(visit, report.quarter),
    blocks,
  });
}

/** The report as a workbook: figures stay figures, what is masked is said in words. */
export function reportWorkbook(visit: Visit, report: Report): Promise<Buffer> {
  const t = translator(reportMessages, visit.locale);
  return writeWorkbook([
    ...ways.map((way) => ({
      name: t(`desk.report.${way}`),
      columns: [t(`desk.report.${way}.one`), ...columns.map((column) => t(`desk.report.column.${column}`))],
      rows: tableOf(visit, report, way),
    })),
    {
      name: t('desk.report.facts'),
      columns: [t('desk.report.fact'), quarterName(visit, report.quarter)],
      rows: factsOf(visit, report).map(({ label, value }) => [label, value]),
    },
    {
      name: t('desk.report.phrases'),
      columns: [t('desk.report.phrase'), t('desk.report.times.column')],
      rows: report.unmet.phrases.map(({ phrase, times }) => [phrase, times]),
    },
  ]);
}

function tableOf(visit: Visit, report: Report, way: (typeof ways)[number]): WorkbookCell[][] {
  const cells = (row: Report['totals']) => row.map((value) => (typeof value === 'number' ? value : maskedText(visit, value)));
  const t = translator(reportMessages, visit.locale);
  return [
    ...report[way].map((row): WorkbookCell[] => [rowName(visit, way, row), ...cells(row.cells)]),
    [t('desk.report.total'), ...cells(report.totals)],
  ];
}
