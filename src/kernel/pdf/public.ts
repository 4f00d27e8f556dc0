import { createHash } from 'node:crypto';
import { Overloaded } from '../errors.ts';
import type { PageReply, PageRequest } from '../http/route.ts';
import { type PdfJob, renderPdf } from './render.ts';

/** Of one subscriber, in ten minutes: somebody who prints a whole notice board. */
const pace = { name: 'kernel.pdf', limit: 60, seconds: 600 };

/** Bytes of PDFs that are kept to be given again: some hundred posters. */
const ROOM = 8_000_000;

/** By the digest of all that they are made of; the one that was asked for last comes last. */
const made = new Map<string, Buffer>();
const inTheMaking = new Map<string, Promise<Buffer>>();

/**
 * A PDF for everybody as a page's answer. It is known by a digest of all that it is made of: a browser that has it is told so,
 * one that was made lately is given again, and who asks for it while it is made waits for the same one.
 *
 * @param download name of the file.
 * @throws Overloaded where too many are asked for, by one or by all.
 */
export async function publicPdf(
  { kernel, client }: Pick<PageRequest<unknown>, 'kernel' | 'client'>,
  job: PdfJob,
  download: string,
): Promise<PageReply> {
  const digest = createHash('sha256').update(JSON.stringify(job)).digest('base64url');
  const etag = `"${digest}"`;
  if (client.headers.get('if-none-match')?.includes(etag)) return { unchanged: true, etag };
  const known = made.get(digest);
  if (known) {
    keep(digest, known);
    return { content: known, type: 'application/pdf', etag, download };
  }
  const taken = await kernel.throttle.take(pace, client.address);
  if (!taken.allowed) throw new Overloaded(taken.retryAfter);
  let making = inTheMaking.get(digest);
  if (!making) {
    making = renderPdf(job).finally(() => inTheMaking.delete(digest));
    inTheMaking.set(digest, making);
  }
  const content = await making;
  keep(digest, content);
  return { content, type: 'application/pdf', etag, download };
}

function keep(digest: string, content: Buffer): void {
  made.delete(digest);
  made.set(digest, content);
  let weight = 0;
  for (const { length } of made.values()) weight += length;
  for (const [oldest, { length }] of made) {
    if (weight <= ROOM) return;
    made.delete(oldest);
    weight -= length;
  }
}
