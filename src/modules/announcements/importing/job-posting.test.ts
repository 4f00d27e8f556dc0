import { expect, it } from 'vitest';
import { readJobPosting } from './job-posting.ts';

const context = { currency: 'EUR', timeZone: 'Europe/Paris' };

/** In the shape that Google documents. */
const google = {
  '@context': 'https://schema.org/',
  '@type': 'JobPosting',
  title: 'Caissier / Caissière',
  description: '<p>La Ruche recrute.</p><script>alert(1)</script><ul><li>le matin</li></ul>',
  identifier: { '@type': 'PropertyValue', name: 'La Ruche', value: '1234567' },
  datePosted: '2026-11-18',
  validThrough: '2027-01-18T00:00',
  applicantLocationRequirements: { '@type': 'Country', name: 'FR' },
  employmentType: ['FULL_TIME', 'TEMPORARY'],
  hiringOrganization: {
    '@type': 'Organization',
    name: 'La Ruche',
    sameAs: 'https://ruche.example',
    logo: 'https://ruche.example/logo.png',
  },
  jobLocation: {
    '@type': 'Place',
    address: {
      '@type': 'PostalAddress',
      streetAddress: '3 rue de la Halle',
      addressLocality: 'Valombre',
      postalCode: '74000',
      addressRegion: 'ARA',
      addressCountry: 'FR',
    },
    geo: { '@type': 'GeoCoordinates', latitude: 45.9, longitude: '6.1' },
  },
  baseSalary: {
    '@type': 'MonetaryAmount',
    currency: 'EUR',
    value: { '@type': 'QuantitativeValue', minValue: 1820.5, maxValue: 2000, unitText: 'MONTH' },
  },
  totalJobOpenings: 2,
  workHours: '35 heures par semaine',
  experienceRequirements: 'no requirements',
  url: 'https://www.emplois.example/offres/1234567',
};

it('a posting as Google documents it is a job with its facts, its text without HTML', () => {
  expect(readJobPosting(google, 7, null, context)).toEqual({
    line: 7,
    source: 'emplois.example',
    externalId: '1234567',
    title: 'Caissier / Caissière',
    kind: 'job',
    sent: {
      title: 'Caissier / Caissière',
      body: 'La Ruche recrute.\n\n- le matin',
      street: '3 rue de la Halle',
      postcode: '74000',
      locality: 'Valombre',
      link: 'https://www.emplois.example/offres/1234567',
      seats: '2',
      hoursPerWeek: '35',
      noExperience: '1',
      payFrom: '1820,50',
      payTo: '2000,00',
      payPer: 'month',
      contract: 'fixed-term',
      workTime: 'full',
      occupation: '11640',
    },
    publisher: { keys: [], name: 'La Ruche' },
    position: { latitude: 45.9, longitude: 6.1 },
    shownUntil: '2027-01-18',
    warnings: [],
  });
});

it('its kind, contract, place and structure are read in all the ways that they are written', () => {
  const read = (more: object) => readJobPosting({ ...google, ...more }, 1, 'essai', context);
  expect(read({ employmentType: 'VOLUNTEER' })).toMatchObject({
    kind: 'volunteering',
    sent: { cause: 'other' },
    warnings: ['assumed:cause'],
  });
  expect(read({ employmentType: 'INTERN' })).toMatchObject({ kind: 'internship', warnings: ['assumed:placement'] });
  expect(read({ employmentType: 'PART_TIME' })).toMatchObject({
    sent: { contract: 'permanent', workTime: 'part' },
    warnings: ['assumed:contract'],
  });
  expect(read({ employmentType: 'CDI' })).toMatchObject({ sent: { contract: 'permanent' }, warnings: [] });
  expect(read({ employmentType: undefined })).not.toHaveProperty('sent.contract');
  expect(read({ jobLocationType: 'TELECOMMUTE', jobLocation: undefined })).toMatchObject({ sent: { remote: '1' }, position: null });
  expect(read({ jobLocation: [{ '@type': 'Place', address: 'Valombre' }] })).toMatchObject({ sent: { locality: 'Valombre' } });
  expect(read({ hiringOrganization: 'La Ruche' })).toMatchObject({ publisher: { name: 'La Ruche' } });
  expect(read({ hiringOrganization: { name: 'La Ruche', identifier: { value: '356 000 000 00048' } } })).toMatchObject({
    publisher: { keys: ['siret:35600000000048', 'siren:356000000'] },
  });
  // A public employer's page is its notice; nobody else's is.
  const town = { '@type': ['Organization', 'schema:GovernmentOrganization'], name: 'Mairie de Valombre' };
  for (const employmentType of ['FULL_TIME', 'INTERN'])
    expect(read({ hiringOrganization: town, employmentType })).toMatchObject({ sent: { publicPost: '1', officialNotice: google.url } });
  expect(read({ hiringOrganization: town, url: undefined })).toMatchObject({ sent: { publicPost: '1' } });
  expect(read({})).not.toHaveProperty('sent.officialNotice');
  // Midnight ends the day before, on the territory's clock.
  expect(read({ validThrough: '2026-12-31T23:00:00Z' })).toMatchObject({ shownUntil: '2026-12-31' });
  expect(read({ validThrough: 'bientôt' })).toMatchObject({ shownUntil: null, warnings: ['unusable-date'] });
  for (const baseSalary of [
    { currency: 'EUR', value: { value: 90, unitText: 'DAY' } },
    { currency: 'USD', value: { value: 90, unitText: 'HOUR' } },
  ])
    expect(read({ baseSalary })).toMatchObject({ warnings: ['unknown-value:pay'] });
  expect(read({ title: 'Vendeur en boulangerie (H/F)', occupationalCategory: 'D1106 Vente en alimentation' })).toHaveProperty(
    'sent.occupation',
  );
});

it('what it cannot be without is said', () => {
  for (const [more, rejected] of [
    [{ '@type': 'Event' }, 'not-a-posting'],
    [{ title: '' }, 'no-name'],
    [{ description: '<p></p>' }, 'no-text'],
    [{ identifier: undefined, url: undefined }, 'no-external-id'],
    [{ hiringOrganization: undefined }, 'no-publisher'],
  ] as const)
    expect(readJobPosting({ ...google, ...more }, 1, 'essai', context)).toMatchObject({ rejected });
  for (const value of [null, 12, 'JobPosting', [], { '@type': ['Thing'] }])
    expect(readJobPosting(value, 1, 'essai', context)).toMatchObject({ rejected: 'not-a-posting' });
});
