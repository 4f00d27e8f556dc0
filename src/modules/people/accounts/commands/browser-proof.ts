import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { cookiePrefix } from '../browser-rules.ts';
import type { Client } from './library.ts';

/** What is asked for in one browser and comes back to it: a journey to another host, a link by e-mail. */
type Errand = 'handoff' | 'link';

const name = (origin: string, errand: Errand) => `${cookiePrefix(origin)}terreau.${errand}`;

function digestOf(errand: Errand, nonce: string): string {
  return createHash('sha256').update(`${errand} ${nonce}`).digest('base64url');
}

function shownNonce({ origin }: Pick<Visit, 'origin'>, client: Client, errand: Errand): string | null {
  const start = `${name(origin, errand)}=`;
  const pair = (client.headers.get('cookie') ?? '').split('; ').find((one) => one.startsWith(start));
  return pair?.slice(start.length) || null;
}

function cookieOf({ origin }: Pick<Visit, 'origin'>, errand: Errand, nonce: string, seconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${name(origin, errand)}=${nonce}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * Marks this browser for as long as an errand may take. Who asks twice keeps the mark, so that either answer finds it.
 *
 * @returns `proof`: what is remembered of the mark, which `isSameBrowser` compares.
 */
export function markBrowser(visit: Visit, client: Client, errand: Errand, minutes: number): { proof: string; cookie: string } {
  const shown = shownNonce(visit, client, errand);
  const nonce = shown !== null && /^[\w-]{32}$/.test(shown) ? shown : randomBytes(24).toString('base64url');
  return { proof: digestOf(errand, nonce), cookie: cookieOf(visit, errand, nonce, minutes * 60) };
}

/** Whether the browser is the one that was marked. */
export function isSameBrowser(visit: Visit, client: Client, errand: Errand, proof: unknown): boolean {
  const shown = Buffer.from(digestOf(errand, shownNonce(visit, client, errand) ?? ''));
  const expected = Buffer.from(String(proof));
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

/** The cookie that takes the mark away. */
export function unmarkBrowser(visit: Visit, errand: Errand): string {
  return cookieOf(visit, errand, '', 0);
}
