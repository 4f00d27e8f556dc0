import type { Temporal } from 'temporal-polyfill';
import { emptyForm, type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { OutboxItem, OutboxMessage } from '../../../kernel/mail/outbox.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { StatusTag, type StatusTone } from '../../../ui/status-tag.tsx';
import { operationMessages } from './messages.ts';

const tones: Readonly<Record<OutboxItem['state'], StatusTone>> = {
  waiting: 'waiting',
  kept: 'off',
  sent: 'good',
  failed: 'problem',
  bounced: 'problem',
};

function moment(visit: Visit, at: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO(visit.territory.timeZone);
  return `${formatDate(there.toPlainDate(), visit.locale)}, ${formatTime(there.toPlainTime(), visit.locale)}`;
}

function titleOf(visit: Visit, { channel, subject }: OutboxItem): string {
  const t = translator(operationMessages, visit.locale);
  return subject ?? t(channel === 'sms' ? 'people.outbox.sms' : 'people.outbox.blanked');
}

export function outboxColumns(visit: Visit): Column<OutboxItem>[] {
  const t = translator(operationMessages, visit.locale);
  return [
    {
      key: 'subject',
      label: t('people.outbox.subject'),
      cell: (item) => <a href={visit.href(`/exploitation/messages/${item.id}`)}>{titleOf(visit, item)}</a>,
      value: (item) => titleOf(visit, item),
    },
    { key: 'recipient', label: t('people.outbox.recipient'), cell: ({ recipient }) => recipient ?? t('people.outbox.blanked') },
    {
      key: 'state',
      label: t('people.outbox.state'),
      cell: ({ state }) => <StatusTag tone={tones[state]}>{t(`people.outbox.state.${state}`)}</StatusTag>,
      value: ({ state }) => t(`people.outbox.state.${state}`),
    },
    {
      key: 'when',
      label: t('people.outbox.when'),
      cell: ({ createdAt }) => moment(visit, createdAt),
      value: ({ createdAt }) => momentCell(visit, createdAt),
    },
  ];
}

export function OutboxView({ visit, items, next }: { visit: Visit; items: readonly OutboxItem[]; next: string | null }) {
  const t = translator(operationMessages, visit.locale);
  return (
    <Stack wide>
      <PageHeader title={t('people.outbox.title')} lead={t('people.outbox.lead')} />
      <DataTable
        caption={t('people.outbox.caption')}
        locale={visit.locale}
        rows={items}
        rowKey={({ id }) => id}
        columns={outboxColumns(visit)}
        file={visit.href('/exploitation.xlsx')}
        empty={
          <EmptyState title={t('people.outbox.empty')}>
            <p>{t('people.outbox.empty.body')}</p>
          </EmptyState>
        }
      />
      {next !== null && (
        <LinkButton look="secondary" href={visit.href(`/exploitation?apres=${next}`)}>
          {t('people.outbox.next')}
        </LinkButton>
      )}
    </Stack>
  );
}

export function OutboxMessageView({ visit, message }: { visit: Visit; message: OutboxMessage }) {
  const t = translator(operationMessages, visit.locale);
  const { props } = formWords(visit, emptyForm, operationMessages, { action: `/exploitation/messages/${message.id}/renvoyer` });
  return (
    <Stack wide>
      <PageHeader
        title={titleOf(visit, message)}
        status={<StatusTag tone={tones[message.state]}>{t(`people.outbox.state.${message.state}`)}</StatusTag>}
        breadcrumb={{ label: t('people.outbox.message'), steps: [{ label: t('people.outbox.title'), href: visit.href('/exploitation') }] }}
      />
      {message.isDeadAddress && <Notice tone="careful" title={t('people.outbox.dead')} />}
      <DefinitionList
        items={[
          { term: t('people.outbox.recipient'), description: message.recipient ?? t('people.outbox.blanked') },
          { term: t('people.outbox.when'), description: moment(visit, message.createdAt) },
          { term: t('people.outbox.attempts'), description: message.attempts },
          ...(message.lastFailure === null ? [] : [{ term: t('people.outbox.failure'), description: message.lastFailure }]),
        ]}
      />
      {message.body === null ? (
        <p class="soft">{t(message.recipient === null ? 'people.outbox.blanked.body' : 'people.outbox.left')}</p>
      ) : (
        <section>
          <h2>{t('people.outbox.text')}</h2>
          <pre class="letter">{message.body}</pre>
        </section>
      )}
      <div class="button-row">
        {message.html !== null && (
          <LinkButton look="secondary" href={visit.href(`/exploitation/messages/${message.id}/page`)}>
            {t('people.outbox.html')}
          </LinkButton>
        )}
        {(message.state === 'kept' || message.state === 'failed') && message.recipient !== null && (
          <form method="post" action={props.action}>
            <Hidden {...props.submission} />
            <Button>{t('people.outbox.again')}</Button>
          </form>
        )}
      </div>
    </Stack>
  );
}

interface OperatorModel {
  id: string;
  name: string;
  email: string;
  hasSecondFactor: boolean;
}

export function operatorColumns(visit: Visit): Column<OperatorModel>[] {
  const t = translator(operationMessages, visit.locale);
  return [
    { key: 'name', label: t('people.operators.name'), cell: ({ name }) => name },
    { key: 'email', label: t('people.operators.email'), cell: ({ email }) => email },
    {
      key: 'factor',
      label: t('people.operators.factor'),
      cell: ({ hasSecondFactor }) => t(hasSecondFactor ? 'people.operators.factor.yes' : 'people.operators.factor.no'),
    },
  ];
}

interface OperatorsProps {
  visit: Visit;
  form: FormState;
  operators: readonly OperatorModel[];
}

export function OperatorsView({ visit, form, operators }: OperatorsProps) {
  const t = translator(operationMessages, visit.locale);
  const words = formWords(visit, form, operationMessages, { action: '/exploitation/comptes/secours' });
  return (
    <Stack wide>
      <PageHeader title={t('people.operators.title')} lead={t('people.operators.lead')} />
      {visit.query['dit'] === 'reset' && <Notice tone="good" title={t('people.recovery.done')} />}
      <DataTable
        caption={t('people.operators.caption')}
        locale={visit.locale}
        rows={operators}
        rowKey={({ id }) => id}
        columns={operatorColumns(visit)}
        file={visit.href('/exploitation/comptes.xlsx')}
        empty={<EmptyState title={t('people.operators.title')} />}
      />
      <section>
        <h2>{t('people.recovery.title')}</h2>
        <p>{t('people.recovery.lead')}</p>
        <Form {...words.props}>
          <Field
            id="email"
            name="email"
            type="email"
            autocomplete="off"
            label={t('people.recovery.email')}
            value={typed(form, 'email')}
            {...words.wrong('email')}
          />
          <Checkbox
            id="checked"
            name="checked"
            value="1"
            label={t('people.recovery.checked')}
            hint={t('people.recovery.checked.hint')}
            {...words.wrong('checked')}
          />
          <Button>{t('people.recovery.submit')}</Button>
        </Form>
      </section>
    </Stack>
  );
}
