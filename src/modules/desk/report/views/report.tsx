import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { DataTable } from '../../../../ui/data-table.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatGrid } from '../../../../ui/stat.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import { reportMessages } from '../messages.ts';
import { type Quarter, quarterKey } from '../quarters.ts';
import { columns, type Report, type ReportRow } from '../report.ts';
import { factsOf, maskedText, quarterName, rowName } from '../words.ts';

/** A quarter of the territory, in figures that say nothing of anybody. */
export function ReportView({ visit, report, quarters }: { visit: Visit; report: Report; quarters: readonly Quarter[] }) {
  const t = translator(reportMessages, visit.locale);
  const key = quarterKey(report.quarter);
  const { phrases } = report.unmet;
  return (
    <>
      <PageHeader title={t('desk.report.title')} kicker={quarterName(visit, report.quarter)} lead={t('desk.report.lead')}>
        <LinkButton look="secondary" icon="download" href={visit.href(`/gestion/rapport/${key}/pdf`)}>
          {t('desk.report.pdf')}
        </LinkButton>
        <LinkButton look="secondary" icon="download" href={visit.href(`/gestion/rapport/${key}/xlsx`)}>
          {t('desk.report.xlsx')}
        </LinkButton>
      </PageHeader>
      <Tabs
        label={t('desk.report.quarters')}
        tabs={quarters.map((quarter) => ({
          href: visit.href(`/gestion/rapport?trimestre=${quarterKey(quarter)}`),
          label: quarterName(visit, quarter),
          isCurrent: quarterKey(quarter) === key,
        }))}
      />
      <Notice tone={report.isClosed ? 'info' : 'careful'}>
        <p>{t(report.isClosed ? 'desk.report.closed' : 'desk.report.open')}</p>
        <p>{t('desk.report.masking')}</p>
      </Notice>
      <StatGrid
        figures={columns.map((column, index) => ({
          label: t(`desk.report.column.${column}`),
          value: maskedText(visit, report.totals[index] ?? 0),
        }))}
      />
      <section class="section" aria-labelledby="facts">
        <h2 id="facts">{t('desk.report.facts')}</h2>
        <DefinitionList items={factsOf(visit, report).map(({ label, value }) => ({ term: label, description: value }))} />
      </section>
      {(['themes', 'districts'] as const).map((way) => (
        <section class="section" key={way} aria-labelledby={way}>
          <h2 id={way}>{t(`desk.report.${way}`)}</h2>
          <Bars visit={visit} way={way} rows={report[way]} />
          <DataTable
            caption={t(`desk.report.${way}.caption`, { quarter: quarterName(visit, report.quarter) })}
            locale={visit.locale}
            rows={report[way]}
            rowKey={({ of }) => of ?? ''}
            columns={[
              { key: 'of', label: t(`desk.report.${way}.one`), cell: (row) => rowName(visit, way, row) },
              ...columns.map((column, index) => ({
                key: column,
                label: t(`desk.report.column.${column}`),
                isNumeric: true,
                cell: ({ cells }: ReportRow) => maskedText(visit, cells[index] ?? 0),
              })),
            ]}
            empty={<p>{t('desk.report.nothing')}</p>}
          />
        </section>
      ))}
      {phrases.length > 0 && (
        <section class="section" aria-labelledby="phrases">
          <h2 id="phrases">{t('desk.report.phrases')}</h2>
          <p class="soft">{t('desk.report.phrases.lead')}</p>
          <DefinitionList
            items={phrases.map(({ phrase, times }) => ({ term: phrase, description: t('desk.report.times', { n: times }) }))}
          />
        </section>
      )}
    </>
  );
}

const WIDTH = 200;

/** How many places and services there are, as bars; the table below says it in figures. */
function Bars({ visit, way, rows }: { visit: Visit; way: 'themes' | 'districts'; rows: readonly ReportRow[] }) {
  const t = translator(reportMessages, visit.locale);
  // What is masked has no bar: its length would tell.
  const told = rows.flatMap((row) => {
    const [places, services] = [row.cells[columns.indexOf('places')], row.cells[columns.indexOf('services')]];
    return typeof places === 'number' && typeof services === 'number' && places + services > 0 ? [{ row, sum: places + services }] : [];
  });
  if (told.length < 2) return null;
  const most = Math.max(...told.map(({ sum }) => sum));
  return (
    <figure class="bars">
      <figcaption>{t('desk.report.bars')}</figcaption>
      <ul class="plain-list">
        {told.map(({ row, sum }) => (
          <li key={row.of ?? ''}>
            <span>{rowName(visit, way, row)}</span>
            <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.max(1, Math.round((sum / most) * WIDTH))} height="10" />
            </svg>
            <b>{formatNumber(sum, visit.locale)}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}
