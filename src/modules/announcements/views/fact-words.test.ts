import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { kindOf } from '../kinds/index.ts';
import type { Facts } from '../kinds/kind.ts';
import { dutyRows, factRows, summaryWords } from './fact-words.ts';

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

it('whether job centres hear of it first is for its author and moderators, and no reader', () => {
  const kind = kindOf('job');
  const geneva = { ...where, territory: { ...where.territory, country: 'CH' as const } };
  const facts = { contract: 'permanent', duty: 'yes', reportedOn: '2026-11-23' };
  const said = (rows: { term: string; description: string }[]) =>
    rows.map(({ term, description }) => `${term} : ${description}`.replaceAll('\u00a0', ' '));
  expect(said(factRows(kind, facts, geneva))).toEqual(['Contrat : Durée indéterminée (CDI)']);
  expect(said(dutyRows(kind, facts, geneva))).toEqual([
    'Métier soumis à l’obligation d’annoncer : Oui',
    'Annoncé à l’ORP le : lundi 23 novembre',
  ]);
  expect(said(dutyRows(kind, { contract: 'permanent' }, geneva))).toEqual([
    'Métier soumis à l’obligation d’annoncer : Pas dit\u202f: à demander avant de publier',
  ]);
  expect(dutyRows(kind, facts, { ...where, territory: { ...where.territory, country: 'FR' as const } })).toEqual([]);
});
