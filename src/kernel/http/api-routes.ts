import type { FastifyInstance, FastifyRequest } from 'fastify';
import { anyone, isAllowed } from '../access/access.ts';
import type { Kernel } from '../kernel.ts';
import type { Exporter } from '../module.ts';
import { sendJson } from './cross-origin.ts';
import { EXPORTS, exportQuery, sendExport } from './download.ts';
import { API_PREFIX, openApiDocument } from './openapi.ts';
import { ProblemError } from './problem.ts';
import { type ApiRoute, Moved } from './route.ts';
import type { TerritoryContext } from './visit.ts';
import { hostOf, type TerritoryLookup, type Visits } from './visits.ts';

interface Api {
  kernel: Kernel;
  api: readonly (ApiRoute & { service?: string })[];
  exports: readonly (Exporter & { service?: string })[];
  territories: TerritoryLookup;
  visits: Visits;
  version: string;
}

/** The API: its routes, the exports and the document that describes both. */
export function registerApi(server: FastifyInstance, { kernel, api, exports, territories, visits, version }: Api): void {
  for (const route of api) {
    server.get(`${API_PREFIX}${route.path}`, { config: { access: route.access } }, async (request, reply) => {
      if (!isAllowed(route.access, null, {}, kernel.config)) throw new ProblemError({ status: 404, title: 'Not found' });
      const { territory: slug, ...given } = request.query as Record<string, unknown>;
      const query = check(route.query.strict(), route.withoutTerritory ? (request.query as object) : given);
      const params = route.params ? check(route.params, request.params) : {};
      const territory = route.withoutTerritory ? null : await apiTerritory(request, slug);
      if (route.service && !territory?.services.includes(route.service)) throw new ProblemError({ status: 404, title: 'Not found' });
      const result = await route.handle({ kernel, territory, query, params, origin: visits.originOf(request, territory) } as never);
      if (!result) throw new ProblemError({ status: 404, title: 'Not found' });
      if (result instanceof Moved) {
        const search = new URLSearchParams({ ...query, ...(typeof slug === 'string' && { territory: slug }) } as Record<string, string>);
        if (result.territory !== null) search.set('territory', result.territory);
        return reply.redirect(`${API_PREFIX}${result.path}${search.size > 0 ? `?${search}` : ''}`, 301);
      }
      return sendJson(request, reply, result);
    });
  }

  for (const exporter of exports) {
    server.get(`${API_PREFIX}${EXPORTS}/${exporter.format}`, { config: { access: anyone } }, async (request, reply) => {
      const { territory: slug, ...given } = request.query as Record<string, unknown>;
      const { rows = null } = check(exportQuery(exporter).strict(), given) as { rows?: string };
      const territory = await apiTerritory(request, slug);
      if (exporter.service && !territory.services.includes(exporter.service)) throw new ProblemError({ status: 404, title: 'Not found' });
      return sendExport(reply, exporter, { kernel, territory, rows, isHead: request.method === 'HEAD' });
    });
  }

  async function apiTerritory(request: FastifyRequest, slug: unknown): Promise<TerritoryContext> {
    const found =
      typeof slug === 'string' && !slug.includes('\0')
        ? await territories.bySlug(slug)
        : slug === undefined
          ? await territories.byHost(hostOf(request).name)
          : null;
    if (found) return found;
    const known = (await territories.list()).map((territory) => territory.slug).join(', ');
    throw new ProblemError({
      status: 400,
      title: 'Bad parameter',
      errors: [
        {
          parameter: 'territory',
          detail: slug === undefined ? `This host has no territory: give one of ${known}.` : `Unknown territory. Known: ${known}.`,
        },
      ],
    });
  }

  // Made when somebody asks: no start waits for it.
  let document: object | undefined;
  server.get(`${API_PREFIX}/openapi.json`, { config: { access: anyone } }, async (request, reply) => {
    document ??= openApiDocument(api, version, exports);
    return sendJson(request, reply, document);
  });
}

function check<Output>(
  schema: { safeParse(value: unknown): { success: true; data: Output } | { success: false; error: { issues: readonly Issue[] } } },
  value: unknown,
): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ProblemError({
    status: 400,
    title: 'Bad parameter',
    errors: result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? (issue.keys ?? []).map((parameter) => ({ parameter, detail: 'Unknown parameter.' }))
        : [{ parameter: String(issue.path[0] ?? ''), detail: issue.message }],
    ),
  });
}

interface Issue {
  code?: string;
  keys?: readonly string[];
  path: readonly PropertyKey[];
  message: string;
}
