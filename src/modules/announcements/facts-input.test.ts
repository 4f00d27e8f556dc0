import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { factFacets, factsValues, fieldsOf, readFacts } from './facts-input.ts';
import { kindOf, kinds, kindsIn } from './kinds/index.ts';

const context = (country: 'FR' | 'CH') => ({
  territory: { country, holidayRegion: null, timeZone: 'Europe/Paris', currency: 'EUR' },
  today: Temporal.PlainDate.from('2026-11-24'),
});
const french = context('FR');

const swiss = context('CH');

const jobForm = { occupation: '11640', contract: 'permanent', workTime: 'full' };

describe('the form of a kind', () => {
  it('gives facts: dates, amounts in minor units, numbers, boxes', () => {
    const { facts, mistakes } = readFacts(
      kindOf('job'),
      {
        ...jobForm,
        payFrom: '1 980,50',
        payTo: '2100',
        payPer: 'month',
        startsOn: '2027-01-04',
        seats: '2',
        noExperience: '1',
        hoursPerWeek: '17,5',
      },
      french,
    );
    expect(mistakes).toEqual([]);
    expect(facts).toEqual({
      ...jobForm,
      payFrom: 198_050,
      payTo: 210_000,
      payPer: 'month',
      startsOn: '2027-01-04',
      seats: 2,
      noExperience: true,
      hoursPerWeek: 17.5,
    });
  });

  it.each([
    ['job', { ...jobForm, occupation: '' }, 'occupation'],
    ['job', { ...jobForm, occupation: 'zzzz' }, 'occupation'],
    ['job', { ...jobForm, contract: 'royal' }, 'contract'],
    ['job', { ...jobForm, payFrom: '12', payPer: '' }, 'payPer'],
    ['job', { ...jobForm, payTo: '12', payPer: 'hour' }, 'payFrom'],
    ['job', { ...jobForm, payFrom: '14', payTo: '12', payPer: 'hour' }, 'payTo'],
    ['job', { ...jobForm, payFrom: 'beaucoup' }, 'payFrom'],
    ['job', { ...jobForm, startsOn: '2026-02-30' }, 'startsOn'],
    ['job', { ...jobForm, officialNotice: 'javascript:alert(1)' }, 'officialNotice'],
    ['volunteering', { cause: 'sport', rhythm: 'once' }, 'startsOn'],
    ['volunteering', { cause: 'sport', rhythm: 'regular', startsOn: '2027-02-01', endsOn: '2027-01-01' }, 'endsOn'],
    ['volunteering', { cause: 'sport', rhythm: 'regular', seats: '0' }, 'seats'],
    ['internship', { placement: 'immersion', startsOn: '2027-01-04', endsOn: '2027-02-04' }, 'endsOn'],
    ['apprenticeship', { occupation: '11640', training: 'cfc' }, 'training'],
    ['service-civique', { cause: 'sport', startsOn: '2027-01-04', months: '13', weeklyHours: '24' }, 'months'],
    ['premises', { offering: 'offered', rent: '100', free: '1' }, 'rent'],
  ])('%s: %o is wrong in %s', (kind, sent, field) => {
    const { facts, mistakes } = readFacts(kindOf(kind), sent, french);
    expect(facts).toBeNull();
    expect(mistakes.map((mistake) => mistake.field)).toEqual([field]);
  });

  it('leaves out signs that no text of the store may hold', () => {
    const sent = { cause: 'sport', rhythm: 'flexible', skills: 'Lire\u0000\r\nà voix haute' };
    expect(readFacts(kindOf('volunteering'), sent, french).facts).toMatchObject({ skills: 'Lire\nà voix haute' });
  });

  it('takes an immersion of a month less a day, and a longer one in Switzerland', () => {
    const sent = { placement: 'immersion', startsOn: '2027-01-04', endsOn: '2027-02-03' };
    expect(readFacts(kindOf('internship'), sent, french).facts).not.toBeNull();
    expect(readFacts(kindOf('internship'), { ...sent, endsOn: '2027-04-03' }, swiss).facts).not.toBeNull();
  });

  it('asks in each country what it knows', () => {
    const names = (country: 'FR' | 'CH') => fieldsOf(kindOf('job'), { country }).map(({ name }) => name);
    expect(names('FR')).toEqual(expect.arrayContaining(['officialNotice', 'workIntegration']));
    expect(names('FR')).not.toContain('reportedOn');
    expect(names('CH')).toContain('reportedOn');
    expect(kindsIn({ country: 'CH' }).map(({ code }) => code)).not.toContain('service-civique');
  });

  it.each([
    ['job', jobForm],
    ['apprenticeship', { occupation: '', training: 'cfc' }],
  ])('%s: a title of ROME is asked in France alone', (code, sent) => {
    const required = (country: 'FR' | 'CH') => fieldsOf(kindOf(code), { country }).find(({ name }) => name === 'occupation')?.isRequired;
    expect([required('FR'), required('CH')]).toEqual([true, undefined]);
    expect(readFacts(kindOf(code), { ...sent, occupation: '', duty: 'no' }, swiss).mistakes).toEqual([]);
  });

  it.each([
    ['job', jobForm],
    ['seasonal-job', { season: 'summer' }],
  ])('%s: in Switzerland one says whether job centres hear of it first, and since when they know', (code, form) => {
    const wrong = (more: object, where = swiss) => readFacts(kindOf(code), { ...form, ...more }, where).mistakes;
    expect(wrong({})).toEqual([{ field: 'duty', key: 'announcements.wrong.required' }]);
    expect(wrong({ duty: 'yes' })).toEqual([{ field: 'reportedOn', key: 'announcements.wrong.reported' }]);
    expect(wrong({ duty: 'yes', reportedOn: 'bientôt' })).toEqual([{ field: 'reportedOn', key: 'announcements.wrong.date' }]);
    expect(wrong({ duty: 'yes', reportedOn: '2026-11-23' })).toEqual([]);
    expect(wrong({ duty: 'yes', reportedOn: swiss.today.toString() })).toEqual([]);
    expect(wrong({ duty: 'yes', reportedOn: swiss.today.add({ days: 1 }).toString() })).toEqual([
      { field: 'reportedOn', key: 'announcements.wrong.reported-later' },
    ]);
    expect(wrong({ duty: 'no' })).toEqual([]);
    expect(wrong({}, french)).toEqual([]);
  });

  it.each([
    ['job', jobForm],
    ['seasonal-job', { season: 'summer' }],
    ['apprenticeship', { occupation: '11640', training: 'apprenticeship' }],
    ['internship', { placement: 'student' }],
  ])('%s: in France a public post links its notice', (code, form) => {
    const wrong = (more: object) => readFacts(kindOf(code), { ...form, ...more }, french).mistakes;
    expect(wrong({ publicPost: '1' })).toEqual([{ field: 'officialNotice', key: 'announcements.wrong.notice' }]);
    expect(wrong({ publicPost: '1', officialNotice: 'mairie' })).toEqual([{ field: 'officialNotice', key: 'announcements.wrong.link' }]);
    expect(wrong({ publicPost: '1', officialNotice: 'https://exemple.fr/avis' })).toEqual([]);
    expect(wrong({})).toEqual([]);
    expect(fieldsOf(kindOf(code), { country: 'CH' }).map(({ name }) => name)).not.toContain('publicPost');
  });

  it('shows again what was kept, whatever the kind', () => {
    for (const kind of kinds) {
      const country = kind.country ?? 'FR';
      const answers = fc.record(
        Object.fromEntries(
          fieldsOf(kind, { country }).flatMap((field) => {
            if ('values' in field) return [[field.name, fc.constantFrom(...field.values)]];
            if (field.type === 'text') return [[field.name, fc.constantFrom('Une phrase', 'é « è »')]];
            if (field.type === 'number') return [[field.name, fc.integer({ min: Math.ceil(field.least), max: field.most }).map(String)]];
            if (field.type === 'occupation') return [[field.name, fc.constantFrom('11640', '13116')]];
            if (field.type === 'box') return [[field.name, fc.constantFrom('1', '')]];
            return [];
          }),
        ),
      );
      fc.assert(
        fc.property(answers, (sent) => {
          const { facts } = readFacts(kind, sent, context(country));
          if (facts === null) return;
          expect(readFacts(kind, factsValues(kind, facts), context(country)).facts).toEqual(facts);
        }),
        { numRuns: 30 },
      );
    }
  });

  it('gives what lists are narrowed by', () => {
    const { facts } = readFacts(kindOf('job'), { ...jobForm, noExperience: '1' }, french);
    expect(factFacets(kindOf('job'), facts ?? {})).toEqual(['occupation:D1505', 'contract:permanent', 'workTime:full', 'noExperience:yes']);
  });
});
