import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Field } from '../../../../ui/field.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { Select } from '../../../../ui/select.tsx';
import { Toolbar } from '../../../../ui/toolbar.tsx';
import { kindsIn } from '../../kinds/index.ts';
import type { Announcement } from '../../models.ts';
import { announcementPath } from '../../paths.ts';
import { keepWords } from '../../views/words.ts';
import type { ManagedAnnouncement } from '../models.ts';
import { isNarrowed, manageAddress, managePath, sourcesPath, states, trustedPath } from '../paths.ts';
import { manageColumns, manageWords } from './columns.tsx';

export interface ManageModel {
  rows: readonly ManagedAnnouncement[];
  total: number;
  next: string | null;
  isFirst: boolean;
  sources: readonly string[];
  /** The viewer decides on what waits. */
  isModerator: boolean;
  /** The viewer loads files. */
  isAdministrator: boolean;
}

/** Every announcement of the territory, for those who look after all of them. */
export function ManageView({ visit, model }: { visit: Visit; model: ManageModel }) {
  const t = manageWords(visit);
  const { rows, total, next, isFirst, isAdministrator } = model;
  const isFiltered = isNarrowed(visit.query);
  return (
    <>
      <PageHeader title={t('announcements.manage.title')} lead={t('announcements.manage.lead')}>
        {model.isModerator && (
          <LinkButton look="secondary" href={visit.href(trustedPath)}>
            {t('announcements.trusted.title')}
          </LinkButton>
        )}
        {isAdministrator && (
          <LinkButton look="secondary" href={visit.href(sourcesPath)}>
            {t('announcements.sources.title')}
          </LinkButton>
        )}
        <LinkButton look="secondary" icon="printer" href={visit.href('/annonces/semaine.pdf')}>
          {t('announcements.manage.week')}
        </LinkButton>
      </PageHeader>
      <Filters visit={visit} sources={model.sources} />
      <DataTable
        caption={t('announcements.manage.caption', { n: total })}
        locale={visit.locale}
        columns={manageColumns(visit)}
        rows={rows}
        rowKey={({ announcement }) => announcement.id}
        file={visit.href(manageAddress(visit.query, { suite: undefined }, '.xlsx'))}
        actions={({ announcement }) => <Actions announcement={announcement} isModerator={model.isModerator} visit={visit} />}
        empty={
          <EmptyState title={t(isFiltered ? 'announcements.manage.empty.filtered' : 'announcements.manage.empty')}>
            <p>{t(isFiltered ? 'announcements.manage.empty.filtered.body' : 'announcements.manage.empty.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('announcements.manage.list')}
        next={
          next === null ? null : { label: t('announcements.manage.next'), href: visit.href(manageAddress(visit.query, { suite: next })) }
        }
        first={
          isFirst ? null : { label: t('announcements.manage.first'), href: visit.href(manageAddress(visit.query, { suite: undefined })) }
        }
      />
      {rows.length > 0 && (
        <p>
          <a href={visit.href(manageAddress(visit.query, { suite: undefined }, '.csv'))}>{t('announcements.manage.csv')}</a>
        </p>
      )}
    </>
  );
}

function Actions({ announcement, isModerator, visit }: { announcement: Announcement; isModerator: boolean; visit: Visit }) {
  const t = manageWords(visit);
  const { state, title, slug } = announcement;
  if (state === 'submitted' && isModerator)
    return (
      <a
        href={visit.href(`/gestion/moderation?${new URLSearchParams({ q: title })}`)}
        aria-label={t('announcements.manage.read.of', { title })}
      >
        {t('announcements.manage.read')}
      </a>
    );
  if (state === 'published')
    return (
      <a
        href={visit.href(announcementPath({ slug, commune: null }, '/affiche.pdf'))}
        aria-label={t('announcements.manage.poster.of', { title })}
      >
        {t('announcements.manage.poster')}
      </a>
    );
  return null;
}

function Filters({ visit, sources }: { visit: Visit; sources: readonly string[] }) {
  const t = manageWords(visit);
  const { query } = visit;
  const any = { value: '', label: t('announcements.manage.any') };
  return (
    <Toolbar
      action={visit.href(managePath)}
      label={t('announcements.manage.filter')}
      button={t('announcements.manage.filter.apply')}
      reset={isNarrowed(query) ? { label: t('announcements.manage.filter.clear'), href: visit.href(managePath) } : undefined}
    >
      <Field id="q" name="q" type="search" label={t('announcements.manage.words')} value={query['q']} />
      <Select
        id="quoi"
        name="quoi"
        label={t('announcements.manage.kind')}
        value={query['quoi']}
        options={[
          any,
          ...kindsIn(visit.territory).map((kind) => ({ value: kind.slug, label: kind.label(visit.locale, visit.territory.country) })),
        ]}
      />
      <Select
        id="etat"
        name="etat"
        label={t('announcements.manage.state')}
        value={query['etat']}
        options={[any, ...states.map((state) => ({ value: state, label: keepWords(visit)(`announcements.state.${state}`) }))]}
      />
      {sources.length > 0 && (
        <Select
          id="source"
          name="source"
          label={t('announcements.manage.source')}
          value={query['source']}
          options={[any, ...sources.map((value) => ({ value, label: value }))]}
        />
      )}
    </Toolbar>
  );
}
