import { describe, expect, it } from 'vitest';
import { safePath } from './redirect.ts';

describe('a path to be led to', () => {
  it.each(['/', '/annuaire?q=vélo', '/gestion/demandes?etat=a-traiter', '/en/annuaire'])('%s is one of ours', (path) => {
    expect(safePath(path)).toBe(encodeURI(path));
  });

  it.each([
    undefined,
    '',
    'annuaire',
    'https://example.org/',
    '//example.org/',
    '/\\example.org',
    '/\t/example.org',
    '\\/example.org',
    'javascript:alert(1)',
    '/.//example.org',
    `/${'a'.repeat(3_000)}`,
  ])('%s leads home', (path) => {
    expect(safePath(path, '/accueil')).toBe('/accueil');
  });
});
