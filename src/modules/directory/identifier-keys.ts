import type { Identifier } from './identifiers.ts';

/** What the valid ones are found by: « siret:35600000000048 ». One that failed its check identifies nothing. */
export function identifierKeys(identifiers: readonly Identifier[]): string[] {
  return [...new Set(identifiers.filter(({ isValid }) => isValid).map(({ scheme, value }) => `${scheme}:${value}`))];
}
