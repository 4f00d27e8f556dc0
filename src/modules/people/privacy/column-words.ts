import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { columnMessages } from './column-messages.ts';

/** What a column holds, in words; one that nobody has worded yet is shown by its name. */
export function columnWords(column: string, locale: Locale): string {
  const key = `people.column.${column}`;
  const isKnown = (one: string): one is keyof typeof columnMessages.fr => Object.hasOwn(columnMessages.fr, one);
  return isKnown(key) ? translator(columnMessages, locale)(key) : column.replaceAll('_', ' ');
}
