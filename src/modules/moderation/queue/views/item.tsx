import type { ComponentChildren } from 'preact';
import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { ReviewCard } from '../../../../kernel/review.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { DefinitionList } from '../../../../ui/definition-list.tsx';
import { Diff } from '../../../../ui/diff.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Select } from '../../../../ui/select.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { moderationMessages } from '../../messages.ts';
import { isWaiting } from '../../states.ts';
import { ageWords, moderationWords, momentWords, stateTones } from '../../words.ts';
import type { ItemModel } from '../models.ts';
import { eventWords, senderWords, whoWords } from '../words.ts';
import { KeysHelp } from './keys.tsx';
import { DoneNotice } from './queue.tsx';

export interface ItemViewProps {
  visit: Visit;
  model: ItemModel;
  /** Of the decision. */
  form: FormState;
  /** Of the hand-over. */
  assignment: FormState;
}

export function ItemView({ visit, model, form, assignment }: ItemViewProps) {
  const t = moderationWords(visit);
  const { item, card, next } = model;
  return (
    <>
      <ItemHeader visit={visit} model={model}>
        {card?.path && (
          <LinkButton look="secondary" href={visit.href(card.path)}>
            {t('moderation.item.page')}
          </LinkButton>
        )}
        {next !== null && (
          <LinkButton look="secondary" href={visit.href(`/gestion/moderation/${next}`)} icon="arrow-right" rel="next">
            {t('moderation.item.next')}
          </LinkButton>
        )}
      </ItemHeader>
      <DoneNotice visit={visit} done={model.done} />
      {!card && isWaiting(item.state) && <Notice tone="careful" title={t('moderation.item.gone')} />}
      {card && <CardFacts card={card} visit={visit} />}
      {item.note !== null && (
        <section>
          <h2>{t('moderation.item.note')}</h2>
          <blockquote class="said">{item.note}</blockquote>
        </section>
      )}
      {card && card.similar.length > 0 && (
        <section>
          <h2>{t('moderation.item.similar')}</h2>
          <ul>
            {card.similar.map(({ title, path, summary }) => (
              <li key={path}>
                <a href={visit.href(path)}>{title}</a>
                {summary !== null && `, ${summary}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <DecisionForm visit={visit} model={model} form={form} />
      <Sender visit={visit} model={model} />
      <History visit={visit} model={model} />
      {isWaiting(item.state) && <AssignmentForm visit={visit} model={model} form={assignment} />}
      <KeysHelp visit={visit} />
    </>
  );
}

/** What would change; or two things beside each other. */
export function CardFacts({ card: { facts, sides }, visit }: { card: ReviewCard; visit: Visit }) {
  const t = moderationWords(visit);
  if (facts.length === 0) return null;
  if (!sides) return <Diff caption={t('moderation.item.facts')} locale={visit.locale} fields={facts} />;
  return (
    <div class="table-frame">
      <table class="diff">
        <caption>{t('moderation.item.sides')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('moderation.item.fact')}</th>
            <th scope="col">{sides.from}</th>
            <th scope="col">{sides.to}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ label, from, to }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td data-label={sides.from}>
                <div>{from ?? <em>{t('moderation.item.nothing')}</em>}</div>
              </td>
              <td data-label={sides.to}>
                <div>{to ?? <em>{t('moderation.item.nothing')}</em>}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same head on an item's page and on its form's. */
export function ItemHeader({ visit, model, children }: { visit: Visit; model: ItemModel; children?: ComponentChildren }) {
  const t = moderationWords(visit);
  const { item, kind, card } = model;
  return (
    <PageHeader
      breadcrumb={{
        label: t('moderation.item.where'),
        steps: [{ label: t('moderation.item.back'), href: visit.href('/gestion/moderation') }],
      }}
      kicker={kind?.label(visit.locale)}
      title={item.title}
      lead={card?.summary}
      status={
        <>
          <StatusTag tone={stateTones[item.state]}>{t(`moderation.state.${item.state}`)}</StatusTag>
          {item.isUrgent && isWaiting(item.state) && <StatusTag tone="problem">{t('moderation.urgent')}</StatusTag>}
        </>
      }
    >
      {children}
    </PageHeader>
  );
}

/** A person gets what is written; what the portal found has nobody to write to. */
function isFromSomebody(author: string): boolean {
  return author !== 'system' && !author.startsWith('source:');
}

function DecisionForm({ visit, model: { item, kind, card, reasons }, form }: { visit: Visit; model: ItemModel; form: FormState }) {
  const t = moderationWords(visit);
  // A kind says in its own words why it cannot be done.
  const own = kind?.form?.messages;
  const messages = own ? { fr: { ...own.fr, ...moderationMessages.fr }, en: { ...own.en, ...moderationMessages.en } } : moderationMessages;
  const words = formWords(visit, form, messages, { action: `/gestion/moderation/${item.id}` });
  if (!isWaiting(item.state)) {
    // Somebody else was faster: nothing of what was typed is lost.
    const message = typed(form, 'message');
    return (
      <>
        {words.props.problem && <Notice tone="careful" title={words.props.problem.errors[0]?.message ?? ''} />}
        {message !== '' && (
          <TextArea
            id="message"
            name="message"
            label={t('moderation.decide.typed')}
            hint={t('moderation.decide.typed.hint')}
            value={message}
          />
        )}
      </>
    );
  }
  const isPerson = isFromSomebody(item.author);
  const isOwn = item.authorAccount !== null && item.authorAccount === visit.viewer?.accountId;
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{t('moderation.decide')}</h2>
      <Form {...words.props} label={t('moderation.decide')}>
        <TextArea
          id="message"
          name="message"
          rows={3}
          label={t(isPerson ? 'moderation.decide.message' : 'moderation.decide.message.portal')}
          hint={t(isPerson ? 'moderation.decide.message.hint' : 'moderation.decide.message.portal.hint')}
          value={typed(form, 'message')}
          {...words.wrong('message')}
        />
        <Select
          id="reason"
          name="reason"
          label={t('moderation.decide.reason')}
          value={typed(form, 'reason')}
          options={[
            { value: '', label: t('moderation.decide.reason.choose') },
            ...reasons.map((reason) => ({ value: reason, label: reason })),
          ]}
          {...words.wrong('reason')}
        />
        <div class="button-row">
          {card && kind && !kind.isByFormOnly && (
            <Button name="event" value="approve" icon="circle-check">
              {t('moderation.decide.approve')}
            </Button>
          )}
          {card && kind?.form && (kind.form.isFor?.(item) ?? true) && (
            <LinkButton
              look={kind.isByFormOnly ? 'primary' : 'secondary'}
              href={visit.href(`/gestion/moderation/${item.id}/${kind.form.path}`)}
            >
              {kind.form.label(visit.locale)}
            </LinkButton>
          )}
          <Button look="secondary" name="event" value="refuse" icon="x">
            {t('moderation.decide.refuse')}
          </Button>
          {isPerson && !isOwn && (
            <Button look="secondary" name="event" value="ask" icon="message-circle">
              {t('moderation.decide.ask')}
            </Button>
          )}
        </div>
      </Form>
    </section>
  );
}

function AssignmentForm({ visit, model: { item, colleagues }, form }: { visit: Visit; model: ItemModel; form: FormState }) {
  const t = moderationWords(visit);
  const words = formWords(visit, form, moderationMessages, { action: `/gestion/moderation/${item.id}/attribution` });
  const me = visit.viewer?.accountId ?? '';
  return (
    <section>
      <Form {...words.props}>
        <Select
          id="to"
          name="to"
          label={t('moderation.item.assign')}
          value={item.assignedTo ?? ''}
          options={[
            { value: '', label: t('moderation.queue.nobody') },
            ...colleagues.map(({ accountId, name }) => ({ value: accountId, label: name })),
          ]}
          {...words.wrong('to')}
        />
        <SubmitRow
          primary={{ label: t('moderation.item.assign.submit'), look: 'secondary' }}
          {...(item.assignedTo !== me && {
            secondary: { label: t('moderation.item.assign.me'), name: 'me', value: '1', icon: 'user-check' },
          })}
        />
      </Form>
    </section>
  );
}

function Sender({ visit, model: { item, names, others } }: { visit: Visit; model: ItemModel }) {
  const t = moderationWords(visit);
  if (!isFromSomebody(item.author)) return null;
  const account = item.authorAccount === null ? undefined : names.get(item.authorAccount);
  const email = account?.email ?? item.authorEmail;
  return (
    <section aria-labelledby="sender">
      <h2 id="sender">{t('moderation.item.sender')}</h2>
      {item.isForgotten ? (
        <p>{t('moderation.item.sender.forgotten')}</p>
      ) : (
        <DefinitionList
          items={[
            { term: t('moderation.item.sender.name'), description: senderWords(item, names, visit) },
            ...(item.onBehalfOf === null
              ? []
              : [{ term: t('moderation.item.sender.for'), description: t('moderation.item.sender.for.person') }]),
            { term: t('moderation.item.sender.email'), description: email ?? t('moderation.item.sender.unanswered') },
          ]}
        />
      )}
      {others.length > 0 && (
        <>
          <h3>{t('moderation.item.others')}</h3>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <a href={visit.href(`/gestion/moderation/${other.id}`)}>{other.title}</a>, {t(`moderation.state.${other.state}`)},{' '}
                {ageWords(other.openedAt, visit)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function History({ visit, model: { item, decisions, names } }: { visit: Visit; model: ItemModel }) {
  const t = moderationWords(visit);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('moderation.item.history')}</h2>
      <Timeline
        label={t('moderation.item.history')}
        events={[
          ...decisions.map((decision) => ({
            key: decision.id,
            when: { at: String(decision.at), text: momentWords(decision.at, visit) },
            who: whoWords(decision.actor, names, visit, item),
            what: eventWords(decision, names, visit),
            children: (
              <>
                {decision.reason !== null && <p>{t('moderation.event.reason', { reason: decision.reason })}</p>}
                {decision.message !== null && <blockquote class="said">{decision.message}</blockquote>}
              </>
            ),
          })),
          {
            key: item.id,
            when: { at: String(item.openedAt), text: momentWords(item.openedAt, visit) },
            who: senderWords(item, names, visit),
            what: t('moderation.event.sent'),
          },
        ]}
      />
    </section>
  );
}
