import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { tilesSource } from '../geo/tiles.ts';
import type { PageReply } from './route.ts';
import type { Document, Shell } from './shell.ts';
import type { Visit } from './visit.ts';

export interface PageReplies {
  send(reply: FastifyReply, document: Document, status: number, visit?: Visit | null): FastifyReply;
  answer(reply: FastifyReply, visit: Visit, result: PageReply): FastifyReply;
}

/** How pages and what else is asked for at their addresses are sent: who may keep them, frame them, and what they may load. */
export function pageReplies(shell: Shell, tilesUrl: string | null): PageReplies {
  const tiles = tilesSource(tilesUrl);

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

  return { send, answer };
}

/** Nothing but ourselves, the accent's style by its hash, the map's tiles where the operator chose some; in no frame but of these sites. */
function policy(styleHash: string | null, tiles: string | null, embeddedIn: readonly string[]): string {
  return `default-src 'none'; script-src 'self'; style-src 'self'${styleHash ? ` '${styleHash}'` : ''}; img-src 'self' data:${tiles ? ` ${tiles}` : ''}; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${embeddedIn.join(' ') || "'none'"}`;
}
