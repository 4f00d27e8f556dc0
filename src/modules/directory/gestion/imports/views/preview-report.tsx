import type { Visit } from '../../../../../kernel/http/visit.ts';
import { type ImportRequest, outcomes } from '../models.ts';
import { ReportCodes, ReportLines } from './report-lines.tsx';
import { importTranslator } from './words.ts';

/** The first lines of each outcome, what is to be looked at before the rest. */
export function PreviewReport({ visit, request: { summary } }: { visit: Visit; request: ImportRequest }) {
  const t = importTranslator(visit);
  if (!summary) return null;
  return (
    <>
      <ReportCodes visit={visit} summary={summary} />
      {outcomes.map((outcome) => {
        const lines = summary.first[outcome] ?? [];
        if (lines.length === 0) return null;
        return (
          <section class="section" aria-labelledby={outcome} key={outcome}>
            <h2 id={outcome}>{t(`directory.imports.report.outcome.${outcome}`)}</h2>
            <ReportLines
              visit={visit}
              caption={t('directory.imports.preview.first', { n: lines.length })}
              lines={lines}
              // What would be created is not there yet.
              isLinked={outcome !== 'created'}
              empty={null}
            />
          </section>
        );
      })}
    </>
  );
}
