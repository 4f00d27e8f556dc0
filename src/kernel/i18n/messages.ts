import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from './locales.ts';

/** One text per key and language, in ICU MessageFormat: `{n, plural, one {# lieu} other {# lieux}}`. */
export interface Messages<Key extends string = string> {
  readonly fr: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, values?: MessageValues) => string;

/**
 * Declares a module's texts. The French keys type the other languages, so a missing translation does not compile.
 *
 * ```ts
 * const shopMessages = defineMessages({
 *   fr: { 'shop.results': '{n, plural, =0 {Aucun lieu} one {# lieu} other {# lieux}}' },
 *   en: { 'shop.results': '{n, plural, =0 {No place} one {# place} other {# places}}' },
 * });
 * ```
 */
export function defineMessages<const French extends Readonly<Record<string, string>>>(texts: {
  fr: French;
  en: Readonly<Record<keyof French, string>>;
}): Messages<Extract<keyof French, string>> {
  return texts as Messages<Extract<keyof French, string>>;
}

const compiled = new Map<string, IntlMessageFormat>();

/**
 * The function that says a module's texts in one language.
 *
 * @param always values that any of them may ask for, as the territory's country:
 * `{country, select, CH {NPA} other {Code postal}}`.
 */
export function translator<Key extends string>(messages: Messages<Key>, locale: Locale, always: MessageValues = {}): Translate<Key> {
  const texts = messages[locale];
  return (key, values) => {
    const text = texts[key];
    // Most texts are constant: no need to go through the formatter.
    if (!text.includes('{')) return text;
    const cacheKey = `${locale}\u0000${text}`;
    let format = compiled.get(cacheKey);
    if (!format) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      compiled.set(cacheKey, format);
    }
    return String(format.format({ ...always, ...values }));
  };
}
