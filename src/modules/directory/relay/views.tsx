import { emptyForm, type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { spacePath } from '../space/paths.ts';
import type { Space } from '../space/view-models.ts';
import { momentOf, SpaceFrame } from '../space/views/frame.tsx';
import { organisationPath } from '../views/paths.ts';
import { relayMessages } from './messages.ts';
import type { Conversation, ConversationSummary, RelayTarget, Side } from './view-models.ts';

export function relayWords(visit: Visit) {
  return translator(relayMessages, visit.locale);
}

export function writePath({ slug, commune }: Pick<RelayTarget, 'slug' | 'commune'>, page: '' | '/parti' = ''): string {
  return `/annuaire/${slug}/ecrire${page}${commune === null ? '' : `?commune=${commune}`}`;
}

/** Whether an agent writes for somebody, whom their own territory alone knows. */
export function isForSomebody({ commune }: Pick<RelayTarget, 'commune'>, { viewer }: Visit): boolean {
  return commune === null && viewer !== null && viewer.actingFor !== null;
}

/** The form of a first message. Who is signed in is answered at their account's address, and is told so. */
export function WriteView({ target, form, visit }: { target: RelayTarget; form: FormState; visit: Visit }) {
  const t = relayWords(visit);
  const words = formWords(visit, form, relayMessages, { action: writePath(target), isGuarded: true });
  const { viewer } = visit;
  const person = isForSomebody(target, visit) ? viewer?.actingFor?.name : undefined;
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.relay.title', { name: target.name })} lead={t('directory.relay.lead')} />
      <Form {...words.props}>
        <Field
          id="name"
          name="name"
          {...(person === undefined && { autocomplete: 'name' })}
          label={t(person === undefined ? 'directory.relay.name' : 'directory.relay.name.for')}
          value={typed(form, 'name', person ?? viewer?.name)}
          {...words.wrong('name')}
        />
        {viewer ? (
          <p>
            {person === undefined
              ? t('directory.relay.answered.at', { email: viewer.email })
              : t('directory.relay.answered.for', { email: viewer.email, person })}
          </p>
        ) : (
          <Field
            id="email"
            name="email"
            type="email"
            autocomplete="email"
            label={t('directory.relay.email')}
            hint={t('directory.relay.email.hint')}
            value={typed(form, 'email')}
            {...words.wrong('email')}
          />
        )}
        <Field
          id="phone"
          name="phone"
          type="tel"
          {...(person === undefined && { autocomplete: 'tel' })}
          label={t(person !== undefined ? 'directory.relay.phone.for' : viewer ? 'directory.relay.phone.alone' : 'directory.relay.phone')}
          hint={t(person === undefined ? 'directory.relay.phone.hint' : 'directory.relay.phone.for.hint')}
          value={typed(form, 'phone')}
          {...words.wrong('phone')}
        />
        <TextArea id="body" name="body" rows={8} label={t('directory.relay.body')} value={typed(form, 'body')} {...words.wrong('body')} />
        <Button icon="mail">{t('directory.relay.submit')}</Button>
      </Form>
    </div>
  );
}

export function SentView({ target, visit }: { target: RelayTarget; visit: Visit }) {
  const t = relayWords(visit);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.relay.sent')} lead={t('directory.relay.sent.body')} />
      <LinkButton look="secondary" href={visit.href(organisationPath(target.slug, target.commune))}>
        {target.name}
      </LinkButton>
    </div>
  );
}

/** What was said, in order, each with who said it. */
function Messages({ conversation, side, visit }: { conversation: Conversation; side: Side; visit: Visit }) {
  const t = relayWords(visit);
  const nameOf = (of: Side) =>
    of === side ? t('directory.relay.you') : of === 'writer' ? conversation.writerName : conversation.organisation.name;
  return (
    <ol class="messages">
      {conversation.messages.map((message) => (
        <li key={message.id} class={message.side === side ? 'message message-own' : 'message'}>
          <p class="message-who">
            <b>{nameOf(message.side)}</b> <time dateTime={message.at.toString()}>{momentOf(message.at, visit)}</time>
          </p>
          <p class="message-body">{message.body}</p>
        </li>
      ))}
    </ol>
  );
}

function Reply({ action, form, visit }: { action: string; form: FormState; visit: Visit }) {
  const t = relayWords(visit);
  const words = formWords(visit, form, relayMessages, { action });
  return (
    <Form {...words.props}>
      <TextArea id="body" name="body" rows={6} label={t('directory.relay.reply')} value={typed(form, 'body')} {...words.wrong('body')} />
      <Button icon="mail">{t('directory.relay.reply.submit')}</Button>
    </Form>
  );
}

/** A conversation for who came by the link of a letter. */
export function ConversationView({
  conversation,
  side,
  path,
  form,
  visit,
}: {
  conversation: Conversation;
  side: Side;
  path: string;
  form: FormState;
  visit: Visit;
}) {
  const t = relayWords(visit);
  const other = side === 'writer' ? conversation.organisation.name : conversation.writerName;
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.relay.conversation', { name: other })} />
      <Messages conversation={conversation} side={side} visit={visit} />
      {side === 'structure' && <WayToAnswer conversation={conversation} visit={visit} />}
      {conversation.isBlocked ? <Notice title={t('directory.relay.over')} /> : <Reply action={path} form={form} visit={visit} />}
      <p>
        <a href={visit.href(`${path}/signaler`)}>{t('directory.relay.report')}</a>
      </p>
    </div>
  );
}

/** How an answer reaches who wrote. */
function WayToAnswer({ conversation, visit }: { conversation: Conversation; visit: Visit }) {
  return (
    <>
      {conversation.onBehalfOf !== null && <p class="soft">{relayWords(visit)('directory.relay.assisted')}</p>}
      <CallBack conversation={conversation} visit={visit} />
    </>
  );
}

function CallBack({ conversation: { writerPhone, writerEmail, accountId }, visit }: { conversation: Conversation; visit: Visit }) {
  const t = relayWords(visit);
  if (writerPhone === null) return null;
  return (
    <Notice title={t('directory.relay.phone.told', { phone: formatPhone(writerPhone, visit.territory.country) })}>
      {writerEmail === null && accountId === null && <p>{t('directory.relay.no-email')}</p>}
      <LinkButton look="secondary" icon="phone" href={phoneHref(writerPhone)}>
        {formatPhone(writerPhone, visit.territory.country)}
      </LinkButton>
    </Notice>
  );
}

/** The messages of a structure, in its space. */
export function InboxView({ space, conversations, visit }: { space: Space; conversations: readonly ConversationSummary[]; visit: Visit }) {
  const t = relayWords(visit);
  const [{ id }] = space.pages;
  return (
    <SpaceFrame space={space} tab="messages" title={t('directory.relay.list')} lead={t('directory.relay.list.lead')} visit={visit}>
      {conversations.length === 0 ? (
        <EmptyState title={t('directory.relay.none')}>
          <p>{t('directory.relay.none.body')}</p>
        </EmptyState>
      ) : (
        <ul class="kept-pages">
          {conversations.map((conversation) => {
            const state = conversation.isBlocked ? 'blocked' : conversation.lastSide === 'writer' ? 'waiting' : 'answered';
            return (
              <li key={conversation.id}>
                <h2>
                  <a href={visit.href(spacePath(id, `/messages/${conversation.id}`))}>{conversation.writerName}</a>
                </h2>
                <StatusTag tone={state === 'waiting' ? 'new' : state === 'answered' ? 'good' : 'off'}>
                  {t(`directory.relay.state.${state}`)}
                </StatusTag>
                <p class="soft">{t('directory.relay.last', { date: momentOf(conversation.lastAt, visit) })}</p>
              </li>
            );
          })}
        </ul>
      )}
    </SpaceFrame>
  );
}

/** A conversation in the structure's space. @param reportPath where abuse is told. */
export function SpaceConversationView({
  space,
  conversation,
  reportPath,
  form,
  visit,
}: {
  space: Space;
  conversation: Conversation;
  reportPath: string;
  form: FormState;
  visit: Visit;
}) {
  const t = relayWords(visit);
  const path = spacePath(space.pages[0].id, `/messages/${conversation.id}`);
  const block = formWords(visit, emptyForm, relayMessages, { action: `${path}/bloquer` });
  return (
    <SpaceFrame space={space} tab="messages" title={t('directory.relay.conversation', { name: conversation.writerName })} visit={visit}>
      <Messages conversation={conversation} side="structure" visit={visit} />
      <WayToAnswer conversation={conversation} visit={visit} />
      {conversation.isBlocked ? (
        <Notice title={t('directory.relay.over')} />
      ) : (
        <>
          <Reply action={path} form={form} visit={visit} />
          <Form {...block.props}>
            <Button look="quiet">{t('directory.relay.block')}</Button>
          </Form>
        </>
      )}
      <p>
        <a href={reportPath}>{t('directory.relay.report')}</a>
      </p>
    </SpaceFrame>
  );
}

export function AbuseView({ path, isSent, form, visit }: { path: string; isSent: boolean; form: FormState; visit: Visit }) {
  const t = relayWords(visit);
  const words = formWords(visit, form, relayMessages, { action: `${path}/signaler` });
  if (isSent)
    return (
      <div class="wrap narrow">
        <PageHeader title={t('directory.relay.abuse.sent')} lead={t('directory.relay.abuse.sent.body')} />
      </div>
    );
  return (
    <div class="wrap narrow">
      <PageHeader title={t('directory.relay.abuse.title')} lead={t('directory.relay.abuse.lead')} />
      <Form {...words.props}>
        <TextArea id="note" name="note" label={t('directory.relay.abuse.note')} value={typed(form, 'note')} {...words.wrong('note')} />
        <Button>{t('directory.relay.abuse.submit')}</Button>
      </Form>
    </div>
  );
}
