import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentsOf, smsText } from './sms-text.ts';

describe('a text for a telephone', () => {
  test('has the signs that telephones have, and loses the accents that they lack', () => {
    expect(smsText('C’est prêt\u202f: «\u202fl’épicerie\u202f» – dès 8\u00a0h… Ça ira, cœur à l’œuvre')).toBe(
      "C'est pret : \"l'épicerie\" - dès 8 h... Ça ira, coeur à l'oeuvre",
    );
  });

  test('in another alphabet stays as it is', () => {
    expect(smsText('Добрый день')).toBe('Добрый день');
  });

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(153 * 3), 3],
    ['a'.repeat(153 * 3 + 1), 4],
    ['€'.repeat(80), 1],
    // 153 is odd: a sign of two septets is not parted, and the segment ends with one to spare.
    ['€'.repeat(76 * 3), 3],
    ['€'.repeat(76 * 3 + 1), 4],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
    ['😀'.repeat(33 * 3), 3],
    ['😀'.repeat(33 * 3 + 1), 4],
  ])('%# is %i segments long', (text, segments) => {
    expect(segmentsOf(text)).toBe(segments);
  });

  test('is cut between two words, its address whole', () => {
    const url = 'https://saint-amour.example/s/abcdef';
    const cut = smsText('Votre rendez-vous est confirmé. '.repeat(30), url);
    expect(segmentsOf(cut)).toBe(3);
    expect(cut).toMatch(/ (Votre|rendez-vous|est|confirmé)\.{3,4} https:\/\/saint-amour\.example\/s\/abcdef$/);
    expect(cut.length).toBeGreaterThan(420);
  });

  test('never is more than three segments, keeps its address, and never parts a sign in two', () => {
    const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 700 }), fc.string({ unit: 'grapheme-ascii', maxLength: 700 }));
    fc.assert(
      fc.property(words, fc.constantFrom(undefined, 'https://a.example/~x'), (text, url) => {
        const sent = smsText(text, url);
        expect(segmentsOf(sent)).toBeLessThanOrEqual(3);
        if (url !== undefined) expect(sent.endsWith(` ${url}`)).toBe(true);
        expect(sent.isWellFormed()).toBe(text.isWellFormed() || sent.isWellFormed());
      }),
    );
  });

  test('an address that leaves no room for words is refused', () => {
    expect(() => smsText('Bonjour '.repeat(80), `https://a.example/${'x'.repeat(450)}`)).toThrow(/no room/);
  });
});
