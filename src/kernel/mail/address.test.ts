import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressDigest, foldAddress, isMailbox, oneLine } from './address.ts';

describe('one e-mail address', () => {
  test.each(['nom@exemple.fr', 'prénom.nom+tri@exemple.fr', "o'neill@exemple.fr", 'nom@éxemple.fr', 'portail@localhost'])(
    '%s',
    (address) => {
      expect(isMailbox(address)).toBe(true);
    },
  );

  test.each([
    'nom',
    '@exemple.fr',
    'nom@',
    'a@b@exemple.fr',
    'a@exemple.fr,b@exemple.fr',
    'a@exemple.fr; b@exemple.fr',
    'Nom <nom@exemple.fr>',
    'nom@exemple.fr\r\nBcc: autre@exemple.fr',
    'nom @exemple.fr',
    '"nom"@exemple.fr',
    'groupe:nom@exemple.fr',
    'nom@exemple.fr\u0000',
    'nom@[127.0.0.1]',
    `${'n'.repeat(65)}@exemple.fr`,
  ])('is not « %s »', (address) => {
    expect(isMailbox(address)).toBe(false);
  });

  test('is told from others by a digest that a secret keys, whatever its spelling', () => {
    const digest = addressDigest('secret', 'nom@exemple.fr');
    expect(addressDigest('secret', ' Nom@Exemple.FR')).toBe(digest);
    expect(addressDigest('other', 'nom@exemple.fr')).not.toBe(digest);
    expect(addressDigest('secret', 'autre@exemple.fr')).not.toBe(digest);
    expect(foldAddress('E\u0301lise@exemple.fr')).toBe('élise@exemple.fr');
  });
});

test('a text for a header is one line, whatever was typed', () => {
  expect(oneLine('Bonjour\r\nBcc: autre@exemple.fr')).toBe('Bonjour Bcc: autre@exemple.fr');
  expect(oneLine('\u202egro.elpmaxe@nom\u202c')).toBe('gro.elpmaxe@nom');
  expect(oneLine('Prêt\u202f?')).toBe('Prêt\u202f?');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
});
