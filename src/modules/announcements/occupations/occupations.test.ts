import { describe, expect, it } from 'vitest';
import { everydayWords } from './everyday-words.ts';
import { findOccupations, occupationOf } from './occupations.ts';

describe('an occupation', () => {
  it.each([
    ['caissière', 'Caissier / Caissière'],
    ['Caissier', 'Caissier / Caissière'],
    ['maçonne', 'Maçon / Maçonne'],
    ['aide à domicile', 'Aide à domicile'],
    ['un poste de boulanger', 'Boulanger / Boulangère'],
  ])('« %s » is first « %s »', (words, title) => {
    expect(findOccupations(words)[0]?.title).toBe(title);
  });

  it.each(Object.keys(everydayWords))('« %s » finds something', (words) => {
    expect(findOccupations(words).length).toBeGreaterThan(0);
  });

  it('is one alone where its title was typed in full', () => {
    expect(findOccupations('caissier / caissière').map(({ title }) => title)).toEqual(['Caissier / Caissière']);
  });

  it('is none where nothing is called so, or nothing was said', () => {
    expect(findOccupations('xylolaliste')).toEqual([]);
    expect(findOccupations('  de la  ')).toEqual([]);
  });

  it('has the card that it belongs to', () => {
    expect(occupationOf('11640')).toMatchObject({ rome: 'D1505' });
    expect(occupationOf('0')).toBeNull();
  });
});
