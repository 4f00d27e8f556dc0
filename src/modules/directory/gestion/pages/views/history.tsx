import type { Visit } from '../../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../../ui/button.tsx';
import { Diff } from '../../../../../ui/diff.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { Timeline } from '../../../../../ui/timeline.tsx';
import type { History } from '../../../history-models.ts';
import { momentOf } from '../../../space/views/frame.tsx';
import { authorWords, diffFields } from '../../../space/views/history.tsx';
import { pagesPath } from '../filter.ts';
import type { ManagedPage } from '../models.ts';
import { pagesWords, pathOf } from './columns.tsx';

interface PageHistoryProps {
  page: Pick<ManagedPage, 'subject' | 'id' | 'slug' | 'name'>;
  history: History;
  /** What each actor of it is called. */
  names: ReadonlyMap<string, string>;
  visit: Visit;
}

/** What happened to a page, the latest first. */
export function PageHistoryView({ page, history, names, visit }: PageHistoryProps) {
  const t = pagesWords(visit);
  const path = pathOf(page);
  return (
    <>
      <PageHeader title={t('directory.pages.history.of', { name: page.name })}>
        {path !== null && (
          <LinkButton look="secondary" href={visit.href(path)}>
            {t('directory.pages.see')}
          </LinkButton>
        )}
        <LinkButton look="quiet" href={visit.href(pagesPath)}>
          {t('directory.pages.back')}
        </LinkButton>
      </PageHeader>
      {history.entries.length === 0 ? (
        <p>{t('directory.space.history.none')}</p>
      ) : (
        <Timeline
          label={t('directory.pages.history')}
          events={history.entries.map((entry) => ({
            key: entry.id,
            when: { at: entry.at.toString(), text: momentOf(entry.at, visit) },
            who: authorWords(entry, names, visit),
            what: t(`directory.space.history.${entry.what}`),
            children: (
              <>
                {entry.reason !== null && <p>{entry.reason}</p>}
                {entry.changes.length > 0 && (
                  <Diff caption={t('directory.space.history.changes')} locale={visit.locale} fields={diffFields(entry.changes, visit)} />
                )}
              </>
            ),
          }))}
        />
      )}
      {history.nextCursor && (
        <LinkButton look="secondary" href={`${visit.href(`${pagesPath}/${page.id}/historique`)}?suite=${history.nextCursor}`}>
          {t('directory.space.history.more')}
        </LinkButton>
      )}
    </>
  );
}
