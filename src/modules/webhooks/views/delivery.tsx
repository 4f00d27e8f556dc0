import { emptyForm } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatNumber } from '../../../kernel/i18n/format.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import { Button } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { webhookMessages } from '../messages.ts';
import type { Endpoint, WholeDelivery } from '../models.ts';
import { endpointPath } from '../paths.ts';
import { answerWords, deliveryTones, momentWords, typeWords, webhookWords } from './words.ts';

interface DeliveryProps {
  endpoint: Endpoint;
  delivery: WholeDelivery;
  events: readonly WebhookEvent[];
  visit: Visit;
}

/** One thing that was sent, to the letter, and what was answered. */
export function DeliveryView({ endpoint, delivery, events, visit }: DeliveryProps) {
  const t = webhookWords(visit);
  const path = endpointPath(endpoint.id, '/envois');
  const { id, type, state, createdAt, attemptedAt, attempts, answer, messageId, body } = delivery;
  const again = formWords(visit, emptyForm, webhookMessages, { action: `${path}/${id}/renvoi` });
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('webhooks.title'), steps: [{ label: t('webhooks.deliveries'), href: visit.href(path) }] }}
        kicker={t('webhooks.delivery')}
        title={typeWords(type, events, visit)}
        status={<StatusTag tone={deliveryTones[state]}>{t(`webhooks.delivery.state.${state}`)}</StatusTag>}
      />
      <DefinitionList
        items={[
          { term: t('webhooks.delivery.when'), description: momentWords(createdAt, visit) },
          ...(attemptedAt === null ? [] : [{ term: t('webhooks.delivery.attempted'), description: momentWords(attemptedAt, visit) }]),
          { term: t('webhooks.delivery.attempts'), description: formatNumber(attempts, visit.locale) },
          { term: t('webhooks.delivery.answer'), description: answerWords(delivery, visit) },
          { term: t('webhooks.delivery.message'), description: <code>{`msg_${messageId}`}</code> },
        ]}
      />
      {state !== 'waiting' && (
        <Form {...again.props}>
          <Button look="secondary">{t('webhooks.delivery.again')}</Button>
        </Form>
      )}
      <section class="section" aria-labelledby="body">
        <h2 id="body">{t('webhooks.delivery.body')}</h2>
        <pre class="letter-text">{JSON.stringify(JSON.parse(body), null, 2)}</pre>
      </section>
      {answer !== null && answer !== '' && (
        <section class="section" aria-labelledby="answered">
          <h2 id="answered">{t('webhooks.delivery.answered')}</h2>
          <pre class="letter-text">{answer}</pre>
        </section>
      )}
    </>
  );
}
