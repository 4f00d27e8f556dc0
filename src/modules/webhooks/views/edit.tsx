import { type FormState, tickedIn, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import { CheckboxGroup } from '../../../ui/choices.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { webhookMessages } from '../messages.ts';
import type { Endpoint } from '../models.ts';
import { endpointPath, webhooksPath } from '../paths.ts';
import { shortAddress } from './list.tsx';
import { webhookWords } from './words.ts';

/** Which site is told, and of what. @param endpoint that is changed; null: a new one. */
export function EditView({
  endpoint,
  events,
  form,
  visit,
}: {
  endpoint: Endpoint | null;
  events: readonly WebhookEvent[];
  form: FormState;
  visit: Visit;
}) {
  const t = webhookWords(visit);
  const words = formWords(visit, form, webhookMessages, {
    action: endpoint === null ? `${webhooksPath}/nouveau` : endpointPath(endpoint.id, '/modifier'),
  });
  const back =
    endpoint === null
      ? { label: t('webhooks.title'), href: visit.href(webhooksPath) }
      : { label: shortAddress(endpoint.url), href: visit.href(endpointPath(endpoint.id)) };
  return (
    <>
      <PageHeader
        breadcrumb={{ label: t('webhooks.title'), steps: [back] }}
        title={t(endpoint === null ? 'webhooks.new.title' : 'webhooks.edit.title')}
      />
      <Form {...words.props}>
        <Field
          id="url"
          name="url"
          type="url"
          label={t('webhooks.url')}
          hint={t('webhooks.url.hint')}
          value={typed(form, 'url', endpoint?.url)}
          {...words.wrong('url')}
        />
        <CheckboxGroup
          id="events"
          name="events"
          label={t('webhooks.events')}
          values={tickedIn(form, 'events', endpoint?.events ?? events.map(({ type }) => type))}
          choices={events.map(({ type, label }) => ({ value: type, label: label(visit.locale), hint: type }))}
          {...words.wrong('events')}
        />
        <SubmitRow primary={{ label: t(endpoint === null ? 'webhooks.new.submit' : 'webhooks.edit.submit') }} />
      </Form>
    </>
  );
}
