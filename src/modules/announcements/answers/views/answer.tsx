import { emptyForm, type FormState, tickedIn, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { CheckboxGroup } from '../../../../ui/choices.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { formatPhone, phoneHref } from '../../../../ui/phone.ts';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { announcementPath } from '../../paths.ts';
import { answerMessages } from '../messages.ts';
import { answeredPath, receivedPath } from '../paths.ts';
import { answerStates } from '../states.ts';
import type { AnswerChange, OpenedAnswer, Side } from '../view-models.ts';
import { Decision } from './decision.tsx';
import { answerTones, answerWords, momentOf } from './words.ts';

interface AnswerProps {
  opened: OpenedAnswer;
  /** What else the same one answers and waits for, once this one is accepted. */
  others: readonly { id: string; title: string }[];
  form: FormState;
  visit: Visit;
}

/** An answer, for one of the two who hold it: where it stands, what was said, what can be done, what happened. */
export function AnswerView({ opened, others, form, visit }: AnswerProps) {
  const t = answerWords(visit);
  const { answer, announcement, side, path } = opened;
  const { state, name } = answer;
  const isSpace = !path.startsWith('/reponses/');
  const steps =
    side === 'answerer'
      ? [{ label: t('announcements.answers.own.title'), href: visit.href(answeredPath()) }]
      : [
          {
            label: t('announcements.answers.received.title', { title: announcement.title }),
            href: visit.href(receivedPath(announcement.id)),
          },
        ];
  const header = (
    <PageHeader
      title={side === 'answerer' ? announcement.title : t('announcements.answers.one', { name })}
      kicker={side === 'answerer' ? announcement.publisher.name : t('announcements.answers.to', { title: announcement.title })}
      status={<StatusTag tone={answerTones[side][state]}>{t(`announcements.answers.state.${state}`)}</StatusTag>}
      {...(side === 'answerer' && { lead: t(`announcements.answers.where.${state}`, { publisher: announcement.publisher.name }) })}
      {...(isSpace && { breadcrumb: { label: t('announcements.answers.here'), steps } })}
    >
      {side === 'answerer' && (
        <LinkButton look="secondary" href={visit.href(announcementPath({ slug: announcement.slug, commune: null }))}>
          {t('announcements.answers.see')}
        </LinkButton>
      )}
    </PageHeader>
  );
  const content = (
    <>
      {header}
      <Refused opened={opened} visit={visit} />
      {others.length > 0 && <Others opened={opened} others={others} form={form} visit={visit} />}
      {side === 'publisher' && <Answerer opened={opened} visit={visit} />}
      <section class="section" aria-labelledby="messages">
        <h2 id="messages">{t('announcements.answers.messages')}</h2>
        <Messages opened={opened} visit={visit} />
        {state === 'withdrawn' || state === 'expired' ? (
          <Notice title={t('announcements.answers.closed')} />
        ) : (
          <Reply path={path} form={form} visit={visit} />
        )}
      </section>
      {side === 'publisher' && <Decision opened={opened} form={form} visit={visit} />}
      {side === 'answerer' && answerStates.next(state, 'withdraw') !== null && <Withdraw path={path} form={form} visit={visit} />}
      <History opened={opened} visit={visit} />
    </>
  );
  return isSpace ? content : <div class="wrap narrow">{content}</div>;
}

/** Why it was refused, first thing: it is what they came for. */
function Refused({ opened: { answer, side }, visit }: { opened: OpenedAnswer; visit: Visit }) {
  const t = answerWords(visit);
  const refusal = answer.changes.find(({ event }) => event === 'refuse');
  if (side !== 'answerer' || answer.state !== 'refused' || !refusal) return null;
  return (
    <Notice
      {...(refusal.refusal !== null && refusal.refusal !== 'other' && { title: t(`announcements.answers.refusal.${refusal.refusal}`) })}
    >
      {refusal.reason && <p class="message-body">{refusal.reason}</p>}
      <p>
        <a href={visit.href('/annonces')}>{t('announcements.answers.sent.more')}</a>
      </p>
    </Notice>
  );
}

/** Who answers, for who publishes: whether an agent wrote it, where to call, the file. */
function Answerer({ opened: { answer, path }, visit }: { opened: OpenedAnswer; visit: Visit }) {
  const t = answerWords(visit);
  const { name, phone, email, accountId, documentSize } = answer;
  const isAssisted = answer.changes.some(({ event, isAssisted }) => event === 'send' && isAssisted);
  const isReached = email !== null || accountId !== null;
  const words = phone === null ? '' : formatPhone(phone, visit.territory.country);
  if (!isAssisted && phone === null && documentSize === null) return null;
  return (
    <section class="section">
      {isAssisted && <p>{t('announcements.answers.from-mandate', { name })}</p>}
      {phone !== null && !isReached && <p>{t('announcements.answers.call.only')}</p>}
      <div class="button-row">
        {phone !== null && (
          <LinkButton look="secondary" icon="phone" href={phoneHref(phone)}>
            {t('announcements.answers.call', { phone: words })}
          </LinkButton>
        )}
        {documentSize !== null && (
          <LinkButton look="secondary" icon="download" href={visit.href(`${path}/fichier`)}>
            {t('announcements.answers.open-document')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

function nameOf({ answer, announcement }: OpenedAnswer, side: Side): string {
  return side === 'answerer' ? answer.name : announcement.publisher.name;
}

function Messages({ opened, visit }: { opened: OpenedAnswer; visit: Visit }) {
  const t = answerWords(visit);
  return (
    <ol class="messages">
      {opened.answer.messages.map(({ id, side, body, at }) => (
        <li key={id} class={side === opened.side ? 'message message-own' : 'message'}>
          <p class="message-who">
            <b>{side === opened.side ? t('announcements.answers.you') : nameOf(opened, side)}</b>{' '}
            <time dateTime={at.toString()}>{momentOf(at, visit)}</time>
          </p>
          <p class="message-body">{body}</p>
        </li>
      ))}
    </ol>
  );
}

/** Of several forms of a page, the one that was sent has its mistakes. */
function sent(form: FormState, field: string): FormState {
  return form.values[field] === undefined ? emptyForm : form;
}

function Reply({ path, form, visit }: { path: string; form: FormState; visit: Visit }) {
  const t = answerWords(visit);
  const own = sent(form, 'body');
  const words = formWords(visit, own, answerMessages, { action: path });
  return (
    <Form {...words.props}>
      <TextArea
        id="body"
        name="body"
        rows={5}
        label={t('announcements.answers.reply')}
        value={typed(own, 'body')}
        {...words.wrong('body')}
      />
      <Button look="secondary" icon="mail">
        {t('announcements.answers.reply.submit')}
      </Button>
    </Form>
  );
}

function Others({ opened, others, form, visit }: AnswerProps) {
  const t = answerWords(visit);
  const own = sent(form, 'other');
  const words = formWords(visit, own, answerMessages, { action: `${opened.path}/autres` });
  return (
    <section class="section" aria-labelledby="others">
      <h2 id="others">{t('announcements.answers.others')}</h2>
      <p>{t('announcements.answers.others.body')}</p>
      <Form {...words.props}>
        <CheckboxGroup
          id="other"
          name="other"
          label={t('announcements.answers.others.label')}
          values={tickedIn(
            own,
            'other',
            others.map(({ id }) => id),
          )}
          choices={others.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Button look="secondary">{t('announcements.answers.others.withdraw')}</Button>
      </Form>
    </section>
  );
}

function Withdraw({ path, form, visit }: { path: string; form: FormState; visit: Visit }) {
  const t = answerWords(visit);
  const own = sent(form, 'event');
  const words = formWords(visit, own, answerMessages, { action: `${path}/retirer` });
  return (
    <details class="fold" open={own.mistakes.length > 0}>
      <summary>{t('announcements.answers.withdraw')}</summary>
      <Form {...words.props}>
        <Hidden name="event" value="withdraw" />
        <p>{t('announcements.answers.withdraw.body')}</p>
        <Button look="danger">{t('announcements.answers.withdraw')}</Button>
      </Form>
    </details>
  );
}

function History({ opened, visit }: { opened: OpenedAnswer; visit: Visit }) {
  const t = answerWords(visit);
  const whoOf = ({ side, isAssisted }: AnswerChange) => {
    if (side === null) return t('announcements.answers.event.portal');
    return isAssisted ? t('announcements.answers.event.assisted', { name: nameOf(opened, side) }) : nameOf(opened, side);
  };
  return (
    <section class="section" aria-labelledby="history">
      <h2 id="history">{t('announcements.answers.history')}</h2>
      <Timeline
        label={t('announcements.answers.history')}
        events={opened.answer.changes.map((change) => ({
          key: change.id,
          what: t(`announcements.answers.event.${change.event}`),
          who: whoOf(change),
          when: { at: change.at.toString(), text: momentOf(change.at, visit) },
          children: (change.refusal !== null || change.reason !== null) && (
            <>
              {change.refusal !== null && change.refusal !== 'other' && <p>{t(`announcements.answers.refusal.${change.refusal}`)}</p>}
              {change.reason !== null && <p class="message-body">{change.reason}</p>}
            </>
          ),
        }))}
      />
    </section>
  );
}
