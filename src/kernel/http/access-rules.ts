import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Access } from '../access/access.ts';

export interface DeclaredRoute {
  method: string;
  url: string;
  access: Access;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyInstance {
    /** Every route with who may use it, in the order in which they were declared; plugins' routes included. */
    declaredRoutes(): readonly DeclaredRoute[];
  }
}

/**
 * Makes a server refuse to get ready where a route has no access rule (`config: { access }`): forgetting one closes the
 * portal instead of opening a door. Comes before any route.
 */
export function requireAccessRules(server: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  const declared = () =>
    routes.flatMap(({ method, url, config }) => [method].flat().map((each) => ({ method: each, url, access: config?.access })));
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  server.addHook('onReady', async () => {
    const open = declared().filter(({ access }) => !access);
    if (open.length > 0) throw new Error(`Routes without an access rule: ${open.map(({ method, url }) => `${method} ${url}`).join(', ')}`);
  });
  server.decorate('declaredRoutes', () => declared().filter((route): route is DeclaredRoute => route.access !== undefined));
}
