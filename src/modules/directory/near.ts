import { parsePoint } from '../../kernel/geo/geo.ts';
import type { Point } from '../../kernel/http/visit.ts';

/** What somebody asks to be near of: words, and the point that came with them, if one did. */
export interface NearAsked {
  words: string;
  point: Point | null;
}

/**
 * What that was understood as. `isGiven`: the point goes along with the words, which came with it (« votre position ») or were
 * found by the geocoder. `how` says what they were taken for: `centre` stands in for words that nobody knows, and `unknown`,
 * without a point, where there is no centre either.
 */
export interface Near {
  typed: string;
  label: string;
  point: Point | null;
  isGiven: boolean;
  how: 'given' | 'point' | 'landmark' | 'directory' | 'address' | 'centre' | 'unknown';
}

/**
 * Reads « Près de » of an address; null: nothing. `given` is the point that words came with, and those words
 * (« 43.7384,7.4246 votre position »): once others are typed, it is no more.
 */
export function nearAsked(typed: string, given = ''): NearAsked | null {
  const words = typed
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
  if (words === '') return null;
  const [, at = '', told] = /^(\S+) (.+)$/.exec(given.trim()) ?? [];
  return { words, point: told?.slice(0, 200) === words ? parsePoint(at) : null };
}

/** Goes with the words of « Près de », and holds them: should they be changed in the field, the point is left out. */
export function givenPoint({ latitude, longitude }: Point, words: string): string {
  return `${latitude},${longitude} ${words}`;
}
