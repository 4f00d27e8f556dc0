import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookUpCode } from './reference.ts';
import { timeZoneOf } from './rules.ts';

const frenchCommunes = new URL('../../../../shared/data/communes/fr_communes_latlon.csv', import.meta.url);

describe('what an official code tells', () => {
  it('of a French commune: name, postcodes, people, intercommunality, calendar', () => {
    const nice = lookUpCode('FR', 'commune', '06088');
    expect(nice).toMatchObject({
      name: 'Nice',
      postcodes: ['06000', '06100', '06200', '06300'],
      department: '06',
      grouping: { code: '200030195', name: "Métropole Nice Côte d'Azur" },
      schoolZone: 'B',
      holidayRegion: "Provence-Alpes-Côte d'Azur",
      canton: null,
    });
    expect(nice?.population).toBeGreaterThan(300_000);
  });

  it('of a commune of Alsace or Moselle: the holidays of its own law', () => {
    for (const [code, region] of [
      ['67482', 'Alsace-Moselle'],
      ['57463', 'Alsace-Moselle'],
      ['54395', 'Grand Est'],
    ] as const)
      expect([code, lookUpCode('FR', 'commune', code)?.holidayRegion]).toEqual([code, region]);
  });

  it('of an intercommunality: its name, its people and its communes', () => {
    const metropole = lookUpCode('FR', 'grouping', '200030195');
    expect(metropole).toMatchObject({ name: "Métropole Nice Côte d'Azur", department: '06', schoolZone: 'B', grouping: null });
    expect(metropole?.members).toContain('06088');
    expect(metropole?.members.length).toBeGreaterThan(40);
    expect(metropole?.population).toBeGreaterThan(500_000);
  });

  it('of a commune overseas: the time it lives at', () => {
    for (const [code, zone] of [
      ['97411', 'Indian/Reunion'],
      ['97209', 'America/Martinique'],
      ['98735', 'Pacific/Tahiti'],
      ['98818', 'Pacific/Noumea'],
      ['97502', 'America/Miquelon'],
    ] as const) {
      const facts = lookUpCode('FR', 'commune', code);
      expect(timeZoneOf('FR', facts?.department ?? null), facts?.name ?? code).toBe(zone);
    }
  });

  it('of a Swiss commune: its canton, and no name to be mistaken about', () => {
    expect(lookUpCode('CH', 'commune', '6621')).toMatchObject({ canton: 'GE', name: null, postcodes: [], schoolZone: null });
  });

  it.each([
    ['FR', 'commune', '99999'],
    ['FR', 'commune', '06000'],
    ['FR', 'grouping', '999999999'],
    ['CH', 'commune', '9999'],
    ['CH', 'grouping', 'LEMAN'],
  ] as const)('is nothing for %s %s %s, which no list knows', (country, kind, code) => {
    expect(lookUpCode(country, kind, code)).toBeNull();
  });

  it('leaves out communes that have merged into another, whose code is no longer one', () => {
    // Annecy-le-Vieux, part of Annecy since 2017.
    expect(lookUpCode('FR', 'commune', '74011')).toBeNull();
    expect(lookUpCode('FR', 'commune', '74010')?.name).toBe('Annecy');
  });

  it.skipIf(!existsSync(frenchCommunes))('agrees with another list on thirty communes (needs ../shared/data)', () => {
    const rows = readFileSync(frenchCommunes, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => row.split(','))
      // Its names may hold a comma, and it has boroughs besides communes: one row in a thousand is enough to compare.
      .filter(([code = '', ...rest]) => rest.length === 9 && /^(0[1-9]|[1-8]\d|9[0-5])\d{3}$/.test(code) && !/^(132|751|6938)/.test(code));
    const step = Math.floor(rows.length / 30);
    const sample = Array.from({ length: 30 }, (_, index) => rows[index * step] ?? []);
    for (const [code = '', name, postcodes = ''] of sample) {
      const facts = lookUpCode('FR', 'commune', code);
      expect([...(facts?.postcodes ?? [])].sort(), `${code} ${name}`).toEqual(postcodes.split(';').sort());
    }
  });
});
