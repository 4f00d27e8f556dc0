import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatTime } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { staffMessages } from './messages.ts';
import { dayOf } from './staff-view.tsx';
import type { JournalEntry } from './view-models.ts';

export function JournalView({
  visit,
  journal,
  isFirst,
}: {
  visit: Visit;
  journal: { entries: readonly JournalEntry[]; next: string | null };
  isFirst: boolean;
}) {
  const t = translator(staffMessages, visit.locale);
  const { entries, next } = journal;
  return (
    <>
      <PageHeader title={t('people.journal.title')} lead={t('people.journal.lead')} />
      <DataTable
        caption={t('people.journal.title')}
        locale={visit.locale}
        rows={entries}
        rowKey={({ id }) => id}
        columns={journalColumns(visit)}
        file={visit.href('/gestion/journal.xlsx')}
        empty={
          <EmptyState title={t('people.journal.none')}>
            <p>{t('people.journal.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('people.journal.title')}
        next={next === null ? null : { label: t('people.journal.next'), href: `${visit.href('/gestion/journal')}?avant=${next}` }}
        first={isFirst ? null : { label: t('people.journal.first'), href: visit.href('/gestion/journal') }}
      />
    </>
  );
}

export function journalColumns(visit: Visit): Column<JournalEntry>[] {
  const t = translator(staffMessages, visit.locale);
  return [
    { key: 'what', label: t('people.journal.what'), cell: (entry) => deed(visit, entry) },
    { key: 'who', label: t('people.journal.who'), cell: (entry) => author(visit, entry) },
    {
      key: 'when',
      label: t('people.journal.when'),
      cell: ({ at }) => `${dayOf(visit, at)}, ${formatTime(at.toZonedDateTimeISO(visit.territory.timeZone).toPlainTime(), visit.locale)}`,
      value: ({ at }) => momentCell(visit, at),
    },
  ];
}

function author(visit: Visit, { actorName, onBehalf }: JournalEntry): string {
  const t = translator(staffMessages, visit.locale);
  const name = actorName ?? t('people.journal.system');
  return onBehalf ? `${name}, ${t('people.journal.on-behalf')}` : name;
}

function deed(visit: Visit, { what, subjectName, detail }: JournalEntry): string {
  const t = translator(staffMessages, visit.locale);
  const key = `people.action.${what.replace('.', '-')}`;
  if (!isKey(key)) return t('people.action.other', { what });
  const role = `people.staff.role.${detail['role']}`;
  const other = `people.role.${detail['role']}`;
  return t(key, { name: subjectName ?? '', role: isKey(role) ? t(role) : isKey(other) ? t(other) : '' });
}

function isKey(key: string): key is keyof typeof staffMessages.fr {
  return Object.hasOwn(staffMessages.fr, key);
}
