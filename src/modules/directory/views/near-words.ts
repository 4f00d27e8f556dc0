import { parsePoint } from '../../../kernel/geo/geo.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { directoryMessages } from '../messages.ts';
import type { DirectoryList } from '../view-models.ts';
import type { DirectoryTranslate } from './words.ts';

const positionWords = locales.map((locale) => translator(directoryMessages, locale)('directory.near-me.position'));

/** The chosen place in words, never in figures; the visitor's position in the language of the page. */
export function nearWords(list: DirectoryList, t: DirectoryTranslate): string {
  if (!list.near) return '';
  const { typed, label, isGiven } = list.near;
  const words = (!isUnknownPlace(list) && label) || typed;
  if (isGiven) return positionWords.includes(words) ? t('directory.near-me.position') : words;
  return parsePoint(words) ? t('directory.near.point') : words;
}

/** Words that nobody knows, whatever stands in for them. */
export function isUnknownPlace({ near }: DirectoryList): boolean {
  return near?.how === 'centre' || near?.how === 'unknown';
}
