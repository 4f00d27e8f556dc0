import Validator from '@adobe/structured-data-validator';
import WebAutoExtractor from '@marbec/web-auto-extractor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { visitor } from '../../../test/support/people.ts';
import { sampleAnnouncements } from './demonstration/samples.ts';
import { kinds } from './kinds/index.ts';
import type { Facts } from './kinds/kind.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

function factsOf(kind: string): Facts {
  return sampleAnnouncements.find((one) => one.kind === kind)?.facts ?? {};
}

/** What the outside reader finds on the page of an announcement, and what the validator misses in it. */
async function readPage(kind: string, isRemote: boolean, facts: Facts = factsOf(kind)) {
  const territory = await freshTerritory(app.kernel);
  await publishTestAnnouncement(app, territory, { kind, title: 'Une annonce', facts, locality: 'Essaiville', isRemote });
  const { body } = await visitor(app, territory).get('/annonces/une-annonce');
  const extracted = new WebAutoExtractor().parse(body);
  const issues = await new Validator().validate(extracted);
  return {
    found: Object.values(extracted.jsonld).flat(),
    errors: issues.filter(({ severity }) => severity === 'ERROR').map(({ issueMessage }) => issueMessage),
    unsaid: issues.flatMap(({ issueMessage }) => /^Missing field "(\w+)"/.exec(issueMessage)?.[1] ?? []),
  };
}

describe('the page of an announcement, to an outside reader of structured data', () => {
  it.each(kinds)('$code has all that search engines require', async ({ code }) => {
    const { found, errors, unsaid } = await readPage(code, false);
    expect(found).toHaveLength(1);
    expect(errors).toEqual([]);
    const [said] = found;
    if (said?.['@type'] !== 'JobPosting') return;
    // Who comes to work on the spot is not remote; whether there is pay is for its author to say.
    expect(unsaid.filter((name) => name !== 'baseSalary')).toEqual(['applicantLocationRequirements', 'jobLocationType']);
    expect(said).toMatchObject({ jobLocation: { '@type': 'Place' }, validThrough: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  });

  it('says what a job pays, and that it is done from afar', async () => {
    const { found, errors, unsaid } = await readPage('job', true);
    expect([errors, unsaid]).toEqual([[], []]);
    expect(found).toMatchObject([
      { jobLocationType: 'TELECOMMUTE', baseSalary: { currency: 'EUR', value: { minValue: 1980, maxValue: 2120, unitText: 'MONTH' } } },
    ]);
  });

  it('says of what is looked for who seeks it, and for how much', async () => {
    const { found, errors } = await readPage('materials', false, {
      ...factsOf('materials'),
      offering: 'wanted',
      free: false,
      price: 1_250,
    });
    const [said] = found;
    expect(errors).toEqual([]);
    expect(said).toMatchObject({
      '@type': 'Organization',
      name: expect.any(String),
      seeks: { '@type': 'Demand', name: 'Une annonce', priceSpecification: { price: 12.5, priceCurrency: 'EUR' } },
    });
    expect(said).not.toHaveProperty('seeks.offeredBy');
  });
});
