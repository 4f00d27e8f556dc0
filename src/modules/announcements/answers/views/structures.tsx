import { emptyForm, type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { promiseMessages } from '../promise-messages.ts';
import type { AnsweringStructure } from '../view-models.ts';
import { dayOf } from './words.ts';

function promiseWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(promiseMessages, locale);
}

/** What is counted of a structure, as a list and its own page show it. */
function columns(visit: Visit): readonly Column<AnsweringStructure>[] {
  const t = promiseWords(visit);
  return [
    {
      key: 'published',
      label: t('announcements.answers.structures.published'),
      isNumeric: true,
      cell: (one) => String(one.announcements),
      value: (one) => one.announcements,
    },
    {
      key: 'received',
      label: t('announcements.answers.structures.received'),
      isNumeric: true,
      cell: ({ responsiveness }) => String(responsiveness?.answers ?? 0),
      value: ({ responsiveness }) => responsiveness?.answers ?? 0,
    },
    {
      key: 'answered',
      label: t('announcements.answers.structures.answered'),
      isNumeric: true,
      cell: ({ responsiveness }) => String(responsiveness?.answered ?? 0),
      value: ({ responsiveness }) => responsiveness?.answered ?? 0,
    },
    {
      key: 'delay',
      label: t('announcements.answers.structures.delay'),
      isNumeric: true,
      cell: ({ responsiveness }) =>
        responsiveness === null || responsiveness.medianHours === null
          ? '–'
          : t('announcements.answers.structures.days', { days: Math.max(1, Math.ceil(responsiveness.medianHours / 24)) }),
    },
    {
      key: 'late',
      label: t('announcements.answers.structures.late'),
      isNumeric: true,
      cell: ({ late }) => String(late),
      value: ({ late }) => late,
    },
    {
      key: 'state',
      label: t('announcements.answers.structures.state'),
      cell: ({ paused }) => (
        <StatusTag tone={paused ? 'problem' : 'good'}>
          {t(`announcements.answers.structures.state.${paused ? 'paused' : 'open'}`)}
        </StatusTag>
      ),
      value: ({ paused }) => t(`announcements.answers.structures.state.${paused ? 'paused' : 'open'}`),
    },
  ];
}

export function structureColumns(visit: Visit): Column<AnsweringStructure>[] {
  return [
    {
      key: 'name',
      label: promiseWords(visit)('announcements.answers.structures.name'),
      cell: ({ id, name }) => <a href={visit.href(`/gestion/annonces/${id}`)}>{name}</a>,
      value: ({ name }) => name,
    },
    ...columns(visit),
  ];
}

/** Structures that announce something, those that let most people wait first. */
export function AnsweringStructuresView({ structures, visit }: { structures: readonly AnsweringStructure[]; visit: Visit }) {
  const t = promiseWords(visit);
  return (
    <>
      <PageHeader title={t('announcements.answers.structures.title')} lead={t('announcements.answers.structures.lead')} />
      <DataTable
        caption={t('announcements.answers.structures.caption', { n: structures.length })}
        locale={visit.locale}
        rows={structures}
        rowKey={({ id }) => id}
        columns={structureColumns(visit)}
        file={visit.href('/gestion/annonces.xlsx')}
        empty={
          <EmptyState title={t('announcements.answers.structures.empty')}>
            <p>{t('announcements.answers.structures.empty.body')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

/** How one structure answers, and its pause. */
export function AnsweringStructureView({ structure, form, visit }: { structure: AnsweringStructure; form: FormState; visit: Visit }) {
  const t = promiseWords(visit);
  const { id, name, paused } = structure;
  const path = `/gestion/annonces/${id}`;
  const words = formWords(visit, form, promiseMessages, { action: `${path}/pause` });
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={{
          label: t('announcements.answers.structures.title'),
          steps: [{ label: t('announcements.answers.structures.title'), href: visit.href('/gestion/annonces') }],
        }}
      />
      <DefinitionList items={columns(visit).map(({ label, cell }) => ({ term: label, description: cell(structure) }))} />
      {paused ? (
        <Notice tone="careful" title={t('announcements.answers.pause.since', { date: dayOf(paused.at, visit) })}>
          <p class="message-body">{paused.explanation}</p>
          <Form {...formWords(visit, emptyForm, promiseMessages, { action: `${path}/reprise` }).props}>
            <Button look="secondary">{t('announcements.answers.pause.lift')}</Button>
          </Form>
        </Notice>
      ) : (
        <section class="section" aria-labelledby="pause">
          <h2 id="pause">{t('announcements.answers.pause.title')}</h2>
          <p>{t('announcements.answers.pause.lead')}</p>
          <Form {...words.props}>
            <TextArea
              id="explanation"
              name="explanation"
              rows={3}
              label={t('announcements.answers.pause.explanation')}
              hint={t('announcements.answers.pause.explanation.hint')}
              value={typed(form, 'explanation')}
              {...words.wrong('explanation')}
            />
            <Button look="secondary">{t('announcements.answers.pause.submit')}</Button>
          </Form>
        </section>
      )}
    </>
  );
}
