import { emptyForm } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatNumber } from '../../../kernel/i18n/format.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import { Button } from '../../../ui/button.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { webhookMessages } from '../messages.ts';
import type { Delivery, Endpoint } from '../models.ts';
import { endpointPath } from '../paths.ts';
import { shortAddress } from './list.tsx';
import { answerWords, deliveryTones, momentWords, typeWords, webhookWords } from './words.ts';

interface DeliveriesProps {
  endpoint: Endpoint;
  deliveries: readonly Delivery[];
  next: string | null;
  isFirst: boolean;
  events: readonly WebhookEvent[];
  visit: Visit;
}

/** What was sent to a site. */
export function DeliveriesView({ endpoint, deliveries, next, isFirst, events, visit }: DeliveriesProps) {
  const t = webhookWords(visit);
  const path = endpointPath(endpoint.id, '/envois');
  const trial = formWords(visit, emptyForm, webhookMessages, { action: endpointPath(endpoint.id, '/essai') });
  return (
    <>
      <PageHeader
        breadcrumb={{
          label: t('webhooks.title'),
          steps: [{ label: shortAddress(endpoint.url), href: visit.href(endpointPath(endpoint.id)) }],
        }}
        title={t('webhooks.deliveries')}
        lead={t('webhooks.deliveries.lead')}
      >
        <Form {...trial.props}>
          <Button look="secondary">{t('webhooks.try')}</Button>
        </Form>
      </PageHeader>
      <DataTable
        caption={t('webhooks.deliveries.caption', { n: deliveries.length })}
        locale={visit.locale}
        columns={deliveryColumns(endpoint.id, events, visit)}
        rows={deliveries}
        rowKey={({ id }) => id}
        file={visit.href(`${path}.xlsx`)}
        actions={(delivery) => <Again endpointId={endpoint.id} delivery={delivery} visit={visit} />}
        empty={
          <EmptyState title={t('webhooks.deliveries.none')}>
            <p>{t('webhooks.deliveries.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('webhooks.deliveries')}
        next={next === null ? null : { label: t('webhooks.deliveries.next'), href: `${visit.href(path)}?avant=${next}` }}
        first={isFirst ? null : { label: t('webhooks.deliveries.first'), href: visit.href(path) }}
      />
    </>
  );
}

export function deliveryColumns(endpointId: string, events: readonly WebhookEvent[], visit: Visit): Column<Delivery>[] {
  const t = webhookWords(visit);
  return [
    {
      key: 'when',
      label: t('webhooks.delivery.when'),
      cell: ({ id, createdAt }) => <a href={visit.href(endpointPath(endpointId, `/envois/${id}`))}>{momentWords(createdAt, visit)}</a>,
      value: ({ createdAt }) => momentCell(visit, createdAt),
    },
    { key: 'what', label: t('webhooks.delivery.what'), cell: ({ type }) => typeWords(type, events, visit) },
    {
      key: 'state',
      label: t('webhooks.delivery.state'),
      cell: ({ state }) => <StatusTag tone={deliveryTones[state]}>{t(`webhooks.delivery.state.${state}`)}</StatusTag>,
      value: ({ state }) => t(`webhooks.delivery.state.${state}`),
    },
    { key: 'answer', label: t('webhooks.delivery.answer'), cell: (delivery) => answerWords(delivery, visit) },
    {
      key: 'attempts',
      label: t('webhooks.delivery.attempts'),
      isNumeric: true,
      cell: ({ attempts }) => formatNumber(attempts, visit.locale),
      value: ({ attempts }) => attempts,
    },
  ];
}

/** Sends it once more: not while it is on its way. */
function Again({ endpointId, delivery, visit }: { endpointId: string; delivery: Delivery; visit: Visit }) {
  const t = webhookWords(visit);
  if (delivery.state === 'waiting') return null;
  const action = endpointPath(endpointId, `/envois/${delivery.id}/renvoi`);
  const { props } = formWords(visit, emptyForm, webhookMessages, { action });
  return (
    <form class="action-form" method="post" action={props.action}>
      <Hidden {...props.submission} />
      <button class="button button-quiet" type="submit">
        <span aria-hidden="true">{t('webhooks.delivery.again')}</span>
        <span class="visually-hidden">{t('webhooks.delivery.again.of', { moment: momentWords(delivery.createdAt, visit) })}</span>
      </button>
    </form>
  );
}
