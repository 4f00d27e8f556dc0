import type { FormState } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone, formatTime } from '../../../kernel/i18n/format.ts';
import { Button, type ButtonLook, LinkButton } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { receivedPath } from '../answers/paths.ts';
import { answerWords } from '../answers/views/words.ts';
import { kindOf } from '../kinds/index.ts';
import { prolongedUntil } from '../lifetime-rules.ts';
import { announcementMessages } from '../messages.ts';
import type { Announcement } from '../models.ts';
import { announcementPath, ownPath } from '../paths.ts';
import { announcementStates, isEditable } from '../states.ts';
import type { AnnouncementPage, OwnChange } from '../view-models.ts';
import { AnnouncementBody } from './page.tsx';
import { keepWords, paperWords, stateTones } from './words.ts';

/** What the viewer publishes. */
export function OwnListView({
  announcements,
  waiting,
  visit,
}: {
  announcements: readonly Announcement[];
  /** Answers that wait for them, by announcement. */
  waiting: ReadonlyMap<string, number>;
  visit: Visit;
}) {
  const t = keepWords(visit);
  const publish = (
    <LinkButton icon="plus" href={visit.href('/mon-espace/annonces/nouvelle')}>
      {t('announcements.new.title')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('announcements.own.title')} lead={t('announcements.own.lead')}>
        {announcements.length > 0 && publish}
      </PageHeader>
      <DataTable
        caption={t('announcements.own.caption', { n: announcements.length })}
        locale={visit.locale}
        rows={announcements}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            label: t('announcements.own.name'),
            cell: ({ id, title }) => <a href={visit.href(ownPath(id))}>{title}</a>,
          },
          {
            key: 'kind',
            label: t('announcements.own.kind'),
            cell: ({ kind }) => kindOf(kind).label(visit.locale, visit.territory.country),
          },
          {
            key: 'state',
            label: t('announcements.own.state'),
            cell: ({ state }) => <StatusTag tone={stateTones[state]}>{t(`announcements.state.${state}`)}</StatusTag>,
          },
          {
            key: 'answers',
            label: answerWords(visit)('announcements.answers.received.column'),
            cell: ({ id }) => {
              const n = waiting.get(id);
              return n && <a href={visit.href(receivedPath(id))}>{answerWords(visit)('announcements.answers.received.count', { n })}</a>;
            },
          },
          {
            key: 'until',
            label: t('announcements.own.until'),
            cell: ({ state, expiresOn }) => (state === 'published' && expiresOn ? formatDateAlone(expiresOn, visit.locale) : ''),
          },
        ]}
        empty={
          <EmptyState title={t('announcements.own.empty')}>
            <p>{t('announcements.own.empty.body')}</p>
            {publish}
          </EmptyState>
        }
      />
    </>
  );
}

interface OwnProps {
  page: AnnouncementPage;
  changes: readonly OwnChange[];
  /** Answers that wait for them. */
  waiting: number;
  /** Publishing it needs nobody else. */
  isTrusted: boolean;
  form: FormState;
  visit: Visit;
}

/** One announcement, for who looks after it: where it stands, what can be done, what happened, and how it reads. */
export function OwnView({ page, changes, waiting, isTrusted, form, visit }: OwnProps) {
  const t = keepWords(visit);
  const { announcement } = page;
  const { state, slug } = announcement;
  const date = state === 'scheduled' ? announcement.publishOn : announcement.expiresOn;
  return (
    <>
      <PageHeader
        title={announcement.title}
        kicker={kindOf(announcement.kind).label(visit.locale, visit.territory.country)}
        status={<StatusTag tone={stateTones[state]}>{t(`announcements.state.${state}`)}</StatusTag>}
        lead={t(`announcements.review.lead.${state}`, { date: date ? formatDateAlone(date, visit.locale) : '' })}
      />
      {announcement.reason && (
        <Notice tone="careful" title={t('announcements.review.reason')}>
          <p>{announcement.reason}</p>
        </Notice>
      )}
      <Steps announcement={announcement} isTrusted={isTrusted} form={form} visit={visit} />
      {changes.some(({ event }) => event === 'publish') && !kindOf(announcement.kind).takesNoAnswer && (
        <p>
          <LinkButton look="secondary" icon="inbox" href={visit.href(receivedPath(announcement.id))}>
            {answerWords(visit)('announcements.answers.received.count', { n: waiting })}
          </LinkButton>
        </p>
      )}
      {state === 'published' && (
        <ul>
          <li>
            <a href={visit.href(announcementPath({ slug, commune: null }))}>{t('announcements.review.see')}</a>
          </li>
          <li>
            <a href={visit.href(announcementPath({ slug, commune: null }, '/affiche.pdf'))}>
              {paperWords(visit)('announcements.paper.poster')}
            </a>
          </li>
        </ul>
      )}
      <AnnouncementBody page={page} visit={visit} />
      <section aria-labelledby="history">
        <h2 id="history">{t('announcements.review.history')}</h2>
        <Timeline
          label={t('announcements.review.history')}
          events={changes.map(({ key, event, at, who, reason }) => {
            const moment = at.toZonedDateTimeISO(visit.territory.timeZone);
            return {
              key,
              what: t(`announcements.event.${event}`),
              who: who === 'system' ? t('announcements.event.by.system') : (who ?? t('announcements.event.by.someone')),
              when: {
                at: at.toString(),
                text: `${formatDateAlone(moment.toPlainDate(), visit.locale)}, ${formatTime(moment.toPlainTime(), visit.locale)}`,
              },
              children: reason && <p>{reason}</p>,
            };
          })}
        />
      </section>
    </>
  );
}

/** What the state allows: a form whose buttons each send it somewhere else. */
function Steps({ announcement, isTrusted, form, visit }: Pick<OwnProps, 'isTrusted' | 'form' | 'visit'> & { announcement: Announcement }) {
  const t = keepWords(visit);
  const { id, state } = announcement;
  const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  const next = (event: Parameters<typeof announcementStates.next>[1]) => announcementStates.next(state, event) !== null;
  const canPublish = state !== 'submitted' && state !== 'scheduled' && next('publish');
  const again = state === 'filled' || state === 'expired' || state === 'withdrawn';
  const steps: { page: string; label: string; look: ButtonLook }[] = [
    ...(canPublish
      ? [
          {
            page: '/envoyer',
            look: 'primary' as const,
            label: t(!isTrusted ? 'announcements.review.send' : again ? 'announcements.review.again' : 'announcements.review.publish'),
          },
        ]
      : []),
    ...(prolongedUntil(announcement, today)
      ? [{ page: '/prolonger', look: 'primary' as const, label: t('announcements.review.prolong') }]
      : []),
    ...(next('fill') ? [{ page: '/pourvue', look: 'secondary' as const, label: t('announcements.review.filled') }] : []),
    ...(next('withdraw') ? [{ page: '/retirer', look: 'secondary' as const, label: t('announcements.review.withdraw') }] : []),
    { page: '/reprendre', look: 'quiet', label: t('announcements.review.duplicate') },
  ];
  const [first] = steps;
  if (!first) return null;
  const words = formWords(visit, form, announcementMessages, { action: ownPath(id, first.page) });
  return (
    <Form {...words.props}>
      <div class="submit-row">
        {steps.map(({ page, label, look }) => (
          <Button key={page} look={look} action={visit.href(ownPath(id, page))}>
            {label}
          </Button>
        ))}
        {isEditable(announcement) && (
          <LinkButton look="secondary" icon="pencil" href={visit.href(ownPath(id, '/modifier'))}>
            {t('announcements.review.edit')}
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
