import { createHmac } from 'node:crypto';
import { isSigned } from '../../../kernel/signature.ts';

/** Who is told: an account, or a mailbox without one, known by the keyed digest of its address. */
export type Reader = `account:${string}` | `address:${string}`;

/** The letter of the day, which is unsubscribed from as a whole. */
export const DIGEST = 'people.digest';

function sign(secret: string, territoryId: string, payload: string): string {
  return createHmac('sha256', secret).update(`unsubscribe ${territoryId} ${payload}`).digest('base64url').slice(0, 22);
}

/** Where somebody says, without signing in, that they want no more letters of a kind from a territory. */
export function unsubscribePath(secret: string, territoryId: string, kind: string, reader: Reader): string {
  const payload = Buffer.from(`${kind} ${reader}`).toString('base64url');
  return `/desinscription/${payload}.${sign(secret, territoryId, payload)}`;
}

/** Who wants no more of what; null where we did not sign it for this territory. */
export function readUnsubscribeToken(
  secrets: readonly string[],
  territoryId: string,
  token: string,
): { kind: string; reader: Reader } | null {
  const [, payload = '', signature = ''] = /^([\w-]{1,400})\.([\w-]{22})$/.exec(token) ?? [];
  if (!isSigned(secrets, signature, (secret) => sign(secret, territoryId, payload))) return null;
  const [kind = '', reader = ''] = Buffer.from(payload, 'base64url').toString('utf8').split(' ');
  return { kind, reader: reader as Reader };
}
