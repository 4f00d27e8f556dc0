import { momentCell } from '../../../kernel/http/list-file.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import type { EndpointLine } from '../models.ts';
import { endpointPath, webhooksPath } from '../paths.ts';
import { deliveryTones, endpointTones, momentWords, typeWords, webhookWords } from './words.ts';

export function endpointColumns(events: readonly WebhookEvent[], visit: Visit): Column<EndpointLine>[] {
  const t = webhookWords(visit);
  return [
    {
      key: 'url',
      label: t('webhooks.url'),
      cell: ({ id, url }) => <a href={visit.href(endpointPath(id))}>{shortAddress(url)}</a>,
      value: ({ url }) => shortAddress(url),
    },
    {
      key: 'events',
      label: t('webhooks.events'),
      cell: ({ events: told }) => (
        <ul class="plain-list">
          {told.map((type) => (
            <li key={type}>{typeWords(type, events, visit)}</li>
          ))}
        </ul>
      ),
      value: ({ events: told }) => told.map((type) => typeWords(type, events, visit)).join(', '),
    },
    {
      key: 'state',
      label: t('webhooks.state'),
      cell: ({ state }) => <StatusTag tone={endpointTones[state]}>{t(`webhooks.state.${state}`)}</StatusTag>,
      value: ({ state }) => t(`webhooks.state.${state}`),
    },
    {
      key: 'last',
      label: t('webhooks.last'),
      cell: ({ last }) =>
        last === null ? (
          t('webhooks.last.never')
        ) : (
          <>
            <StatusTag tone={deliveryTones[last.state]}>{t(`webhooks.delivery.state.${last.state}`)}</StatusTag>
            <p class="soft">{momentWords(last.at, visit)}</p>
          </>
        ),
      value: ({ last }) => (last === null ? null : momentCell(visit, last.at)),
    },
  ];
}

/** Every site that the territory tells. */
export function EndpointsView({
  endpoints,
  events,
  visit,
}: {
  endpoints: readonly EndpointLine[];
  events: readonly WebhookEvent[];
  visit: Visit;
}) {
  const t = webhookWords(visit);
  return (
    <>
      <PageHeader title={t('webhooks.title')} lead={t('webhooks.lead')}>
        <LinkButton href={visit.href(`${webhooksPath}/nouveau`)}>{t('webhooks.add')}</LinkButton>
      </PageHeader>
      <DataTable
        caption={t('webhooks.caption', { n: endpoints.length })}
        locale={visit.locale}
        columns={endpointColumns(events, visit)}
        file={visit.href(`${webhooksPath}.xlsx`)}
        rows={endpoints}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('webhooks.none')}>
            <p>{t('webhooks.none.body')}</p>
          </EmptyState>
        }
      />
    </>
  );
}

/** Without what every address begins with, nor its query, which may let somebody in. */
export function shortAddress(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
}
