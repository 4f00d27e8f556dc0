import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDirectory } from '../../../test/support/arbitrary-directory.ts';
import {
  type FactsOf,
  noOrganisationFacts,
  noPlaceFacts,
  noServiceFacts,
  type OrganisationFacts,
  type PlaceFacts,
  type ServiceFacts,
  type SubjectName,
} from './facts.ts';
import { type FormPlace, type FormValues, factsFields, factsValues, readFacts } from './facts-input.ts';
import { directoryMessages } from './messages.ts';

const france: FormPlace = { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris', currency: 'EUR' };
const geneva: FormPlace = { country: 'CH', holidayRegion: 'GE', timeZone: 'Europe/Zurich', currency: 'CHF' };

const place: PlaceFacts = { ...noPlaceFacts, name: 'Le Fournil' };
const service: ServiceFacts = { ...noServiceFacts, name: 'Aide aux papiers', description: 'Chaque mardi.' };
const organisation: OrganisationFacts = { ...noOrganisationFacts, name: 'Le Relais' };

/** The form of these facts, changed in some fields, then sent. */
function send<Name extends SubjectName>(subject: Name, facts: FactsOf[Name], change: FormValues, where = france) {
  return readFacts(subject, { ...factsValues(subject, facts, where), ...change }, facts, where, 'all');
}
const placed = (change: FormValues, kept = place, where = france) => send('place', kept, change, where);
const served = (change: FormValues, kept = service, where = france) => send('service', kept, change, where);
const mistakesOf = ({ mistakes }: { mistakes: readonly { field: string; key: string }[] }) =>
  mistakes.map(({ field, key }) => `${field}: ${key}`);

describe('a form of facts', () => {
  it('sent as it was shown changes nothing, whatever is kept, and however the browser ends its lines', () => {
    fc.assert(
      fc.property(arbitraryDirectory, (structures) => {
        for (const { organisation: facts, places, services } of structures) {
          const sent = (values: FormValues): FormValues =>
            Object.fromEntries(
              Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.replace(/\n/g, '\r\n') : value]),
            );
          const same = <Name extends SubjectName>(subject: Name, kept: FactsOf[Name]) =>
            expect(readFacts(subject, sent(factsValues(subject, kept, france)), kept, france, 'all')).toEqual({
              facts: kept,
              mistakes: [],
            });
          same('organisation', facts);
          for (const one of places) same('place', one);
          for (const one of services) same('service', one.facts);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('carries what was typed, word for word', () => {
    const sent = { name: '  Le  Fournil ', kinds: ['bakery'], 'hours.mo.1.from': '9 h' };
    expect(factsFields.parse(sent)).toEqual(sent);
    expect(factsFields.safeParse({ name: 'x'.repeat(20_001) }).success).toBe(false);
  });

  it('that lacks a field leaves it as it is, and so does one whose box was left out', () => {
    const kept = { ...place, kinds: ['bakery'] as const, wheelchair: 'yes' as const, isAddressConfidential: true };
    const read = readFacts('place', { name: 'La Fournée' }, kept, france, ['name', 'isAddressConfidential']);
    expect(read.facts).toEqual({ ...kept, name: 'La Fournée' });
    expect(placed({ isAddressConfidential: '0' }, kept).facts?.isAddressConfidential).toBe(false);
    expect(placed({ isAddressConfidential: ['0', '1'], street: '4 rue Haute' }).facts).toMatchObject({
      isAddressConfidential: true,
      street: null,
    });
  });

  it('says of each mistake a message that is there in words', () => {
    const wrong = [
      placed({ name: ' ', phone: 'demain', email: 'a@b', website: 'mon site', postcode: '740', latitude: 'x', openingHours: 'selon' }),
      placed({
        name: 'x'.repeat(201),
        description: 'x'.repeat(5_001),
        alternateNames: 'a\n'.repeat(3) + 'x'.repeat(300),
        wheelchair: 'maybe',
      }),
      placed(
        { alternateNames: Array.from({ length: 11 }, (_, index) => `n${index}`).join('\n'), postcode: '12345', latitude: '46.2' },
        place,
        geneva,
      ),
      served({ description: '', price: 'dix', publics: ['tous-publics', 'jeunes'], weeklyHours: '200', weeks: '1,5', type: 'x' }),
      served({ fee: 'gratuit', price: '12' }),
      send('organisation', organisation, { 'identifier.siret': '356 000 000 00049' }),
    ];
    expect(wrong.map(mistakesOf)).toEqual([
      [
        'name: directory.facts.name',
        'postcode: directory.facts.postcode.FR',
        'latitude: directory.facts.position',
        'phone: directory.facts.phone.FR',
        'email: form.email',
        'website: directory.facts.website',
        'openingHours: directory.facts.hours.text',
      ],
      ['name: form.too-long', 'alternateNames: form.too-long', 'description: form.too-long', 'wheelchair: form.choice'],
      ['alternateNames: directory.facts.names', 'postcode: directory.facts.postcode.CH', 'longitude: directory.facts.position'],
      [
        'description: directory.facts.description',
        'type: form.choice',
        'price: directory.facts.price',
        'weeklyHours: directory.facts.weekly-hours',
        'weeks: directory.facts.weeks',
        'publics: directory.facts.publics',
      ],
      ['price: directory.facts.price.free'],
      ['identifier.siret: directory.facts.identifier'],
    ]);
    for (const { facts, mistakes } of wrong) {
      expect(facts).toBeNull();
      for (const { key } of mistakes) if (!key.startsWith('form.')) expect(directoryMessages.fr).toHaveProperty([key]);
    }
    expect(wrong[0]?.mistakes.at(-1)).toMatchObject({ values: { part: 'selon' } });
  });

  it('of something new must say what it is', () => {
    const nothing = readFacts('service', {}, { ...service, name: '', description: '' }, france, 'all');
    expect(mistakesOf(nothing)).toEqual(['name: directory.facts.name', 'description: directory.facts.description']);
  });
});

describe('what people type', () => {
  it.each([
    ['04 50 00 00 00', france, '+33450000000'],
    ['04.50.00.00.00', france, '+33450000000'],
    ['022 700 00 00', geneva, '+41227000000'],
    ['+33 4 50 00 00 00', geneva, '+33450000000'],
    ['39 49', france, '3949'],
    ['', france, null],
  ])('« %s » is a telephone number', (phone, where, expected) => {
    expect(placed({ phone }, { ...place, phone: '115' }, where)).toMatchObject({ facts: { phone: expected } });
  });

  it.each([
    ['12,50', 1250n],
    ['12.5', 1250n],
    ['1 200 €', 120000n],
    ['0', 0n],
    ['CHF 25.-', 2500n],
  ])('« %s » is a price, which tells whether it is free', (price, expected) => {
    expect(served({ price }, service, geneva).facts).toMatchObject({
      price: { amount: expected, currency: 'CHF' },
      fee: expected === 0n ? 'gratuit' : 'payant',
    });
  });

  it.each([
    ['www.exemple.fr', 'https://www.exemple.fr/'],
    ['http://exemple.fr/a', 'http://exemple.fr/a'],
  ])('« %s » is a page', (website, expected) => {
    expect(placed({ website }).facts?.website).toBe(expected);
  });

  it('of the week becomes opening hours, by the fields or by the words, and both say where they are not understood', () => {
    const { openingHours, ...week } = factsValues('place', { ...place, openingHours: 'Mo-Fr 09:00-12:00; PH off' }, france);
    expect(openingHours).toBe('Mo-Fr 09:00-12:00; PH off');
    expect(placed({ ...week, 'hours.fr.1.to': '18 h' }).facts?.openingHours).toBe('Mo-Th 09:00-12:00; Fr 09:00-18:00; PH off');
    expect(mistakesOf(placed({ ...week, 'hours.fr.1.to': 'soir' }))).toEqual(['hours.fr.1.to: directory.facts.hours.time']);
    expect(placed({ openingHours: 'lundi-vendredi 9h à 12h' }).facts?.openingHours).toBe('Mo-Fr 09:00-12:00');
    // Said otherwise by its source, and left alone in the form.
    const kept = { ...place, openingHours: 'Mo,Tu,We,Th,Fr 09:00-12:00' };
    expect(placed({}, kept).facts?.openingHours).toBe('Mo,Tu,We,Th,Fr 09:00-12:00');
    const { openingHours: _, ...shown } = factsValues('place', kept, france);
    const emptied = Object.fromEntries(
      Object.keys(shown)
        .filter((name) => name.startsWith('hours.'))
        .map((name) => [name, '']),
    );
    expect(placed(emptied, kept).facts?.openingHours).toBeNull();
  });
});

describe('an address that is written anew', () => {
  const kept: PlaceFacts = {
    ...place,
    street: '4 rue Haute',
    postcode: '74800',
    locality: 'Valombre',
    communeCode: '74300',
    position: { latitude: 46.2, longitude: 6.15 },
  };

  it('leaves its position behind, and another commune its number, unless the form gives a point', () => {
    expect(placed({ street: '6 rue Haute' }, kept).facts).toMatchObject({ communeCode: '74300', position: null });
    expect(placed({ locality: 'Vernolle' }, kept).facts).toMatchObject({ communeCode: null, position: null });
    expect(placed({ street: '6 rue Haute', latitude: '46,25' }, kept).facts?.position).toEqual({ latitude: 46.25, longitude: 6.15 });
    expect(placed({ latitude: '', longitude: '' }, kept).facts?.position).toBeNull();
    expect(placed({ phone: '3949' }, kept).facts).toEqual({ ...kept, phone: '3949' });
  });
});

describe('what is ticked', () => {
  it('keeps its order and what the form does not know', () => {
    const kept = { ...service, publics: ['seniors', 'inconnu', 'jeunes'] as unknown as ServiceFacts['publics'] };
    expect(served({ publics: ['jeunes', 'femmes', 'seniors'] }, kept).facts?.publics).toEqual(['seniors', 'inconnu', 'jeunes', 'femmes']);
    expect(served({ publics: ['femmes', 'nonsense'] }, kept).facts?.publics).toEqual(['inconnu', 'femmes']);
  });

  it('of official numbers is one of each register, the others kept', () => {
    const kept: OrganisationFacts = {
      ...organisation,
      identifiers: [
        { scheme: 'rna', value: 'W742000001', isValid: true },
        { scheme: 'siret', value: '123', isValid: false },
      ],
    };
    expect(send('organisation', kept, { 'identifier.siret': '356 000 000 00048' }).facts?.identifiers).toEqual([
      { scheme: 'rna', value: 'W742000001', isValid: true },
      { scheme: 'siret', value: '35600000000048', isValid: true },
    ]);
    expect(send('organisation', kept, { 'identifier.rna': '' }).facts?.identifiers).toEqual([
      { scheme: 'siret', value: '123', isValid: false },
    ]);
  });
});
