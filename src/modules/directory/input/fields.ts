import { optionalText } from '../../../kernel/http/fields.ts';
import type { Money } from '../../../kernel/money/money.ts';
import { phoneNumber } from '../facts.ts';
import { decimal, postcode } from '../importers/files/codes.ts';
import { webAddress } from '../importers/files/contact-points.ts';

/** Schemas of facts as people type them. An error is the key of a message. */

export const LONGEST_NAME = 200;
export const LONGEST_DESCRIPTION = 5_000;
const MOST_NAMES = 10;

/** One a line. */
export const names = optionalText(MOST_NAMES * LONGEST_NAME).transform((text, issues) => {
  const lines = [...new Set((text ?? '').split('\n').map((line) => line.trim().replace(/\s+/g, ' ')))].filter((line) => line !== '');
  if (lines.length > MOST_NAMES) issues.addIssue('directory.facts.names');
  if (lines.some((line) => line.length > LONGEST_NAME)) issues.addIssue('form.too-long');
  return lines;
});

/** A number that one can call from here: also a short one, as 3949 or 115. */
export function telephone(country: 'FR' | 'CH') {
  return optionalText(100).transform((text, issues) => {
    if (text === null) return null;
    const number = phoneNumber(text, country);
    if (number.startsWith('+') && /^\+\d+$/.test(number)) return number;
    const short = text.replace(/[\s.\u00a0\u202f]/g, '');
    if (/^\d{2,6}$/.test(short)) return short;
    issues.addIssue(`directory.facts.phone.${country}`);
    return null;
  });
}

/** A page of the web, with or without « https:// ». */
export const page = optionalText(2_000).transform((text, issues) => {
  if (text === null) return null;
  const address = /\s/.test(text) ? null : webAddress(text, () => {});
  if (address === null) issues.addIssue('directory.facts.website');
  return address;
});

export function postcodeOf(country: 'FR' | 'CH') {
  return optionalText(20).transform((text, issues) => {
    if (text === null) return null;
    const code = postcode(text, country);
    if (code !== null && (country === 'FR' ? /^\d{5}$/ : /^\d{4}$/).test(code)) return code;
    issues.addIssue(`directory.facts.postcode.${country}`);
    return null;
  });
}

/** « 12,50 », « 1 200 € »: an amount of the territory's money. */
export function amount(currency: string) {
  return optionalText(30).transform((text, issues): Money | null => {
    if (text === null) return null;
    const plain = text.replace(/[\s\u00a0\u202f’']/g, '').replace(/^(?:€|EUR|CHF|Fr\.?)|(?:€|EUR|CHF|Fr\.?|\.-)$/gi, '');
    const [, whole, cents = ''] = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
    if (whole !== undefined) return { amount: BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0')), currency };
    issues.addIssue('directory.facts.price');
    return null;
  });
}

/** « 12,50 » */
export function amountText(price: Money | null): string {
  if (price === null) return '';
  const [whole, cents] = [price.amount / 100n, String(price.amount % 100n).padStart(2, '0')];
  return cents === '00' ? String(whole) : `${whole},${cents}`;
}

/** A number from 0 up, with a comma or a point; `isWhole`: without a part. */
export function number(key: string, { most, isWhole = false }: { most: number; isWhole?: boolean }) {
  return optionalText(20).transform((text, issues) => {
    if (text === null) return null;
    const value = decimal(text);
    if (value !== null && value > 0 && value <= most && (!isWhole || Number.isInteger(value))) return value;
    issues.addIssue(key);
    return null;
  });
}

/** Degrees, as a map or a telephone gives them. */
export function degrees(most: 90 | 180) {
  return optionalText(30).transform((text, issues) => {
    if (text === null) return null;
    const value = decimal(text);
    if (value !== null && Math.abs(value) <= most) return value;
    issues.addIssue('directory.facts.position');
    return null;
  });
}

/** One of a vocabulary, or none. */
export function oneOf<Code extends string>(codes: readonly Code[]) {
  return optionalText(100).transform((text, issues): Code | null => {
    if (text === null) return null;
    const code = codes.find((one) => one === text);
    if (code === undefined) issues.addIssue('form.choice');
    return code ?? null;
  });
}
