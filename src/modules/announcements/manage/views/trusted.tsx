import { emptyForm } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { announcementMessages } from '../../messages.ts';
import type { TrustedStructure } from '../models.ts';
import { managePath, trustedPath } from '../paths.ts';
import { manageWords } from './columns.tsx';

export function trustedColumns(visit: Visit): Column<TrustedStructure>[] {
  const t = manageWords(visit);
  const dayOf = ({ since }: TrustedStructure) => since.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return [
    { key: 'name', label: t('announcements.trusted.name'), cell: ({ name }) => name ?? t('announcements.trusted.gone') },
    {
      key: 'since',
      label: t('announcements.trusted.since'),
      cell: (structure) => formatDateAlone(dayOf(structure), visit.locale),
      value: dayOf,
    },
    { key: 'by', label: t('announcements.trusted.by'), cell: ({ by }) => by ?? t('announcements.trusted.by.someone') },
  ];
}

/** Structures whose announcements nobody reads before they are published, each with the button that ends it. */
export function TrustedView({ visit, structures }: { visit: Visit; structures: readonly TrustedStructure[] }) {
  const t = manageWords(visit);
  return (
    <>
      <PageHeader
        title={t('announcements.trusted.title')}
        lead={t('announcements.trusted.lead')}
        breadcrumb={{
          label: t('announcements.manage.title'),
          steps: [{ label: t('announcements.manage.title'), href: visit.href(managePath) }],
        }}
      />
      <DataTable
        caption={t('announcements.trusted.caption', { n: structures.length })}
        locale={visit.locale}
        rows={structures}
        rowKey={({ id }) => id}
        columns={trustedColumns(visit)}
        file={visit.href(`${trustedPath}.xlsx`)}
        actions={(structure) => <EndForm structure={structure} visit={visit} />}
        empty={
          <EmptyState title={t('announcements.trusted.empty')}>
            <p>{t('announcements.trusted.empty.body')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

function EndForm({ structure: { id, name }, visit }: { structure: TrustedStructure; visit: Visit }) {
  const t = manageWords(visit);
  const { props } = formWords(visit, emptyForm, announcementMessages, { action: trustedPath });
  return (
    <Form {...props}>
      <Hidden name="structure" value={id} />
      <Button look="secondary">
        <span aria-hidden="true">{t('announcements.trusted.end')}</span>
        <span class="visually-hidden">{t('announcements.trusted.end.of', { name: name ?? t('announcements.trusted.gone') })}</span>
      </Button>
    </Form>
  );
}
