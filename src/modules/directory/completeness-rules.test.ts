import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completenessOf } from './completeness-rules.ts';
import { noOrganisationFacts, noPlaceFacts, noServiceFacts, type PlaceFacts, type ServiceFacts } from './facts.ts';

const long = 'Une épicerie où l’on trouve de quoi cuisiner, et quelqu’un à qui parler, du mardi au samedi.';
const place: PlaceFacts = {
  ...noPlaceFacts,
  name: 'L’Épicerie',
  kinds: ['bakery'],
  description: long,
  street: '4 rue Haute',
  position: { latitude: 46.2, longitude: 6.1 },
  phone: '+33450000000',
  website: 'https://epicerie.example',
  openingHours: 'Tu-Sa 09:00-12:00',
  wheelchair: 'no',
};

describe('a page', () => {
  it('with a name alone has everything to gain, what helps a visitor most first', () => {
    const { score, missing } = completenessOf('place', { ...noPlaceFacts, name: 'L’Épicerie' }, 0);
    expect(score).toBe(0);
    expect(missing.map(({ field }) => field)).toEqual([
      'openingHours',
      'contact',
      'description',
      'address',
      'wheelchair',
      'position',
      'pictures',
      'kinds',
      'website',
    ]);
    expect(missing.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  it('to which a visitor misses nothing has 100; that one cannot come in with a wheelchair is worth knowing too', () => {
    expect(completenessOf('place', place, 1)).toEqual({ score: 100, missing: [] });
    const organisation = {
      ...noOrganisationFacts,
      name: 'Le Relais',
      description: long,
      email: 'accueil@relais.example',
      kinds: ['bakery'] as const,
      website: 'https://relais.example',
      legalForm: 'association' as const,
      languages: ['fr'],
      identifiers: [{ scheme: 'rna' as const, value: 'W742000001', isValid: true }],
    };
    expect(completenessOf('organisation', organisation, 2).score).toBe(100);
    expect(completenessOf('organisation', organisation, 0)).toEqual({ score: 90, missing: [{ field: 'pictures', weight: 10 }] });
  });

  it('asks for a telephone or an e-mail address, not for both', () => {
    for (const said of [{ phone: '1' }, { email: 'a@example.org' }, { phone: '1', email: 'a@example.org' }])
      expect(completenessOf('place', { ...place, phone: null, ...said }, 1).score).toBe(100);
    expect(completenessOf('place', { ...place, phone: null }, 1).missing).toEqual([{ field: 'contact', weight: 20 }]);
  });

  it('misses no address that is confidential', () => {
    const shelter = { ...place, isAddressConfidential: true, street: null, position: null };
    expect(completenessOf('place', shelter, 1)).toEqual({ score: 100, missing: [] });
  });

  it('counts a few words for what they are, and a fee without its amount for half', () => {
    const service: ServiceFacts = { ...noServiceFacts, name: 'Aide', description: 'Une aide.', fee: 'payant' };
    const { missing } = completenessOf('service', service, 0);
    expect(missing).toContainEqual({ field: 'fee', weight: 8 });
    expect(missing.find(({ field }) => field === 'description')?.weight).toBeGreaterThan(15);
  });
});

describe('a fact that is added', () => {
  const adds = {
    place: {
      openingHours: 'Mo 09:00-12:00',
      phone: '1',
      email: 'a@example.org',
      street: '4 rue Haute',
      locality: 'Vernolle',
      position: { latitude: 46, longitude: 6 },
      description: long,
      wheelchair: 'yes',
      kinds: ['bakery'],
      website: 'https://a.example',
      languages: ['fr'],
    },
    service: {
      openingHours: 'Mo 09:00-12:00',
      phone: '1',
      email: 'a@example.org',
      publics: ['jeunes'],
      fee: 'payant',
      feeDetails: 'Selon vos revenus',
      price: { amount: 450n, currency: 'EUR' },
      receptionModes: ['en-presentiel'],
      referralModes: ['telephoner'],
      referralUrl: 'https://a.example',
      accessConditions: 'Avoir 16 ans',
      themes: ['food'],
      topics: ['numerique'],
      description: long,
    },
    organisation: {
      phone: '1',
      email: 'a@example.org',
      website: 'https://a.example',
      kinds: ['bakery'],
      languages: ['fr'],
      legalForm: 'association',
      identifiers: [{ scheme: 'rna', value: 'W742000001', isValid: true }],
      description: long,
    },
  } as const;
  const bare = {
    place: { ...noPlaceFacts, name: 'A' },
    service: { ...noServiceFacts, name: 'A', description: '' },
    organisation: { ...noOrganisationFacts, name: 'A' },
  };

  it.each(['place', 'service', 'organisation'] as const)('to a %s never lowers the score, which stays from 0 to 100', (subject) => {
    const names = Object.keys(adds[subject]);
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), fc.integer({ min: 0, max: 3 }), (there, added, pictures) => {
        const values: Readonly<Record<string, unknown>> = adds[subject];
        const facts = (fields: readonly string[]) =>
          ({ ...bare[subject], ...Object.fromEntries(fields.map((field) => [field, values[field]])) }) as never;
        const before = completenessOf(subject, facts(there), pictures);
        const after = completenessOf(subject, facts([...there, added]), pictures);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(completenessOf(subject, facts(there), pictures + 1).score).toBeGreaterThanOrEqual(before.score);
        for (const { score, missing } of [before, after]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(score === 100).toBe(missing.length === 0);
          expect(missing.map(({ weight }) => weight)).toEqual(missing.map(({ weight }) => weight).sort((a, b) => b - a));
        }
      }),
    );
  });
});
