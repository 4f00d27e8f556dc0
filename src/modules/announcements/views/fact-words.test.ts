import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { kindOf } from '../kinds/index.ts';
import type { Facts } from '../kinds/kind.ts';
import { factRows, summaryWords } from './fact-words.ts';

const now = Temporal.Instant.from('2026-11-24T09:30:00Z');
const where = { locale: 'fr', now, territory: { currency: 'EUR', timeZone: 'Europe/Paris' } } as Parameters<typeof factRows>[2];

it.each([
  ['of one day is that day', { rhythm: 'once', startsOn: '2026-12-05' }, ['Le'], 'le samedi 5 décembre'],
  [
    'that begins and ends on one day is that day',
    { rhythm: 'once', startsOn: '2026-12-05', endsOn: '2026-12-05' },
    ['Le'],
    'le samedi 5 décembre',
  ],
  [
    'of some days begins and ends',
    { rhythm: 'once', startsOn: '2026-12-05', endsOn: '2026-12-06' },
    ['À partir du', 'Jusqu’au'],
    'à partir du samedi 5',
  ],
  ['that comes back begins', { rhythm: 'regular', startsOn: '2026-12-05' }, ['À partir du'], 'à partir du samedi 5'],
] as const)('a mission %s', (_, facts: Facts, terms, summary) => {
  const kind = kindOf('volunteering');
  const days = factRows(kind, facts, where)
    .map(({ term }) => term)
    .filter((term) => /^(Le|À partir|Jusqu)/.test(term));
  expect(days).toEqual(terms);
  expect(summaryWords(kind, facts, where).join(' · ').replaceAll('\u00a0', ' ')).toContain(summary);
});
