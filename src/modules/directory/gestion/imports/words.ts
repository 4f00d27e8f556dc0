import type { Locale } from '../../../../kernel/i18n/locales.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { ImportOutcome } from '../../../../kernel/module.ts';
import { fieldMessages } from './field-messages.ts';
import { reportMessages } from './report-messages.ts';

/** What a column may be, in words; a field that no list offers stays as it is. */
export function fieldWords(name: string, locale: Locale): string {
  const key = `directory.import.field.${name}`;
  return isKeyOf(fieldMessages.fr, key) ? translator(fieldMessages, locale)(key) : name;
}

/** What a code of an import's report means; a code that it does not know stays as it is. */
export function importWords(code: string, locale: Locale = 'fr'): string {
  const t = translator(reportMessages, locale);
  const [kind = '', field = ''] = code.split(':', 2);
  if (kind === 'conflict') return t('directory.import.conflict', { field: fieldWords(field, locale) });
  if (kind === 'unknown-value' || kind === 'required' || kind === 'unusable' || kind === 'assumed' || kind === 'unsaid')
    return t(`directory.import.${kind}`, { field: fieldWords(field, locale) });
  const key = `directory.import.code.${kind}`;
  return isKeyOf(reportMessages.fr, key) ? t(key) : code;
}

/** What became of a row, in two or three words. */
export function outcomeWords(outcome: ImportOutcome, locale: Locale): string {
  return translator(reportMessages, locale)(`directory.import.outcome.${outcome}`);
}

/** What became of a row, in one sentence that an agent can read. */
export function importExplanation(
  row: { outcome: ImportOutcome; reason: string | null; warnings: readonly string[] },
  locale: Locale = 'fr',
): string {
  const t = translator(reportMessages, locale);
  const outcome = outcomeWords(row.outcome, locale);
  const sentences = [
    row.reason === null || row.reason === 'missing'
      ? t('directory.import.explained', { outcome })
      : t('directory.import.explained.reason', { outcome, reason: importWords(row.reason, locale) }),
    ...(row.warnings.length === 0 ? [] : [t('directory.import.to-check', { warnings: warningWords(row.warnings, locale) })]),
  ];
  return sentences.join(' ');
}

/** Warnings one after the other. */
export function warningWords(warnings: readonly string[], locale: Locale): string {
  return warnings.map((code) => importWords(code, locale)).join(locale === 'fr' ? '\u202f; ' : '; ');
}

function isKeyOf<Texts extends object>(texts: Texts, key: string): key is Extract<keyof Texts, string> {
  return Object.hasOwn(texts, key);
}
