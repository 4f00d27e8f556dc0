import { randomBytes } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import { open, rename, rm } from 'node:fs/promises';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Duplex, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { version } from '../project.ts';
import { hostnameOf, isPublicAddress, outgoingAddress, redirectTarget } from './outgoing-address.ts';
import { isFaultOfTheDisk, OutgoingError, toOutgoingError } from './outgoing-error.ts';

/** Gives every address of a name, as `dns.lookup` does with `all`. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface OutgoingOptions {
  /** For the whole exchange: names, connections, redirects and content. */
  timeoutMs: number;
  /** Of the content, decompressed. */
  maxBytes: number;
  /** Media types, as the `Accept` header lists them. */
  accept: string;
  /**
   * For an address that the operator chose, which may be in their own network. It holds for this very origin: where that one
   * redirects elsewhere, private addresses are refused again.
   */
  allowPrivate?: boolean;
  /** The only hosts that may be gone to, where a redirect leads too; null or left out: any. */
  hosts?: readonly string[] | null;
  /** For tests, which have no DNS. */
  resolve?: Resolve;
}

export interface OutgoingReply {
  body: Buffer;
  contentType: string | null;
  /** Where it came from in the end, redirects followed. */
  url: string;
}

export interface DownloadOptions extends OutgoingOptions {
  /** What the server said of the copy at hand, so that it is not sent again unchanged. */
  etag?: string | null;
  lastModified?: string | null;
}

export type Download =
  | { outcome: 'fetched'; bytes: number; contentType: string | null; etag: string | null; lastModified: string | null; url: string }
  /** The copy at hand is the current one: the file was not touched. */
  | { outcome: 'unchanged' };

/**
 * Reads something elsewhere on the web, into memory. With `outgoingDownload`, `outgoingPost` and `outgoingSend`, the one way out: `fetch` would go to any
 * address inside the network (OWASP ASVS 5.0, 1.3.6), wait for ever and read without end.
 *
 * @throws OutgoingError
 */
export async function outgoingGet(url: string, options: OutgoingOptions): Promise<OutgoingReply> {
  const { sink, content } = memory();
  const { message, from } = await exchange(url, options, sink, {});
  return { body: content(), contentType: message.headers['content-type'] ?? null, url: from.href };
}

/**
 * Fetches something into a file, which is replaced once all of it has arrived; before, and where it fails, what was there
 * stays.
 *
 * @throws OutgoingError, or the disk's own error
 */
export async function outgoingDownload(url: string, file: string, options: DownloadOptions): Promise<Download> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  const handle = await open(draft, 'wx', 0o600);
  const sink = handle.createWriteStream();
  try {
    const { message, from } = await exchange(url, options, sink, {
      ...(options.etag && { 'if-none-match': options.etag }),
      ...(options.lastModified && { 'if-modified-since': options.lastModified }),
    });
    if (message.statusCode === 304) return { outcome: 'unchanged' };
    await rename(draft, file);
    const { etag = null, 'last-modified': lastModified = null, 'content-type': contentType = null } = message.headers;
    return { outcome: 'fetched', bytes: sink.bytesWritten, contentType, etag, lastModified, url: from.href };
  } finally {
    // Waits for the stream to let go of it.
    sink.destroy();
    await handle.close();
    await rm(draft, { force: true });
  }
}

export interface PostOptions extends OutgoingOptions {
  /** Besides those that every request has: what lets us in. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * Sends something as JSON, and gives what is answered. Never follows a redirect: what was meant for one address, and what
 * lets us in there, is not carried to another one.
 *
 * @throws OutgoingError, with the status where one was answered that is no success
 */
export async function outgoingPost(url: string, content: object, options: PostOptions): Promise<OutgoingReply> {
  const target = outgoingAddress(url);
  const signal = AbortSignal.timeout(Math.ceil(options.timeoutMs));
  const { sink, content: answer } = memory();
  try {
    const body = Buffer.from(JSON.stringify(content));
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length), ...options.headers };
    const message = await send(target, options, headers, signal, body);
    const { statusCode: status = 0 } = message;
    if (status < 200 || status > 299) {
      message.destroy();
      throw new OutgoingError('status', target.host, { status });
    }
    await pipeline([message, ...decoders(message, target), bound(options.maxBytes, target), sink], { signal });
    return { body: answer(), contentType: message.headers['content-type'] ?? null, url: target.href };
  } catch (error) {
    throw toOutgoingError(error, target.host, signal.aborted ? options.timeoutMs : null);
  }
}

/**
 * Sends a text of JSON to the letter, as somebody signed it, and gives whatever was answered: its status, and how it begins, up to
 * `maxBytes`; the rest is not read. Never follows a redirect.
 *
 * @throws OutgoingError where nothing was answered
 */
export async function outgoingSend(url: string, text: string, options: PostOptions): Promise<{ status: number; beginning: string }> {
  const target = outgoingAddress(url);
  const signal = AbortSignal.timeout(Math.ceil(options.timeoutMs));
  try {
    const body = Buffer.from(text);
    const headers = {
      'content-type': 'application/json',
      'content-length': String(body.length),
      // Of an answer that is cut, nothing could be decompressed.
      'accept-encoding': 'identity',
      ...options.headers,
    };
    const message = await send(target, options, headers, signal, body);
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of message as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= options.maxBytes) break;
    }
    return { status: message.statusCode ?? 0, beginning: Buffer.concat(parts).subarray(0, options.maxBytes).toString('utf8') };
  } catch (error) {
    throw toOutgoingError(error, target.host, signal.aborted ? options.timeoutMs : null);
  }
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

async function exchange(
  given: string,
  options: OutgoingOptions,
  sink: Writable,
  conditions: Record<string, string>,
): Promise<{ message: IncomingMessage; from: URL }> {
  const start = outgoingAddress(given);
  const signal = AbortSignal.timeout(Math.ceil(options.timeoutMs));
  let from = start;
  try {
    for (let redirects = 0; ; redirects += 1) {
      const allowPrivate = options.allowPrivate === true && from.origin === start.origin;
      const message = await send(from, { ...options, allowPrivate }, conditions, signal);
      const { statusCode: status = 0, headers } = message;
      if (REDIRECTS.has(status) && headers.location !== undefined) {
        message.destroy();
        if (redirects === MAX_REDIRECTS) throw new OutgoingError('redirects', from.host);
        from = redirectTarget(from, headers.location);
        continue;
      }
      const isUnchanged = status === 304 && Object.keys(conditions).length > 0;
      if (isUnchanged || status < 200 || status > 299) message.destroy();
      else await pipeline([message, ...decoders(message, from), bound(options.maxBytes, from), sink], { signal });
      if (!isUnchanged && (status < 200 || status > 299)) throw new OutgoingError('status', from.host, { status });
      return { message, from };
    }
  } catch (error) {
    if (isFaultOfTheDisk(error)) throw error;
    throw toOutgoingError(error, from.host, signal.aborted ? options.timeoutMs : null);
  }
}

/** Somewhere to write, and what was written. */
function memory(): { sink: Writable; content: () => Buffer } {
  const parts: Buffer[] = [];
  const sink = new Writable({
    write(part: Buffer, _encoding, done) {
      parts.push(part);
      done();
    },
  });
  return { sink, content: () => Buffer.concat(parts) };
}

/** @param body what is sent; without one, something is asked for. */
function send(
  url: URL,
  options: OutgoingOptions,
  headers: Record<string, string>,
  signal: AbortSignal,
  body?: Buffer,
): Promise<IncomingMessage> {
  const hostname = hostnameOf(url);
  if (options.hosts && !options.hosts.includes(hostname)) throw new OutgoingError('unlisted', url.host);
  // A number is never looked up, so it is checked here; the URL standard has already read octal and decimal forms.
  if (!options.allowPrivate && /^[\d.]+$|:/.test(hostname) && !isPublicAddress(hostname)) throw new OutgoingError('private', url.host);
  const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, {
    // One connection an exchange: one kept by others was opened without the check, and a proxy would make it for us.
    agent: false,
    lookup: guardedLookup(url.host, options),
    signal,
    method: body ? 'POST' : 'GET',
    headers: {
      accept: options.accept,
      'accept-encoding': 'br, gzip',
      'user-agent': `Terreau/${version}`,
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    request.once('response', resolve).on('error', reject).end(body);
  });
}

/** The address that was checked is the one that is connected to: a name that changes in between (DNS rebinding) does not pass. */
function guardedLookup(host: string, { allowPrivate, resolve = lookup }: OutgoingOptions): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      // A name with a private address among public ones is no ordinary name: all or nothing.
      if (!first || (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))) {
        return callback(new OutgoingError(first ? 'private' : 'unreachable', host), []);
      }
      if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

function decoders(message: IncomingMessage, from: URL): Duplex[] {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return [];
  if (encoding === 'gzip' || encoding === 'x-gzip') return [createGunzip()];
  if (encoding === 'br') return [createBrotliDecompress()];
  throw new OutgoingError('unreadable', from.host);
}

/** Counts what comes out of the decoder: some kilobytes can be made to swell to gigabytes. */
function bound(maxBytes: number, from: URL): Transform {
  let bytes = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      if (bytes > maxBytes) done(new OutgoingError('too-large', from.host, { bytes: maxBytes }));
      else done(null, part);
    },
  });
}
