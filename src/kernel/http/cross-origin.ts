import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anyone } from '../access/access.ts';

/** Whether an address is one of the API, and not the page that describes it. */
export function isApi(request: { url: string }): boolean {
  return /^\/api\/[^?]/.test(request.url);
}

/**
 * Lets any website read the API from its visitors' browsers (Fetch standard, CORS protocol): what it gives is public, and it
 * takes no cookie. Refusals and « not modified » included, or a page elsewhere could not tell what went wrong. Comes before
 * any hook that may refuse.
 */
export function allowCrossOriginReading(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (isApi(request)) reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'ETag, Retry-After');
  });
  server.options('/api/*', { config: { access: anyone } }, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, HEAD, OPTIONS')
      .header('access-control-allow-headers', 'Accept, Accept-Language, Content-Type, If-None-Match, X-Requested-With')
      .header('access-control-max-age', '86400')
      .send(),
  );
}

/** Sends JSON, or « not modified » to who has it already. */
export function sendJson(request: FastifyRequest, reply: FastifyReply, value: object): FastifyReply {
  const text = JSON.stringify(value);
  // Weak: the bytes differ by how they are compressed on the way.
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  if (known.includes('*') || known.some((tag) => tag.replace(/^W\//, '') === etag.slice(2))) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(text);
}
