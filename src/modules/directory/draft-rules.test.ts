import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebaseDraft } from './draft-rules.ts';
import { noPlaceFacts, type PlaceFacts, placeFields } from './facts.ts';

const facts: PlaceFacts = { ...noPlaceFacts, name: 'Le Fournil', phone: '1', street: '1 place du Marché', locality: 'Vernolle' };
const rebase = (mine: Partial<PlaceFacts>, theirs: Partial<PlaceFacts>, choices = {}) =>
  rebaseDraft(placeFields, { base: facts, mine: { ...facts, ...mine }, theirs: { ...facts, ...theirs } }, choices);

describe('a draft', () => {
  it('keeps what others changed meanwhile, and adds its own', () => {
    const { facts: merged, conflicts } = rebase({ phone: '2' }, { description: 'Du pain.' });
    expect(merged).toMatchObject({ phone: '2', description: 'Du pain.' });
    expect(conflicts).toEqual([]);
  });

  it('asks where both changed a field otherwise, an address as a whole, and never where they agree', () => {
    const { facts: merged, conflicts } = rebase(
      { phone: '2', street: '2 rue Haute', wheelchair: 'yes' },
      { phone: '3', locality: 'Montbrillet', wheelchair: 'yes' },
    );
    expect(conflicts.map(({ field }) => field)).toEqual(['address', 'phone']);
    expect(conflicts[1]).toEqual({ field: 'phone', base: { phone: '1' }, mine: { phone: '2' }, theirs: { phone: '3' } });
    expect(merged).toMatchObject({ phone: '3', street: '1 place du Marché', locality: 'Montbrillet', wheelchair: 'yes' });
    const chosen = rebase(
      { phone: '2', street: '2 rue Haute' },
      { phone: '3', locality: 'Montbrillet' },
      { phone: 'mine', address: 'theirs' },
    );
    expect(chosen.conflicts).toEqual([]);
    expect(chosen.facts).toMatchObject({ phone: '2', street: '1 place du Marché', locality: 'Montbrillet' });
  });

  it('tells no address that became confidential meanwhile, nor asks about it', () => {
    const { facts: merged, conflicts } = rebase({ street: '2 rue Haute' }, { isAddressConfidential: true, street: null, locality: null });
    expect(merged).toMatchObject({ isAddressConfidential: true, street: null, locality: null });
    expect(conflicts).toEqual([]);
  });

  it('that changes nothing gives what is there, and what nobody else touched is its own', () => {
    const some = fc.record({
      phone: fc.constantFrom('1', '2', '3', null),
      description: fc.constantFrom(null, 'Du pain.', 'Des gâteaux.'),
      languages: fc.subarray(['fr', 'en', 'ar']),
      isAddressConfidential: fc.boolean(),
    });
    fc.assert(
      fc.property(some, some, some, (base, mine, theirs) => {
        const of = (said: Partial<PlaceFacts>) => ({ ...noPlaceFacts, name: 'Le Fournil', ...said });
        const still = rebaseDraft(placeFields, { base: of(base), mine: of(base), theirs: of(theirs) });
        expect(still).toEqual({ facts: of(theirs), conflicts: [] });
        const alone = rebaseDraft(placeFields, { base: of(base), mine: of(mine), theirs: of(base) });
        expect(alone).toEqual({ facts: of(mine), conflicts: [] });
        const both = rebaseDraft(placeFields, { base: of(base), mine: of(mine), theirs: of(theirs) });
        const chosen = Object.fromEntries(both.conflicts.map(({ field }) => [field, 'mine' as const]));
        expect(rebaseDraft(placeFields, { base: of(base), mine: of(mine), theirs: of(theirs) }, chosen).conflicts).toEqual([]);
      }),
    );
  });
});
