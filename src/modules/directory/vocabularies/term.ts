/** A code of a vocabulary with its words on the screen. */
export interface Term {
  code: string;
  fr: string;
  en: string;
}

/** To look up a code that comes from outside: `undefined` when the vocabulary does not know it. */
export function byCode<T extends Term>(terms: readonly T[]): ReadonlyMap<string, T> {
  return new Map(terms.map((term): [string, T] => [term.code, term]));
}
