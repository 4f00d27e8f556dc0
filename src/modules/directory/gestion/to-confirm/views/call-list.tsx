import { emptyForm } from '../../../../../kernel/http/form.ts';
import { formWords } from '../../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../../../ui/button.tsx';
import { DataTable } from '../../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../../ui/empty-state.tsx';
import { Hidden } from '../../../../../ui/hidden.tsx';
import { Notice } from '../../../../../ui/notice.tsx';
import { Pagination } from '../../../../../ui/pagination.tsx';
import { formatPhone } from '../../../../../ui/phone.ts';
import { Select } from '../../../../../ui/select.tsx';
import { StatusTag } from '../../../../../ui/status-tag.tsx';
import { Toolbar } from '../../../../../ui/toolbar.tsx';
import { districtSlug } from '../../../facets.ts';
import { themes } from '../../../themes.ts';
import { subjectPath } from '../../../views/paths.ts';
import { directoryWords, formatList } from '../../../views/words.ts';
import { listAddress, toConfirmPath } from '../filter.ts';
import { toConfirmMessages } from '../messages.ts';
import type { CallList, ToCall } from '../view-models.ts';
import { toConfirmWords } from '../words.ts';
import { ToConfirmFrame } from './frame.tsx';

const tones = { written: 'waiting', nobody: 'off', dead: 'problem', refused: 'off' } as const;

/** Structures to call, with what is needed for it, and what is done after the call. */
export function CallListView({ list, isNoted, visit }: { list: CallList; isNoted: boolean; visit: Visit }) {
  const t = toConfirmWords(visit);
  const { rows, total, filter, next, isFirst } = list;
  const isNarrowed = filter.theme !== '' || filter.district !== '';
  return (
    <ToConfirmFrame tab="list" lead={t('directory.call.lead')} visit={visit}>
      {isNoted && (
        <Notice tone="good" title={t('directory.call.noted')}>
          <p>{t('directory.call.noted.body')}</p>
        </Notice>
      )}
      <Filters list={list} isNarrowed={isNarrowed} visit={visit} />
      <DataTable
        caption={t('directory.call.caption', { n: total })}
        locale={visit.locale}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: t('directory.call.name'), cell: (row) => <Name row={row} visit={visit} /> },
          { key: 'phone', label: t('directory.call.phone'), cell: (row) => <Phones row={row} visit={visit} /> },
          { key: 'confirmed', label: t('directory.call.confirmed'), cell: ({ confirmedOn }) => formatDateAlone(confirmedOn, visit.locale) },
          { key: 'why', label: t('directory.call.why'), cell: (row) => <Why row={row} visit={visit} /> },
        ]}
        file={visit.href(listAddress(filter, '.xlsx'))}
        actions={(row) => <Actions row={row} list={list} visit={visit} />}
        empty={
          <EmptyState title={t(isNarrowed ? 'directory.call.none.filtered' : 'directory.call.none')}>
            <p>{t(isNarrowed ? 'directory.call.none.filtered.body' : 'directory.call.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('directory.call.pagination')}
        next={next === null ? null : { label: t('directory.call.next'), href: visit.href(listAddress(filter, '', { suite: next })) }}
        first={isFirst ? null : { label: t('directory.call.first'), href: visit.href(listAddress(filter)) }}
      />
    </ToConfirmFrame>
  );
}

function Filters({ list, isNarrowed, visit }: { list: CallList; isNarrowed: boolean; visit: Visit }) {
  const t = toConfirmWords(visit);
  const words = directoryWords(visit);
  const { filter } = list;
  const { districts } = visit.territory;
  return (
    <Toolbar
      action={visit.href(toConfirmPath)}
      label={t('directory.call.filter')}
      button={t('directory.call.filter.apply')}
      reset={isNarrowed ? { label: t('directory.call.filter.clear'), href: visit.href(toConfirmPath) } : undefined}
    >
      <Select
        id="theme"
        name="theme"
        label={t('directory.call.filter.theme')}
        value={filter.theme}
        options={[
          { value: '', label: t('directory.call.filter.theme.all') },
          ...themes.map(({ code }) => ({ value: code, label: words(`theme.${code}`) })),
        ]}
      />
      {districts.length > 0 && (
        <Select
          id="quartier"
          name="quartier"
          label={t('directory.call.filter.district')}
          value={filter.district}
          options={[
            { value: '', label: t('directory.call.filter.district.all') },
            ...districts.map(({ name }) => ({ value: districtSlug(name), label: name })),
          ]}
        />
      )}
    </Toolbar>
  );
}

/** Beside the structure's own page, what else is to be read again: more would be a wall. */
const NAMED = 3;

function Name({ row, visit }: { row: ToCall; visit: Visit }) {
  const t = toConfirmWords(visit);
  const others = row.pages.filter((name) => name !== row.name);
  const more = others.length > NAMED ? [`+ ${others.length - NAMED}`] : [];
  return (
    <>
      <a href={visit.href(subjectPath({ ...row, commune: null }))}>{row.name}</a>
      {others.length > 0 && (
        <span class="row-note">{t('directory.call.pages', { names: formatList([...others.slice(0, NAMED), ...more], visit.locale) })}</span>
      )}
    </>
  );
}

function Phones({ row, visit }: { row: ToCall; visit: Visit }) {
  if (row.phones.length === 0) return <>{toConfirmWords(visit)('directory.call.phone.none')}</>;
  return (
    <ul class="plain-list">
      {row.phones.map((phone) => (
        <li key={phone}>
          <a href={`tel:${phone}`}>{formatPhone(phone, visit.territory.country)}</a>
        </li>
      ))}
    </ul>
  );
}

function Why({ row, visit }: { row: ToCall; visit: Visit }) {
  const t = toConfirmWords(visit);
  return (
    <>
      <StatusTag tone={tones[row.reached]}>{t(`directory.call.why.${row.reached}`)}</StatusTag>
      {row.sent > 0 && (
        <span class="row-note">{t('directory.call.reminders', { n: row.sent, date: formatDateAlone(row.lastOn, visit.locale) })}</span>
      )}
    </>
  );
}

function Actions({ row, list, visit }: { row: ToCall; list: CallList; visit: Visit }) {
  const t = toConfirmWords(visit);
  const { name } = row;
  const { props } = formWords(visit, emptyForm, toConfirmMessages, { action: listAddress(list.filter) });
  const correct = `${subjectPath({ ...row, commune: null })}/corriger`;
  return (
    <>
      <form class="action-form" method="post" action={props.action}>
        <Hidden {...props.submission} />
        <Hidden name="holder" value={row.id} />
        <Button look="secondary" icon="phone">
          <span aria-hidden="true">{t('directory.call.done')}</span>
          <span class="visually-hidden">{t('directory.call.done.words', { name })}</span>
        </Button>
      </form>
      <LinkButton look="quiet" href={visit.href(correct)}>
        <span aria-hidden="true">{t('directory.call.correct')}</span>
        <span class="visually-hidden">{t('directory.call.correct.words', { name })}</span>
      </LinkButton>
      <LinkButton look="quiet" href={visit.href(`${correct}?quoi=closed`)}>
        <span aria-hidden="true">{t('directory.call.closed')}</span>
        <span class="visually-hidden">{t('directory.call.closed.words', { name })}</span>
      </LinkButton>
    </>
  );
}
