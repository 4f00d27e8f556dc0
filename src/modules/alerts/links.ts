import { createHash, createHmac } from 'node:crypto';
import { isId } from '../../kernel/ids.ts';
import { foldAddress } from '../../kernel/mail/address.ts';
import { isSigned } from '../../kernel/signature.ts';

/** `confirm`: says yes to one alert. `reader`: all alerts of an address in a territory. */
type Purpose = 'confirm' | 'reader';

/** What an address is known by in one territory: the same each time, and no secret. */
export function readerOf(territoryId: string, email: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['alerts', territoryId, foldAddress(email)]))
    .digest('hex');
  // A UUID of one's own making (RFC 9562, version 8).
  return [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

function sign(secret: string, purpose: Purpose, territoryId: string, id: string): string {
  return createHmac('sha256', secret).update(`alert ${purpose} ${territoryId} ${id}`).digest('base64url').slice(0, 27);
}

function token(secret: string, purpose: Purpose, territoryId: string, id: string): string {
  return `${id}.${sign(secret, purpose, territoryId, id)}`;
}

/** Where somebody says yes to an alert: the page behind the link that is sent to their address. */
export function confirmPath(secret: string, territoryId: string, readerId: string, alertId: string): string {
  return `/alertes/confirmer/${token(secret, 'confirm', territoryId, `${readerId}.${alertId}`)}`;
}

/** Where somebody looks after the alerts of their address without signing in, and stops them. */
export function readerPath(secret: string, territoryId: string, readerId: string): string {
  return `/alertes/${token(secret, 'reader', territoryId, readerId)}`;
}

/** Reads the end of a link; null where we did not make it for this territory. */
export function readReaderToken(secrets: readonly string[], territoryId: string, given: string): string | null {
  const [, readerId = '', signature = ''] = /^([0-9a-f-]{36})\.([\w-]{27})$/.exec(given) ?? [];
  return isId(readerId) && isSigned(secrets, signature, (secret) => sign(secret, 'reader', territoryId, readerId)) ? readerId : null;
}

/** As `readReaderToken`, of the link that confirms. */
export function readConfirmToken(
  secrets: readonly string[],
  territoryId: string,
  given: string,
): { readerId: string; alertId: string } | null {
  const [, id = '', readerId = '', alertId = '', signature = ''] = /^(([0-9a-f-]{36})\.([0-9a-f-]{36}))\.([\w-]{27})$/.exec(given) ?? [];
  if (!isId(readerId) || !isId(alertId)) return null;
  return isSigned(secrets, signature, (secret) => sign(secret, 'confirm', territoryId, id)) ? { readerId, alertId } : null;
}
