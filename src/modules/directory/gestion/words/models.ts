import type { Temporal } from 'temporal-polyfill';
import type { ThemeCode } from '../../themes.ts';

/** What residents looked for in vain. */
export interface UnmetSearch {
  phrase: string;
  /** Of the directory, the theme that it was narrowed to; or among announcements. */
  theme: ThemeCode | 'announcements' | null;
  days: number;
  times: number;
  last: Temporal.PlainDate;
}

/** What the words of a search find. */
export interface Meaning {
  words: string;
  total: number;
  /** Of the first pages. */
  names: readonly string[];
}

/** A phrase that has a meaning of the territory's own. */
export interface OwnSynonym {
  id: string;
  phrase: string;
  /** Empty: nothing more than its words. */
  means: readonly string[];
}

/** With a word of it that finds something; null: none does. */
export type UnmetRow = UnmetSearch & { suggestion: Meaning | null };

export interface WordsModel {
  unmet: readonly UnmetRow[];
  synonyms: readonly OwnSynonym[];
}

/** A phrase that is being given a meaning. */
export interface TrialModel {
  phrase: string;
  means: readonly string[];
  /** What each of them finds, in their order. */
  found: readonly Meaning[];
  /** Words of the phrase that find something. */
  suggestions: readonly Meaning[];
}
