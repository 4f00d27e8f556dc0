import type { Temporal } from 'temporal-polyfill';
import type { Locale } from './locales.ts';

const NARROW = '\u202f';
const NBSP = '\u00a0';

const tag: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag[locale], { ...options, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format as Intl.DateTimeFormat;
}

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(tag[locale], options);
    formats.set(key, format);
  }
  return format as Intl.NumberFormat;
}

/** Dates are formatted from their own fields: the machine's zone plays no part. */
function asUtc(date: Temporal.PlainDate): number {
  return Date.UTC(date.year, date.month - 1, date.day);
}

/** « mardi 24 novembre 2026 » */
export function formatDate(date: Temporal.PlainDate, locale: Locale): string {
  return firstOfMonth(
    date,
    locale,
    dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(asUtc(date)),
  );
}

/** « 24 novembre 2026 »: of what lasts, the day of the week says nothing. */
export function formatDateAlone(date: Temporal.PlainDate, locale: Locale): string {
  return firstOfMonth(date, locale, dateFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(asUtc(date)));
}

/** « mardi 24 novembre », the year being known. */
export function formatDay(date: Temporal.PlainDate, locale: Locale): string {
  return firstOfMonth(date, locale, dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(asUtc(date)));
}

/** French says « 1er décembre », which Intl does not know. */
function firstOfMonth(date: Temporal.PlainDate, locale: Locale, text: string): string {
  return locale === 'fr' && date.day === 1 ? text.replace(/\b1\b/, '1er') : text;
}

/** « mardi » */
export function formatWeekday(date: Temporal.PlainDate, locale: Locale): string {
  return dateFormat(locale, { weekday: 'long' }).format(asUtc(date));
}

/** « 18 h », « 18 h 30 » in French; « 18:30 » in English. */
export function formatTime(time: Temporal.PlainTime, locale: Locale): string {
  if (locale === 'en') return `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
  const minutes = time.minute ? `${NBSP}${String(time.minute).padStart(2, '0')}` : '';
  return `${time.hour}${NBSP}h${minutes}`;
}

/** « 350 m », « 1,2 km »: rounded as a walker would say it. */
export function formatDistance(metres: number, locale: Locale): string {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)}${NBSP}m`;
  return `${numberFormat(locale, { maximumFractionDigits: metres < 10_000 ? 1 : 0 }).format(metres / 1000)}${NBSP}km`;
}

/** « 1 268 » */
export function formatNumber(value: number, locale: Locale): string {
  return numberFormat(locale).format(value);
}

/** « Annuaire : lieux »: a French colon takes a space before it. */
export function colon(locale: Locale): string {
  return locale === 'fr' ? `${NARROW}:` : ':';
}
