import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, slugify } from './text.ts';

describe('names are compared', () => {
  it.each([
    ['L’Épicerie du Lavoir', 'l epicerie du lavoir'],
    ["L'épicerie du  lavoir !", 'l epicerie du lavoir'],
    ['Cœur de Bœuf', 'coeur de boeuf'],
    ['Straße & Cie', 'strasse cie'],
    ['Café\u0301 n°2', 'cafe n 2'],
    ['ÉTÉ', 'ete'],
    ['  ', ''],
    ['🥖', ''],
    ['東京', '東京'],
  ])('« %s » as « %s »', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('the same once or twice folded, whatever they hold', () => {
    assert(property(string({ unit: 'binary', maxLength: 60 }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('an address for a page', () => {
  it.each([
    ['L’Épicerie du Lavoir', 'l-epicerie-du-lavoir'],
    ['Œuvre & Cœur', 'oeuvre-coeur'],
    ['東京', 'lieu'],
    ['🥖', 'lieu'],
    ['', 'lieu'],
    ['Bar 東京 Tabac', 'bar-tabac'],
  ])('of « %s » is %s', (name, slug) => {
    expect(slugify(name, 'lieu')).toBe(slug);
  });

  it('is one that addresses can hold, whatever the name', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (name) => /^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$/.test(slugify(name, 'lieu'))),
    );
  });
});
