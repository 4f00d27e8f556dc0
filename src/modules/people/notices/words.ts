import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type MessageValues, translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';

/** Every kind of notice that modules tell. */
export function noticeKinds(modules: readonly Module[]): readonly NoticeKind[] {
  return modules.flatMap(({ contributes }) => contributes?.notices ?? []);
}

/** A notice in a reader's language: the message of its module, or where an earlier version had another one, its kind. */
export function noticeText(
  modules: readonly Module[],
  locale: Locale,
  { kind, words, values }: { kind: string; words: string; values: MessageValues },
): string {
  for (const { messages } of modules)
    if (messages && Object.hasOwn(messages[locale], words)) return translator(messages, locale)(words, values);
  return (
    noticeKinds(modules)
      .find(({ name }) => name === kind)
      ?.label(locale) ?? kind
  );
}
