import { describe, expect, it } from 'vitest';
import { areHoursReadable, type Calendar } from '../hours.ts';
import { readIdentifier } from '../identifiers.ts';
import { accreditationByCode, accreditations } from '../vocabularies/accreditations.ts';
import { publics, receptionModes, referralModes, referrers, serviceTypes, topicCategories } from '../vocabularies/data-inclusion.ts';
import { isLanguage } from '../vocabularies/languages.ts';
import { legalForms } from '../vocabularies/legal-forms.ts';
import { sampleLonePlaces, sampleOrganisations } from './index.ts';
import * as zones from './zones.ts';

const countryOf = (territory: string) => (territory === 'vernolle' ? 'CH' : 'FR');
const services = sampleOrganisations.flatMap(({ services: own = [], ...owner }) => own.map((service) => ({ ...service, owner })));
const places = [
  ...sampleOrganisations.flatMap(({ places: own = [], territory }) => own.map((place) => ({ ...place, territory }))),
  ...sampleLonePlaces,
];

describe('nothing of the demonstration belongs to anybody', () => {
  it('telephones are of the ranges that Arcep keeps for fiction', () => {
    for (const { phone } of [...sampleOrganisations, ...places, ...services]) {
      if (phone !== undefined) expect(phone).toMatch(/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/);
    }
  });

  it('sites and mailboxes are of domains that nobody can have', () => {
    const all = sampleOrganisations.flatMap(({ email, website }) => [email, website]);
    const others = [
      ...places.flatMap(({ email, website, accessibilityUrl }) => [email, website, accessibilityUrl]),
      ...services.flatMap(({ email, referralUrl }) => [email, referralUrl]),
    ];
    for (const address of [...all, ...others])
      if (address !== undefined) expect(new URL(address.replace(/^[^/]+@/, 'https://')).host).toMatch(/\.example\.org$/);
  });

  it('numbers that pass their check are of no département, or of those that the office keeps for examples', () => {
    for (const { scheme, text } of sampleOrganisations.flatMap(({ identifiers = [] }) => identifiers)) {
      const { value, isValid } = readIdentifier(scheme, text);
      if (isValid) expect(value).toMatch(/^(W?000|CHE999999996)/);
    }
  });

  it('postcodes are of no post office', () => {
    for (const { postcode, confidential } of places) if (!confidential) expect(postcode).toMatch(/^(00\d{3}|999\d)$/);
  });
});

describe('the demonstration shows what a directory meets', () => {
  it('is large enough to search in', () => {
    expect(sampleOrganisations.length).toBeGreaterThanOrEqual(84);
    expect(services.length).toBeGreaterThanOrEqual(155);
  });

  it('has every legal form, and every value of the short vocabularies of data·inclusion', () => {
    const missing = (known: readonly { code: string }[], used: readonly (string | undefined)[]) =>
      known.map(({ code }) => code).filter((code) => !used.includes(code));
    expect(
      missing(
        legalForms,
        sampleOrganisations.map(({ legalForm }) => legalForm),
      ),
    ).toEqual([]);
    expect(
      missing(
        publics,
        services.flatMap((service) => service.publics ?? []),
      ),
    ).toEqual([]);
    expect(
      missing(
        receptionModes,
        services.flatMap((service) => service.receptionModes ?? []),
      ),
    ).toEqual([]);
    expect(
      missing(
        referralModes,
        services.flatMap((service) => service.referralModes ?? []),
      ),
    ).toEqual([]);
    expect(
      missing(
        referrers,
        services.flatMap((service) => service.referrers ?? []),
      ),
    ).toEqual([]);
    expect(
      missing(
        serviceTypes,
        services.map(({ type }) => type),
      ),
    ).toEqual([]);
    expect(
      missing(
        topicCategories,
        services.flatMap(({ topics = [] }) => topics.map((topic) => topic.split('--')[0])),
      ),
    ).toEqual([]);
  });

  it('has most agreements and labels, in force, ended, without an end, and in words of its own', () => {
    const held = sampleOrganisations.flatMap(({ accreditations: own = [] }) => own);
    expect(new Set(held.map(({ code }) => code)).size).toBeGreaterThan(accreditations.length * 0.6);
    expect(held.some(({ until }) => until !== undefined && until !== null && until < '2026-01-01')).toBe(true);
    expect(held.some(({ until }) => until === undefined)).toBe(true);
    expect(held.some(({ code, label }) => code === 'local-label' && label)).toBe(true);
  });

  it.each<[string, boolean]>([
    ['a structure without a place', sampleOrganisations.some((one) => !one.places)],
    ['a structure with several places', sampleOrganisations.some((one) => (one.places?.length ?? 0) > 2)],
    ['a structure that closed for good', sampleOrganisations.some((one) => one.closed)],
    ['a place that moved', places.some((one) => one.movedTo !== undefined)],
    ['a place that nobody may find', places.some((one) => one.confidential)],
    ['a place without hours', places.some((one) => one.openingHours === undefined && !one.closed)],
    ['a place open by appointment', places.some((one) => one.openingHours?.includes('sur rendez-vous'))],
    ['a very long name', sampleOrganisations.some((one) => one.name.length > 120)],
    [
      'a number that fails its check',
      sampleOrganisations.some((one) => one.identifiers?.some(({ scheme, text }) => !readIdentifier(scheme, text).isValid)),
    ],
    ['a service elsewhere than its structure', services.some((one) => one.street !== undefined)],
    ['a service that is closed', services.some((one) => one.closed)],
    ['a service that counts in hours a week', services.some((one) => one.weeklyHours !== undefined && one.weeks !== undefined)],
    ['a service without a price', services.some((one) => one.price === undefined && one.fee === undefined)],
    ['a service of one town for the whole valley', services.some((one) => one.eligibilityZones?.includes(zones.VALLEY))],
    ['a service in sign language', services.some((one) => one.languages?.includes('fsl'))],
  ])('has %s', (_, isThere) => {
    expect(isThere).toBe(true);
  });
});

describe('each fact of the demonstration can be right', () => {
  const calendars = {
    FR: { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris' },
    CH: { country: 'CH', holidayRegion: 'GE', timeZone: 'Europe/Zurich' },
  } as const satisfies Record<string, Calendar>;

  it('hours are read', () => {
    const hours = [...places, ...services.map(({ owner, openingHours }) => ({ territory: owner.territory, openingHours }))];
    for (const { territory, openingHours } of hours) {
      if (openingHours !== undefined) expect(areHoursReadable(openingHours, calendars[countryOf(territory)]), openingHours).toBe(true);
    }
  });

  it('what is granted is granted in that country, and ends after it began', () => {
    for (const { name, territory, accreditations: own = [] } of sampleOrganisations) {
      for (const { code, since, until } of own) {
        expect(accreditationByCode.get(code)?.countries, `${name}: ${code}`).toContain(countryOf(territory));
        if (until) expect(until > (since ?? ''), `${name}: ${code}`).toBe(true);
        if (until) expect(accreditationByCode.get(code)?.mayEnd, `${name}: ${code}`).toBe(true);
      }
    }
  });

  it('the Swiss side has Swiss words', () => {
    for (const { name, description, networks, services: own = [], territory } of sampleOrganisations) {
      if (territory !== 'vernolle') continue;
      expect(networks, name).toBeUndefined();
      const text = [name, description, ...own.flatMap((service) => [service.name, service.description, service.feeDetails ?? ''])].join(
        ' ',
      );
      expect(text).not.toMatch(/€|\beuros?\b|[Mm]ission locale|\b(RSA|CAF|CPAM|SIAE|ESAT|EHPAD|CCAS|MDPH)\b|loi 1901/);
    }
  });

  it('a confidential address is nowhere', () => {
    for (const { street, postcode, locality, position } of [...places, ...services].filter(({ confidential }) => confidential)) {
      expect([street, postcode, locality, position]).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  it('what points somewhere arrives: places, zones, languages', () => {
    const known = new Set(Object.values(zones).flat());
    for (const { places: own = [], services: offered = [], name } of sampleOrganisations) {
      for (const { movedTo } of own) if (movedTo !== undefined) expect(own[movedTo]?.movedTo, name).toBeUndefined();
      for (const { place } of offered) if (place !== undefined) expect(own[place], name).toBeDefined();
    }
    for (const { eligibilityZones = [] } of services) for (const zone of eligibilityZones) expect(known.has(zone)).toBe(true);
    for (const { languages = [] } of [...sampleOrganisations, ...places, ...services])
      for (const code of languages) expect(isLanguage(code), code).toBe(true);
  });

  it('« tous publics » goes with no other, and a link to follow is given', () => {
    for (const { name, publics: own = [], referralModes: modes = [], referralUrl } of services) {
      if (own.includes('tous-publics')) expect(own, name).toEqual(['tous-publics']);
      if (modes.includes('utiliser-lien-mobilisation')) expect(referralUrl, name).toBeDefined();
    }
  });

  it('French is set as it is printed', () => {
    const texts = [
      ...sampleOrganisations.flatMap(({ name, description }) => [name, description]),
      ...services.flatMap((one) => [one.name, one.description, one.feeDetails ?? '', one.accessConditions ?? '']),
    ];
    for (const text of texts) expect(text).not.toMatch(/ [;:!?»]|« |'|\.\.\./);
  });
});
