/** Letters and figures that have to be left once the words that everybody knows of somebody are taken out. */
const SHORTEST_OWN = 8;
/** Words shorter than that are in too many good passwords. */
const SHORTEST_WORD = 4;

/** Upper and lower case, accents and their absence are the same here: they are to who guesses. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The one piece that a text repeats, or the whole of it: `azertyazerty` is `azerty`. */
function piece(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
}

/**
 * Whether a password is one that many people choose: it is on a list, or would be without the figures and signs that were put
 * around it, or repeats a word of the list or a few signs.
 *
 * @param isListed of a word in the form that `folded` gives.
 */
export function isCommon(password: string, isListed: (word: string) => boolean): boolean {
  const whole = folded(password);
  const letters = whole.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const once = [whole, letters].map(piece);
  if ([whole, ...(letters.length >= SHORTEST_WORD ? [letters] : [])].some(isListed)) return true;
  return once.some((part, place) => {
    const isRepeated = part !== (place === 0 ? whole : letters);
    return isRepeated && (part.length <= 6 || isListed(part));
  });
}

/** Whether hardly anything is left of a password without the words of its surroundings: the portal, the place, the person. */
export function isOfContext(password: string, surroundings: readonly string[]): boolean {
  const words = surroundings
    .flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= SHORTEST_WORD)
    .toSorted((a, b) => b.length - a.length);
  const left = words.reduce((text, word) => text.replaceAll(word, ''), folded(password));
  return left !== folded(password) && left.replace(/[^\p{L}\p{N}]/gu, '').length < SHORTEST_OWN;
}
