import { createHmac } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { isId } from '../../../kernel/ids.ts';
import { isSigned } from '../../../kernel/signature.ts';

/** What the link of a reminder names: which announcement, to whom it was written, and of which end. */
export interface RenewalKey {
  id: string;
  accountId: string;
  expiresOn: Temporal.PlainDate;
}

function macOf(secret: string, territoryId: string, text: string): string {
  return createHmac('sha256', secret).update(`renewal ${territoryId} ${text}`).digest('base64url').slice(0, 27);
}

/** Where whoever is told of an end prolongs their announcement, without signing in. It is sent, never shown. */
export function renewalPath(secret: string, territoryId: string, { id, accountId, expiresOn }: RenewalKey): string {
  const text = `${id}.${accountId}.${expiresOn}`;
  return `/prolonger/${text}.${macOf(secret, territoryId, text)}`;
}

/** Reads a link's end; null where we did not make it for this territory. */
export function readRenewalToken(secrets: readonly string[], territoryId: string, token: string): RenewalKey | null {
  const [, text = '', id = '', accountId = '', day = '', mac = ''] =
    /^(([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{4}-\d\d-\d\d))\.([\w-]{27})$/.exec(token) ?? [];
  if (!isId(id) || !isId(accountId) || !isSigned(secrets, mac, (secret) => macOf(secret, territoryId, text))) return null;
  return { id, accountId, expiresOn: Temporal.PlainDate.from(day) };
}
