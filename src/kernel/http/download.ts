import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Exporter } from '../module.ts';
import type { ApiRequest } from './route.ts';
import type { TerritoryContext } from './visit.ts';

/** Where the exports are, after the prefix of the API. */
export const EXPORTS = '/exports';

/** What may be asked of an export, strictly. */
export function exportQuery({ rows: [first, ...others] = [] }: Pick<Exporter, 'rows'>): z.ZodObject {
  return z.object(
    first === undefined
      ? {}
      : {
          rows: z
            .enum([first, ...others])
            .default(first)
            .describe('What the rows are.'),
        },
  );
}

/**
 * Answers with the file of an export as it is made: never whole in memory, however large, and made no faster than it is
 * taken. What goes wrong midway breaks the transfer off, so that half a file does not pass for a whole one.
 */
export async function sendExport(
  reply: FastifyReply,
  exporter: Exporter,
  {
    kernel,
    territory,
    rows,
    isHead,
  }: Pick<ApiRequest<never, never>, 'kernel'> & { territory: TerritoryContext; rows: string | null; isHead: boolean },
): Promise<FastifyReply> {
  const name = [territory.slug, exporter.format, rows].filter(Boolean).join('-');
  reply
    .header('cache-control', 'no-cache')
    .header('content-disposition', contentDisposition(`${name}.${exporter.extension}`))
    .type(exporter.mediaType);
  if (isHead) return reply.send();
  const body = new PassThrough();
  const run = exporter.run(kernel, { territory, rows, write: (part) => write(body, part) });
  run.then(
    () => body.end(),
    (error: Error) => {
      // A reader who goes away is no fault of ours.
      if (!body.destroyed) reply.log.error({ err: error, format: exporter.format }, 'export broke off');
      body.destroy(error);
    },
  );
  // What fails before there is anything to send is answered in words.
  await Promise.race([run, once(body, 'readable')]);
  return reply.send(body satisfies Readable);
}

async function write(body: PassThrough, part: string | Uint8Array): Promise<void> {
  if (!body.destroyed && !body.write(part)) {
    // A reader who goes away takes nothing more.
    const waiting = new AbortController();
    await Promise.race(['drain', 'close'].map((event) => once(body, event, { signal: waiting.signal })));
    waiting.abort();
  }
  if (body.destroyed) throw new Error('The reader went away.');
}
