import type { z } from 'zod';
import type { Access } from '../access/access.ts';
import type { Page } from '../html/page.ts';
import type { Kernel } from '../kernel.ts';
import type { TerritoryContext, Visit } from './visit.ts';

/**
 * What a page route answers. `cookies`: whole `Set-Cookie` values. `clearsCache`: the browser forgets the pages that it was shown
 * (`Clear-Site-Data`), also those that « back » would bring again.
 */
export type PageReply = { cookies?: readonly string[]; clearsCache?: true } & (
  | { page: Page; status?: number }
  | { redirect: string; permanent?: boolean }
  | { notFound: true }
  /** The browser has it already, by its `If-None-Match`. */
  | { unchanged: true; etag: string }
  | {
      /** A large one as it is made: called once the page's own unit of work is over, and never whole in memory. */
      content: Buffer | string | (() => AsyncIterable<string | Uint8Array>);
      type: string;
      /** Tells this content from any other one at its address (RFC 9110, 8.8.3), quotes included. */
      etag?: string;
      /** Seconds, for content whose address changes with it. */
      maxAge?: number;
      /** 200 unless it is said. */
      status?: number;
      /** Origins of the sites whose scripts may read it in their visitors' browsers (CORS), without cookies. */
      readableFrom?: readonly string[];
      /** Name of the file that the browser keeps, instead of showing it; any text, encoded as RFC 6266 has it. */
      download?: string;
    }
);

export const notFound: PageReply = { notFound: true };

export interface PageRequest<Params> {
  kernel: Kernel;
  visit: Visit;
  params: Params;
  /** Who asks, as a machine: its headers, and its address behind the operator's proxies. */
  client: { headers: Headers; address: string };
}

/**
 * A page of the portal. A visitor's address may hold anything, so a page reads its query leniently and shows what it
 * understood; it never answers 400 to a link that somebody mistyped.
 */
export interface PageRoute {
  path: string;
  access: Access;
  /** False for the few pages that exist without a territory. */
  handle(request: PageRequest<Readonly<Record<string, string>>>): Promise<PageReply>;
}

/** Declares a page, so that what it is given is typed. */
export function pageRoute(route: PageRoute): PageRoute {
  return route;
}

export interface ApiRequest<Query, Params> {
  kernel: Kernel;
  /** Null where the host has none and no `territory` was given: only for routes that say `withoutTerritory`. */
  territory: TerritoryContext | null;
  query: Query;
  params: Params;
  /** Origin of the request, for links. */
  origin: string;
}

/** What `/api/v1` answers where something is at another address now. */
export class Moved {
  /** After `/api/v1`. */
  readonly path: string;
  /** The territory that has it, where it is not the one that was asked. */
  readonly territory: string | null;
  constructor(path: string, territory: string | null) {
    this.path = path;
    this.territory = territory;
  }
}

/** A resource of `/api/v1`: documented from its schemas, strict about what it is given. */
export interface ApiRoute {
  /** After `/api/v1`, with `:name` parameters. */
  path: string;
  summary: string;
  access: Access;
  query: z.ZodObject;
  params?: z.ZodObject;
  response: z.ZodType;
  withoutTerritory?: true;
  handle(request: ApiRequest<never, never>): Promise<object | Moved | null>;
}

/** Declares an API route with the types of its schemas. `handle` answers null for « not found ». */
export function apiRoute<Query extends z.ZodObject, Params extends z.ZodObject, Response extends z.ZodType>(route: {
  path: string;
  summary: string;
  access: Access;
  query: Query;
  params?: Params;
  response: Response;
  withoutTerritory?: true;
  handle(request: ApiRequest<z.output<Query>, z.output<Params>>): Promise<z.input<Response> | Moved | null>;
}): ApiRoute {
  return route as unknown as ApiRoute;
}

/** The territory of a request whose route needs one. */
export function territoryOf(request: { territory: TerritoryContext | null }): TerritoryContext {
  if (!request.territory) throw new Error('This route needs a territory.');
  return request.territory;
}
