import type { ComponentChildren } from 'preact';
import { staff } from '../../kernel/access/access.ts';
import { actorOf } from '../../kernel/access/viewer.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../kernel/http/route.ts';
import { isId } from '../../kernel/ids.ts';
import type { Module } from '../../kernel/module.ts';
import { sendAgain, tryEndpoint } from './commands/deliveries.ts';
import { addEndpoint, editEndpoint, removeEndpoint, renewSecret, switchEndpoint } from './commands/endpoints.ts';
import { endpointFields, nothing, removeFields } from './forms.ts';
import type { EndpointLine } from './models.ts';
import { endpointPath, webhooksPath } from './paths.ts';
import { deliveriesOf, deliveryById } from './queries/deliveries.ts';
import { endpointById, endpointsOf } from './queries/endpoints.ts';
import { webhookEvents } from './registry.ts';
import { readAddress } from './rules.ts';
import { DeliveriesView, deliveryColumns } from './views/deliveries.tsx';
import { DeliveryView } from './views/delivery.tsx';
import { EditView } from './views/edit.tsx';
import { EndpointView } from './views/endpoint.tsx';
import { EndpointsView, endpointColumns } from './views/list.tsx';
import { SecretView } from './views/secret.tsx';
import { webhookWords } from './views/words.ts';

type Asked = PageRequest<Readonly<Record<string, string>>>;

/** Who has other sites told. */
export const webhookAccess = staff('administrator');

const idOf = ({ params }: Pick<Asked, 'params'>) => params['endpointId'] ?? '';

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'webhooks' } };
}

/** With the endpoint that the path names, or not found. */
async function onEndpoint<Reply>(request: Asked, then: (endpoint: EndpointLine) => Promise<Reply>): Promise<Reply | typeof notFound> {
  const endpoint = await endpointById(request.kernel, request.visit.territory.id, idOf(request));
  return endpoint ? then(endpoint) : notFound;
}

/** @param modules whose events other sites may be told of. */
export function webhookPages(modules: readonly Module[]): AnyRoute[] {
  const events = webhookEvents(modules);
  const fields = endpointFields(events.map(({ type }) => type));

  const editPage = async (request: Asked, form: FormState = emptyForm): Promise<PageReply> => {
    const { visit, params } = request;
    const t = webhookWords(visit);
    if (params['endpointId'] === undefined)
      return page(t('webhooks.new.title'), <EditView endpoint={null} events={events} form={form} visit={visit} />);
    return onEndpoint(request, async (endpoint) =>
      page(t('webhooks.edit.title'), <EditView endpoint={endpoint} events={events} form={form} visit={visit} />),
    );
  };
  const endpointPage = (request: Asked, form: FormState = emptyForm): Promise<PageReply> =>
    onEndpoint(request, async (endpoint) =>
      page(webhookWords(request.visit)('webhooks.title'), <EndpointView {...{ endpoint, events, form }} visit={request.visit} />),
    );
  const secretPage = ({ visit }: Asked, endpointId: string, secret: string): PageReply =>
    page(webhookWords(visit)('webhooks.secret.title'), <SecretView endpointId={endpointId} secret={secret} visit={visit} />);
  const deliveriesPage = (request: Asked): Promise<PageReply> =>
    onEndpoint(request, async (endpoint) => {
      const { kernel, visit } = request;
      const { avant } = visit.query;
      const before = avant && isId(avant) ? avant : null;
      const list = await deliveriesOf(kernel, visit.territory.id, endpoint.id, before);
      const view = <DeliveriesView endpoint={endpoint} {...list} isFirst={before === null} events={events} visit={visit} />;
      return page(webhookWords(visit)('webhooks.deliveries'), view);
    });
  /** A button of an endpoint's page. */
  const step = (path: string, act: (request: Asked, endpoint: EndpointLine, actor: string) => Promise<FormReply>) =>
    formRoute({
      path: `${webhooksPath}/:endpointId${path}`,
      access: webhookAccess,
      fields: nothing,
      limits: [{ name: 'webhooks.step', limit: 60, seconds: 3_600 }],
      again: endpointPage,
      handle: (request) => onEndpoint<FormReply>(request, (endpoint) => act(request, endpoint, actorOf(request.visit.viewer))),
    });
  const back = ({ visit }: Asked, endpoint: EndpointLine, then = '') => ({ redirect: visit.href(endpointPath(endpoint.id, then)) });

  return [
    pageRoute({
      path: webhooksPath,
      access: webhookAccess,
      async handle({ kernel, visit }) {
        const endpoints = await endpointsOf(kernel, visit.territory.id);
        return page(webhookWords(visit)('webhooks.title'), <EndpointsView endpoints={endpoints} events={events} visit={visit} />);
      },
    }),
    listFileRoute({
      path: `${webhooksPath}.xlsx`,
      access: webhookAccess,
      file: 'sites-prevenus',
      name: (visit) => webhookWords(visit)('webhooks.title'),
      columns: (visit) => endpointColumns(events, visit),
      rows: (kernel, visit) => endpointsOf(kernel, visit.territory.id),
    }),
    pageRoute({ path: `${webhooksPath}/nouveau`, access: webhookAccess, handle: (request) => editPage(request) }),
    formRoute({
      path: `${webhooksPath}/nouveau`,
      access: webhookAccess,
      fields,
      again: editPage,
      async handle(request) {
        const { kernel, visit, input } = request;
        const address = readAddress(input.url, kernel.config.webhookHosts);
        if ('mistake' in address) return { mistakes: [{ field: 'url', key: `webhooks.wrong.${address.mistake}` }] };
        const told = { url: address.url.href, events: input.events };
        const added = await addEndpoint(kernel, visit.territory.id, told, actorOf(visit.viewer));
        if (typeof added === 'string') return { mistakes: [{ field: 'url', key: `webhooks.wrong.${added}` }] };
        return secretPage(request, added.id, added.secret);
      },
    }),
    pageRoute({ path: `${webhooksPath}/:endpointId`, access: webhookAccess, handle: (request) => endpointPage(request) }),
    pageRoute({ path: `${webhooksPath}/:endpointId/modifier`, access: webhookAccess, handle: (request) => editPage(request) }),
    formRoute({
      path: `${webhooksPath}/:endpointId/modifier`,
      access: webhookAccess,
      fields,
      again: editPage,
      handle: (request) =>
        onEndpoint<FormReply>(request, async (endpoint) => {
          const { kernel, visit, input } = request;
          const address = readAddress(input.url, kernel.config.webhookHosts);
          if ('mistake' in address) return { mistakes: [{ field: 'url', key: `webhooks.wrong.${address.mistake}` }] };
          const told = { url: address.url.href, events: input.events };
          const outcome = await editEndpoint(kernel, visit.territory.id, endpoint.id, told, actorOf(visit.viewer));
          if (outcome === 'taken') return { mistakes: [{ field: 'url', key: 'webhooks.wrong.taken' }] };
          return outcome === 'gone' ? notFound : back(request, endpoint);
        }),
    }),
    step('/essai', async (request, endpoint, actor) => {
      await tryEndpoint(request.kernel, request.visit.territory, endpoint.id, actor);
      return back(request, endpoint, '/envois');
    }),
    step('/secret', async (request, { id }, actor) => {
      const secret = await renewSecret(request.kernel, request.visit.territory.id, id, actor);
      return secret === null ? notFound : secretPage(request, id, secret);
    }),
    step('/pause', async (request, endpoint, actor) => {
      await switchEndpoint(request.kernel, request.visit.territory.id, endpoint.id, 'paused', actor);
      return back(request, endpoint);
    }),
    step('/reprise', async (request, endpoint, actor) => {
      await switchEndpoint(request.kernel, request.visit.territory.id, endpoint.id, 'on', actor);
      return back(request, endpoint);
    }),
    formRoute({
      path: `${webhooksPath}/:endpointId/suppression`,
      access: webhookAccess,
      fields: removeFields,
      again: endpointPage,
      async handle({ kernel, visit, params }) {
        const id = idOf({ params });
        if (!isId(id)) return notFound;
        await removeEndpoint(kernel, visit.territory.id, id, actorOf(visit.viewer));
        return { redirect: visit.href(webhooksPath) };
      },
    }),
    pageRoute({ path: `${webhooksPath}/:endpointId/envois`, access: webhookAccess, handle: deliveriesPage }),
    pageRoute({
      path: `${webhooksPath}/:endpointId/envois.xlsx`,
      access: webhookAccess,
      handle: (request) =>
        onEndpoint<PageReply>(request, async ({ id }) => {
          const { kernel, visit } = request;
          return listFile(request, {
            file: 'envois',
            name: webhookWords(visit)('webhooks.deliveries'),
            columns: deliveryColumns(id, events, visit),
            async page(before) {
              const { deliveries, next } = await deliveriesOf(kernel, visit.territory.id, id, before);
              return { rows: deliveries, next };
            },
          });
        }),
    }),
    pageRoute({
      path: `${webhooksPath}/:endpointId/envois/:deliveryId`,
      access: webhookAccess,
      handle: (request) =>
        onEndpoint<PageReply>(request, async (endpoint) => {
          const { kernel, visit, params } = request;
          const delivery = await deliveryById(kernel, visit.territory.id, endpoint.id, params['deliveryId'] ?? '');
          if (!delivery) return notFound;
          const view = <DeliveryView endpoint={endpoint} delivery={delivery} events={events} visit={visit} />;
          return page(webhookWords(visit)('webhooks.delivery'), view);
        }),
    }),
    formRoute({
      path: `${webhooksPath}/:endpointId/envois/:deliveryId/renvoi`,
      access: webhookAccess,
      fields: nothing,
      limits: [{ name: 'webhooks.again', limit: 200, seconds: 3_600 }],
      again: (request) => deliveriesPage(request),
      handle: (request) =>
        onEndpoint<FormReply>(request, async (endpoint) => {
          const { kernel, visit, params } = request;
          const sent = await sendAgain(kernel, visit.territory.id, endpoint.id, params['deliveryId'] ?? '', actorOf(visit.viewer));
          return sent ? back(request, endpoint, '/envois') : notFound;
        }),
    }),
  ];
}
