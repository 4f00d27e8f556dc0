import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { themes } from '../themes.ts';
import type { DirectoryList, OpeningState } from '../view-models.ts';
import { DirectoryListView } from './list.tsx';
import { openingWords } from './opening.tsx';
import { listPath } from './paths.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('whether a place is open, in words', () => {
  const at = (time: string) => Temporal.ZonedDateTime.from(`${time}[Europe/Paris]`);
  const now = at('2026-11-24T14:10').toInstant();
  const say = (opening: OpeningState, locale: Locale = 'fr') =>
    plain(
      openingWords(opening, {
        locale,
        now,
        territory: {} as TerritoryContext,
        path: '/',
        query: {},
        origin: '',
        href: (path: string) => path,
        viewer: null,
        newSubmission: () => '',
      } satisfies Visit),
    );

  it.each<[OpeningState, string]>([
    [{ state: 'open', closesAt: at('2026-11-24T18:00') }, 'Ouvert, ferme à 18 h'],
    [{ state: 'open', closesAt: at('2026-11-25T00:00') }, 'Ouvert, ferme à minuit'],
    [{ state: 'open', closesAt: at('2026-11-25T02:00') }, 'Ouvert, ferme à 2 h'],
    [{ state: 'open', closesAt: at('2026-11-26T18:30') }, 'Ouvert, ferme jeudi à 18 h 30'],
    [{ state: 'open', closesAt: null }, 'Ouvert jour et nuit'],
    [{ state: 'closed', opensAt: at('2026-11-24T16:00') }, 'Fermé, ouvre à 16 h'],
    [{ state: 'closed', opensAt: at('2026-11-25T09:00') }, 'Fermé, ouvre demain à 9 h'],
    [{ state: 'closed', opensAt: at('2026-11-30T09:00') }, 'Fermé, ouvre lundi à 9 h'],
    [{ state: 'closed', opensAt: at('2026-12-02T09:00') }, 'Fermé, ouvre le mercredi 2 décembre à 9 h'],
    [{ state: 'closed', opensAt: null }, 'Fermé en ce moment'],
    [{ state: 'uncertain', publicHoliday: true, comment: null }, 'Jour férié : horaires à vérifier'],
    [{ state: 'uncertain', publicHoliday: false, comment: 'uniquement sur RDV' }, 'Sur rendez-vous'],
    [{ state: 'uncertain', publicHoliday: false, comment: null }, 'Horaires à vérifier'],
  ])('%j is said « %s »', (opening, words) => {
    expect(say(opening)).toBe(words);
  });

  it('is said in English too', () => {
    expect(say({ state: 'closed', opensAt: at('2026-11-25T09:00') }, 'en')).toBe('Closed, opens tomorrow at 09:00');
  });
});

describe('the style sheet', () => {
  it('has the hue of every theme', () => {
    const css = readFileSync(new URL('../../../ui/styles/themes.css', import.meta.url), 'utf8');
    const hues = Object.fromEntries([...css.matchAll(/\.theme-([\w-]+) \{\s*--hue: (\d+);/g)].map(([, code, hue]) => [code, Number(hue)]));
    expect(hues).toEqual(Object.fromEntries(themes.map(({ code, hue }) => [code, hue])));
  });
});

describe('the address of a list', () => {
  it('keeps only what was chosen, in words that a resident reads', () => {
    expect(listPath({ q: '', filters: {}, near: '', openNow: false })).toBe('/annuaire');
    expect(listPath({ q: 'réparer un vélo', filters: { theme: 'repair-reuse' }, near: '46.2,6.1', openNow: true, cursor: 'x' })).toBe(
      '/annuaire?q=r%C3%A9parer+un+v%C3%A9lo&theme=reparer-reemployer&pres=46.2,6.1&ouvert=1&suite=x',
    );
  });
});

describe('a list that finds nothing', () => {
  const contact = {
    name: 'Maison des habitants',
    phone: '+33476000000',
    email: null,
    street: null,
    postcode: null,
    locality: null,
    openingHours: null,
  };
  const visit: Visit = {
    territory: {
      country: 'FR',
      timeZone: 'Europe/Paris',
      districts: [] as TerritoryContext['districts'],
      contact,
      services: ['directory'] as readonly string[],
    } as TerritoryContext,
    locale: 'fr',
    now: Temporal.Instant.from('2026-11-24T13:10:00Z'),
    path: '/annuaire',
    query: {},
    origin: '',
    href: (path) => path,
    viewer: null,
    newSubmission: () => '',
  };
  const list: DirectoryList = {
    q: 'licorne',
    filters: { theme: 'food' },
    openNow: true,
    openAt: null,
    near: { typed: 'rue Perdue', label: '', point: null, isGiven: false, how: 'unknown' },
    landmarks: ['Centre'],
    total: 0,
    isApproximate: false,
    corrected: null,
    cards: [],
    facetCounts: {},
    nextCursor: null,
    isFirstPage: true,
  };
  const html = renderToString(<DirectoryListView list={list} visit={visit} />).replaceAll('&amp;', '&');

  it('takes each filter away on its own', () => {
    for (const href of [
      '/annuaire?theme=manger&pres=rue+Perdue&ouvert=1',
      '/annuaire?q=licorne&pres=rue+Perdue&ouvert=1',
      '/annuaire?q=licorne&theme=manger&ouvert=1',
      '/annuaire?q=licorne&theme=manger&pres=rue+Perdue',
    ])
      expect(html).toContain(`href="${href}"`);
  });

  it('tells the numbers of who is in danger, where the useful numbers are opened', () => {
    expect(html).not.toContain('/numeros-utiles');
    const told = (country: 'FR' | 'CH') =>
      renderToString(
        <DirectoryListView list={list} visit={{ ...visit, territory: { ...visit.territory, country, services: ['useful-numbers'] } }} />,
      );
    for (const text of ['href="/numeros-utiles"', 'le 112', 'le 15', 'le 17', 'le 18', 'le 3114']) expect(told('FR')).toContain(text);
    for (const text of ['le 112', 'le 144', 'le 117', 'le 118', 'le 143']) expect(told('CH')).toContain(text);
  });

  it('offers no public that only a source knows, unless it is chosen', () => {
    const counted = { ...list, filters: {}, facetCounts: { 'public:jeunes': 2, 'public:public-12345': 3 } };
    const form = (filters: DirectoryList['filters']) => renderToString(<DirectoryListView list={{ ...counted, filters }} visit={visit} />);
    expect(form({})).toContain('value="jeunes"');
    expect(form({})).not.toContain('public-12345');
    expect(form({ public: 'public-12345' })).toContain('value="public-12345"');
  });

  it('keeps what was typed, offers known places to be near of, and someone to call', () => {
    expect(html).toContain('value="rue Perdue"');
    expect(html).toContain('pres=Centre');
    expect(html).toContain('href="tel:+33476000000"');
  });
});
