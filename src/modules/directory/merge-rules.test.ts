import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noPlaceFacts, type PlaceFacts, placeFields, provenanceOf } from './facts.ts';
import { mergePair, type PairChoices, pairConflicts, type Told } from './merge-rules.ts';

const told = (source: string, said: Partial<PlaceFacts>): Told<PlaceFacts> => {
  const facts = { ...noPlaceFacts, name: 'Le Fournil', ...said };
  return { facts, provenance: provenanceOf(placeFields, facts, source, '2026-01-01') };
};
const merge = (kept: Told<PlaceFacts>, merged: Told<PlaceFacts>, choices: PairChoices = {}, shared: readonly string[] = []) =>
  mergePair(placeFields, kept, merged, choices, new Set(shared), '2026-11-24');

describe('two pages of one place', () => {
  const osm = told('openstreetmap', {
    phone: '1',
    openingHours: '24/7',
    position: { latitude: 46.1, longitude: 6.1 },
    street: '4 rue Haute',
  });
  const dora = told('dora', {
    name: 'Fournil (Le)',
    phone: '2',
    email: 'a@example.org',
    position: { latitude: 46.2, longitude: 6.2 },
    street: '4, rue Haute',
  });

  it('ask for the fields that both tell, each otherwise', () => {
    expect(pairConflicts(placeFields, osm.facts, dora.facts).map(({ field }) => field)).toEqual(['name', 'address', 'position', 'phone']);
  });

  it('take what one alone tells, and what is chosen, each with where it comes from', () => {
    const { facts, provenance } = merge(osm, dora, { phone: 'merged' });
    expect(facts).toMatchObject({ name: 'Le Fournil', phone: '2', email: 'a@example.org', openingHours: '24/7' });
    expect([provenance['name'], provenance['phone'], provenance['email']].map((one) => one?.source)).toEqual([
      'openstreetmap',
      'dora',
      'dora',
    ]);
  });

  it('take the position of the address that is chosen, unless it is chosen for itself', () => {
    expect(merge(osm, dora, { address: 'merged' }).facts).toMatchObject({ street: '4, rue Haute', position: { latitude: 46.2 } });
    expect(merge(osm, dora, { address: 'merged', position: 'kept' }).facts).toMatchObject({ position: { latitude: 46.1 } });
  });

  it('hide the address where one of them does', () => {
    const shelter = told('dora', { isAddressConfidential: true, phone: '2' });
    for (const facts of [merge(osm, shelter).facts, merge(shelter, osm).facts])
      expect(facts).toMatchObject({ isAddressConfidential: true, street: null, position: null });
  });

  it('told by two rows of one source are settled here: neither row is right for both', () => {
    const { provenance } = merge(told('dora', { phone: '1' }), told('dora', { phone: '2', email: 'a@example.org' }), {}, ['dora']);
    expect(provenance).toEqual({
      name: { source: 'local', date: '2026-11-24' },
      phone: { source: 'local', date: '2026-11-24' },
      email: { source: 'local', date: '2026-11-24' },
    });
  });

  it('lose nothing that one alone told, and tell nothing that neither did', () => {
    const some = fc.record({
      phone: fc.constantFrom(null, '1', '2'),
      description: fc.constantFrom(null, 'Du pain.', 'Des gâteaux.'),
      languages: fc.subarray(['fr', 'en']),
    });
    fc.assert(
      fc.property(
        some,
        some,
        fc.dictionary(fc.constantFrom('phone', 'description', 'languages'), fc.constantFrom('kept', 'merged')),
        (a, b, choices) => {
          const { facts } = merge(told('a', a), told('b', b), choices as PairChoices);
          for (const key of ['phone', 'description', 'languages'] as const) {
            const values = [a[key], b[key]].filter((value) => value !== null && value.length > 0);
            if (values.length === 0) expect(facts[key] ?? []).toHaveLength(0);
            else expect(values).toContainEqual(facts[key]);
          }
        },
      ),
    );
  });
});
