import type { ComponentChildren } from 'preact';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { translator } from '../../../../../kernel/i18n/messages.ts';
import { DataTable } from '../../../../../ui/data-table.tsx';
import type { CodeCount, ReportLine, ReportSummary } from '../models.ts';
import { reportMessages } from '../report-messages.ts';
import { importWords, outcomeWords, warningWords } from '../words.ts';
import { importTranslator } from './words.ts';

/** Lines of one outcome. @param isLinked the pages that they name are there. */
export function ReportLines({
  visit,
  caption,
  lines,
  isLinked,
  empty,
}: {
  visit: Visit;
  caption: string;
  lines: readonly ReportLine[];
  isLinked: boolean;
  empty: ComponentChildren;
}) {
  const t = importTranslator(visit);
  const column = translator(reportMessages, visit.locale);
  return (
    <DataTable
      caption={caption}
      locale={visit.locale}
      rows={lines.map((line, index) => ({ ...line, index }))}
      rowKey={({ index }) => String(index)}
      columns={[
        {
          key: 'name',
          label: column('directory.import.column.name'),
          cell: ({ name, path }) =>
            path !== null && isLinked ? <a href={visit.href(path)}>{name}</a> : (name ?? t('directory.imports.report.nameless')),
        },
        {
          key: 'line',
          label: column('directory.import.column.line'),
          isNumeric: true,
          // What is missing is in no line.
          cell: ({ line }) => (line === 0 ? '' : formatNumber(line, visit.locale)),
        },
        {
          key: 'reason',
          label: column('directory.import.column.reason'),
          cell: ({ reason }) => (reason === null ? '' : importWords(reason, visit.locale)),
        },
        {
          key: 'warnings',
          label: column('directory.import.column.warnings'),
          cell: ({ warnings }) => warningWords(warnings, visit.locale),
        },
      ]}
      empty={empty}
    />
  );
}

/** Why lines were not taken, and what to look at in the others: the most frequent first. */
export function ReportCodes({ visit, summary }: { visit: Visit; summary: ReportSummary }) {
  const t = importTranslator(visit);
  const reasons = summary.reasons
    // What is only absent, or closed as its source says, is no line that was not taken.
    .filter(({ outcome }) => outcome === 'rejected' || outcome === 'duplicate')
    .map(({ outcome, code, count }) => ({
      key: `${outcome}/${code}`,
      words: `${importWords(code, visit.locale)} (${outcomeWords(outcome, visit.locale).toLowerCase()})`,
      count,
    }));
  const warnings = summary.warnings.map(({ code, count }: CodeCount) => ({ key: code, words: importWords(code, visit.locale), count }));
  return (
    <>
      <Codes visit={visit} id="reasons" title={t('directory.imports.reasons')} codes={reasons} />
      <Codes visit={visit} id="warnings" title={t('directory.imports.warnings')} codes={warnings} />
    </>
  );
}

function Codes({
  visit,
  id,
  title,
  codes,
}: {
  visit: Visit;
  id: string;
  title: string;
  codes: readonly { key: string; words: string; count: number }[];
}) {
  const t = importTranslator(visit);
  if (codes.length === 0) return null;
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <DataTable
        caption={t('directory.imports.codes.order')}
        locale={visit.locale}
        rows={codes}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', label: t('directory.imports.codes.what'), cell: ({ words }) => words },
          {
            key: 'count',
            label: t('directory.imports.codes.count'),
            isNumeric: true,
            cell: ({ count }) => formatNumber(count, visit.locale),
          },
        ]}
        empty={null}
      />
    </section>
  );
}
