import { mandateMessages } from '../../../kernel/access/mandate-messages.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type Messages, translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';
import { noticeMessages } from '../notices/messages.ts';
import { personMessages } from '../persons/messages.ts';
import { staffMessages } from '../staff/messages.ts';
import { columnMessages } from './column-messages.ts';
import { valueMessages } from './value-messages.ts';

/**
 * Columns that say nothing to a person: counters, digests, keys and codes of the machinery. The file for programs has them all.
 * Any other column that is about somebody has its words, or the page of an archive would keep it from them.
 */
export const technicalColumns: ReadonlySet<string> = new Set([
  'aaguid',
  // As PostgreSQL searches for them: the address of the search says them.
  'alerts.alert.words',
  'access_token_expires_at',
  'anchor',
  'answer',
  'attempt',
  'attempts',
  'author',
  'author_account',
  'author_locale',
  'author_person',
  'base_revision',
  'before',
  'blocked_at',
  'byte_count',
  'cancelled_by',
  'code_expires_at',
  'columns_digest',
  'counter',
  'counts',
  'event',
  'facets',
  'failure',
  'failures',
  'fault',
  'forgotten_at',
  'format',
  'from_state',
  'is_backed_up',
  'is_demonstration',
  'is_duty',
  'is_for_digest',
  'is_pending',
  'is_urgent',
  'is_verified',
  'is_within',
  'key',
  'last_at',
  'last_failure',
  'last_side',
  'latitude',
  'letter_key',
  'lifted_at',
  'locked_until',
  'longitude',
  'notice_due_on',
  'number',
  'path',
  'paused_at',
  'previous_until',
  'proposed_at',
  'provider_account',
  'reader',
  'refresh_token_expires_at',
  'reminded_for',
  'revision',
  'rows',
  'scope',
  'search',
  'sender',
  'seats_taken',
  'settled_at',
  'side',
  'status',
  'subject',
  'taken_until',
  'to_state',
  'transports',
  'tried_at',
  'waiting_since',
  'word_values',
]);

/** Texts, and the key that a word has in them. */
type Dictionary = readonly [Messages, (word: string) => string];

/** What a column holds, in words; null: nothing that a person reads. @param table where it means something else than elsewhere */
export function columnWords(column: string, locale: Locale, table?: string): string | null {
  if (table !== undefined && technicalColumns.has(`${table}.${column}`)) return null;
  const own: Dictionary = [columnMessages, (word) => `people.column.${table?.replace('.', '-')}.${word}`];
  return said([own, [columnMessages, (word) => `people.column.${word}`]], column, locale);
}

/** Of people's own pages, whose words for a code are better than a general one. */
const values: Readonly<Record<string, readonly Dictionary[]>> = {
  role: [
    [staffMessages, (role) => `people.staff.role.${role}`],
    [staffMessages, (role) => `people.role.${role}`],
  ],
  purpose: [[mandateMessages, (purpose) => `mandate.purpose.${purpose}`]],
  channel: [[personMessages, (channel) => `people.person.channel.${channel}`]],
  state: [[personMessages, (state) => `people.mandate.state.${state}`]],
  locale: [[personMessages, (one) => `people.person.locale.${one}`]],
  rhythm: [[noticeMessages, (rhythm) => `people.notice.settings.rhythm.${rhythm}`]],
  what: [[staffMessages, (what) => `people.action.${what.replace('.', '-')}`]],
};

/** Columns that hold what modules contribute, by its name. */
const contributed: ReadonlySet<string> = new Set(['kind', 'type', 'events', 'theme', 'with_sms', 'without_letter']);

/** What a code in a column means; the code itself where nobody has worded it. @param modules who words the kinds that they bring */
export function codeWords(column: string, code: string, locale: Locale, modules: readonly Module[]): string {
  const general: Dictionary = [valueMessages, (word) => `people.value.${column}.${word}`];
  return said([...(values[column] ?? []), general], code, locale) ?? kindWords(column, code, locale, modules) ?? code;
}

function kindWords(column: string, code: string, locale: Locale, modules: readonly Module[]): string | null {
  if (!contributed.has(column)) return null;
  const labels = modules.flatMap(({ contributes = {} }) => [
    ...(contributes.notices ?? []).map(({ name, label }) => [name, label] as const),
    ...(contributes.review ?? []).map(({ kind, label }) => [kind, label] as const),
    ...(contributes.webhooks ?? []).map(({ type, label }) => [type, label] as const),
  ]);
  const [, label] = labels.find(([name]) => name === code) ?? [];
  const own = modules.flatMap(({ name, messages }): Dictionary[] =>
    messages
      ? [
          [messages, (kind) => `${name}.kind.${kind}`],
          [messages, (theme) => `theme.${theme}`],
        ]
      : [],
  );
  return label?.(locale) ?? said(own, code, locale);
}

function said(dictionaries: readonly Dictionary[], word: string, locale: Locale): string | null {
  const known = dictionaries.find(([messages, key]) => Object.hasOwn(messages[locale], key(word)));
  if (!known) return null;
  const [messages, key] = known;
  // What the journal says was done names whose and which after a colon: those are columns of their own.
  return translator(messages, locale)(key(word), { role: '', name: '' }).split(/\s?:/)[0] ?? null;
}
