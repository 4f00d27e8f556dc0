import type { Visit } from '../../../../../kernel/http/visit.ts';
import { DataTable } from '../../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../../ui/empty-state.tsx';
import { Field } from '../../../../../ui/field.tsx';
import { Hidden } from '../../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { Pagination } from '../../../../../ui/pagination.tsx';
import { Select } from '../../../../../ui/select.tsx';
import { Toolbar } from '../../../../../ui/toolbar.tsx';
import { sourceOf } from '../../../sources.ts';
import { themes } from '../../../themes.ts';
import { isNarrowed, pagesAddress, pagesPath, pageValues } from '../filter.ts';
import type { ManagedPage, PagesModel } from '../models.ts';
import { pageColumns, pagesWords, pathOf } from './columns.tsx';

/** Every page of the directory, for those who look after all of them. */
export function PagesView({ visit, model }: { visit: Visit; model: PagesModel }) {
  const t = pagesWords(visit);
  const { pages, total, next, isFirst } = model;
  const isFiltered = isNarrowed(visit.query);
  return (
    <>
      <PageHeader title={t('directory.pages.title')} lead={t('directory.pages.lead')} />
      <Filters visit={visit} model={model} />
      <DataTable
        caption={total === null ? t('directory.pages.caption.some') : t('directory.pages.caption', { n: total })}
        locale={visit.locale}
        columns={pageColumns(visit)}
        rows={pages}
        rowKey={({ id }) => id}
        file={visit.href(pagesAddress(visit.query, { suite: undefined }, '.xlsx'))}
        actions={(page) => <Actions page={page} visit={visit} />}
        empty={
          <EmptyState title={t(isFiltered ? 'directory.pages.empty.filtered' : 'directory.pages.empty')}>
            <p>{t(isFiltered ? 'directory.pages.empty.filtered.body' : 'directory.pages.empty.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('directory.pages.list')}
        next={next === null ? null : { label: t('directory.pages.next'), href: visit.href(pagesAddress(visit.query, { suite: next })) }}
        first={isFirst ? null : { label: t('directory.pages.first'), href: visit.href(pagesAddress(visit.query, { suite: undefined })) }}
      />
    </>
  );
}

function Actions({ page, visit }: { page: ManagedPage; visit: Visit }) {
  const t = pagesWords(visit);
  const path = pathOf(page);
  if (path === null) return null;
  const { id, name } = page;
  return (
    <>
      <a href={visit.href(`${path}/corriger`)} aria-label={t('directory.pages.correct.of', { name })}>
        {t('directory.pages.correct')}
      </a>
      <a href={visit.href(`${pagesPath}/${id}/historique`)} aria-label={t('directory.pages.history.of', { name })}>
        {t('directory.pages.history')}
      </a>
    </>
  );
}

function Filters({ visit, model: { sources } }: { visit: Visit; model: PagesModel }) {
  const t = pagesWords(visit);
  const { query, territory } = visit;
  const any = { value: '', label: t('directory.pages.any') };
  return (
    <Toolbar
      action={visit.href(pagesPath)}
      label={t('directory.pages.filter')}
      button={t('directory.pages.filter.apply')}
      reset={isNarrowed(query) ? { label: t('directory.pages.filter.clear'), href: visit.href(pagesPath) } : undefined}
    >
      <Field id="q" name="q" type="search" label={t('directory.pages.words')} value={query['q']} />
      <Select
        id="nature"
        name="nature"
        label={t('directory.pages.subject')}
        value={query['nature']}
        options={[any, ...optionsOf(pageValues.nature, (value) => t(`directory.pages.subject.${value}`))]}
      />
      <Select
        id="theme"
        name="theme"
        label={t('directory.pages.theme')}
        value={query['theme']}
        options={[any, ...themes.map(({ code, slug }) => ({ value: slug, label: t(`theme.${code}`) }))]}
      />
      {territory.districts.length > 0 && (
        <Select
          id="quartier"
          name="quartier"
          label={t('directory.pages.district')}
          value={query['quartier']}
          options={[any, ...territory.districts.map(({ name }) => ({ value: name, label: name }))]}
        />
      )}
      <Select
        id="fraicheur"
        name="fraicheur"
        label={t('directory.pages.freshness')}
        value={query['fraicheur']}
        options={[any, ...optionsOf(pageValues.fraicheur, (value) => t(`directory.pages.freshness.${value}`))]}
      />
      <Select
        id="complet"
        name="complet"
        label={t('directory.pages.completeness')}
        value={query['complet']}
        options={[any, ...optionsOf(pageValues.complet, (value) => t(`directory.pages.completeness.${value}`))]}
      />
      <Select
        id="tenue"
        name="tenue"
        label={t('directory.pages.keeper')}
        value={query['tenue']}
        options={[any, ...optionsOf(pageValues.tenue, (value) => t(`directory.pages.keeper.${value}`))]}
      />
      {sources.length > 0 && (
        <Select
          id="source"
          name="source"
          label={t('directory.pages.source')}
          value={query['source']}
          options={[any, ...sources.map((value) => ({ value, label: sourceOf(value).name }))]}
        />
      )}
      <Select
        id="etat"
        name="etat"
        label={t('directory.pages.state')}
        value={query['etat']}
        options={[any, ...optionsOf(pageValues.etat, (value) => t(`directory.pages.state.${value}`))]}
      />
      {query['tri'] && <Hidden name="tri" value={query['tri']} />}
    </Toolbar>
  );
}

function optionsOf<Value extends string>(values: Readonly<Record<string, Value>>, label: (value: Value) => string) {
  return Object.entries(values).map(([value, code]) => ({ value, label: label(code) }));
}
