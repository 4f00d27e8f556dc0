import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { anyone } from '../access/access.ts';

/** Serves the built assets under `/assets` as never changing, what other sites load under `/widgets`, and the service worker. */
export async function serveAssets(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(async (assets) => {
    assets.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: anyone };
    });
    await assets.register(serveStatic, {
      root: folder,
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
      root: join(folder, 'widgets'),
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

  // At the root, since a service worker rules over its own folder. Its policy is that of what it fetches: ourselves.
  const serviceWorker = readFileSync(join(folder, 'sw.js'));
  server.get('/sw.js', { config: { access: anyone } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'none'; connect-src 'self'; script-src 'self'")
      .type('text/javascript; charset=utf-8')
      .send(serviceWorker),
  );
}
