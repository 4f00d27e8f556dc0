import { tellingWords, wishWords } from '../wish.ts';

/**
 * What is counted of a search: the words that say what is looked for, in alphabetical order, so that who types them
 * otherwise is counted with the others. Null where they may name somebody or something of theirs (numbers, addresses,
 * long texts).
 */
export function countedPhrase(q: string): string | null {
  if (/[@\d]/.test(q)) return null;
  const words = tellingWords(wishWords(q));
  if (words.length === 0 || words.length > 5 || words.some((word) => word.length > 30)) return null;
  return words.toSorted().join(' ');
}

/** Machines that say so, and those that say nothing: their readings are nobody's. */
const MACHINE = /bot|crawl|spider|slurp|fetch|preview|monitor|headless|curl|wget|python|java\/|go-http|node|axios|scan|lighthouse|^$/i;

export function isMachine(userAgent: string | null): boolean {
  return MACHINE.test(userAgent ?? '');
}

/** The search from which somebody came, by the page that their browser says they were on; null where it was no search of ours. */
export function searchBefore(referer: string | null, origin: string): string | null {
  if (referer === null || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  if (url.origin !== origin || !/^(\/[a-z]{2})?\/annuaire$/.test(url.pathname)) return null;
  const q = url.searchParams.get('q');
  return q ? countedPhrase(q) : null;
}
