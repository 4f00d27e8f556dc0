import { describe, expect, it } from 'vitest';
import { isMachine, searchBefore } from './rules.ts';

describe('what is counted of a visit', () => {
  const origin = 'https://vernolle.example';
  it.each([
    ['a search of this portal', `${origin}/annuaire?q=je+cherche+du+pain+bio`, 'bio pain'],
    ['in English too', `${origin}/en/annuaire?q=pain`, 'pain'],
    ['a list that nobody searched', `${origin}/annuaire?theme=manger`, null],
    ['a search elsewhere', 'https://example.org/annuaire?q=pain', null],
    ['a number of somebody', `${origin}/annuaire?q=0476000000`, null],
    ['an address', `${origin}/annuaire?q=camille@exemple.fr`, null],
    ['nothing', null, null],
    ['no address', 'pain', null],
  ])('%s', (_, referer, phrase) => {
    expect(searchBefore(referer, origin)).toBe(phrase);
  });

  it('leaves machines out', () => {
    for (const name of ['Googlebot/2.1', 'curl/8.5', 'Mozilla/5.0 HeadlessChrome/140', '', null]) expect(isMachine(name)).toBe(true);
    expect(isMachine('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(false);
  });
});
