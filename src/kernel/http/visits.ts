import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import type { Kernel } from '../kernel.ts';
import { newSubmission } from './submission.ts';
import type { TerritoryContext, Visit } from './visit.ts';

export interface TerritoryLookup {
  /** The territory that a host name answers for, or null where the visitor has to choose. */
  byHost(host: string): Promise<TerritoryContext | null>;
  bySlug(slug: string): Promise<TerritoryContext | null>;
  list(): Promise<readonly { slug: string; name: string; kind: 'commune' | 'grouping'; hosts: readonly string[] }[]>;
}

/** Who is signed in, by what the browser sent; null: nobody. */
export type ViewerLookup = (headers: IncomingHttpHeaders, territory: TerritoryContext, origin: string) => Promise<Viewer | null>;

/** The language prefix of an address (`/en/annuaire`), taken off before routing. */
const prefixes = new WeakMap<IncomingMessage, Locale>();

/** Gives the address without its prefix, and keeps that for the visit. */
export function takePrefix(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const match = /^\/([a-z]{2})(?=[/?]|$)(.*)$/.exec(url);
  const [, locale, rest] = match ?? [];
  if (!locale || !isLocale(locale) || locale === 'fr') return url;
  prefixes.set(request, locale);
  return rest?.startsWith('/') ? rest : `/${rest ?? ''}`;
}

export function hasPrefix(request: FastifyRequest): boolean {
  return prefixes.has(request.raw);
}

/**
 * The host that was asked for, in three forms. The `Host` header alone: a proxy is told to pass it on, and a forwarded one could be
 * made up by anybody. One that is no host name at all counts as unknown.
 */
export function hostOf(request: FastifyRequest): { host: string; name: string; port: string } {
  const given = (request.headers.host ?? '').toLowerCase();
  const [, name, port = ''] = /^([a-z0-9.-]{1,253}|\[[0-9a-f:.]+\])(:\d{1,5})?$/.exec(given) ?? [];
  return name ? { host: given, name, port } : { host: 'localhost', name: 'localhost', port: '' };
}

export interface Visits {
  /** Null where no territory answers at the host, or the language is not one of it. */
  of(request: FastifyRequest): Promise<Visit | null>;
  /** Null where it was not asked for yet. */
  known(request: FastifyRequest): Visit | null;
  /** Where links lead: the host of the request where it is a territory's own, else the address that the operator gave. */
  originOf(request: FastifyRequest, territory: TerritoryContext | null): string;
}

/** Who comes, where, in what language. */
export function openVisits(kernel: Kernel, territories: TerritoryLookup, viewerOf: ViewerLookup): Visits {
  const { config } = kernel;
  const visits = new WeakMap<FastifyRequest, Visit>();

  function originOf(request: FastifyRequest, territory: TerritoryContext | null): string {
    const { host, name } = hostOf(request);
    const isTrial = !config.production && name.endsWith('.localhost');
    const isOwn = isTrial || (territory?.hosts.includes(name) ?? false);
    return isOwn || config.publicUrl === null ? `${request.protocol}://${host}` : config.publicUrl;
  }

  async function of(request: FastifyRequest): Promise<Visit | null> {
    const territory = await territories.byHost(hostOf(request).name);
    if (!territory) return null;
    const prefix = prefixes.get(request.raw);
    if (prefix && !territory.locales.includes(prefix)) return null;
    const viewer = request.headers.cookie ? await viewerOf(request.headers, territory, originOf(request, territory)) : null;
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

  return { of, known: (request) => visits.get(request) ?? null, originOf };
}
