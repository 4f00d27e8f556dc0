import { emptyForm, type FormState } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { ConfirmPanel } from '../../../ui/confirm-panel.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { webhookMessages } from '../messages.ts';
import type { EndpointLine } from '../models.ts';
import { endpointPath, webhooksPath } from '../paths.ts';
import { shortAddress } from './list.tsx';
import { deliveryTones, endpointTones, momentWords, typeWords, webhookWords } from './words.ts';

interface EndpointProps {
  endpoint: EndpointLine;
  events: readonly WebhookEvent[];
  form: FormState;
  visit: Visit;
}

/** A site that is told: of what, how it goes, and what can be done. */
export function EndpointView({ endpoint, events, form, visit }: EndpointProps) {
  const t = webhookWords(visit);
  const { id, url, state, failingSince, previousUntil, last } = endpoint;
  const isOverlap = previousUntil !== null && previousUntil.epochMilliseconds > visit.now.epochMilliseconds;
  const button = (step: string, label: string, look: 'primary' | 'secondary') => (
    <Form {...formWords(visit, emptyForm, webhookMessages, { action: endpointPath(id, step) }).props}>
      <Button look={look}>{label}</Button>
    </Form>
  );
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('webhooks.title'), steps: [{ label: t('webhooks.title'), href: visit.href(webhooksPath) }] }}
        title={shortAddress(url)}
        status={<StatusTag tone={endpointTones[state]}>{t(`webhooks.state.${state}`)}</StatusTag>}
      />
      {state === 'on' && failingSince !== null && (
        <Notice tone="careful">
          <p>{t('webhooks.failing', { moment: momentWords(failingSince, visit) })}</p>
        </Notice>
      )}
      {isOverlap && (
        <Notice>
          <p>{t('webhooks.secret.overlap', { moment: momentWords(previousUntil, visit) })}</p>
        </Notice>
      )}
      <Stack>
        <DefinitionList
          items={[
            { term: t('webhooks.url'), description: <span class="wrap-anywhere">{url}</span> },
            {
              term: t('webhooks.events'),
              description: (
                <ul class="plain-list">
                  {endpoint.events.map((type) => (
                    <li key={type}>
                      {typeWords(type, events, visit)} <code>{type}</code>
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              term: t('webhooks.last'),
              description:
                last === null ? (
                  t('webhooks.last.never')
                ) : (
                  <>
                    <StatusTag tone={deliveryTones[last.state]}>{t(`webhooks.delivery.state.${last.state}`)}</StatusTag>{' '}
                    {momentWords(last.at, visit)}
                  </>
                ),
            },
            {
              term: t('webhooks.added'),
              description: t('webhooks.added.by', { moment: momentWords(endpoint.createdAt, visit), name: endpoint.createdBy }),
            },
          ]}
        />
        <div class="button-row">
          {state === 'on' ? button('/essai', t('webhooks.try'), 'primary') : button('/reprise', t('webhooks.resume'), 'primary')}
          <LinkButton look="secondary" href={visit.href(endpointPath(id, '/envois'))}>
            {t('webhooks.deliveries.see')}
          </LinkButton>
          <LinkButton look="secondary" href={visit.href(endpointPath(id, '/modifier'))}>
            {t('webhooks.edit')}
          </LinkButton>
          {state === 'on' ? button('/pause', t('webhooks.pause'), 'secondary') : button('/essai', t('webhooks.try'), 'secondary')}
        </div>
        <p class="soft">{t('webhooks.try.hint')}</p>
      </Stack>
      <section class="section" aria-labelledby="renew">
        <h2 id="renew">{t('webhooks.secret.renew.title')}</h2>
        <p>{t('webhooks.secret.renew.body')}</p>
        {button('/secret', t('webhooks.secret.renew'), 'secondary')}
      </section>
      <Removal id={id} form={form} visit={visit} />
    </>
  );
}

function Removal({ id, form, visit }: { id: string; form: FormState; visit: Visit }) {
  const t = webhookWords(visit);
  const words = formWords(visit, form, webhookMessages, { action: endpointPath(id, '/suppression') });
  return (
    <ConfirmPanel
      title={t('webhooks.remove')}
      losses={[t('webhooks.remove.loss'), t('webhooks.remove.loss.list')]}
      form={words.props}
      box={{ id: 'sure', name: 'sure', label: t('webhooks.remove.sure'), ...words.wrong('sure') }}
      button={t('webhooks.remove.submit')}
      cancel={{ label: t('webhooks.remove.cancel'), href: visit.href(webhooksPath) }}
    />
  );
}
