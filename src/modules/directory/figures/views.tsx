import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDay, formatNumber } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { Spark } from '../../../ui/spark.tsx';
import { spacePath } from '../space/paths.ts';
import type { Space } from '../space/view-models.ts';
import { SpaceFrame } from '../space/views/frame.tsx';
import { figuresMessages } from './messages.ts';
import type { Figures } from './view-models.ts';

export function searchColumns({ locale }: Visit): Column<Figures['searches'][number]>[] {
  const t = translator(figuresMessages, locale);
  return [
    { key: 'phrase', label: t('directory.figures.search'), cell: ({ phrase }) => phrase },
    {
      key: 'times',
      label: t('directory.figures.times'),
      isNumeric: true,
      cell: ({ times }) => formatNumber(times, locale),
      value: ({ times }) => times,
    },
  ];
}

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
          columns={searchColumns(visit)}
          file={visit.href(spacePath(space.pages[0].id, '/chiffres.xlsx'))}
          rows={figures.searches}
          rowKey={({ phrase }) => phrase}
          empty={<p>{t('directory.figures.searches.none')}</p>}
        />
      </section>
    </SpaceFrame>
  );
}
