export const wordsPath = '/gestion/mots';

/** Where a phrase is given a meaning, beginning with these. */
export function trialPath(phrase: string, means: readonly string[] = []): string {
  return `${wordsPath}/essai?${new URLSearchParams({ mots: phrase, ...(means.length > 0 && { sens: means.join('\n') }) })}`;
}
