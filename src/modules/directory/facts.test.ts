import { assert, constantFrom, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, type PlaceFacts, phoneNumber, provenanceOf, themesOf } from './facts.ts';
import { themeCodes } from './themes.ts';

const facts: PlaceFacts = {
  name: 'Le Fournil',
  alternateNames: [],
  description: null,
  kinds: ['bakery'],
  themes: [],
  street: null,
  postcode: null,
  locality: null,
  position: { latitude: 46.2, longitude: 6.1 },
  email: null,
  phone: null,
  website: null,
  openingHours: null,
  wheelchair: null,
};

describe('a telephone number', () => {
  it.each([
    ['04 93 00 00 00', 'FR', '+33493000000'],
    ['+33 4 93 00 00 00', 'FR', '+33493000000'],
    ['0033 493000000', 'FR', '+33493000000'],
    ['022 730 00 00', 'CH', '+41227300000'],
    ['+33 4 93 00 00 00', 'CH', '+33493000000'],
    ['+377 93 15 00 00', 'FR', '+37793150000'],
  ] as const)('%s written in %s is %s', (text, country, number) => {
    expect(phoneNumber(text, country)).toBe(number);
  });

  it.each(['3949', 'demander Léa', '12'])('« %s » stays as it was written', (text) => {
    expect(phoneNumber(text, 'FR')).toBe(text);
  });
});

describe('themes', () => {
  it('come from what a place is, then from what is said besides, in the residents’ order of need, each once', () => {
    expect(themesOf(['bakery'], [])).toEqual(['food', 'shops']);
    expect(themesOf(['library'], ['health', 'internet'])).toEqual(['learning', 'health', 'internet', 'leisure']);
  });

  it('do not depend on the order in which they are given', () => {
    assert(
      property(shuffledSubarray([...themeCodes]), (codes) => {
        expect(themesOf([], codes)).toEqual(themeCodes.filter((code) => codes.includes(code)));
      }),
    );
  });
});

describe('provenance', () => {
  it('is said of every fact that is there, and of no other', () => {
    const source = { source: 'openstreetmap', date: '2026-11-24' };
    expect(provenanceOf(facts, source.source, source.date)).toEqual({ name: source, kinds: source, position: source });
    expect(
      Object.keys(
        provenanceOf({ ...facts, phone: '+33493000000', locality: 'Nice', openingHours: '24/7', wheelchair: 'no' }, 'x', '2026-01-01'),
      ),
    ).toEqual(['name', 'kinds', 'address', 'position', 'contacts', 'openingHours', 'wheelchair']);
  });
});

describe('the digest of facts', () => {
  it('is the same whatever the order they are written in', () => {
    const reversed = Object.fromEntries(Object.entries(facts).reverse()) as unknown as PlaceFacts;
    expect(digestOf(reversed)).toBe(digestOf(facts));
  });

  it('changes with any of them', () => {
    const changes: Partial<PlaceFacts>[] = [
      { name: 'Le fournil' },
      { alternateNames: ['Chez Léa'] },
      { description: '' },
      { kinds: ['pastry-shop'] },
      { themes: ['work'] },
      { street: '1 rue Haute' },
      { postcode: '06000' },
      { locality: 'Nice' },
      { position: { latitude: 46.2, longitude: 6.1000001 } },
      { position: null },
      { email: 'a@example.org' },
      { phone: '+33493000000' },
      { website: 'https://example.org/' },
      { openingHours: '24/7' },
      { wheelchair: 'no' },
    ];
    const digests = changes.map((change) => digestOf({ ...facts, ...change }));
    expect(new Set([digestOf(facts), ...digests]).size).toBe(changes.length + 1);
  });

  it('tells a street from a locality of the same name', () => {
    const place = record({ street: constantFrom(null, 'Haute', 'Basse'), locality: constantFrom(null, 'Haute', 'Basse') });
    assert(
      property(place, place, (a, b) => {
        const isSame = a.street === b.street && a.locality === b.locality;
        expect(digestOf({ ...facts, ...a }) === digestOf({ ...facts, ...b })).toBe(isSame);
      }),
    );
  });
});
