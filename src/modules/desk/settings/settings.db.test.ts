import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { territoryById } from '../../territories/index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

/** What the form of a section was shown with. */
async function seen(browser: Somebody, path: string): Promise<string> {
  const { body } = await browser.get(path);
  return /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';
}

async function now({ id }: TerritoryContext): Promise<TerritoryContext> {
  const territory = await territoryById(app.kernel.database, app.kernel.clock, id);
  if (!territory) throw new Error('The territory is gone.');
  return territory;
}

async function administrator(changes = {}) {
  const territory = await freshTerritory(app.kernel, { services: ['directory', 'useful-numbers'], ...changes });
  return { territory, browser: await somebody(app, territory, { role: 'administrator' }) };
}

const LEGAL = '/gestion/reglages/mentions-legales';
const WELCOME = '/gestion/reglages/accueil';
const DISTRICTS = '/gestion/reglages/quartiers';
const APPEARANCE = '/gestion/reglages/apparence';
const AUDIT = '/gestion/reglages/accessibilite';

describe('settings of a territory', () => {
  it('are changed section by section, shown to residents, and written in the journal', async () => {
    const { territory, browser } = await administrator();
    const fields = {
      name: 'Guichet du marché',
      phone: '04 76 00 00 00',
      email: 'Guichet@Exemple.fr',
      street: '',
      postcode: '',
      locality: '',
    };
    const hours = { 'hours.mo.1.from': '9 h', 'hours.mo.1.to': '12 h 30', 'hours.tu.closed': '1', 'hours.ph.closed': '1' };
    const reply = await browser.post(WELCOME, { ...fields, ...hours, seen: await seen(browser, WELCOME) });
    expect([reply.status, reply.location]).toEqual([303, '/gestion/reglages?enregistre=welcome']);
    expect((await now(territory)).contact).toEqual({
      name: 'Guichet du marché',
      phone: '04 76 00 00 00',
      email: 'guichet@exemple.fr',
      street: null,
      postcode: null,
      locality: null,
      openingHours: 'Mo 09:00-12:30; PH off',
    });
    expect(plainText((await browser.get('/')).body)).toContain('Guichet du marché');
    expect(plainText((await browser.get(reply.location ?? '')).body)).toContain('C’est enregistré : Accueil des habitants.');
    expect(plainText((await browser.get('/gestion/journal')).body)).toContain('Réglages changés : accueil des habitants');
  });

  it('that two people change at once keep the first, and show the second both', async () => {
    const { territory, browser: first } = await administrator();
    const second = await somebody(app, territory, { role: 'administrator' });
    const state = await seen(first, LEGAL);
    const send = (browser: Somebody, publisher: string) =>
      browser.post(LEGAL, { publisher, director: 'Camille Perrin', host: '', dataProtectionOfficer: '', seen: state });
    const replies = await Promise.all([send(first, 'Commune A'), send(second, 'Commune B')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const kept = (await now(territory)).legal.publisher ?? '';
    const other = kept === 'Commune A' ? 'Commune B' : 'Commune A';
    const [lost, loser] = replies[0].status === 422 ? [replies[0], first] : [replies[1], second];
    const page = plainText(lost.body);
    expect(page).toContain('Quelqu’un d’autre a changé ces réglages');
    // Both values, what differs of them marked.
    expect(lost.body).toContain(`<del>${kept.slice(-1)}</del>`);
    expect(lost.body).toContain(`<ins>${other.slice(-1)}</ins>`);
    expect(lost.body).toContain(`value="${other}"`);
    // Having compared, they may decide.
    const fresh = /name="seen" value="([^"]*)"/.exec(lost.body)?.[1] ?? '';
    const again = await loser.post(LEGAL, { publisher: other, director: '', host: '', dataProtectionOfficer: '', seen: fresh });
    expect(again.status).toBe(303);
    expect((await now(territory)).legal).toMatchObject({ publisher: other, director: null });
  });

  it('that come back with a mistake are not written over somebody else’s change unread', async () => {
    const { territory, browser: first } = await administrator();
    const second = await somebody(app, territory, { role: 'administrator' });
    const send = (browser: Somebody, auditor: string, rate: string, state: string) =>
      browser.post(AUDIT, { date: '2026-11-02', auditor, rate, reportUrl: '', seen: state });
    const state = await seen(first, AUDIT);
    expect((await send(second, 'Cabinet B', '80', state)).status).toBe(303);
    const mistaken = await send(first, 'Cabinet A', '120', state);
    expect(mistaken.status).toBe(422);
    const lost = await send(first, 'Cabinet A', '90', /name="seen" value="([^"]*)"/.exec(mistaken.body)?.[1] ?? '');
    expect([lost.status, plainText(lost.body).includes('Quelqu’un d’autre a changé ces réglages')]).toEqual([422, true]);
  });

  it('of different sections are changed at once without a word', async () => {
    const { territory, browser } = await administrator();
    const [legal, audit] = [await seen(browser, LEGAL), await seen(browser, AUDIT)];
    const replies = await Promise.all([
      browser.post(LEGAL, { publisher: 'Commune', director: '', host: '', dataProtectionOfficer: '', seen: legal }),
      browser.post(AUDIT, { date: '2026-11-02', auditor: 'Cabinet', rate: '82,5', reportUrl: '', seen: audit }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([303, 303]);
    const { legal: facts, audit: made } = await now(territory);
    expect([facts.publisher, made]).toEqual(['Commune', { date: '2026-11-02', auditor: 'Cabinet', rate: 82.5, reportUrl: null }]);
  });

  it('that cannot be used come back with what was typed', async () => {
    const { territory, browser } = await administrator();
    const accent = await browser.post(APPEARANCE, { name: 'X', accent: 'vert', seen: await seen(browser, APPEARANCE) });
    expect(accent.status).toBe(422);
    expect(accent.body).toContain('value="vert"');
    expect(plainText(accent.body)).toContain('Écrivez la couleur comme #2f6b3c.');
    const english = await browser.post(APPEARANCE, { name: 'X', homeMessageEn: 'Welcome', seen: await seen(browser, APPEARANCE) });
    expect(plainText(english.body)).toContain('Écrivez aussi le mot d’accueil en français.');
    const audit = await browser.post(AUDIT, { date: '2030-01-01', auditor: '', rate: '120', seen: await seen(browser, AUDIT) });
    for (const words of ['un audit déjà mené', 'qui a mené l’audit', 'un taux de 0 à 100']) expect(plainText(audit.body)).toContain(words);
    const hours = await browser.post(WELCOME, {
      name: 'Accueil',
      'hours.mo.1.from': '9 h',
      'hours.mo.1.to': '',
      seen: await seen(browser, WELCOME),
    });
    expect(plainText(hours.body)).toContain('Dites de quelle heure à quelle heure.');
    expect(await now(territory)).toMatchObject({ name: territory.name, accent: null, audit: null });
  });

  it('show how a colour is read, and what is made of one that is not', async () => {
    const { browser } = await administrator({ accent: '#f4d35e' });
    const page = plainText((await browser.get(APPEARANCE)).body);
    expect(page).toMatch(/Cette couleur se lit mal : contraste de 1,\d pour 1/);
    const { browser: other } = await administrator({ accent: '#23543a' });
    expect(plainText((await other.get(APPEARANCE)).body)).toContain('Cette couleur se lit bien');
  });

  it('add, rename, move and remove districts', async () => {
    const { territory, browser } = await administrator({
      districts: [
        { name: 'Gare', latitude: 46.2, longitude: 6.1 },
        { name: 'Pont', latitude: 46.3, longitude: 6.2 },
      ],
    });
    const state = await seen(browser, DISTRICTS);
    const sent = {
      'district.0.name': 'La Gare',
      'district.0.where': '46.25, 6.15',
      'district.1.name': '',
      'district.1.where': '46.3, 6.2',
      'district.2.name': 'Moulin',
      'district.2.where': '46.4; 6.3',
      'district.3.name': '',
      'district.3.where': '',
    };
    // Sent twice by a hasty hand: it does its work once, and says the same.
    const replies = await Promise.all([1, 2].map(() => browser.post(DISTRICTS, { ...sent, seen: state })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303]);
    expect((await now(territory)).districts).toEqual([
      { name: 'La Gare', latitude: 46.25, longitude: 6.15 },
      { name: 'Moulin', latitude: 46.4, longitude: 6.3 },
    ]);
    const twice = await browser.post(DISTRICTS, {
      'district.0.name': 'Moulin',
      'district.0.where': '46.4, 6.3',
      'district.1.name': 'Moulin',
      'district.1.where': 'rue de nulle part',
      seen: await seen(browser, DISTRICTS),
    });
    expect(twice.status).toBe(422);
    expect(plainText(twice.body)).toContain('Deux quartiers portent ce nom.');
    // No geocoder here: it says what else to give.
    expect(plainText(twice.body)).toContain('Donnez une latitude et une longitude');
  });

  it('open and close services, and choose languages', async () => {
    const { territory, browser } = await administrator();
    const [services, languages] = ['/gestion/reglages/services', '/gestion/reglages/langues'];
    await browser.post(services, { services: ['useful-numbers'], seen: await seen(browser, services) });
    await browser.post(languages, { seen: await seen(browser, languages) });
    expect(await now(territory)).toMatchObject({ services: ['useful-numbers'], locales: ['fr'] });
    expect((await browser.get('/annuaire')).status).toBe(404);
    expect((await browser.get('/en')).status).toBe(404);
  });

  it('are for administrators alone', async () => {
    const { territory } = await administrator();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    expect((await moderator.get('/gestion/reglages')).status).toBe(404);
    expect((await moderator.post(LEGAL, { publisher: 'Autre' })).status).toBe(404);
  });
});
