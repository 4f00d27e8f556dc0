import { constants as zlib } from 'node:zlib';
import compress from '@fastify/compress';
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify';
import { sql } from 'kysely';
import { anyone } from '../access/access.ts';
import { Overloaded } from '../errors.ts';
import type { Kernel } from '../kernel.ts';
import type { Exporter } from '../module.ts';
import { requireAccessRules } from './access-rules.ts';
import { holdApiPace } from './api-pace.ts';
import { registerApi } from './api-routes.ts';
import { serveAssets } from './assets.ts';
import { allowCrossOriginReading, isApi } from './cross-origin.ts';
import { answerFailures, sendProblem } from './failures.ts';
import { pageReplies } from './page-reply.ts';
import { type AnyRoute, registerPages } from './page-routes.ts';
import type { ApiRoute } from './route.ts';
import type { Document, Shell } from './shell.ts';
import { hasPrefix, hostOf, openVisits, type TerritoryLookup, takePrefix, type ViewerLookup } from './visits.ts';

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

/** As many as two cores answer in about a second: a visitor sent away at once comes back sooner than one who waits. */
const IN_FLIGHT = 200;

/**
 * The web server of a set of modules.
 *
 * @throws when a route has no access rule, once it gets ready.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { kernel, shell, territories } = options;
  const { config, log } = kernel;
  const { send, answer } = pageReplies(shell, config.tilesUrl);
  const visits = openVisits(kernel, territories, options.viewer);

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
  await serveAssets(server, options.assetFolder);

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
    visitOf: visits.of,
    async nowhere(request, reply) {
      if (hasPrefix(request)) return send(reply, shell.error(404, null), 404);
      return send(reply, chooseTerritory(request, await territories.list()), request.url.split('?', 1)[0] === '/' ? 200 : 404);
    },
    notFound: (reply, visit) => send(reply, shell.error(404, visit), 404, visit),
    answer,
    refuse: (reply, visit) => send(reply, shell.error(403, visit), 403, visit),
    askToSignIn: (reply, visit, form) => send(reply, shell.signInAgain(visit, form), 401, visit),
    hostOf: (request) => hostOf(request).host,
  });

  registerApi(server, { kernel, api: options.api, exports: options.exports, territories, visits, version: options.version });
  answerFailures(server, { log, shell, visits, send });

  return server;
}

/** A number is how many proxies stand in front. */
function trustProxy(setting: Kernel['config']['trustProxy']): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
