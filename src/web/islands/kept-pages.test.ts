import { describe, expect, it } from 'vitest';
import { keptPage, languagePrefix, mayBeKept, momentWords, sameAsset, tellsOfVisitor, withSeen } from './kept-pages.ts';

describe('what is kept for when there is no network', () => {
  it.each([
    ['/', 'entry'],
    ['/en', 'entry'],
    ['/annuaire', 'list'],
    ['/en/annuaire', 'list'],
    ['/annuaire/', 'list'],
    ['/annuaire/ressourcerie', 'page'],
    ['/en/lieux/la-halle', 'page'],
    ['/services/cours-de-francais', 'page'],
    ['/numeros-utiles', 'page'],
    ['/annuaire/points.json', null],
    ['/en/annuaire/selection', null],
    ['/lieux/la-halle.vcf', null],
    ['/fond-de-carte.json', null],
    ['/api/v1/places', null],
    ['/logo', null],
    ['/sitemap.xml', null],
    ['/mentions-legales', null],
    ['/lieux/la-halle/fiche', null],
  ])('%s: %s', (path, kept) => {
    expect(keptPage(path)).toBe(kept);
  });

  const page = { status: 200, redirected: false, type: 'basic', contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' };
  it.each([
    [page, true],
    [{ ...page, status: 503 }, false],
    [{ ...page, redirected: true }, false],
    [{ ...page, type: 'cors' }, false],
    [{ ...page, contentType: 'application/json' }, false],
    [{ ...page, cacheControl: 'no-store' }, false],
    [{ ...page, cacheControl: 'private, max-age=0' }, false],
  ])('%o: %s', (answer, kept) => {
    expect(mayBeKept(answer)).toBe(kept);
  });
});

it.each([
  ['', false],
  ['q=pain&pres=rue+Haute', false],
  ['q=pain&point=', false],
  ['point=46.2,6.1+ma+position&pres=ma+position', true],
  ['pres=46.2%2C6.1', true],
  ['q=pain&choix=services/a', true],
  ['choix=lieux/a&choix=lieux/b', true],
])('an address with « %s » tells of who visits: %s', (query, tells) => {
  expect(tellsOfVisitor(new URLSearchParams(query))).toBe(tells);
});

describe('a kept page', () => {
  it('keeps its language', () => {
    expect(['/en/annuaire', '/en', '/annuaire', '/', '/fr'].map(languagePrefix)).toEqual(['/en', '/en', '', '', '']);
  });

  it('says since when, and lets no header write HTML', () => {
    expect(withSeen('<!doctype html><html lang="fr"><body>', '2026-11-22T13:05:00Z')).toContain(
      '<html data-seen="2026-11-22T13:05:00Z" lang="fr">',
    );
    expect(withSeen('<html>', '"><script>')).toBe('<html data-seen="script">');
  });

  it('finds its style again after an update', () => {
    const assets = ['/assets/app-0123456789.css', '/assets/app-abcdefabcd.js'];
    expect(sameAsset('/assets/app-ffffffffff.css', assets)).toBe('/assets/app-0123456789.css');
    expect(sameAsset('/assets/app-0123456789.css', assets)).toBe('/assets/app-0123456789.css');
    expect(sameAsset('/assets/map-ffffffffff.css', assets)).toBeNull();
  });
});

describe('the moment at which it was seen', () => {
  it.each([
    [new Date(2026, 10, 22, 14, 5), 'fr', '22\u00a0novembre à 14\u00a0h\u00a005'],
    [new Date(2026, 11, 1, 9, 0), 'fr', '1er\u00a0décembre à 9\u00a0h\u00a000'],
    [new Date(2026, 10, 22, 9, 5), 'en', '22\u00a0November at 09:05'],
  ])('%s, %s: %s', (moment, locale, words) => {
    expect(momentWords(moment, locale)).toBe(words);
  });
});
