import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailAddress, telephone, webAddress } from './contact-points.ts';
import { newWarnings } from './warnings.ts';

function noted<Value>(read: (warn: ReturnType<typeof newWarnings>['warn']) => Value): [Value, string[]] {
  const { warn, list } = newWarnings();
  return [read(warn), list];
}

describe('an e-mail address', () => {
  it.each([
    ['contact@example.org', 'contact@example.org'],
    [' mailto:Contact@Example.org ', 'Contact@Example.org'],
    ['accueil@example.org ; autre@example.org', 'accueil@example.org'],
    ['téléphonez ou écrivez à accueil@example.org.', 'accueil@example.org'],
    ['<accueil@example.org>', 'accueil@example.org'],
    ['a&#46;b@example.org', 'a.b@example.org'],
  ])('%s', (text, address) => {
    expect(noted((warn) => emailAddress(text, warn))).toEqual([address, []]);
  });

  it.each([
    'contact@example',
    'contact',
    '@example.org',
    'a@b@c.org',
    'a?cc=b@c.org',
    'a&amp;b@c.org',
    'a%0d@c.org',
    'a@c.org?body=x',
    `${'x'.repeat(300)}@example.org`,
  ])('is not %s', (text) => {
    expect(noted((warn) => emailAddress(text, warn))).toEqual([null, ['unusable-email']]);
  });

  it.each([null, '', 'null', '-'])('is nothing in %j, without a warning', (text) => {
    expect(noted((warn) => emailAddress(text, warn))).toEqual([null, []]);
  });
});

describe('an address of the web', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['www.example.org/page?x=1', 'https://www.example.org/page?x=1'],
    ['http:\\/\\/app.cagette.net\\/group\\/558', 'http://app.cagette.net/group/558'],
    ['http//example.org', 'http://example.org/'],
    ['http:example.org', 'http://example.org/'],
    ['https://https.example.org', 'https://https.example.org/'],
    ['https://www.ProvenceNumerique.Fr', 'https://www.provencenumerique.fr/'],
    ['https://example.org | https://example.net', 'https://example.org/'],
    ['https://example.org/?a=1&amp;b=2', 'https://example.org/?a=1&b=2'],
  ])('%s', (text, address) => {
    expect(noted((warn) => webAddress(text, warn))).toEqual([address, []]);
  });

  it.each([
    'http://a9fe648b@gmail.com',
    'javascript:alert(1)',
    'ftp://example.org',
    'data:text/html,x',
    'http://localhost',
    'en construction',
    '12.5',
    'http://.org',
    `https://example.org/${'x'.repeat(2_083)}`,
  ])('is not %s', (text) => {
    expect(noted((warn) => webAddress(text, warn))).toEqual([null, ['unusable-website']]);
  });

  it('that is given can always become a link', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        const [address] = noted((warn) => webAddress(text, warn));
        if (address !== null) expect(address).toMatch(/^https?:\/\/[^@/]+\.[^@/]+\//);
      }),
    );
  });
});

describe('a telephone number', () => {
  it.each([
    ['05 58 82 40 97', 'FR', '+33558824097'],
    ['699538179', 'FR', '+33699538179'],
    ['699538179.0', 'FR', '+33699538179'],
    ['06.75.20.64.33', 'FR', '+33675206433'],
    ['33558824097', 'FR', '+33558824097'],
    ['0033 5 58 82 40 97', 'FR', '+33558824097'],
    ['Tél. : 05 58 82 40 97 / 06 75 20 64 33', 'FR', '+33558824097'],
    ['05 58 82 40 97 ou 06 75 20 64 33', 'FR', '+33558824097'],
    ['022 546 50 00', 'CH', '+41225465000'],
    ['225465000', 'CH', '+41225465000'],
    ['+41 22 546 50 00', 'FR', '+41225465000'],
  ] as const)('%s (%s)', (text, country, number) => {
    expect(noted((warn) => telephone(text, country, warn))).toEqual([number, []]);
  });

  it('that is none is kept as it is written, where it has digits enough', () => {
    expect(noted((warn) => telephone('poste 1234', 'FR', warn))).toEqual(['poste 1234', []]);
    expect(noted((warn) => telephone('voir accueil', 'FR', warn))).toEqual([null, ['unusable-phone']]);
  });

  it('is read the same however it is spaced', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.stringMatching(/^\d{8}$/),
        fc.constantFrom('', ' ', '.', '-', '\u00a0'),
        (first, rest, sign) => {
          const pairs = `0${first}${rest}`.match(/../g) ?? [];
          const [written] = noted((warn) => telephone(pairs.join(sign), 'FR', warn));
          const [bare] = noted((warn) => telephone(`${first}${rest}`, 'FR', warn));
          expect(written).toBe(bare);
        },
      ),
    );
  });
});
