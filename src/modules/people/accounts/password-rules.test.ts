import { describe, expect, it } from 'vitest';
import { loadCommonPasswords } from './commands/passwords.ts';
import { isCommon, isOfContext } from './password-rules.ts';

describe('a password that many choose', async () => {
  const isListed = await loadCommonPasswords();
  const common = (password: string) => isCommon(password, isListed);

  it('is on the list, whatever its case and accents', () => {
    for (const password of ['1qaz2wsx3edc', 'Administrator', 'QWERTY123456', 'anniversaire', 'développement', 'Developpement'])
      expect(common(password), password).toBe(true);
  });

  it('is one of the list with figures and signs around it', () => {
    for (const password of ['bonjour2026!!', 'Soleil!!!!!!!', '1234football99', '*** azerty ***', 'Gouvernement1'])
      expect(common(password), password).toBe(true);
  });

  it('repeats a word, or a few signs', () => {
    for (const password of ['azertyazerty', 'motdepassemotdepasse', 'aaaaaaaaaaaaaa', '121212121212', 'xq7xq7xq7xq7', 'SoleilSoleil2026'])
      expect(common(password), password).toBe(true);
  });

  it('is none of several words, nor of signs without an order', () => {
    for (const password of [
      'quatre mots sans rapport',
      'cheval agrafe pile',
      'kV9!tq-2Zrw_x',
      'moulin tracteur',
      '493817265038',
      'q9'.padEnd(12, 'zxkwv'),
    ])
      expect(common(password), password).toBe(false);
  });

  it('is looked for among more than three thousand that are long enough', () => {
    expect(isListed.size).toBeGreaterThan(100_000);
  });
});

describe('a password made of its surroundings', () => {
  const surroundings = ['Terreau', 'Saint-Amour-en-Bresse', 'Nadia Benali', 'nadia.benali@exemple.fr'];

  it('leaves little without them', () => {
    for (const password of [
      'Terreau2026!!',
      'saintamour01',
      'NadiaBenali39',
      'nadia.benali@exemple.fr',
      'benali-terreau',
      'BRESSE-bresse-12',
    ])
      expect(isOfContext(password, surroundings), password).toBe(true);
  });

  it('may hold one of them among others', () => {
    for (const password of ['quatre mots sans rapport', 'nadia range le tracteur', 'le terreau des coquelicots'])
      expect(isOfContext(password, surroundings), password).toBe(false);
  });
});
