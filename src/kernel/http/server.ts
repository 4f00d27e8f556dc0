import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { constants as zlib } from 'node:zlib';
import compress from '@fastify/compress';
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import { create as contentDisposition } from 'content-disposition';
import { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify';
import { sql } from 'kysely';
import { anyone, isAllowed } from '../access/access.ts';
import type { Viewer } from '../access/viewer.ts';
import { Overloaded } from '../errors.ts';
import { tilesSource } from '../geo/tiles.ts';
import type { Page } from '../html/page.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import type { Kernel } from '../kernel.ts';
import type { Exporter } from '../module.ts';
import { requireAccessRules } from './access-rules.ts';
import { holdApiPace } from './api-pace.ts';
import { allowCrossOriginReading, isApi, sendJson } from './cross-origin.ts';
import { EXPORTS, exportQuery, sendExport } from './download.ts';
import type { FormState } from './form.ts';
import { API_PREFIX, openApiDocument } from './openapi.ts';
import { type AnyRoute, registerPages } from './page-routes.ts';
import { type Problem, ProblemError, problemType } from './problem.ts';
import { type ApiRoute, Moved, type PageReply } from './route.ts';
import { newSubmission } from './submission.ts';
import type { TerritoryContext, Visit } from './visit.ts';

/** HTML of the shell, and the hash of the one inline style that it may hold. */
export interface Document {
  html: string;
  /** `sha256-…`, for the content security policy. */
  styleHash: string | null;
}

export interface Shell {
  page(page: Page, visit: Visit): Document;
  /** What went wrong, in words; without a visit where even the territory is not known. */
  error(status: number, visit: Visit | null): Document;
  /** The session ended while a form was being filled in: what was typed, to be sent again after signing in. */
  signInAgain(visit: Visit, form: FormState): Document;
  /** For a host that no territory answers at. */
  territories(list: readonly { slug: string; name: string; kind: 'commune' | 'grouping'; href: string }[]): Document;
}

export interface TerritoryLookup {
  /** The territory that a host name answers for, or null where the visitor has to choose. */
  byHost(host: string): Promise<TerritoryContext | null>;
  bySlug(slug: string): Promise<TerritoryContext | null>;
  list(): Promise<readonly { slug: string; name: string; kind: 'commune' | 'grouping'; hosts: readonly string[] }[]>;
}

/** Who is signed in, by what the browser sent; null: nobody. */
export type ViewerLookup = (headers: IncomingHttpHeaders, territory: TerritoryContext, origin: string) => Promise<Viewer | null>;

export interface ServerOptions {
  kernel: Kernel;
  /** `service`: the module that a territory must have opened for its pages to be there. */
  pages: readonly (AnyRoute & { service?: string })[];
  api: readonly (ApiRoute & { service?: string })[];
  exports: readonly (Exporter & { service?: string })[];
  territories: TerritoryLookup;
  viewer: ViewerLookup;
  shell: Shell;
  /** Folder of built assets, served under `/assets` as never changing. */
  assetFolder: string;
  version: string;
}

/** The language prefix of an address (`/en/annuaire`), taken off before routing. */
const prefixes = new WeakMap<IncomingMessage, Locale>();

function takePrefix(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const match = /^\/([a-z]{2})(?=[/?]|$)(.*)$/.exec(url);
  const [, locale, rest] = match ?? [];
  if (!locale || !isLocale(locale) || locale === 'fr') return url;
  prefixes.set(request, locale);
  return rest?.startsWith('/') ? rest : `/${rest ?? ''}`;
}

/** As many as two cores answer in about a second: a visitor sent away at once comes back sooner than one who waits. */
const IN_FLIGHT = 200;

const visits = new WeakMap<FastifyRequest, Visit>();

/**
 * The web server of a set of modules.
 *
 * @throws when a route has no access rule, once it gets ready.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { kernel, shell, territories } = options;
  const { config, log } = kernel;

  const server = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy(config.trustProxy),
    rewriteUrl: takePrefix,
    // Idle keep-alive connections end at once when the server stops; requests at hand are finished.
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    bodyLimit: 1_048_576,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    // An address that the router cannot read comes here before any hook: what helmet would add is added by hand.
    frameworkErrors: (_error, request, reply) => {
      reply.header('x-content-type-options', 'nosniff');
      if (isApi(request)) sendProblem(reply, { status: 404, title: 'Not found' });
      else send(reply, shell.error(404, null), 404);
    },
  });

  requireAccessRules(server);

  // A connection whose request ends after the stop began would else be kept alive for the next one, and the stop wait for it.
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });

  // The query is not logged: it may hold what somebody looks for, and where they are.
  server.addHook('onResponse', async (request, reply) => {
    log.info({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });

  allowCrossOriginReading(server);
  holdApiPace(server, kernel.clock);

  let inFlight = 0;
  server.addHook('onRequest', async (request, reply) => {
    inFlight += 1;
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    if (inFlight > IN_FLIGHT && request.url !== '/healthz') throw new Overloaded();
  });
  await server.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  });
  await server.register(formBody, { bodyLimit: 1_048_576 });
  // A file that is too large is the mistake of its field, told in the form's page.
  await server.register(multipart, { throwFileSizeLimit: false });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 512,
    // In one go: around pages of this size, a compression stream costs as much again as the compression.
    syncThreshold: 65_536,
    // The default for content that never changes (11) costs a hundred times what it saves on pages made on the spot.
    brotliOptions: { params: { [zlib.BROTLI_PARAM_QUALITY]: 4, [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT } },
    zlibOptions: { level: 5 },
  });
  await server.register(async (assets) => {
    assets.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: anyone };
    });
    await assets.register(serveStatic, {
      root: options.assetFolder,
      prefix: '/assets/',
      cacheControl: false,
      preCompressed: true,
      // A name with a digest never changes content; the fonts and the icon have none.
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          /-[0-9a-f]{10}\.\w+(\.(gz|br))?$/.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=604800',
        );
      },
      index: false,
      decorateReply: false,
    });
  });

  // What other sites' pages load: at an address that stays, asked for again after an hour by its tag.
  await server.register(async (widgets) => {
    widgets.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: anyone };
    });
    await widgets.register(serveStatic, {
      root: join(options.assetFolder, 'widgets'),
      prefix: '/widgets/',
      preCompressed: true,
      maxAge: 3_600_000,
      setHeaders: (reply) => {
        reply.header('cross-origin-resource-policy', 'cross-origin');
      },
      index: false,
      decorateReply: false,
    });
  });

  server.get('/healthz', { config: { access: anyone }, logLevel: 'silent' }, async () => ({ status: 'ok' }));
  server.get('/readyz', { config: { access: anyone } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(kernel.database.kysely<never>());
      return { status: 'ready' };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return reply.code(503).header('retry-after', '10').send({ status: 'database unreachable' });
    }
  });

  // At the root, since a service worker rules over its own folder. Its policy is that of what it fetches: ourselves.
  const serviceWorker = readFileSync(join(options.assetFolder, 'sw.js'));
  server.get('/sw.js', { config: { access: anyone } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'none'; connect-src 'self'; script-src 'self'")
      .type('text/javascript; charset=utf-8')
      .send(serviceWorker),
  );

  const tiles = tilesSource(config.tilesUrl);
  function send(
    reply: FastifyReply,
    document: Document,
    status: number,
    visit: Visit | null = null,
    embeddedIn: readonly string[] = [],
  ): FastifyReply {
    // It can name no site: browsers that know `frame-ancestors` go by that one alone.
    if (embeddedIn.length > 0) reply.raw.removeHeader('x-frame-options');
    return reply
      .code(status)
      .header('content-security-policy', policy(document.styleHash, tiles, embeddedIn))
      .header('permissions-policy', 'geolocation=(self), camera=(), microphone=(), payment=(), browsing-topics=()')
      .header('cache-control', visit?.viewer ? 'private, no-store' : 'no-cache')
      .type('text/html; charset=utf-8')
      .send(document.html);
  }

  /** Where links lead: the host of the request where it is a territory's own, else the address that the operator gave. */
  function originOf(request: FastifyRequest, territory: TerritoryContext | null): string {
    const { host, name } = hostOf(request);
    const isTrial = !config.production && name.endsWith('.localhost');
    const isOwn = isTrial || (territory?.hosts.includes(name) ?? false);
    return isOwn || config.publicUrl === null ? `${request.protocol}://${host}` : config.publicUrl;
  }

  async function visitOf(request: FastifyRequest): Promise<Visit | null> {
    const territory = await territories.byHost(hostOf(request).name);
    if (!territory) return null;
    const prefix = prefixes.get(request.raw);
    if (prefix && !territory.locales.includes(prefix)) return null;
    const viewer = request.headers.cookie ? await options.viewer(request.headers, territory, originOf(request, territory)) : null;
    const visit = makeVisit(request, territory, prefix ?? 'fr', viewer);
    visits.set(request, visit);
    return visit;
  }

  function makeVisit(request: FastifyRequest, territory: TerritoryContext, locale: Locale, viewer: Viewer | null): Visit {
    const query: Record<string, string | undefined> = {};
    for (const [name, value] of Object.entries(request.query as Record<string, string | string[]>)) {
      query[name] = Array.isArray(value) ? value.join(',') : value;
    }
    const now = kernel.clock.now();
    return {
      territory,
      locale,
      viewer,
      query,
      now,
      isHead: request.method === 'HEAD',
      // With one slash only: `//example.org` would lead elsewhere.
      path: `/${(request.url.split('?', 1)[0] ?? '').replace(/^[/\\]+/, '')}`,
      origin: originOf(request, territory),
      href: (path) =>
        locale === 'fr' || !path.startsWith('/') || path.startsWith('/api/') ? path : path === '/' ? `/${locale}` : `/${locale}${path}`,
      newSubmission: () => newSubmission(config.secret, now),
    };
  }

  function chooseTerritory(request: FastifyRequest, list: Awaited<ReturnType<TerritoryLookup['list']>>): Document {
    return shell.territories(
      list.map(({ slug, name, kind, hosts }) => {
        const { port } = hostOf(request);
        return { slug, name, kind, href: `${request.protocol}://${hosts[0] ?? `${slug}.localhost`}${port}/` };
      }),
    );
  }

  registerPages(server, options.pages, {
    kernel,
    visitOf,
    async nowhere(request, reply) {
      if (prefixes.has(request.raw)) return send(reply, shell.error(404, null), 404);
      return send(reply, chooseTerritory(request, await territories.list()), request.url.split('?', 1)[0] === '/' ? 200 : 404);
    },
    notFound: (reply, visit) => send(reply, shell.error(404, visit), 404, visit),
    answer,
    refuse: (reply, visit) => send(reply, shell.error(403, visit), 403, visit),
    askToSignIn: (reply, visit, form) => send(reply, shell.signInAgain(visit, form), 401, visit),
    hostOf: (request) => hostOf(request).host,
  });

  function answer(reply: FastifyReply, visit: Visit, result: PageReply): FastifyReply {
    for (const cookie of result.cookies ?? []) reply.header('set-cookie', cookie);
    if (result.clearsCache) reply.header('clear-site-data', '"cache"');
    if ('page' in result) return send(reply, shell.page(result.page, visit), result.status ?? 200, visit, result.page.embeddedIn);
    if ('redirect' in result) return reply.header('cache-control', 'no-store').redirect(result.redirect, result.permanent ? 301 : 303);
    if ('notFound' in result) return send(reply, shell.error(404, visit), 404, visit);
    if (result.etag) reply.header('etag', result.etag);
    if ('unchanged' in result) return reply.header('cache-control', 'no-cache').code(304).send();
    if (result.download) reply.header('content-disposition', contentDisposition(result.download));
    if (result.readableFrom) {
      const { origin } = reply.request.headers;
      if (origin && result.readableFrom.includes(origin)) reply.header('access-control-allow-origin', origin);
      reply.header('vary', 'Origin');
    }
    return reply
      .code(result.status ?? 200)
      .header(
        'cache-control',
        result.maxAge ? `public, max-age=${result.maxAge}, immutable` : visit.viewer ? 'private, no-store' : 'no-cache',
      )
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(result.type)
      .send(typeof result.content === 'function' ? Readable.from(result.content()) : result.content);
  }

  for (const route of options.api) {
    server.get(`${API_PREFIX}${route.path}`, { config: { access: route.access } }, async (request, reply) => {
      if (!isAllowed(route.access, null, {}, config)) throw new ProblemError({ status: 404, title: 'Not found' });
      const { territory: slug, ...given } = request.query as Record<string, unknown>;
      const query = check(route.query.strict(), route.withoutTerritory ? (request.query as object) : given);
      const params = route.params ? check(route.params, request.params) : {};
      const territory = route.withoutTerritory ? null : await apiTerritory(request, slug);
      if (route.service && !territory?.services.includes(route.service)) throw new ProblemError({ status: 404, title: 'Not found' });
      const result = await route.handle({ kernel, territory, query, params, origin: originOf(request, territory) } as never);
      if (!result) throw new ProblemError({ status: 404, title: 'Not found' });
      if (result instanceof Moved) {
        const search = new URLSearchParams({ ...query, ...(typeof slug === 'string' && { territory: slug }) } as Record<string, string>);
        if (result.territory !== null) search.set('territory', result.territory);
        return reply.redirect(`${API_PREFIX}${result.path}${search.size > 0 ? `?${search}` : ''}`, 301);
      }
      return sendJson(request, reply, result);
    });
  }

  for (const exporter of options.exports) {
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
    document ??= openApiDocument(options.api, options.version, options.exports);
    return sendJson(request, reply, document);
  });

  server.setNotFoundHandler(async (request, reply) => {
    if (isApi(request)) throw new ProblemError({ status: 404, title: 'Not found' });
    return send(reply, shell.error(404, await visitOf(request)), 404);
  });

  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = statusOf(error);
    const route = request.routeOptions.url ?? null;
    // Under load there are many: one line each, without a stack.
    if (status === 503) log.warn({ route, status, code: error.code ?? null, reason: error.message }, 'request refused');
    else if (status >= 500) log.error({ err: error, route, status }, 'request failed');
    if (status === 503) reply.header('retry-after', String(error instanceof Overloaded ? error.retryAfter : 10));
    if (isApi(request)) {
      return sendProblem(reply, error instanceof ProblemError ? error.problem : { status, title: titles[status] ?? 'Error' });
    }
    return send(reply, shell.error(status, visits.get(request) ?? null), status);
  });

  return server;
}

/**
 * The host that was asked for, in three forms. The `Host` header alone: a proxy is told to pass it on, and a forwarded one could be
 * made up by anybody. One that is no host name at all counts as unknown.
 */
function hostOf(request: FastifyRequest): { host: string; name: string; port: string } {
  const given = (request.headers.host ?? '').toLowerCase();
  const [, name, port = ''] = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]+\])(:\d{1,5})?$/.exec(given) ?? [];
  return name ? { host: given, name, port } : { host: 'localhost', name: 'localhost', port: '' };
}

/** A number is how many proxies stand in front. */
function trustProxy(setting: Kernel['config']['trustProxy']): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  500: 'Internal error',
  503: 'Unavailable',
};

function statusOf(error: Error & { statusCode?: number; code?: string }): number {
  if (error instanceof ProblemError) return error.problem.status;
  if (isDatabaseUnreachable(error)) return 503;
  // A NUL in an address, which PostgreSQL's texts cannot hold: nothing is called so.
  if (error.code === '22021') return 404;
  return error.statusCode ?? 500;
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).header('access-control-allow-origin', '*').type(problemType).send(JSON.stringify(problem));
}

/** Nothing but ourselves, the accent's style by its hash, the map's tiles where the operator chose some; in no frame but of these sites. */
function policy(styleHash: string | null, tiles: string | null, embeddedIn: readonly string[]): string {
  return `default-src 'none'; script-src 'self'; style-src 'self'${styleHash ? ` '${styleHash}'` : ''}; img-src 'self' data:${tiles ? ` ${tiles}` : ''}; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${embeddedIn.join(' ') || "'none'"}`;
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

const unreachableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // Shutting down, crashed, starting up; too many connections; connection lost; read only, as a standby is before its promotion.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '25006',
  // Given up: too slow, or behind a lock.
  '57014',
  '55P03',
]);

/** The pool found no connection, or lost it: the store is down, restarting or failing over. */
function isDatabaseUnreachable(error: Error & { code?: string }): boolean {
  return (
    unreachableCodes.has(error.code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/i.test(error.message)
  );
}
