import { z } from 'zod';
import { isId } from '../ids.ts';

/**
 * Schemas of form fields. A form sends texts: one for a name, or several where boxes are ticked. An error is the key of a
 * message, which the page of the form says in the visitor's language.
 */

/** What a text field sends: trimmed, line feeds alone, no control signs; composed so that « é » is one letter everywhere. */
export function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .normalize('NFC')
    .trim();
}

// What is absent is optional to zod, not undefined: it says itself that a field that was not sent is missing.
const text = z
  .union([z.string(), z.array(z.string()).transform((values) => values[0] ?? '')])
  .optional()
  .transform((value) => cleaned(value ?? ''));

/** A text that must be there. @param key what is said where it is not. */
export function requiredText(key: string, most = 200) {
  return text
    .refine((value) => value !== '', { error: key, abort: true })
    .refine((value) => value.length <= most, { error: 'form.too-long' });
}

/** A text that may be left out: then null. */
export function optionalText(most = 200) {
  return text.refine((value) => value.length <= most, { error: 'form.too-long' }).transform((value) => (value === '' ? null : value));
}

/** A secret, taken as it was typed. */
export function secretText(key: string, most = 200) {
  return z
    .string()
    .optional()
    .transform((value) => value ?? '')
    .refine((value) => value !== '', { error: key, abort: true })
    .refine((value) => value.length <= most, { error: 'form.too-long' });
}

// As browsers check it (HTML standard), with a point in the domain: a mailbox at a bare name is a mistake here.
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

/** An e-mail address, in lower case. */
export function requiredEmail(key = 'form.email') {
  return text.refine((value) => value.length <= 254 && EMAIL.test(value), { error: key }).transform((value) => value.toLowerCase());
}

export function optionalEmail() {
  return text
    .refine((value) => value === '' || (value.length <= 254 && EMAIL.test(value)), { error: 'form.email' })
    .transform((value) => (value === '' ? null : value.toLowerCase()));
}

/** One of some values. */
export function choice<const Value extends string>(values: readonly Value[], key = 'form.choice') {
  return text.refine((value): value is Value => (values as readonly string[]).includes(value), { error: key });
}

/** Any of some values, each once, in their own order. */
export function choices<const Value extends string>(values: readonly Value[]) {
  return several.transform((given) => values.filter((value) => given.includes(value)));
}

const several = z
  .union([z.array(z.string()), z.string().transform((value) => [value])])
  .optional()
  .transform((values) => values ?? []);

/** Ids of rows that were ticked, each once; anything else is left out. */
export function ticked(most = 500) {
  return several.transform((given) => [...new Set(given.filter(isId))]).refine((ids) => ids.length <= most, { error: 'form.too-many' });
}

/** A box that is ticked or not. */
export const tickedBox = several.transform((given) => given.length > 0);

/** A box that must be ticked. */
export function requiredBox(key: string) {
  return tickedBox.refine((value) => value, { error: key });
}

/** The id of something, as a hidden field or a list sends it. */
export function requiredId(key = 'form.choice') {
  return text.refine(isId, { error: key });
}
