import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWish, tellingWords, wishWords } from './wish.ts';

describe('what a resident typed', () => {
  it.each([
    ['pharmacie ouverte maintenant', { q: 'pharmacie', openNow: true, near: null }],
    ['boulangerie ouverte près de la gare', { q: 'boulangerie', openNow: true, near: 'gare' }],
    ['médecin a coté de l’église', { q: 'médecin', openNow: false, near: 'église' }],
    ['bus proche du Lavoir', { q: 'bus', openNow: false, near: 'Lavoir' }],
    ['café pas loin de la gare', { q: 'café', openNow: false, near: 'gare' }],
    ['boulangerie proche gare', { q: 'boulangerie', openNow: false, near: 'gare' }],
    ['pain a cote de la mairie', { q: 'pain', openNow: false, near: 'mairie' }],
    ['coiffeur vers la gare', { q: 'coiffeur', openNow: false, near: 'gare' }],
    ['garage vers la rue des Lilas', { q: 'garage', openNow: false, near: 'rue des Lilas' }],
    ['accompagnement vers l’emploi', { q: 'accompagnement vers l’emploi', openNow: false, near: null }],
    ['aide proche aidant', { q: 'aide proche aidant', openNow: false, near: null }],
    // Only they know where that is.
    ['coiffeur près de chez moi', { q: 'coiffeur', openNow: false, near: null }],
    // Names that hold these words.
    ['Ouvert', { q: 'Ouvert', openNow: false, near: null }],
    ['Après la classe', { q: 'Après la classe', openNow: false, near: null }],
    ['université ouverture', { q: 'université ouverture', openNow: false, near: null }],
  ] as const)('« %s »', (typed, wish) => {
    expect(readWish(typed)).toEqual(wish);
  });

  it('leaves something to look for, whatever it is', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), (typed) => {
        expect(readWish(typed).q !== '').toBe(typed.trim() !== '');
      }),
    );
  });
});

describe('the words of a search', () => {
  it('are folded, and say what is looked for', () => {
    expect(tellingWords(wishWords('Je cherche à réparer un VÉLO, un vélo'))).toEqual(['reparer', 'velo']);
    expect(tellingWords(wishWords('où aller ?'))).toEqual(['ou', 'aller']);
    expect(tellingWords(wishWords('où dormir ce soir, maintenant'))).toEqual(['dormir']);
  });

  it('are none where only signs were typed', () => {
    expect(wishWords(' %&|:*! 🥖 ')).toEqual([]);
  });

  it('are twelve at most, so that a pasted paragraph costs no more than a question', () => {
    expect(wishWords('un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze')).toHaveLength(12);
  });
});
