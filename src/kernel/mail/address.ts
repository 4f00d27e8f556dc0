import { createHmac } from 'node:crypto';

// Nothing that a header or an SMTP command would read as its own: no space, no control sign, no list, no quoting.
const MAILBOX = /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@[^\s\p{C}@<>()[\]\\,;:"]{1,253}$/u;

/** Whether a text is one e-mail address and nothing else. */
export function isMailbox(text: string): boolean {
  return text.length <= 254 && MAILBOX.test(text);
}

/** One spelling of an address, for comparing: servers do not tell upper from lower case, whatever RFC 5321 allows them. */
export function foldAddress(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

/** What an address can be recognised by once it is no longer kept. Keyed: without the secret, it cannot be found by trying. */
export function addressDigest(secret: string, address: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['mail', foldAddress(address)]))
    .digest('base64url');
}

/**
 * A text for a header: one line, without control signs, nor the signs that turn the direction of writing and so make an
 * address look like another one.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/** What follows the @. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
