import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
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
    const row = rowOf({ ...job, ...(occupation !== undefined && { occupation }) });
    expect(settle(row, { territory: territoryIn('FR'), now })).toEqual({ rejected: 'required:occupation' });
    expect(settle(row, { territory: territoryIn('CH'), now })).toMatchObject({ kind: 'job', text: { facts: job } });
  }
});
