import { anyone } from '../kernel/access/access.ts';
import { apiReference } from '../kernel/http/api-reference.ts';
import { API_PAGE, API_PREFIX, openApiDocument } from '../kernel/http/openapi.ts';
import type { ApiRoute, PageRoute } from '../kernel/http/route.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Kernel, Module } from '../kernel/module.ts';
import { version } from '../kernel/project.ts';
import { apiMessages } from './api-messages.ts';
import { ApiPageView, type DescribedResource } from './api-page.tsx';

/** The page that describes the API, with examples that answer something here. */
export function apiPage(catalogue: readonly Module[]): PageRoute {
  return {
    path: API_PAGE,
    access: anyone,
    async handle({ kernel, visit }) {
      const modules = catalogue.filter((module) => !module.isService || visit.territory.services.includes(module.name));
      const routes = modules.flatMap((module) => module.api ?? []);
      const exporters = modules.flatMap((module) => module.contributes?.exporters ?? []);
      const reference = apiReference(openApiDocument(routes, version, exporters));
      const resources: DescribedResource[] = [];
      for (const [index, route] of routes.entries()) {
        const resource = reference[index];
        if (resource) resources.push({ ...resource, example: await exampleOf(route, routes, kernel, visit) });
      }
      for (const file of reference.slice(routes.length)) resources.push({ ...file, example: file.path });
      const t = translator(apiMessages, visit.locale);
      return {
        page: {
          title: t('api.title'),
          description: t('api.description'),
          body: <ApiPageView resources={resources} visit={visit} />,
          section: 'api',
        },
      };
    },
  };
}

/** Of a list, its first two; of one thing, the first of its list. */
async function exampleOf(route: ApiRoute, routes: readonly ApiRoute[], kernel: Kernel, visit: Visit): Promise<string | null> {
  if (!route.params) {
    const near = 'near' in route.query.shape && visit.territory.centre;
    const point = near ? `near=${near.latitude.toFixed(3)},${near.longitude.toFixed(3)}&` : '';
    return `${API_PREFIX}${route.path}${'limit' in route.query.shape ? `?${point}limit=2` : ''}`;
  }
  const list = routes.find(({ path }) => path === route.path.replace(/\/:slug$/, ''));
  if (!list || list === route) return null;
  const reply = await list.handle({
    kernel,
    territory: list.withoutTerritory ? null : visit.territory,
    query: list.query.parse({ limit: '1' }),
    params: {},
    origin: visit.origin,
  } as never);
  const [first] = (reply as { items?: readonly { slug?: unknown }[] } | null)?.items ?? [];
  return typeof first?.slug === 'string' ? `${API_PREFIX}${route.path.replace(':slug', encodeURIComponent(first.slug))}` : null;
}
