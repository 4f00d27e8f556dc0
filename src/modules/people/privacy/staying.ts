import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';

/** Reasons for which something stays after an erasure, as modules declare them, in words. */
export function staying(modules: readonly Module[], visit: Visit): string[] {
  return modules.flatMap(({ messages, personalData = [] }) => {
    const keys = personalData.flatMap(({ tables }) =>
      Object.values(tables).flatMap(({ erasure }) => (typeof erasure === 'object' && 'keep' in erasure ? [erasure.keep] : [])),
    );
    return messages ? [...new Set(keys)].map((key) => translator(messages, visit.locale)(key)) : [];
  });
}
