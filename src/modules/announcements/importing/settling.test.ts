import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { SettledRow } from './row.ts';
import { settle } from './settling.ts';

const now = Temporal.Instant.from('2026-11-24T09:30:00Z');

function territoryIn(country: 'FR' | 'CH'): TerritoryContext {
  return {
    country,
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    holidayRegion: null,
    districts: [],
    members: [],
  } as unknown as TerritoryContext;
}

function rowOf(sent: SettledRow['sent'], kind = 'job'): SettledRow {
  return {
    line: 2,
    source: 'fichier',
    externalId: '1',
    title: 'Un poste',
    kind,
    sent: { title: 'Un poste', body: 'Pour la boutique.', link: 'https://ruche.example', ...sent },
    publisher: { keys: [], name: 'La Ruche' },
    position: null,
    shownUntil: null,
    warnings: [],
    structure: null,
  };
}

const job = { contract: 'permanent', workTime: 'full' };

it('a post without a title of ROME is taken in Switzerland, and not in France', () => {
  for (const occupation of [undefined, 'Dresseuse de licornes']) {
    const row = rowOf({ ...job, duty: 'no', ...(occupation !== undefined && { occupation }) });
    expect(settle(row, { territory: territoryIn('FR'), now })).toEqual({ rejected: 'required:occupation' });
    expect(settle(row, { territory: territoryIn('CH'), now })).toMatchObject({ kind: 'job', text: { facts: { ...job, duty: 'no' } } });
  }
});

describe('the Swiss duty of announcement', () => {
  const read = (sent: SettledRow['sent'], kind = 'job') => settle(rowOf(sent, kind), { territory: territoryIn('CH'), now });
  const factsOf = (settled: ReturnType<typeof settle>) => ('text' in settled ? settled.text.facts : settled);

  it.each([
    ['job', job],
    ['seasonal-job', { season: 'summer' }],
  ])('of a %s is said by its day, and asked by a moderator where nothing says it', (kind, sent) => {
    const reported = read({ ...sent, reportedOn: '2026-11-23' }, kind);
    expect(reported).toMatchObject({ isToRead: false, warnings: [] });
    expect(factsOf(reported)).toEqual({ ...sent, duty: 'yes', reportedOn: '2026-11-23' });
    expect(read({ ...sent, duty: 'no' }, kind)).toMatchObject({ isToRead: false, warnings: [] });
    const unsaid = read(sent, kind);
    expect(unsaid).toMatchObject({ isToRead: true, warnings: ['unsaid:duty'] });
    expect(factsOf(unsaid)).toEqual(sent);
  });

  it('without a day that can be read leaves the post out', () => {
    for (const sent of [{ reportedOn: 'bientôt' }, { duty: 'yes', reportedOn: 'bientôt' }, { duty: 'yes' }])
      expect(read({ ...job, ...sent })).toEqual({ rejected: 'required:reportedOn' });
  });

  it('by a day to come leaves the post out, whatever else is said', () => {
    for (const duty of ['yes', 'no', undefined])
      expect(read({ ...job, ...(duty && { duty }), reportedOn: '2027-06-01' })).toEqual({ rejected: 'reported-later' });
  });

  it('is nothing that France asks', () => {
    const row = rowOf({ ...job, occupation: '11640' });
    expect(settle(row, { territory: territoryIn('FR'), now })).toMatchObject({ isToRead: false, warnings: [] });
  });
});

it('a public post without its notice is left out in France, and is one like others in Switzerland', () => {
  const row = rowOf({ ...job, occupation: '11640', duty: 'no', publicPost: '1' });
  expect(settle(row, { territory: territoryIn('FR'), now })).toEqual({ rejected: 'required:officialNotice' });
  expect(settle(row, { territory: territoryIn('CH'), now })).toMatchObject({ text: { facts: { ...job, duty: 'no' } }, warnings: [] });
});
