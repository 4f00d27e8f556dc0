import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../kernel/errors.ts';
import { cantonOf, checkCode, checkHost, checkSlug, currencyOf, hexColour, schoolZoneOf, timeZoneOf } from './rules.ts';

const swissCommunes = new URL('../../../../shared/data/communes/communes-ch-2024.wgs84.geojson', import.meta.url);

describe('an official code', () => {
  it.each([
    ['FR', 'commune', '06088', '06088'],
    ['FR', 'commune', ' 2a004 ', '2A004'],
    ['FR', 'commune', '97411', '97411'],
    ['FR', 'grouping', '200030195', '200030195'],
    ['CH', 'commune', '6621', '6621'],
    ['CH', 'commune', '1', '1'],
    ['CH', 'grouping', 'ge-nord', 'GE-NORD'],
  ] as const)('%s %s « %s » is taken as %s', (country, kind, given, kept) => {
    expect(checkCode(country, kind, given)).toBe(kept);
  });

  it.each([
    ['FR', 'commune', '6088', 'cinq caractères'],
    ['FR', 'commune', '060880', 'cinq caractères'],
    ['FR', 'commune', 'Nice', 'cinq caractères'],
    ['FR', 'grouping', '06088', 'neuf chiffres'],
    ['FR', 'grouping', '20003019A', 'neuf chiffres'],
    ['CH', 'commune', '06088', 'quatre chiffres au plus'],
    ['CH', 'commune', '', 'quatre chiffres au plus'],
    ['CH', 'grouping', 'a b', 'lettres, chiffres et tirets'],
  ] as const)('%s %s « %s » is refused in words', (country, kind, given, words) => {
    expect(() => checkCode(country, kind, given)).toThrow(UserError);
    expect(() => checkCode(country, kind, given)).toThrow(words);
  });
});

describe('an identifier in addresses', () => {
  it.each(['saint-amour', 'a', '9', 'x'.repeat(63)])('« %s » serves', (slug) => {
    expect(checkSlug(slug)).toBe(slug);
  });

  it.each(['', 'Saint-Amour', 'saint amour', 'été', '-a', 'a-', 'a.b', 'a_b', 'x'.repeat(64)])('« %s » does not', (slug) => {
    expect(() => checkSlug(slug)).toThrow('ne peut pas servir d’identifiant');
  });
});

describe('a host name', () => {
  it.each([
    ['portail.example.fr', 'portail.example.fr'],
    [' Portail.Example.FR ', 'portail.example.fr'],
    ['localhost', 'localhost'],
    ['xn--vle-bma.example', 'xn--vle-bma.example'],
  ])('« %s » is kept as %s', (given, kept) => {
    expect(checkHost(given)).toBe(kept);
  });

  it.each([
    'https://portail.example',
    'portail.example:3000',
    'portail.example/',
    'a..b',
    '-a.example',
    'été.example',
    '',
    'a'.repeat(254),
  ])('« %s » is refused', (given) => {
    expect(() => checkHost(given)).toThrow('n’est pas un nom de domaine');
  });
});

describe('a colour', () => {
  it.each([
    ['#0a5', '#00aa55'],
    ['2F6B3C', '#2f6b3c'],
    [' #ffffff ', '#ffffff'],
  ])('« %s » is %s', (given, hex) => {
    expect(hexColour(given)).toBe(hex);
  });

  it.each(['vert', '#12', '#1234', '#12345g', '', 'red;}body{display:none'])('« %s » is refused', (given) => {
    expect(() => hexColour(given)).toThrow('n’est pas une couleur');
  });
});

describe('the school calendar', () => {
  it.each([
    ['Besançon', '25', 'A'],
    ['Bordeaux', '33', 'A'],
    ['Grenoble', '38', 'A'],
    ['Annecy', '74', 'A'],
    ['Lyon', '69', 'A'],
    ['Poitiers', '86', 'A'],
    ['Nice', '06', 'B'],
    ['Marseille', '13', 'B'],
    ['Lille', '59', 'B'],
    ['Nantes', '44', 'B'],
    ['Rouen', '76', 'B'],
    ['Strasbourg', '67', 'B'],
    ['Orléans', '45', 'B'],
    ['Paris', '75', 'C'],
    ['Créteil', '94', 'C'],
    ['Versailles', '78', 'C'],
    ['Montpellier', '34', 'C'],
    ['Toulouse', '31', 'C'],
    ['Ajaccio', '2A', null],
    ['Saint-Denis de La Réunion', '974', null],
  ] as const)('of %s (%s) is that of zone %s', (_town, department, zone) => {
    expect(schoolZoneOf(department)).toBe(zone);
  });

  it('leaves no département of the mainland without a zone', () => {
    const departments = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/departements.json') as {
      code: string;
      zone: string;
    }[];
    const mainland = departments.filter(({ zone, code }) => zone === 'metro' && !code.startsWith('2A') && !code.startsWith('2B'));
    expect(mainland).toHaveLength(94);
    expect(mainland.filter(({ code }) => schoolZoneOf(code) === null)).toEqual([]);
  });
});

describe('time and money', () => {
  it.each([
    ['FR', '06', 'Europe/Paris', 'EUR'],
    ['FR', null, 'Europe/Paris', 'EUR'],
    ['FR', '974', 'Indian/Reunion', 'EUR'],
    ['FR', '987', 'Pacific/Tahiti', 'XPF'],
    ['CH', null, 'Europe/Zurich', 'CHF'],
  ] as const)('of %s %s are %s and %s', (country, department, zone, currency) => {
    expect(timeZoneOf(country, department)).toBe(zone);
    expect(currencyOf(country, department)).toBe(currency);
  });
});

describe('the canton of a Swiss commune', () => {
  it.each([
    ['6621', 'GE'],
    ['5586', 'VD'],
    ['261', 'ZH'],
    ['2701', 'BS'],
    ['6711', 'JU'],
    ['0', null],
    ['1950', null],
    ['9901', null],
  ])('%s is in %s', (number, canton) => {
    expect(cantonOf(number)).toBe(canton);
  });

  // By KTNR, the federal numbering of cantons.
  const cantons = 'ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG TI VD VS NE GE JU'.split(' ');

  it.skipIf(!existsSync(swissCommunes))('is right for every one of them (needs ../shared/data)', () => {
    const { features } = JSON.parse(readFileSync(swissCommunes, 'utf8')) as {
      features: { properties: { id: number; name: string; KTNR: number } }[];
    };
    expect(features).toHaveLength(2_134);
    const wrong = features.filter(({ properties: { id, KTNR } }) => cantonOf(String(id)) !== cantons[KTNR - 1]);
    expect(wrong.map(({ properties }) => properties)).toEqual([]);
  });
});
