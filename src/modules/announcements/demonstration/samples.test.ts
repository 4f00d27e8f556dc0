import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type AnswerState, answerStates } from '../answers/states.ts';
import { factsValues, readFacts } from '../facts-input.ts';
import { kindOf, kinds } from '../kinds/index.ts';
import type { Facts } from '../kinds/kind.ts';
import { lastDay } from '../lifetime-rules.ts';
import { announcementStates } from '../states.ts';
import type { SampleAnnouncement } from './sample.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleAnnouncements } from './samples.ts';

const today = Temporal.PlainDate.from('2026-11-24');
const territoryOf = ({ territory }: SampleAnnouncement) =>
  territory === 'vernolle'
    ? { country: 'CH' as const, holidayRegion: 'Genève', timeZone: 'Europe/Zurich', currency: 'CHF' as const }
    : { country: 'FR' as const, holidayRegion: null, timeZone: 'Europe/Paris', currency: 'EUR' as const };
const factsOf = ({ facts, days = {} }: SampleAnnouncement): Facts => ({
  ...facts,
  ...Object.fromEntries(Object.entries(days).map(([name, n]) => [name, today.add({ days: n }).toString()])),
});

describe('announcements of the demonstration', () => {
  it('are sixty at least, over all kinds, states and communes', () => {
    expect(sampleAnnouncements.length).toBeGreaterThanOrEqual(60);
    for (const { code } of kinds) expect(sampleAnnouncements.filter(({ kind }) => kind === code).length, code).toBeGreaterThanOrEqual(4);
    const states = new Set(sampleAnnouncements.map(({ state = 'published' }) => state));
    expect(states).toEqual(new Set(Object.keys(announcementStates.table)));
    const territories = new Set(sampleAnnouncements.map(({ territory }) => territory));
    expect(territories).toEqual(new Set(['val-d-arvenne', 'montbrillet', 'saint-ormin', 'les-clavettes', 'vernolle']));
    const titles = sampleAnnouncements.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('have answers in every state, which each step leads to', () => {
    const reached = Object.values(sampleAnswers)
      .flat()
      .map(({ steps = [], body }) =>
        steps.reduce<AnswerState>((state, step) => {
          const next = 'event' in step ? answerStates.next(state, step.event) : state;
          if (next === null) throw new Error(`« ${body} »: no way from ${state}.`);
          return next;
        }, 'new'),
      );
    expect(new Set<string>(reached)).toEqual(new Set(Object.keys(answerStates.table)));
  });

  it('say what a form would take', () => {
    for (const sample of sampleAnnouncements) {
      const [kind, facts] = [kindOf(sample.kind), factsOf(sample)];
      const territory = territoryOf(sample);
      expect(kind.country === undefined || kind.country === territory.country, sample.title).toBe(true);
      const reading = readFacts(kind, factsValues(kind, facts), { territory, today });
      expect(reading, sample.title).toEqual({ facts, mistakes: [] });
      const ways = [sample.phone, sample.onTheSpot, sample.link];
      expect(
        ways.some((way) => way !== undefined),
        sample.title,
      ).toBe(true);
    }
  });

  it('are still of use on the day of the demonstration, where they are published', () => {
    for (const sample of sampleAnnouncements) {
      const last = lastDay(kindOf(sample.kind), factsOf(sample), today.subtract({ days: sample.daysAgo }));
      const isOver = Temporal.PlainDate.compare(last, today) < 0;
      expect(isOver, sample.title).toBe(sample.state === 'expired');
    }
  });

  it('belong to nobody: telephones are of the ranges that Arcep keeps for fiction', () => {
    for (const { phone, title } of sampleAnnouncements) if (phone !== undefined) expect(phone, title).toMatch(/^\+33(46571|63998)\d{4}$/);
  });

  it('are answered in each way, and on a site that is nobody’s where it is another one', () => {
    const shown = sampleAnnouncements.filter(({ state }) => state === undefined);
    for (const way of ['phone', 'onTheSpot', 'link'] as const)
      expect(
        shown.some((one) => one[way] !== undefined),
        way,
      ).toBe(true);
    for (const { link, title } of sampleAnnouncements)
      if (link !== undefined) expect(link, title).toMatch(/^https:\/\/[a-z-]+\.example\.org\//);
  });

  it('are set as French is printed', () => {
    for (const { title, body, onTheSpot = '', refusal = '' } of sampleAnnouncements)
      for (const text of [title, body, onTheSpot, refusal]) expect(text).not.toMatch(/['"]|\.\.\.|(^|[^\u202f!?])[;:!?»%]|«(?!\u202f)/);
  });

  it('of the Swiss side are in Swiss words', () => {
    for (const { title, body, territory } of sampleAnnouncements)
      if (territory === 'vernolle') expect(`${title} ${body}`).not.toMatch(/€|\beuros?\b|[Mm]ission locale|\b(BAFA|CAP|RSA|CCAS)\b/);
  });
});
