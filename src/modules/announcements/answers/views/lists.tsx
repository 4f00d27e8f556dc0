import { mandateMessages } from '../../../../kernel/access/mandate-messages.ts';
import { mayActFor } from '../../../../kernel/access/viewer.ts';
import { emptyForm } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { DataTable } from '../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import type { Announcement } from '../../models.ts';
import { ownPath } from '../../paths.ts';
import { answerMessages } from '../messages.ts';
import { answeredPath, receivedPath } from '../paths.ts';
import { isFull, seatsOf } from '../rules.ts';
import { type AnswerState, answerStates } from '../states.ts';
import type { AnsweredCard, ReceivedCard } from '../view-models.ts';
import { answerTones, answerWords, dayOf } from './words.ts';

/** What the viewer answered, or the person for whom they act. */
export function AnsweredListView({ answers, visit }: { answers: readonly AnsweredCard[]; visit: Visit }) {
  const t = answerWords(visit);
  const name = visit.viewer?.actingFor?.name;
  return (
    <>
      <PageHeader
        title={name === undefined ? t('announcements.answers.own.title') : t('announcements.answers.own.for', { name })}
        lead={t('announcements.answers.own.lead')}
      />
      <DataTable
        caption={t('announcements.answers.own.caption', { n: answers.length })}
        locale={visit.locale}
        rows={answers}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            label: t('announcements.answers.own.announcement'),
            cell: ({ id, title }) => <a href={visit.href(answeredPath(id))}>{title}</a>,
          },
          { key: 'publisher', label: t('announcements.answers.own.publisher'), cell: ({ publisher }) => publisher },
          {
            key: 'state',
            label: t('announcements.answers.state'),
            cell: ({ state }) => <StatusTag tone={answerTones.answerer[state]}>{t(`announcements.answers.state.${state}`)}</StatusTag>,
          },
          { key: 'on', label: t('announcements.answers.on'), cell: ({ createdAt }) => dayOf(createdAt, visit) },
        ]}
        empty={<NoAnswers visit={visit} />}
      />
    </>
  );
}

/** None, or none that the mandate under which an agent acts lets them see. */
function NoAnswers({ visit }: { visit: Visit }) {
  const t = answerWords(visit);
  const { viewer } = visit;
  if (viewer?.actingFor && !mayActFor(viewer, 'answer')) {
    const { name, personId } = viewer.actingFor;
    const needed = translator(mandateMessages, visit.locale)('mandate.purpose.answer');
    return (
      <EmptyState title={t('announcements.answers.own.outside', { name })}>
        <p>{t('announcements.answers.own.outside.body', { needed })}</p>
        <LinkButton href={visit.href(`/gestion/personnes/${personId}`)}>{t('announcements.answers.own.outside.see')}</LinkButton>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('announcements.answers.own.empty')}>
      <p>{t('announcements.answers.own.empty.body')}</p>
      <LinkButton href={visit.href('/annonces')}>{t('announcements.answers.own.empty.see')}</LinkButton>
    </EmptyState>
  );
}

const STATE = 'etat';

/** Answers to an announcement, for who publishes it: all, or those in one state. */
export function ReceivedListView({
  announcement,
  answers,
  visit,
}: {
  announcement: Announcement;
  answers: readonly ReceivedCard[];
  visit: Visit;
}) {
  const t = answerWords(visit);
  const { id, title, state } = announcement;
  const path = receivedPath(id);
  const states = Object.keys(answerStates.table) as AnswerState[];
  const chosen = states.find((one) => one === visit.query[STATE]) ?? null;
  const shown = chosen === null ? answers : answers.filter((answer) => answer.state === chosen);
  const countOf = (one: AnswerState) => answers.filter((answer) => answer.state === one).length;
  const seats = seatsOf(announcement);
  const count = (n: number) => ({ value: String(n), label: t('announcements.answers.received.caption', { n }) });
  return (
    <>
      <PageHeader
        title={t('announcements.answers.received.title', { title })}
        lead={t('announcements.answers.received.lead')}
        breadcrumb={{ label: t('announcements.answers.here'), steps: [{ label: title, href: visit.href(ownPath(id)) }] }}
      />
      {seats !== null && <p>{t('announcements.answers.received.seats', { seats, taken: announcement.seatsTaken })}</p>}
      {isFull(announcement) && state === 'published' && <Full id={id} visit={visit} />}
      {answers.length > 0 && (
        <Tabs
          label={t('announcements.answers.received.states')}
          tabs={[
            {
              href: visit.href(path),
              label: t('announcements.answers.received.all'),
              isCurrent: chosen === null,
              count: count(answers.length),
            },
            ...states
              .filter((one) => countOf(one) > 0)
              .map((one) => ({
                href: visit.href(`${path}?${STATE}=${one}`),
                label: t(`announcements.answers.state.${one}`),
                isCurrent: chosen === one,
                count: count(countOf(one)),
              })),
          ]}
        />
      )}
      <DataTable
        caption={t('announcements.answers.received.caption', { n: shown.length })}
        locale={visit.locale}
        rows={shown}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            label: t('announcements.answers.received.name'),
            cell: (row) => <a href={visit.href(receivedPath(id, row.id))}>{row.name}</a>,
          },
          {
            key: 'state',
            label: t('announcements.answers.state'),
            cell: (row) => (
              <>
                <StatusTag tone={answerTones.publisher[row.state]}>{t(`announcements.answers.state.${row.state}`)}</StatusTag>
                {row.isWaiting && row.state === 'in-discussion' && <p class="soft">{t('announcements.answers.received.waits')}</p>}
              </>
            ),
          },
          { key: 'on', label: t('announcements.answers.on'), cell: (row) => dayOf(row.createdAt, visit) },
          {
            key: 'document',
            label: t('announcements.answers.received.document'),
            cell: (row) => (row.hasDocument ? t('announcements.answers.received.document.yes') : ''),
          },
        ]}
        empty={
          <EmptyState title={t('announcements.answers.received.empty')}>
            <p>{t('announcements.answers.received.empty.body')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

/** Every seat is given: what is left is to say so. */
function Full({ id, visit }: { id: string; visit: Visit }) {
  const t = answerWords(visit);
  return (
    <Notice tone="good" title={t('announcements.answers.received.full')}>
      <p>{t('announcements.answers.received.full.body')}</p>
      <Form {...formWords(visit, emptyForm, answerMessages, { action: ownPath(id, '/pourvue') }).props}>
        <Button>{t('announcements.answers.received.filled')}</Button>
      </Form>
    </Notice>
  );
}
