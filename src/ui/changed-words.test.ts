import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedWords } from './changed-words.ts';

it('finds the words that differ, and leaves whole words around them', () => {
  expect(changedWords('Ouvert le lundi matin', 'Ouvert le mardi matin')).toEqual({
    head: 'Ouvert le ',
    from: 'lundi',
    to: 'mardi',
    tail: ' matin',
  });
  expect(changedWords('rue', '3 rue')).toEqual({ head: '', from: '', to: '3 ', tail: 'rue' });
  expect(changedWords('Un café', 'Un café')).toEqual({ head: 'Un café', from: '', to: '', tail: '' });
  // What repeats itself is not taken twice.
  expect(changedWords('a a', 'a a a')).toEqual({ head: 'a a', from: '', to: ' a', tail: '' });
});

it('gives both texts back, whatever they are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'é', '\u202f'), { maxLength: 12 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(text, text, (from, to) => {
      const words = changedWords(from, to);
      expect(words.head + words.from + words.tail).toBe(from);
      expect(words.head + words.to + words.tail).toBe(to);
    }),
  );
});
