import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatNumber } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Spark } from '../../../ui/spark.tsx';
import type { Space } from '../space/view-models.ts';
import { SpaceFrame } from '../space/views/frame.tsx';
import { figuresMessages } from './messages.ts';
import type { Figures } from './view-models.ts';

/** How often a structure's pages are read, and after which searches. */
export function FiguresView({ space, figures, visit }: { space: Space; figures: Figures; visit: Visit }) {
  const { locale } = visit;
  const t = translator(figuresMessages, locale);
  const most = Math.max(0, ...figures.days.map(({ views }) => views));
  return (
    <SpaceFrame space={space} tab="figures" title={t('directory.figures')} lead={t('directory.figures.lead')} visit={visit}>
      <Spark
        locale={locale}
        caption={t('directory.figures.views')}
        summary={t('directory.figures.summary', { n: figures.total, most: formatNumber(most, locale) })}
        headings={[t('directory.figures.day'), t('directory.figures.count')]}
        points={figures.days.map(({ day, views }) => ({ label: formatDay(day, locale), value: views }))}
      />
      <section>
        <h2>{t('directory.figures.searches')}</h2>
        <p>{t('directory.figures.searches.lead')}</p>
        <DataTable
          caption={t('directory.figures.searches')}
          locale={locale}
          columns={[
            { key: 'phrase', label: t('directory.figures.search'), cell: ({ phrase }) => phrase },
            { key: 'times', label: t('directory.figures.times'), cell: ({ times }) => formatNumber(times, locale), isNumeric: true },
          ]}
          rows={figures.searches}
          rowKey={({ phrase }) => phrase}
          empty={<p>{t('directory.figures.searches.none')}</p>}
        />
      </section>
    </SpaceFrame>
  );
}
