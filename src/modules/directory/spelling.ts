import { distance } from 'fastest-levenshtein';

const MOST_SOUNDS = 50_000;
const sounds = new Map<string, string>();

/** A folded French word as it sounds, roughly: « episserie » and « epicerie », « farmacie » and « pharmacie » sound the same. */
function soundOf(word: string): string {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  const sound = word
    .replace(/ph/g, 'f')
    .replace(/(?:qu|q|k|c(?=[aourlt]|$))/g, 'k')
    .replace(/(?:sc|c)(?=[eiy])/g, 's')
    .replace(/ss/g, 's')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/gu(?=[eiy])/g, 'g')
    .replace(/eau|au/g, 'o')
    .replace(/[ae]i(?!n)|et$|ez$|er$/g, 'e')
    .replace(/[ae][nm](?=[^aeiouynm]|$)/g, 'an')
    .replace(/(?:ai|ei|y|i)[nm](?=[^aeiouynm]|$)/g, 'in')
    .replace(/y/g, 'i')
    .replace(/h/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/[estx]+$/, '');
  // Begun anew rather than let grow: words are those of every directory, and of whoever types.
  if (sounds.size >= MOST_SOUNDS) sounds.clear();
  sounds.set(word, sound);
  return sound;
}

/** How many letters may be wrong in a word of this length. */
function tolerance(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * The word meant by one that nothing has as typed: of the words known here, one that sounds the same, else the nearest by
 * its letters. Null where none is near enough. All folded; short words are not guessed at.
 */
export function nearestWord(typed: string, known: Iterable<string>): string | null {
  if (typed.length < 4 || /\d/.test(typed)) return null;
  const sound = soundOf(typed);
  let best: { word: string; score: number } | null = null;
  for (const word of known) {
    const difference = Math.abs(word.length - typed.length);
    if (difference > 3 || word.length < 3) continue;
    const isSameSound = sound.length >= 3 && soundOf(word) === sound;
    // At least as many letters are wrong as one word is longer: there is nothing to count.
    if (!isSameSound && difference > tolerance(typed.length)) continue;
    const letters = distance(typed, word);
    if (!isSameSound && letters > tolerance(typed.length)) continue;
    // A first letter is seldom mistyped, and a word that sounds right is the better guess.
    const score = letters + (isSameSound ? -1 : 0) + (word[0] === typed[0] ? 0 : 0.5);
    if (best === null || score < best.score || (score === best.score && word < best.word)) best = { word, score };
  }
  return best?.word ?? null;
}
