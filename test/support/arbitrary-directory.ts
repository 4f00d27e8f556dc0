import fc from 'fast-check';
import { noAddress, type OrganisationFacts, type PlaceFacts, type ServiceFacts } from '../../src/modules/directory/facts.ts';
import { type Identifier, readIdentifier } from '../../src/modules/directory/identifiers.ts';
import { line, paragraphs } from '../../src/modules/directory/importers/files/cleaning.ts';
import { kinds } from '../../src/modules/directory/kinds.ts';
import { themeCodes } from '../../src/modules/directory/themes.ts';
import { accreditations } from '../../src/modules/directory/vocabularies/accreditations.ts';
import {
  fees,
  networks,
  publics,
  receptionModes,
  referralModes,
  referrers,
  serviceTypes,
  topics,
} from '../../src/modules/directory/vocabularies/data-inclusion.ts';
import { languages } from '../../src/modules/directory/vocabularies/languages.ts';
import { legalForms } from '../../src/modules/directory/vocabularies/legal-forms.ts';

/** What people type, and what files, spreadsheets and web pages make of it. */
const fragments = [
  ...['Épicerie', 'Les Amis', 'atelier vélo', 'e\u0301te\u0301', 'R&D', '😀', '👩‍🌾', '« oui »', 'L’Été', 'NULL', 'oui', 'œuvre', 'مرحبا'],
  ...[' ', '  ', '\n', '\n\n', '\n- ', '\t', '\u202f', '"', '""', "'", '’', ';', ',', '|', '\\', '/', '%3B', '. ', ' : '],
  ...['=1+1', '=', '+33', '-2', '@x', "'=", '=cmd|x', '[', ']', '{a}', '[1]', '#', '$', '_x0041_', '14000.0', '0123', '1e5'],
  ...['<b>gras</b>', '<18 ans>', 'a < b', '<br>', '&amp;', '&amp;amp;', '&lt;i&gt;', '&nbsp;', '<!-- x -->', '\\u00e9', 'null'],
];

/** Texts as the directory keeps them: whatever they were made of, reading them again leaves them as they are. */
function texts(clean: (text: string) => string | null, most: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: most })
    .map((parts) => parts.join(''))
    .map((text) => [1, 2, 3, 4].reduce<string | null>((known) => (known === null ? null : clean(known)), `${text} Aa1é`))
    .filter((text): text is string => text !== null && clean(text) === text);
}

const words = texts((text) => line(text, 120), 8);
const longText = texts((text) => paragraphs(text), 40);
const long = fc.oneof(
  { weight: 9, arbitrary: words },
  { weight: 1, arbitrary: fc.constant('Association des habitants et amis '.repeat(5).slice(0, 145).trim()) },
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const some = <Code extends string>(terms: readonly { code: Code }[], maxLength = 3) =>
  fc.uniqueArray(fc.constantFrom(...terms.map(({ code }) => code)), { maxLength });

const phone = maybe(fc.constantFrom('+33612345678', '+33476543210', '+41223456789', '+262262123456', '3949', '115', '17'));
const email = maybe(fc.constantFrom('accueil@exemple.fr', "o'brien+liste@exemple.org", 'contact@mairie-val.fr'));
const link = maybe(
  fc.constantFrom(
    'https://exemple.fr/a?b=1&c=2#d',
    'https://exemple.org',
    'https://exemple.org/fiche;v=2',
    'http://épicerie.fr/été',
    'https://exemple.fr/=x',
  ),
);
const hours = maybe(
  fc.constantFrom('Mo-Fr 09:00-12:00,14:00-17:30; PH off', '24/7', 'Fr 22:00-02:00', 'Mo "sur rendez-vous"', 'tous les matins'),
);
const languageCodes = fc.uniqueArray(fc.constantFrom(...languages), { maxLength: 3 });

function luhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const siren = fc.integer({ min: 30_000_000, max: 89_999_999 }).map((number) => luhn(String(number)));
const siret = fc.tuple(siren, fc.integer({ min: 1, max: 99 })).map(([number, desk]) => luhn(`${number}${String(desk).padStart(4, '0')}`));
const ofEstablishment: fc.Arbitrary<Identifier[]> = fc.oneof(
  fc.constant<Identifier[]>([]),
  siret.map((value): Identifier[] => [readIdentifier('siret', value)]),
  fc.constant<Identifier[]>([readIdentifier('siret', '123 456 789 00012')]),
);
const ofStructure: fc.Arbitrary<Identifier[]> = fc.oneof(
  fc.constant<Identifier[]>([]),
  siren.map((value): Identifier[] => [readIdentifier('siren', value), readIdentifier('rna', 'W381234567')]),
);

const address = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      street: maybe(words),
      addressComplement: maybe(words),
      postcode: maybe(fc.constantFrom('38000', '01000', '20090', '97400')),
      locality: maybe(words),
      communeCode: maybe(fc.constantFrom('38185', '01053', '2A004', '97411')),
      hasPosition: fc.boolean(),
      isAddressConfidential: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      street: fc.constant(null),
      addressComplement: fc.constant(null),
      postcode: fc.constant(null),
      locality: fc.constant(null),
      communeCode: fc.constant(null),
      hasPosition: fc.constant(false),
      isAddressConfidential: fc.boolean(),
    }),
  },
);

let number = 0;

/** No two things of one name nor of one place: those would be told to be twins. */
function apart<Facts extends { name: string; hasPosition?: boolean }>({ hasPosition, ...facts }: Facts) {
  number += 1;
  const position = { latitude: 44.1 + (number % 4_000) / 1_000 + 0.000123456789, longitude: -1.5 + (number % 7_000) / 1_000 };
  return { ...facts, name: `${facts.name} ${number}`, ...(hasPosition !== undefined && { position: hasPosition ? position : null }) };
}

const organisation: fc.Arbitrary<OrganisationFacts> = fc
  .record({
    name: long,
    alternateNames: fc.uniqueArray(words, { maxLength: 3 }),
    description: maybe(longText),
    kinds: some(kinds),
    themes: fc.constant([]),
    legalForm: maybe(fc.constantFrom(...legalForms.map(({ code }) => code))),
    activityCode: maybe(fc.constant('88.99B')),
    networks: some(networks),
    languages: languageCodes,
    identifiers: ofStructure,
    accreditations: fc.array(
      fc.record({
        code: fc.constantFrom(...accreditations.map(({ code }) => code)),
        label: maybe(words),
        number: maybe(fc.constant('2024-17 ;x')),
        since: maybe(fc.constant('2024-01-01')),
        until: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
    email,
    phone,
    website: link,
    sourceUrl: link,
  })
  .map(apart);

const place: fc.Arbitrary<PlaceFacts> = fc
  .tuple(
    address,
    fc.record({
      name: long,
      alternateNames: fc.uniqueArray(words, { maxLength: 3 }),
      description: maybe(longText),
      kinds: some(kinds),
      themes: fc.uniqueArray(fc.constantFrom(...themeCodes), { maxLength: 2 }),
      email,
      phone,
      website: link,
      openingHours: hours,
      wheelchair: maybe(fc.constantFrom('yes', 'limited', 'no')),
      accessibilityUrl: link,
      languages: languageCodes,
      identifiers: ofEstablishment,
    }),
  )
  .map(([where, facts]) => apart({ ...facts, ...where }) as unknown as PlaceFacts);

const service: fc.Arbitrary<ServiceFacts> = fc
  .tuple(
    address,
    fc.record({
      name: long,
      description: longText,
      type: maybe(fc.constantFrom(...serviceTypes.map(({ code }) => code))),
      topics: some(topics),
      themes: fc.uniqueArray(fc.constantFrom(...themeCodes), { maxLength: 2 }),
      fee: maybe(fc.constantFrom(...fees.map(({ code }) => code))),
      feeDetails: maybe(words),
      price: maybe(fc.record({ amount: fc.bigInt({ min: 0n, max: 99_999n }), currency: fc.constant('EUR') })),
      publics: fc.oneof(some(publics.slice(1)), fc.constant(['tous-publics'] as const)),
      publicsDetails: maybe(longText),
      accessConditions: maybe(longText),
      email,
      phone,
      openingHours: hours,
      languages: languageCodes,
      receptionModes: some(receptionModes, 2),
      eligibilityZones: fc.uniqueArray(fc.constantFrom('france', '38', '01', '2A', '974', '38185', '01053', '200040715'), { maxLength: 3 }),
      referralModes: some(referralModes),
      referrers: some(referrers, 2),
      referralUrl: link,
      referralDetails: maybe(longText),
      weeklyHours: maybe(fc.constantFrom(0, 1.5, 15, 35)),
      weeks: maybe(fc.integer({ min: 1, max: 52 })),
      sourceUrl: link,
    }),
  )
  .map(([where, facts]) => apart({ ...facts, ...where }) as unknown as ServiceFacts);

export interface ArbitraryStructure {
  organisation: OrganisationFacts;
  places: PlaceFacts[];
  /** `at`: which place, in turn; none beyond them. */
  services: { facts: ServiceFacts; at: number }[];
}

/** Structures with places and services: plausible in what they are, hostile in what they say. */
export const arbitraryDirectory: fc.Arbitrary<ArbitraryStructure[]> = fc.array(
  fc
    .record({
      organisation,
      places: fc.array(place, { maxLength: 3 }),
      services: fc.array(fc.record({ facts: service, at: fc.integer({ min: 0, max: 3 }) }), { maxLength: 3 }),
    })
    .map(({ services, ...structure }) => ({
      ...structure,
      // Where a shelter's services are would tell where it is: none is read from a file.
      services: structure.places.some((one) => one.isAddressConfidential)
        ? services.map(({ facts, at }) => ({ at, facts: { ...facts, ...noAddress, isAddressConfidential: facts.isAddressConfidential } }))
        : services,
    })),
  { minLength: 2, maxLength: 5 },
);
