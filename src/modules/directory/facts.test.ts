import { assert, constantFrom, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, mergeFacts, noPlaceFacts, type PlaceFacts, phoneNumber, placeFields, provenanceOf, themesOf } from './facts.ts';
import { themeCodes } from './themes.ts';

const facts: PlaceFacts = { ...noPlaceFacts, name: 'Le Fournil', kinds: ['bakery'], position: { latitude: 46.2, longitude: 6.1 } };

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
    expect(provenanceOf(placeFields, facts, source.source, source.date)).toEqual({ name: source, kinds: source, position: source });
    expect(
      Object.keys(
        provenanceOf(
          placeFields,
          { ...facts, phone: '+33493000000', locality: 'Nice', openingHours: '24/7', wheelchair: 'no' },
          'x',
          '2026-01-01',
        ),
      ),
    ).toEqual(['name', 'kinds', 'address', 'position', 'phone', 'openingHours', 'wheelchair']);
  });
});

describe('what a source says again', () => {
  const osm = { source: 'openstreetmap', date: '2026-11-24' };
  const dora = { source: 'dora', date: '2026-11-20' };
  const local = { source: 'local', date: '2026-11-22' };
  const kept = (said: Partial<PlaceFacts>, provenance: Record<string, { source: string; date: string }>) => ({
    facts: { ...facts, ...said },
    provenance,
  });

  it('changes its own facts, fills those that nobody told, and takes back what it no longer says', () => {
    const merged = mergeFacts(
      placeFields,
      kept({ phone: '+33493000000', openingHours: '24/7' }, { phone: { ...osm, date: '2026-01-01' }, openingHours: osm }),
      { ...facts, phone: '+33493111111', website: 'https://fournil.example/' },
      osm,
    );
    expect(merged.facts).toEqual({ ...facts, phone: '+33493111111', website: 'https://fournil.example/' });
    expect(merged.provenance).toMatchObject({ phone: osm, website: osm });
    expect(merged.provenance).not.toHaveProperty('openingHours');
    expect(merged.conflicts).toEqual([]);
  });

  it('never overwrites what a person wrote here, not even what they took away: it is a conflict', () => {
    const merged = mergeFacts(
      placeFields,
      kept({ phone: '+33493000000', website: null }, { phone: local, website: local }),
      { ...facts, phone: '+33493111111', website: 'https://fournil.example/' },
      osm,
    );
    expect(merged.facts.phone).toBe('+33493000000');
    expect(merged.facts.website).toBeNull();
    expect(merged.conflicts).toEqual([
      { field: 'phone', ours: '+33493000000', theirs: '+33493111111' },
      { field: 'website', ours: null, theirs: 'https://fournil.example/' },
    ]);
  });

  it('leaves another source’s facts alone, and an address is of one source as a whole', () => {
    const merged = mergeFacts(
      placeFields,
      kept({ street: '1 rue Haute' }, { address: dora }),
      { ...facts, street: '2 rue Basse', postcode: '06000' },
      osm,
    );
    expect(merged.facts).toMatchObject({ street: '1 rue Haute', postcode: null });
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['address']);
  });

  it('is not a conflict where it says the same', () => {
    const merged = mergeFacts(placeFields, kept({ phone: '+33493000000' }, { phone: local }), { ...facts, phone: '+33493000000' }, osm);
    expect(merged).toMatchObject({ conflicts: [], provenance: { phone: local } });
  });

  it('said twice changes nothing the second time', () => {
    const text = constantFrom(null, 'a', 'b');
    const some = record({ phone: text, website: text, street: text, postcode: text, description: text });
    const owner = constantFrom(undefined, osm, dora, local);
    assert(
      property(some, some, record({ phone: owner, website: owner, address: owner, description: owner }), (ours, theirs, owners) => {
        const provenance = Object.fromEntries(Object.entries(owners).flatMap(([field, who]) => (who ? [[field, who]] : [])));
        const once = mergeFacts(placeFields, kept(ours, provenance), { ...facts, ...theirs }, osm);
        const twice = mergeFacts(placeFields, once, { ...facts, ...theirs }, osm);
        expect({ facts: twice.facts, provenance: twice.provenance }).toEqual({ facts: once.facts, provenance: once.provenance });
        // And whatever is whoever's else stays.
        for (const field of ['phone', 'website', 'description'] as const)
          if (owners[field] === local || owners[field] === dora) expect(once.facts[field]).toBe(ours[field]);
      }),
    );
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
