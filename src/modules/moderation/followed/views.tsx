import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice, type NoticeTone } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import type { Decision, Item } from '../items/models.ts';
import { moderationMessages } from '../messages.ts';
import { type ItemState, isWaiting } from '../states.ts';
import { ageWords, moderationWords, momentWords, stateTones } from '../words.ts';

/** @param labels of kinds. */
export function sentColumns(visit: Visit, labels: ReadonlyMap<string, string>): Column<Item>[] {
  const t = moderationWords(visit);
  return [
    {
      key: 'title',
      label: t('moderation.queue.title'),
      cell: ({ id, title }) => <a href={visit.href(`/mon-espace/envois/${id}`)}>{title}</a>,
      value: ({ title }) => title,
    },
    { key: 'kind', label: t('moderation.queue.kind'), cell: ({ kind }) => labels.get(kind) ?? '' },
    {
      key: 'state',
      label: t('moderation.queue.state'),
      cell: ({ state }) => <StatusTag tone={stateTones[state]}>{t(`moderation.state.${state}`)}</StatusTag>,
      value: ({ state }) => t(`moderation.state.${state}`),
    },
    {
      key: 'since',
      label: t('moderation.queue.since'),
      cell: ({ openedAt }) => ageWords(openedAt, visit),
      value: ({ openedAt }) => momentCell(visit, openedAt),
    },
  ];
}

/** What the viewer sent. */
export function SentView({ visit, items, labels }: { visit: Visit; items: readonly Item[]; labels: ReadonlyMap<string, string> }) {
  const t = moderationWords(visit);
  return (
    <>
      <PageHeader title={t('moderation.sent.title')} lead={t('moderation.sent.lead')} />
      <DataTable
        caption={t('moderation.sent.caption', { n: items.length })}
        locale={visit.locale}
        rows={items}
        rowKey={({ id }) => id}
        columns={sentColumns(visit, labels)}
        file={visit.href('/mon-espace/envois.xlsx')}
        empty={
          <EmptyState title={t('moderation.sent.empty')}>
            <p>{t('moderation.sent.empty.body')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

const tones: Readonly<Record<ItemState, NoticeTone>> = {
  open: 'info',
  'in-question': 'careful',
  approved: 'good',
  refused: 'info',
  withdrawn: 'info',
  superseded: 'info',
};

export interface FollowedProps {
  visit: Visit;
  item: Item;
  label: string;
  /** What its kind says to who sent it, once it is accepted. */
  thanks: string | undefined;
  decisions: readonly Decision[];
  /** The page's own path: its forms are sent under it. */
  path: string;
  answer: FormState;
  withdrawal: FormState;
}

/** One thing that was sent, for who sent it. */
export function FollowedView({ visit, item, label, thanks, decisions, path, answer, withdrawal }: FollowedProps) {
  const t = moderationWords(visit);
  const { state } = item;
  const isNew = visit.query['envoye'] !== undefined && state === 'open';
  const shown = decisions.find((decision) => decision.path !== null)?.path;
  const answering = formWords(visit, answer, moderationMessages, { action: `${path}/reponse` });
  const withdrawing = formWords(visit, withdrawal, moderationMessages, { action: `${path}/retrait` });
  return (
    <>
      <PageHeader
        kicker={label}
        title={t(isNew ? 'moderation.follow.sent' : 'moderation.follow.title', { title: item.title })}
        {...(isNew && { lead: t('moderation.follow.sent.body') })}
        status={<StatusTag tone={stateTones[state]}>{t(`moderation.state.${state}`)}</StatusTag>}
      />
      <Notice tone={tones[state]} title={t(`moderation.follow.${state}`)}>
        {state === 'approved' && thanks !== undefined && <p>{thanks}</p>}
        {item.authorAccount === null && <p>{t('moderation.follow.keep')}</p>}
        {item.onBehalfOf !== null && (
          <p>
            {t('moderation.follow.for')}{' '}
            <a href={visit.href(`/gestion/personnes/${item.onBehalfOf.slice('person:'.length)}`)}>{t('moderation.follow.for.record')}</a>
          </p>
        )}
        {shown && (
          <p>
            <a href={visit.href(shown)}>{t('moderation.follow.see')}</a>
          </p>
        )}
      </Notice>
      {state === 'in-question' && (
        <Form {...answering.props}>
          <blockquote class="said">{decisions.find(({ event }) => event === 'ask')?.message}</blockquote>
          <TextArea
            id="message"
            name="message"
            label={t('moderation.follow.answer')}
            value={typed(answer, 'message')}
            {...answering.wrong('message')}
          />
          <Button>{t('moderation.follow.answer.submit')}</Button>
        </Form>
      )}
      <section aria-labelledby="history">
        <h2 id="history">{t('moderation.follow.history')}</h2>
        <Timeline label={t('moderation.follow.history')} events={events({ visit, item, decisions })} />
      </section>
      {isWaiting(state) && (
        <section aria-labelledby="withdraw">
          <h2 id="withdraw">{t('moderation.follow.withdraw')}</h2>
          <p>{t('moderation.follow.withdraw.body')}</p>
          <Form {...withdrawing.props} label={t('moderation.follow.withdraw')}>
            <Button look="secondary">{t('moderation.follow.withdraw')}</Button>
          </Form>
        </section>
      )}
      {!isWaiting(state) && (
        <LinkButton look="secondary" href={visit.href('/')}>
          {visit.territory.name}
        </LinkButton>
      )}
    </>
  );
}

/** Who decided is the territory: its sender is not told which person. */
function events({ visit, item, decisions }: Pick<FollowedProps, 'visit' | 'item' | 'decisions'>) {
  const t = moderationWords(visit);
  const who = (event: Decision['event']) =>
    event === 'answer' || event === 'withdraw' ? t('moderation.follow.you') : visit.territory.name;
  return [
    ...decisions.flatMap(({ id, event, at, reason, message }) =>
      event === 'assign'
        ? []
        : [
            {
              key: id,
              when: { at: String(at), text: momentWords(at, visit) },
              who: who(event),
              what: t(`moderation.follow.event.${event}`),
              children: (
                <>
                  {reason !== null && <p>{t('moderation.event.reason', { reason })}</p>}
                  {message !== null && <blockquote class="said">{message}</blockquote>}
                </>
              ),
            },
          ],
    ),
    {
      key: item.id,
      when: { at: String(item.openedAt), text: momentWords(item.openedAt, visit) },
      who: t('moderation.follow.you'),
      what: t('moderation.follow.event.sent'),
      children: item.note === null ? undefined : <blockquote class="said">{item.note}</blockquote>,
    },
  ];
}
