import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { kindByCode } from '../kinds.ts';
import { themeCodes } from '../themes.ts';
import { accreditations, accreditationsOf } from './accreditations.ts';
import {
  fees,
  networkKinds,
  networks,
  publics,
  receptionModes,
  referralModes,
  referrers,
  serviceTypes,
  topicCategories,
  topics,
  topicThemes,
} from './data-inclusion.ts';
import { isLanguage, languageName, languages } from './languages.ts';
import { isSocialEconomyByForm, legalFormOfInsee, legalForms, legalFormWords } from './legal-forms.ts';
import type { Term } from './term.ts';

const vocabularies: [string, readonly Term[]][] = [
  ['publics', publics],
  ['fees', fees],
  ['reception modes', receptionModes],
  ['service types', serviceTypes],
  ['referral modes', referralModes],
  ['referrers', referrers],
  ['topic categories', topicCategories],
  ['topics', topics],
  ['networks', networks],
  ['legal forms', legalForms],
  ['accreditations', accreditations],
];

describe.each(vocabularies)('the vocabulary of %s', (_, terms) => {
  it('has each code once, and no two words alike', () => {
    for (const key of ['code', 'fr', 'en'] as const) expect(new Set(terms.map((term) => term[key])).size, key).toBe(terms.length);
    for (const { code } of terms) expect(code).toMatch(/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/);
  });

  it('is written as French is: typographic apostrophes, no stray space', () => {
    for (const { fr, en } of terms) {
      for (const text of [fr, en]) expect(text).not.toMatch(/'|^\s|\s$| {2}|\.$/);
    }
  });
});

const seeds = new URL('../../../../../shared/data/data-inclusion/seeds_v1/', import.meta.url);

describe('the codes of data·inclusion v1', () => {
  it.skipIf(!existsSync(seeds)).each<[string, readonly Term[]]>([
    ['publics_v1', publics],
    ['frais_v1', fees],
    ['modes_accueil_v1', receptionModes],
    ['types_de_services_v1', serviceTypes],
    ['modes_mobilisation_v1', referralModes],
    ['personne_mobilisatrice_v1', referrers],
    ['thematiques_v1', topics],
    ['reseaux_porteurs_v1', networks],
  ])('%s are all here, and no other', (file, terms) => {
    const rows: { value: string }[] = parse(readFileSync(new URL(`${file}.csv`, seeds)), { columns: true, bom: true });
    expect(terms.map(({ code }) => code).toSorted()).toEqual(rows.map(({ value }) => value).toSorted());
  });

  it('lead from each topic and category to residents’ themes', () => {
    for (const { code } of [...topics, ...topicCategories]) {
      const found = topicThemes.get(code) ?? [];
      expect(found.length, code).toBeGreaterThan(0);
      for (const theme of found) expect(themeCodes).toContain(theme);
    }
    expect(topicThemes.get('equipement-et-alimentation--alimentation')).toEqual(['food']);
    expect(topicThemes.get('mobilite--preparer-un-permis')).toEqual(['mobility']);
  });

  it('have no topic without its category, nor a category without a topic', () => {
    expect(new Set(topics.map(({ code }) => code.split('--')[0]))).toEqual(new Set(topicCategories.map(({ code }) => code)));
  });

  it('lead from networks to kinds that we know', () => {
    for (const kinds of Object.values(networkKinds)) for (const kind of kinds) expect(kindByCode.has(kind), kind).toBe(true);
    expect(networkKinds['mission-locale']).toEqual(['youth-employment-service']);
  });
});

describe('a legal form', () => {
  it.each<[string, string | null, string]>([
    ['9220', 'association', 'a declared association'],
    ['92', 'association', 'two digits'],
    ['9240', null, 'a congregation'],
    ['5458', 'cooperative', 'a Scop in the form of a SARL'],
    ['5560', 'cooperative', 'another cooperative SA'],
    ['5499', 'company', 'a SARL'],
    ['5546', 'company', 'a SA of social housing is no cooperative'],
    ['5647', 'cooperative', 'a cooperative of social housing'],
    ['5710', 'company', 'a SAS'],
    ['6316', 'cooperative', 'a Cuma'],
    ['6540', 'company', 'a SCI'],
    ['6596', 'cooperative', 'a local bank of Crédit agricole'],
    ['8210', 'mutual', 'a mutual society'],
    ['6411', 'mutual', 'a mutual insurance company'],
    ['9300', 'foundation', 'a foundation'],
    ['1000', 'micro-enterprise', 'a sole trader'],
    ['7210', 'public-body', 'a commune'],
    ['7361', 'public-body', 'a CCAS'],
    ['8110', 'public-body', 'a CAF'],
    ['6220', null, 'a grouping of economic interest'],
    ['9110', null, 'co-owners'],
    ['', null, 'nothing'],
    ['99', null, 'others'],
  ])('%s of INSEE is %s: %s', (category, form) => {
    expect(legalFormOfInsee(category)).toBe(form);
  });

  it('has the words of the country', () => {
    expect(legalFormWords('cooperative', 'CH').fr).toBe('Société coopérative');
    expect(legalFormWords('public-body', 'CH').fr).toBe('Organisme public');
    for (const { code } of legalForms) expect(legalFormWords(code, 'CH').fr).not.toMatch(/1901|Scop|SARL|micro/i);
  });

  it('is of the social economy by law, in France, without a company', () => {
    expect(legalForms.filter(({ code }) => isSocialEconomyByForm(code, 'FR')).map(({ code }) => code)).toEqual([
      'association',
      'cooperative',
      'mutual',
      'foundation',
    ]);
    for (const { code } of legalForms) expect(isSocialEconomyByForm(code, 'CH')).toBe(false);
  });
});

it('Switzerland has no French agreement', () => {
  const swiss = accreditationsOf('CH');
  expect(swiss.map(({ code }) => code)).toContain('local-label');
  for (const { family, source } of swiss) {
    expect(family).not.toBe('siae');
    expect(source).not.toMatch(/Code d[ue]|Loi n°/);
  }
});

it('each language has a name of its own in French and in English, without its code', () => {
  for (const locale of ['fr', 'en'] as const) {
    const names = languages.map((code) => languageName(code, locale));
    expect(new Set(names).size).toBe(languages.length);
    for (const [index, name] of names.entries()) expect(name).not.toBe(languages[index]);
  }
  expect(languageName('fsl', 'fr')).toBe('langue des signes française (LSF)');
  expect(isLanguage('uk')).toBe(true);
  expect(isLanguage('xx')).toBe(false);
});
