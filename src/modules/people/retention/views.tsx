import { emptyForm, type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatTime } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { type Column, DataTable, ExportLink } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { StatusTag, type StatusTone } from '../../../ui/status-tag.tsx';
import { dayOf } from '../staff/staff-view.tsx';
import { retentionMessages } from './messages.ts';
import type { Elimination, ReadingEntry } from './view-models.ts';

const tones: Readonly<Record<Elimination['state'], StatusTone>> = {
  proposed: 'waiting',
  approved: 'active',
  refused: 'problem',
  done: 'good',
};

interface EliminationsProps {
  visit: Visit;
  eliminations: readonly Elimination[];
  /** What each kind of data is called. */
  names: ReadonlyMap<string, string>;
  form: FormState;
  /** Id of the list whose form was sent. */
  concerns: string | null;
}

export function EliminationsView({ visit, eliminations, names, form, concerns }: EliminationsProps) {
  const t = translator(retentionMessages, visit.locale);
  return (
    <>
      <PageHeader title={t('people.eliminations.title')} lead={t('people.eliminations.lead')} />
      {eliminations.length === 0 ? (
        <EmptyState title={t('people.eliminations.none')}>
          <p>{t('people.eliminations.none.body')}</p>
        </EmptyState>
      ) : (
        <>
          <ExportLink href={visit.href('/gestion/eliminations.xlsx')} locale={visit.locale} />
          <ul class="rows">
            {eliminations.map((elimination) => (
              <li class="row" key={elimination.id}>
                <h2 class="row-title">{names.get(elimination.kind) ?? elimination.kind}</h2>
                <StatusTag tone={tones[elimination.state]}>{t(`people.eliminations.state.${elimination.state}`)}</StatusTag>
                <p>{t('people.eliminations.rows', { n: elimination.rows, date: dayOf(visit, elimination.before) })}</p>
                <p class="soft">
                  {t('people.eliminations.source', { source: elimination.source, date: dayOf(visit, elimination.proposedAt) })}
                </p>
                {elimination.reason && <p>{elimination.reason}</p>}
                {(elimination.state === 'proposed' || concerns === elimination.id) && (
                  <Decision visit={visit} id={elimination.id} form={concerns === elimination.id ? form : emptyForm} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** @param names what each kind of data is called. */
export function eliminationColumns(visit: Visit, names: ReadonlyMap<string, string>): Column<Elimination>[] {
  const t = translator(retentionMessages, visit.locale);
  return [
    { key: 'kind', label: t('people.eliminations.kind'), cell: ({ kind }) => names.get(kind) ?? kind },
    { key: 'source', label: t('people.eliminations.table'), cell: ({ source }) => source },
    { key: 'rows', label: t('people.eliminations.count'), cell: ({ rows }) => rows },
    {
      key: 'before',
      label: t('people.eliminations.before'),
      cell: ({ before }) => dayOf(visit, before),
      value: ({ before }) => momentCell(visit, before),
    },
    {
      key: 'proposed',
      label: t('people.eliminations.proposed'),
      cell: ({ proposedAt }) => dayOf(visit, proposedAt),
      value: ({ proposedAt }) => momentCell(visit, proposedAt),
    },
    { key: 'state', label: t('people.eliminations.state'), cell: ({ state }) => t(`people.eliminations.state.${state}`) },
    {
      key: 'decided',
      label: t('people.eliminations.decided'),
      cell: ({ decidedAt }) => decidedAt && dayOf(visit, decidedAt),
      value: ({ decidedAt }) => momentCell(visit, decidedAt),
    },
    { key: 'reason', label: t('people.eliminations.reason.column'), cell: ({ reason }) => reason },
  ];
}

function Decision({ visit, id, form }: { visit: Visit; id: string; form: FormState }) {
  const t = translator(retentionMessages, visit.locale);
  const field = `reason-${id}`;
  const words = formWords(visit, form, retentionMessages, { action: `/gestion/eliminations/${id}`, idOf: () => field });
  return (
    <Form {...words.props}>
      <TextArea
        id={field}
        name="reason"
        rows={2}
        label={t('people.eliminations.reason')}
        value={typed(form, 'reason')}
        {...words.wrong('reason')}
      />
      <div class="button-row">
        <Button name="decision" value="approve">
          {t('people.eliminations.approve')}
        </Button>
        <Button look="secondary" name="decision" value="refuse">
          {t('people.eliminations.refuse')}
        </Button>
      </div>
    </Form>
  );
}

export function readingColumns(visit: Visit): Column<ReadingEntry>[] {
  const t = translator(retentionMessages, visit.locale);
  return [
    { key: 'who', label: t('people.readings.who'), cell: ({ readerName }) => readerName ?? t('people.readings.gone') },
    { key: 'team', label: t('people.readings.team'), cell: ({ teamName }) => teamName },
    { key: 'what', label: t('people.readings.what'), cell: ({ what }) => readingWords(visit, what) },
    {
      key: 'when',
      label: t('people.readings.when'),
      cell: ({ at }) => `${dayOf(visit, at)}, ${formatTime(at.toZonedDateTimeISO(visit.territory.timeZone).toPlainTime(), visit.locale)}`,
      value: ({ at }) => momentCell(visit, at),
    },
  ];
}

function readingWords(visit: Visit, what: string): string {
  const key = `people.readings.what.${what}`;
  return Object.hasOwn(retentionMessages.fr, key)
    ? translator(retentionMessages, visit.locale)(key as keyof typeof retentionMessages.fr)
    : what;
}

export function ReadingsView({
  visit,
  readings,
  isFirst,
}: {
  visit: Visit;
  readings: { entries: readonly ReadingEntry[]; next: string | null };
  isFirst: boolean;
}) {
  const t = translator(retentionMessages, visit.locale);
  return (
    <>
      <PageHeader title={t('people.readings.title')} lead={t('people.readings.lead')} />
      <DataTable
        caption={t('people.readings.title')}
        locale={visit.locale}
        rows={readings.entries}
        rowKey={({ id }) => id}
        columns={readingColumns(visit)}
        file={visit.href('/gestion/lectures.xlsx')}
        empty={
          <EmptyState title={t('people.readings.none')}>
            <p>{t('people.readings.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('people.readings.title')}
        next={
          readings.next === null
            ? null
            : { label: t('people.readings.next'), href: `${visit.href('/gestion/lectures')}?avant=${readings.next}` }
        }
        first={isFirst ? null : { label: t('people.readings.first'), href: visit.href('/gestion/lectures') }}
      />
    </>
  );
}
