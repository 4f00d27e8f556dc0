import { momentCell } from '../../../../kernel/http/list-file.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { StatusTag, type StatusTone } from '../../../../ui/status-tag.tsx';
import type { LetterLine } from '../models.ts';
import { letterPath, lettersPath } from '../paths.ts';
import { letterWords, listWords, momentWords, stateOf } from './words.ts';

export const letterTones: Readonly<Record<ReturnType<typeof stateOf>, StatusTone>> = { draft: 'new', sending: 'waiting', sent: 'good' };

export function LettersView({
  visit,
  letters,
  next,
  isFirst,
}: {
  visit: Visit;
  letters: readonly LetterLine[];
  next: string | null;
  isFirst: boolean;
}) {
  const t = letterWords(visit);
  return (
    <>
      <PageHeader title={t('desk.letter.title')} lead={t('desk.letter.lead')}>
        <LinkButton icon="mail" href={visit.href(`${lettersPath}/ecrire`)}>
          {t('desk.letter.write')}
        </LinkButton>
      </PageHeader>
      <DataTable
        caption={t('desk.letter.caption')}
        locale={visit.locale}
        columns={letterColumns(visit)}
        rows={letters}
        rowKey={({ id }) => id}
        file={visit.href(`${lettersPath}.xlsx`)}
        empty={
          <EmptyState title={t('desk.letter.none')}>
            <p>{t('desk.letter.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('desk.letter.title')}
        next={next === null ? null : { label: t('desk.letter.next'), href: `${visit.href(lettersPath)}?avant=${next}` }}
        first={isFirst ? null : { label: t('desk.letter.first'), href: visit.href(lettersPath) }}
      />
    </>
  );
}

export function letterColumns(visit: Visit): Column<LetterLine>[] {
  const t = letterWords(visit);
  return [
    {
      key: 'subject',
      label: t('desk.letter.subject'),
      cell: ({ id, subject }) => <a href={visit.href(letterPath(id))}>{subject}</a>,
      value: ({ subject }) => subject,
    },
    { key: 'to', label: t('desk.letter.to'), cell: (letter) => listWords(letter, visit) },
    {
      key: 'state',
      label: t('desk.letter.state'),
      cell: (letter) => <StatusTag tone={letterTones[stateOf(letter)]}>{t(`desk.letter.state.${stateOf(letter)}`)}</StatusTag>,
      value: (letter) => t(`desk.letter.state.${stateOf(letter)}`),
    },
    { key: 'writer', label: t('desk.letter.writer'), cell: ({ writer }) => writer },
    {
      key: 'when',
      label: t('desk.letter.when'),
      cell: ({ sentAt }) => sentAt && momentWords(sentAt, visit),
      value: ({ sentAt }) => momentCell(visit, sentAt),
    },
    {
      key: 'count',
      label: t('desk.letter.count'),
      isNumeric: true,
      cell: ({ sentAt, counts }) => (sentAt === null ? null : formatNumber(counts.told, visit.locale)),
      value: ({ sentAt, counts }) => (sentAt === null ? null : counts.told),
    },
  ];
}
