import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate, formatTime, formatWeekday } from '../../../kernel/i18n/format.ts';
import { type MessageValues, translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Module } from '../../../kernel/module.ts';
import { noticeText } from '../notices/words.ts';
import { columnMessages } from './column-messages.ts';
import { codeWords, columnWords } from './column-words.ts';

/** For whom rows are put in words, and by what. */
export interface Reader {
  /** What rows call them. */
  own: ReadonlySet<string>;
  modules: readonly Module[];
}

/** « mardi 24 novembre 2026, 10 h 30 », by the territory's clocks. */
export function moment(at: Temporal.Instant, visit: Visit): string {
  const local = at.toZonedDateTimeISO(visit.territory.timeZone);
  return `${formatDate(local.toPlainDate(), visit.locale)}, ${formatTime(local.toPlainTime(), visit.locale)}`;
}

/** The sentence of a notice, which is kept as the message of a module with its values; null: it is none. */
export function noticeWords(column: string, row: Readonly<Record<string, unknown>>, { modules }: Reader, { locale }: Visit): string | null {
  const { kind, words, word_values: values } = row;
  if (column !== 'words' || typeof words !== 'string' || typeof values !== 'object') return null;
  return noticeText(modules, locale, { kind: String(kind), words, values: values as MessageValues });
}

/** A value in words; null where it says nothing to a person. */
export function valueWords(column: string, value: unknown, reader: Reader, visit: Visit): string | null {
  const { locale } = visit;
  if (value instanceof Temporal.Instant) return moment(value, visit);
  if (value instanceof Temporal.PlainDate) return formatDate(value, locale);
  if (typeof value === 'boolean') return translator(columnMessages, locale)(value ? 'people.value.yes' : 'people.value.no');
  if (typeof value === 'number' && column === 'weekdays') return weekday(value, visit);
  if (typeof value === 'string') return textWords(column, value, reader, visit);
  if (Array.isArray(value)) return lines(value.map((one) => valueWords(column, one, reader, visit)));
  if (typeof value === 'object' && value !== null)
    return lines(Object.entries(value).map(([name, part]) => factWords(name, part, reader, visit)));
  return value === null || value === undefined ? null : String(value);
}

/** One of the facts that a form of a module sent. Those without a name here, and codes of that form, are for programs. */
function factWords(name: string, value: unknown, reader: Reader, visit: Visit): string | null {
  const label = columnWords(name, visit.locale);
  const text = valueWords(name, value, reader, visit);
  const isPlain = typeof value === 'string' || Array.isArray(value);
  if (text === null || (isPlain && text.split('\n').every(isCode)) || (label === null && !isSentence(text))) return null;
  return label === null ? text : `${label} · ${text}`;
}

function isCode(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

function isSentence(text: string): boolean {
  return /\S\s+\S/.test(text) && !text.split(/\s+/).every(isCode);
}

function textWords(column: string, text: string, reader: Reader, visit: Visit): string | null {
  if (text === '' || isId(text)) return null;
  const [, from, until] = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)\)$/.exec(text) ?? [];
  if (from !== undefined && until !== undefined) return daysWords(from, until, visit);
  return actorWords(text, reader, visit) ?? codeWords(column, text, visit.locale, reader.modules);
}

/** A range of days as PostgreSQL writes it: the last one is not in it. */
function daysWords(from: string, until: string, { locale }: Visit): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until).subtract({ days: 1 })];
  return [first, ...(first.equals(last) ? [] : [last])].map((day) => formatDate(day, locale)).join(' → ');
}

/** @param number 1 for Monday */
function weekday(number: number, { locale }: Visit): string {
  const monday = Temporal.PlainDate.from('2026-01-05');
  return formatWeekday(monday.add({ days: number - 1 }), locale);
}

function lines(texts: readonly (string | null)[]): string | null {
  const told = texts.filter((text) => text !== null);
  return told.length === 0 ? null : told.join('\n');
}

/** Who did something: themselves, the portal, somebody else; null where the text names nobody. */
function actorWords(text: string, { own }: Reader, { locale }: Visit): string | null {
  const t = translator(columnMessages, locale);
  if (text === 'system') return t('people.value.portal');
  if (text === 'visitor') return t('people.value.visitor');
  if (own.has(text)) return t('people.value.you');
  return /^(account|person):[0-9a-f-]{36}$/.test(text) ? t('people.value.somebody') : null;
}
