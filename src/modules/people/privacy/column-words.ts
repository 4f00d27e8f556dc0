import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type Messages, translator } from '../../../kernel/i18n/messages.ts';
import { noticeMessages } from '../notices/messages.ts';
import { personMessages } from '../persons/messages.ts';
import { staffMessages } from '../staff/messages.ts';
import { columnMessages } from './column-messages.ts';

/**
 * Columns that say nothing to a person: counters, digests, keys and codes of the machinery. The file for programs has them all.
 * Any other column that is about somebody has its words, or the page of an archive would keep it from them.
 */
export const technicalColumns: ReadonlySet<string> = new Set([
  'aaguid',
  'access_token_expires_at',
  'attempt',
  'attempts',
  'author',
  'author_account',
  'author_locale',
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
  'failure',
  'failures',
  'forgotten_at',
  'format',
  'from_state',
  'is_backed_up',
  'is_demonstration',
  'is_for_digest',
  'is_pending',
  'is_urgent',
  'is_verified',
  'is_within',
  'key',
  'last_at',
  'last_side',
  'letter_key',
  'locked_until',
  'notice_due_on',
  'number',
  'path',
  'proposed_at',
  'provider_account',
  'reader',
  'refresh_token_expires_at',
  'rows',
  'scope',
  'side',
  'subject',
  'to_state',
  'transports',
  'waiting_since',
  'word_values',
]);

/** What a column holds, in words; null: nothing that a person reads. */
export function columnWords(column: string, locale: Locale): string | null {
  return said([[columnMessages, 'people.column.']], column, locale);
}

const values: Readonly<Record<string, readonly (readonly [Messages, string])[]>> = {
  role: [
    [staffMessages, 'people.staff.role.'],
    [staffMessages, 'people.role.'],
  ],
  provider: [[columnMessages, 'people.value.provider.']],
  purpose: [[personMessages, 'people.mandate.purpose.']],
  channel: [[personMessages, 'people.person.channel.']],
  state: [[personMessages, 'people.mandate.state.']],
  locale: [[personMessages, 'people.person.locale.']],
  rhythm: [[noticeMessages, 'people.notice.settings.rhythm.']],
  signature: [[columnMessages, 'people.value.signature.']],
};

/** What a code in a column means; the code itself where nobody has worded it. */
export function codeWords(column: string, code: string, locale: Locale): string {
  if (column === 'what') return deedWords(code, locale) ?? code;
  return said(values[column] ?? [], code, locale) ?? code;
}

/** What the journal says was done, without whose and which: those are columns of their own. */
function deedWords(what: string, locale: Locale): string | null {
  const key = `people.action.${what.replace('.', '-')}`;
  const isKnown = (one: string): one is keyof typeof staffMessages.fr => Object.hasOwn(staffMessages.fr, one);
  return isKnown(key) ? (translator(staffMessages, locale)(key, { role: '', name: '' }).split(/\s?:/)[0] ?? null) : null;
}

function said(texts: readonly (readonly [Messages, string])[], word: string, locale: Locale): string | null {
  const known = texts.find(([messages, prefix]) => Object.hasOwn(messages[locale], prefix + word));
  return known ? translator(known[0], locale)(known[1] + word) : null;
}
