import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import type { ImportCounts, ImportOutcome } from '../../../../../kernel/module.ts';
import { LinkButton } from '../../../../../ui/button.tsx';
import { EmptyState } from '../../../../../ui/empty-state.tsx';
import { Pagination } from '../../../../../ui/pagination.tsx';
import { Tabs } from '../../../../../ui/tabs.tsx';
import { outcomes } from '../models.ts';
import { requestPath } from '../paths.ts';
import { ReportCodes, ReportLines } from './report-lines.tsx';
import type { RequestProps } from './request-model.ts';
import { importTranslator } from './words.ts';

/** Every line of a run, by what became of it. */
export function RunReport({ visit, model }: RequestProps) {
  const t = importTranslator(visit);
  const { request, report, hasWorkbook } = model;
  const { id, counts, summary, state } = request;
  if (!counts || !report) return null;
  const isRunning = state === 'queued' || state === 'running';
  const file = (extension: string) => visit.href(`${requestPath(id)}/rapport.${extension}`);
  return (
    <>
      {summary && <ReportCodes visit={visit} summary={summary} />}
      <section class="section" aria-labelledby="report">
        <h2 id="report">{t('directory.imports.report')}</h2>
        {!isRunning && (
          <p class="button-row">
            <LinkButton look="secondary" icon="download" href={file('csv')}>
              {t('directory.imports.report.csv')}
            </LinkButton>
            {hasWorkbook && (
              <LinkButton look="secondary" icon="download" href={file('xlsx')}>
                {t('directory.imports.report.xlsx')}
              </LinkButton>
            )}
          </p>
        )}
        <Tabs
          label={t('directory.imports.report')}
          tabs={outcomes.map((outcome) => {
            const n = countOf(counts, outcome);
            return {
              href: visit.href(requestPath(id, outcome)),
              label: t(`directory.imports.report.outcome.${outcome}`),
              isCurrent: outcome === report.outcome,
              count: { value: formatNumber(n, visit.locale), label: t('directory.imports.report.lines', { n }) },
            };
          })}
        />
        <ReportLines
          visit={visit}
          caption={t('directory.imports.report.order', { n: report.lines.length })}
          lines={report.lines}
          isLinked
          empty={<NoLine visit={visit} model={model} />}
        />
        <Pagination
          label={t('directory.imports.report')}
          next={
            report.next === null
              ? null
              : { label: t('directory.imports.report.next'), href: visit.href(requestPath(id, report.outcome, report.next)) }
          }
          first={
            report.page === 0 ? null : { label: t('directory.imports.report.first'), href: visit.href(requestPath(id, report.outcome)) }
          }
        />
      </section>
    </>
  );
}

function NoLine({ visit, model }: RequestProps) {
  const t = importTranslator(visit);
  const { report, request } = model;
  const isCounted = report !== null && request.counts !== null && countOf(request.counts, report.outcome) > 0;
  if (isCounted) return <p>{t(request.finishedAt === null ? 'directory.imports.report.coming' : 'directory.imports.report.gone')}</p>;
  return (
    <EmptyState title={t('directory.imports.report.none')} level={3}>
      <p>{t('directory.imports.report.none.body')}</p>
    </EmptyState>
  );
}

export function countOf(counts: ImportCounts, outcome: ImportOutcome): number {
  return counts[outcome === 'duplicate' ? 'duplicates' : outcome];
}
