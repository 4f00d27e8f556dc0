import { createHmac } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { isId } from '../../../kernel/ids.ts';
import { isSigned } from '../../../kernel/signature.ts';

/** What the link of a reminder says: which structure (or place without one), to whom it was written, and on which day. */
export interface ReminderKey {
  holderId: string;
  /** Null: to the structure's own mailbox. */
  accountId: string | null;
  writtenOn: Temporal.PlainDate;
}

/** @param mailbox the structure's, by which a link to it is signed: once it has another one, the link is worth nothing. */
function sign(secret: string, territoryId: string, text: string, mailbox: string | null): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['confirm', territoryId, text, mailbox]))
    .digest('base64url')
    .slice(0, 22);
}

/** Where whoever gets a reminder confirms, without signing in. */
export function confirmPath(
  secret: string,
  territoryId: string,
  { holderId, accountId, writtenOn }: ReminderKey,
  mailbox: string | null,
): string {
  const text = `${holderId}.${accountId ?? 'm'}.${writtenOn.toString().replaceAll('-', '')}`;
  return `/confirmer/${text}.${sign(secret, territoryId, text, accountId === null ? mailbox : null)}`;
}

/**
 * Reads the end of a link, which is not yet known to be ours.
 *
 * @returns what it says, and whether we signed it, given the structure's mailbox; null where it is no such link.
 */
export function readReminderToken(
  secrets: readonly string[],
  territoryId: string,
  token: string,
): (ReminderKey & { isOurs(mailbox: string | null): boolean }) | null {
  const [, text = '', holderId = '', reader = '', date = '', signature = ''] =
    /^(([0-9a-f-]{36})\.([0-9a-f-]{36}|m)\.(\d{8}))\.([\w-]{22})$/.exec(token) ?? [];
  const accountId = reader === 'm' ? null : reader;
  const writtenOn = dayOf(date);
  if (!isId(holderId) || (accountId !== null && !isId(accountId)) || writtenOn === null) return null;
  return {
    holderId,
    accountId,
    writtenOn,
    isOurs(mailbox) {
      if (accountId === null && mailbox === null) return false;
      return isSigned(secrets, signature, (secret) => sign(secret, territoryId, text, accountId === null ? mailbox : null));
    },
  };
}

function dayOf(digits: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(digits);
  } catch {
    return null;
  }
}
