import { describe, expect, it } from 'vitest';
import { kinds } from './kinds.ts';
import { directoryMessages } from './messages.ts';
import { defaultSynonyms } from './synonyms.ts';
import { fold } from './text.ts';
import { themeCodes } from './themes.ts';
import { topicCategories, topics } from './vocabularies/data-inclusion.ts';
import { wishWords } from './wish.ts';

/** Names that structures and services bear, and that no vocabulary has to know. */
const free = new Set([
  'aide aux victimes',
  ...['France Travail', 'MSA', 'allocations familiales', 'restaurant social'],
  ...[
    'ORP',
    'OCE',
    'office cantonal de l’emploi',
    'caisse de chômage',
    'contrôle des habitants',
    'assurance invalidité',
    'assurance vieillesse',
  ],
]);

/** Words that the search passes over. */
const small = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'pour']);
const wordsOf = (text: string) =>
  fold(text)
    .split(' ')
    .filter((word) => !small.has(word));

const entries = [
  ...kinds.map(({ label, words }) => `${label.fr} ${words}`),
  ...topics.map(({ fr }) => fr),
  ...topicCategories.map(({ fr }) => fr),
  ...themeCodes.map((code) => `${directoryMessages.fr[`theme.${code}`]} ${directoryMessages.fr[`theme.${code}.description`]}`),
].map((text) => new Set(wordsOf(text)));

describe('the synonyms that every territory starts with', () => {
  it('are many, and cover both countries', () => {
    expect(defaultSynonyms.length).toBeGreaterThanOrEqual(150);
    for (const country of ['FR', 'CH']) expect(defaultSynonyms.filter((synonym) => synonym.country === country).length).toBeGreaterThan(10);
  });

  it('have folded phrases, no longer than a search is read', () => {
    for (const { phrase } of defaultSynonyms) {
      expect(phrase).toBe(fold(phrase));
      expect(wishWords(phrase).join(' ').length, phrase).toBeGreaterThan(0);
      expect(phrase.split(' ').length, phrase).toBeLessThanOrEqual(8);
    }
  });

  it('say each phrase once in a country', () => {
    for (const country of ['FR', 'CH'] as const) {
      const phrases = defaultSynonyms.filter((synonym) => (synonym.country ?? country) === country).map(({ phrase }) => phrase);
      expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
    }
  });

  it('mean what the directory can find: each meaning is in one entry of a vocabulary', () => {
    const lost = defaultSynonyms.flatMap(({ phrase, means }) =>
      means
        .filter((meaning) => !free.has(meaning) && !entries.some((words) => wordsOf(meaning).every((word) => words.has(word))))
        .map((meaning) => `${phrase} → ${meaning}`),
    );
    expect(lost).toEqual([]);
  });

  it('are not meaningless: something else than the phrase itself, each once', () => {
    for (const { phrase, means } of defaultSynonyms) {
      expect(means.length, phrase).toBeGreaterThan(0);
      expect(new Set(means.map(fold)).size, phrase).toBe(means.length);
    }
  });

  it('give Switzerland no French institution', () => {
    const swiss = defaultSynonyms.filter(({ country }) => country !== 'FR').flatMap(({ means }) => means.map(fold));
    for (const meaning of swiss) expect(meaning).not.toMatch(/\b(caf|rsa|france|mission locale|esat|mdph|msa)\b/);
  });
});
