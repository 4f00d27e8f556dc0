import { type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import { momentCell } from '../../../../kernel/http/list-file.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { BulkBar } from '../../../../ui/bulk-bar.tsx';
import { Button } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Field } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { Select } from '../../../../ui/select.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { Toolbar } from '../../../../ui/toolbar.tsx';
import { filterValues, queuePath } from '../../items/filter.ts';
import type { Item } from '../../items/models.ts';
import { moderationMessages } from '../../messages.ts';
import { ageWords, moderationWords, stateTones } from '../../words.ts';
import type { Kinds, QueueModel } from '../models.ts';
import { type QueueRow, queueRows } from '../rows.ts';
import { whoWords } from '../words.ts';
import { KeysHelp } from './keys.tsx';

interface QueueProps {
  visit: Visit;
  form: FormState;
  queue: QueueModel;
  kinds: Kinds;
}

export function QueueView({ visit, form, queue, kinds }: QueueProps) {
  const t = moderationWords(visit);
  const { items, filter, total } = queue;
  const ticked = tickedIn(form, 'item', []);
  return (
    <>
      <PageHeader title={t('moderation.title')} lead={t('moderation.lead')} />
      <DoneNotice visit={visit} done={queue.done} />
      <BulkNotice visit={visit} queue={queue} />
      <Filters visit={visit} queue={queue} kinds={kinds} />
      <DataTable
        caption={t('moderation.queue.caption', { n: total })}
        locale={visit.locale}
        rows={queueRows(visit, queue)}
        rowKey={({ id }) => id}
        columns={queueColumns(visit, kinds)}
        file={visit.href(queuePath(visit.query, { suite: undefined }).replace('/gestion/moderation', '/gestion/moderation.xlsx'))}
        {...(filter.state !== 'decided' && {
          choice: { form: 'lot', name: 'item', label: ({ title }: Item) => title, isTicked: ({ id }: Item) => ticked.includes(id) },
        })}
        empty={
          <EmptyState title={t(isNarrowed(visit) ? 'moderation.queue.empty.filtered' : 'moderation.queue.empty')}>
            <p>{t(isNarrowed(visit) ? 'moderation.queue.empty.filtered.body' : 'moderation.queue.empty.body')}</p>
          </EmptyState>
        }
      />
      {items.length > 0 && filter.state !== 'decided' && <BulkForm visit={visit} form={form} reasons={queue.reasons} />}
      <Pagination
        label={t('moderation.queue.pages')}
        next={
          queue.next === null
            ? null
            : { label: t('moderation.queue.next'), href: visit.href(queuePath(visit.query, { suite: queue.next })) }
        }
        first={
          queue.isFirst ? null : { label: t('moderation.queue.first'), href: visit.href(queuePath(visit.query, { suite: undefined })) }
        }
      />
      <KeysHelp visit={visit} isList />
    </>
  );
}

function queueColumns(visit: Visit, kinds: Kinds): Column<QueueRow>[] {
  const t = moderationWords(visit);
  return [
    {
      key: 'title',
      label: t('moderation.queue.title'),
      cell: (item) => <ItemLink item={item} kind={kindName(item, visit, kinds)} visit={visit} />,
      value: ({ title }) => title,
    },
    {
      key: 'state',
      label: t('moderation.queue.state'),
      cell: ({ state, isUrgent, decidedAt }) => (
        <>
          <StatusTag tone={stateTones[state]}>{t(`moderation.state.${state}`)}</StatusTag>
          {isUrgent && decidedAt === null && <StatusTag tone="problem">{t('moderation.urgent')}</StatusTag>}
        </>
      ),
      value: ({ state }) => t(`moderation.state.${state}`),
    },
    {
      key: 'since',
      label: t('moderation.queue.since'),
      cell: ({ openedAt }) => ageWords(openedAt, visit),
      value: ({ openedAt }) => momentCell(visit, openedAt),
    },
    { key: 'hands', label: t('moderation.queue.hands'), cell: ({ hands }) => hands },
  ];
}

/** In a file, what the title is followed by on screen has columns of its own. */
export function queueFileColumns(visit: Visit, kinds: Kinds): Column<QueueRow>[] {
  const t = moderationWords(visit);
  const [title, ...others] = queueColumns(visit, kinds);
  return [
    ...(title ? [title] : []),
    { key: 'kind', label: t('moderation.queue.kind'), cell: (item) => kindName(item, visit, kinds) },
    { key: 'summary', label: t('moderation.queue.summary'), cell: ({ summary }) => summary },
    { key: 'sender', label: t('moderation.queue.sender'), cell: ({ sender }) => sender },
    ...others,
  ];
}

function kindName({ kind }: QueueRow, { locale }: Visit, kinds: Kinds): string {
  return kinds.get(kind)?.label(locale) ?? kind;
}

/** Whether a filter was chosen. */
function isNarrowed({ query }: Visit): boolean {
  return ['nature', 'etat', 'mains', 'age', 'q'].some((name) => query[name]);
}

function ItemLink({ item: { id, title, summary, sender }, kind, visit }: { item: QueueRow; kind: string; visit: Visit }) {
  return (
    <>
      <a href={visit.href(`/gestion/moderation/${id}`)} data-key-row>
        {title}
      </a>
      <span class="row-note">{[kind, summary, sender].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function Filters({ visit, queue, kinds }: Omit<QueueProps, 'form'>) {
  const t = moderationWords(visit);
  const { counts, filter } = queue;
  const { query } = visit;
  const counted = { nouvelles: counts.byState.open, questions: counts.byState['in-question'], moi: counts.mine };
  return (
    <Toolbar
      action={visit.href('/gestion/moderation')}
      label={t('moderation.filter')}
      button={t('moderation.filter.apply')}
      reset={isNarrowed(visit) ? { label: t('moderation.filter.clear'), href: visit.href('/gestion/moderation') } : undefined}
    >
      <Select
        id="nature"
        name="nature"
        label={t('moderation.filter.kind')}
        value={filter.kind ?? ''}
        options={[
          { value: '', label: t('moderation.filter.kind.all') },
          ...[...kinds.values()].map(({ kind, label }) => ({
            value: kind,
            label: t('moderation.filter.kind.counted', { label: label(visit.locale), n: counts.byKind.get(kind) ?? 0 }),
          })),
        ]}
      />
      <Select
        id="etat"
        name="etat"
        label={t('moderation.filter.state')}
        value={query['etat']}
        options={(Object.keys(filterValues.states) as (keyof typeof filterValues.states)[]).map((value) => ({
          value: value === 'attente' ? '' : value,
          label: t(`moderation.filter.state.${value}`, { n: value === 'nouvelles' || value === 'questions' ? counted[value] : 0 }),
        }))}
      />
      <Select
        id="mains"
        name="mains"
        label={t('moderation.filter.hands')}
        value={query['mains']}
        options={(Object.keys(filterValues.hands) as (keyof typeof filterValues.hands)[]).map((value) => ({
          value: value === 'toutes' ? '' : value,
          label: t(`moderation.filter.hands.${value}`, { n: counted.moi }),
        }))}
      />
      <Select
        id="age"
        name="age"
        label={t('moderation.filter.age')}
        value={filter.olderThan === null ? '' : String(filter.olderThan)}
        options={[
          { value: '', label: t('moderation.filter.age.all') },
          ...filterValues.ages.map((n) => ({ value: String(n), label: t('moderation.filter.age.days', { n }) })),
        ]}
      />
      <Field id="q" name="q" type="search" label={t('moderation.filter.words')} value={filter.words} />
    </Toolbar>
  );
}

function BulkForm({ visit, form, reasons }: { visit: Visit; form: FormState; reasons: readonly string[] }) {
  const t = moderationWords(visit);
  // Boxes stand in the table: what is wrong with them is said here.
  const words = formWords(visit, form, moderationMessages, {
    action: queuePath(visit.query).replace('/gestion/moderation', '/gestion/moderation/lot'),
    idOf: (field) => (field === 'reason' ? 'bulk-reason' : 'lot'),
  });
  return (
    <Form {...words.props} id="lot" label={t('moderation.bulk')}>
      <BulkBar label={t('moderation.bulk')} locale={visit.locale}>
        <Select
          id="bulk-reason"
          name="reason"
          label={t('moderation.bulk.reason')}
          value={typed(form, 'reason')}
          options={[
            { value: '', label: t('moderation.decide.reason.choose') },
            ...reasons.map((reason) => ({ value: reason, label: reason })),
          ]}
          {...words.wrong('reason')}
        />
        <div class="button-row">
          <Button name="event" value="approve" icon="circle-check">
            {t('moderation.bulk.approve')}
          </Button>
          <Button look="secondary" name="event" value="refuse" icon="x">
            {t('moderation.bulk.refuse')}
          </Button>
        </div>
      </BulkBar>
    </Form>
  );
}

/** What was decided just before. */
export function DoneNotice({ visit, done }: { visit: Visit; done: Item | null }) {
  const t = moderationWords(visit);
  if (!done) return null;
  return (
    <Notice tone="good" title={t('moderation.done', { title: done.title, state: t(`moderation.state.${done.state}`) })}>
      <p>
        <a href={visit.href(`/gestion/moderation/${done.id}`)}>{t('moderation.done.see')}</a>
      </p>
    </Notice>
  );
}

function BulkNotice({ visit, queue: { bulk, names } }: { visit: Visit; queue: QueueModel }) {
  const t = moderationWords(visit);
  if (!bulk) return null;
  const { decided, already, unable } = bulk;
  return (
    <Notice tone={already.length + unable.length > 0 ? 'careful' : 'good'} title={t('moderation.bulk.done', { n: decided })}>
      {already.length + unable.length > 0 && (
        <ul>
          {already.map(({ item, last }) => (
            <li key={item.id}>
              {t('moderation.bulk.already', {
                title: item.title,
                who: last ? whoWords(last.actor, names, visit, item) : t('moderation.who.system'),
                state: t(`moderation.state.${item.state}`),
              })}
            </li>
          ))}
          {unable.map(({ id, title }) => (
            <li key={id}>
              <a href={visit.href(`/gestion/moderation/${id}`)}>{t('moderation.bulk.unable', { title })}</a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
