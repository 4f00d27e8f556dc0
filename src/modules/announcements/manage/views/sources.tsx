import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { RadioGroup } from '../../../../ui/choices.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { announcementMessages } from '../../messages.ts';
import type { AnnouncementSource } from '../models.ts';
import { manageAddress, managePath, sourcesPath } from '../paths.ts';
import { manageWords } from './columns.tsx';

const SOURCES = 'known-sources';

export function sourceColumns(visit: Visit): Column<AnnouncementSource>[] {
  const t = manageWords(visit);
  return [
    {
      key: 'name',
      label: t('announcements.sources.name'),
      cell: ({ source }) => <a href={visit.href(manageAddress({ source }))}>{source}</a>,
      value: ({ source }) => source,
    },
    { key: 'told', label: t('announcements.sources.told'), isNumeric: true, cell: ({ told }) => told },
    { key: 'published', label: t('announcements.sources.published'), isNumeric: true, cell: ({ published }) => published },
    {
      key: 'trust',
      label: t('announcements.sources.trust'),
      cell: ({ isTrusted }) => (
        <StatusTag tone={isTrusted ? 'good' : 'waiting'}>
          {t(isTrusted ? 'announcements.sources.trusted' : 'announcements.sources.read')}
        </StatusTag>
      ),
      value: ({ isTrusted }) => t(isTrusted ? 'announcements.sources.trusted' : 'announcements.sources.read'),
    },
  ];
}

/** Who tells of announcements by files, and whether that is published at once. */
export function SourcesView({ visit, sources, form }: { visit: Visit; sources: readonly AnnouncementSource[]; form: FormState }) {
  const t = manageWords(visit);
  const words = formWords(visit, form, announcementMessages, { action: sourcesPath });
  const load = (
    <LinkButton look="secondary" href={visit.href('/gestion/chargements')}>
      {t('announcements.sources.load')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t('announcements.sources.title')}
        lead={t('announcements.sources.lead')}
        breadcrumb={{
          label: t('announcements.manage.title'),
          steps: [{ label: t('announcements.manage.title'), href: visit.href(managePath) }],
        }}
      >
        {sources.length > 0 && load}
      </PageHeader>
      <DataTable
        caption={t('announcements.sources.caption', { n: sources.length })}
        locale={visit.locale}
        rows={sources}
        rowKey={({ source }) => source}
        columns={sourceColumns(visit)}
        file={visit.href(`${sourcesPath}.xlsx`)}
        empty={
          <EmptyState title={t('announcements.sources.empty')}>
            <p>{t('announcements.sources.empty.body')}</p>
            {load}
          </EmptyState>
        }
      />
      <section class="section" aria-labelledby="choose">
        <h2 id="choose">{t('announcements.sources.add')}</h2>
        <Form {...words.props}>
          <Field
            id="source"
            name="source"
            label={t('announcements.sources.name')}
            hint={t('announcements.sources.add.hint')}
            value={typed(form, 'source')}
            list={SOURCES}
            autocomplete="off"
            {...words.wrong('source')}
          />
          <datalist id={SOURCES}>
            {sources.map(({ source }) => (
              <option key={source} value={source} />
            ))}
          </datalist>
          <RadioGroup
            id="trust"
            name="trust"
            label={t('announcements.sources.choice')}
            value={typed(form, 'trust', '0')}
            choices={[
              { value: '1', label: t('announcements.sources.trusted') },
              { value: '0', label: t('announcements.sources.read') },
            ]}
          />
          <SubmitRow primary={{ label: t('announcements.sources.save') }} />
        </Form>
      </section>
    </>
  );
}
