import { phoneNumber } from '../../facts.ts';
import { withoutEscapes, withoutHtml, writtenText } from './cleaning.ts';
import type { Warn } from './warnings.ts';

/** The parts of a cell that names several, as it was written. */
function partsOf(value: unknown, separators: RegExp): string[] {
  const text = writtenText(value);
  if (text === null) return [];
  return withoutHtml(withoutEscapes(text))
    .slice(0, 5_000)
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Behind « mailto: », a « ? » or « % » would begin a letter of somebody else's, to others. */
const EMAIL = /^[^\s@<>"?&%\p{Cc}]{1,64}@[^\s@<>"?&%/\p{Cc}]+\.[^\s@<>"?&%/\p{Cc}]{2,}$/u;

/** The first e-mail address of a cell. */
export function emailAddress(value: unknown, warn: Warn): string | null {
  const parts = partsOf(value, /[;,|\s]+|\s\/\s/);
  for (const part of parts) {
    const address = part
      .replace(/^<|>$/g, '')
      .replace(/^mailto:/i, '')
      .replace(/\.$/, '');
    // RFC 5321, 4.5.3.1.3: longer is no address, and would keep the expression busy.
    if (address.length > 254) continue;
    if (EMAIL.test(address)) return address;
  }
  if (parts.length > 0) warn('unusable-email');
  return null;
}

/** The first address of the web of a cell: `http` or `https`, which may become a link. */
export function webAddress(value: unknown, warn: Warn, code: 'unusable-website' | 'unusable-link' = 'unusable-website'): string | null {
  // A semicolon belongs to an address (« …/fiche;v=2 ») unless another one begins behind it.
  const parts = partsOf(value, /[|\s]+|;+(?=\s|$|https?:|[\p{L}\d-]+\.)/iu);
  for (const part of parts) {
    const schemed = part.replace(/^(https?):?\/{0,2}(?=[\p{L}\d])/iu, (whole, scheme: string) =>
      /^https?[:/]/i.test(whole) ? `${scheme}://` : whole,
    );
    const candidate = /^[a-z][a-z\d+.-]*:/i.test(schemed) ? schemed : `https://${schemed}`;
    if (!URL.canParse(candidate)) continue;
    const url = new URL(candidate);
    // « https://somebody@example.org » is an e-mail address that somebody took for one of the web.
    if (url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol)) continue;
    if (/[^.]\.[^.]{2,}$/.test(url.hostname) && !/\.\.|^[\d.]+$/.test(url.hostname) && url.href.length <= 2_083) return url.href;
  }
  if (parts.length > 0) warn(code);
  return null;
}

/**
 * The first telephone number of a cell, as E.164 where it is one, else as it was written. A spreadsheet takes the first
 * zero off: `699538179` is `06 99 53 81 79`.
 */
export function telephone(value: unknown, country: 'FR' | 'CH', warn: Warn): string | null {
  const parts = partsOf(value, /[;|/,\n]+|\s(?:ou|et|puis)\s/i);
  let written: string | null = null;
  for (const part of parts) {
    const text = withFirstZero(
      part.replace(/^(?:t[ée]l(?:[ée]phone)?|mobile|fixe|port(?:able)?)\s*\.?\s*:?\s*/i, '').replace(/^(\d+)\.0+$/, '$1'),
    );
    // 15, 17 and 18 are numbers to call in France; no other is so short.
    if (text.replace(/\D/g, '').length < 3 && !/^1[578]$/.test(text)) continue;
    const number = phoneNumber(text, country);
    if (number.startsWith('+') && number !== text) return number;
    if (number.startsWith('+') && /^\+\d+$/.test(number)) return number;
    written ??= text.slice(0, 100);
  }
  if (parts.length > 0 && written === null) warn('unusable-phone');
  return written;
}

/** In France as in Switzerland, numbers have nine digits after their zero. */
function withFirstZero(text: string): string {
  const digits = text.replace(/[\s.\u00a0\u202f-]/g, '');
  if (/^[1-9]\d{8}$/.test(digits)) return `0${digits}`;
  if (/^(?:33|41)[1-9]\d{8}$/.test(digits)) return `+${digits}`;
  return text;
}
