import { parsePoint } from '../../../kernel/geo/geo.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { directoryMessages } from '../messages.ts';
import type { Near } from '../near.ts';
import { directoryWords } from './words.ts';

const positionWords = locales.map((locale) => translator(directoryMessages, locale)('directory.near-me.position'));

/** The chosen place in words, never in figures; the visitor's position in the language of the page. */
export function nearWords(near: Near, visit: Pick<Visit, 'locale'>): string {
  const { typed, label, isGiven } = near;
  return placeWords((!isUnknownPlace(near) && label) || typed, isGiven, visit);
}

/** The same of words that were not looked up. @param isGiven whether a point came with them. */
export function placeWords(words: string, isGiven: boolean, visit: Pick<Visit, 'locale'>): string {
  const t = directoryWords(visit);
  if (isGiven) return positionWords.includes(words) ? t('directory.near-me.position') : words;
  return parsePoint(words) ? t('directory.near.point') : words;
}

/** A place that has a name, rather than where somebody is. */
export function hasName({ typed, isGiven }: Near): boolean {
  return isGiven ? !positionWords.includes(typed) : parsePoint(typed) === null;
}

/** Words that nobody knows, whatever stands in for them. */
export function isUnknownPlace(near: Near | null): boolean {
  return near?.how === 'centre' || near?.how === 'unknown';
}
