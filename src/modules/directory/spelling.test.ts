import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/support/processor.ts';
import { nearestWord } from './spelling.ts';

const known =
  'boulangerie epicerie pharmacie bibliotheque velo ordinateur garderie mairie medecin coiffure cafe jardin aide atelier informatique ecole'.split(
    ' ',
  );

describe('a mistyped word', () => {
  it.each([
    ['episserie', 'epicerie'],
    ['farmacie', 'pharmacie'],
    ['bibliotek', 'bibliotheque'],
    ['boulengerie', 'boulangerie'],
    ['ordinateure', 'ordinateur'],
    ['velau', 'velo'],
    ['medcin', 'medecin'],
    ['informatike', 'informatique'],
    ['jardain', 'jardin'],
  ])('« %s » was « %s »', (typed, meant) => {
    expect(nearestWord(typed, known)).toBe(meant);
  });

  it('is found among many in a moment, again and again', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `${index.toString(36).padStart(4, 'z')}quelconque`);
    const all = [...many, ...known];
    const taken = processorTime(() => {
      for (let time = 0; time < 60; time += 1) expect(nearestWord('boulengerie', all)).toBe('boulangerie');
    });
    expect(taken).toBeLessThan(2_000);
  });

  it.each(['xqzrtplk', 'dinosaure', 'abc', 'trombone', 'rue', '1234'])('« %s » is none of them', (typed) => {
    expect(nearestWord(typed, known)).toBeNull();
  });
});
