import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { codeOf, protect } from '../../../../test/support/codes.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { openLog } from '../../../kernel/log.ts';
import { securityEvents } from '../../../kernel/security-log.ts';

let app: TestApplication;
let territory: TerritoryContext;
const lines: string[] = [];
beforeAll(async () => {
  app = await openTestApplication({}, { log: openLog('info', { write: (line) => lines.push(line) }) });
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());
beforeEach(() => lines.splice(0));

const said = () =>
  lines.flatMap((line) => {
    const { security, level: _level, time: _time, ...detail } = JSON.parse(line) as Record<string, unknown>;
    return security === undefined ? [] : [{ security, ...detail }];
  });

describe('the log', () => {
  it('tells of sign-ins, good and bad, by what was given', async () => {
    const { email, accountId: account } = await somebody(app, territory);
    const browser = visitor(app, territory);
    await browser.post('/connexion', { email, password: 'pas le bon du tout' });
    await browser.post('/connexion', { email: 'inconnu@exemple.fr', password: PASSWORD });
    await browser.post('/connexion/lien/entrer', { jeton: 'rien' });
    await browser.post('/deconnexion');
    expect(said()).toEqual([
      { security: 'sign-in', account, way: 'password', hasSecondFactor: false, isPending: false },
      { security: 'sign-in.refused', account, way: 'password' },
      { security: 'sign-in.refused', account: null, way: 'password' },
      { security: 'sign-in.refused', account: null, way: 'link' },
      { security: 'sign-out', account: null },
    ]);
  });

  it('tells of codes, and of changes of what one signs in with', async () => {
    const person = await somebody(app, territory);
    const { accountId: account, email } = person;
    const { key } = await protect(person);
    const browser = visitor(app, territory);
    await browser.post('/connexion', { email, password: PASSWORD });
    await browser.post('/connexion/code', { code: '000000' });
    await browser.post('/connexion/code', { code: codeOf(key) });
    await browser.post('/mon-compte/appareils', { session: 'others' });
    expect(said().slice(1)).toEqual([
      { security: 'account.changed', account, change: 'codes-on' },
      { security: 'sign-in', account, way: 'password', hasSecondFactor: false, isPending: true },
      { security: 'sign-in.refused', account, way: 'code' },
      { security: 'sign-in', account, way: 'code', hasSecondFactor: true, isPending: false },
      { security: 'sessions.ended', account, all: false },
    ]);
  });

  it('tells of who asks for what is not theirs, of forms from elsewhere and of robots, too often or not', async () => {
    const { accountId: account, ...person } = await somebody(app, territory);
    lines.splice(0);
    await person.get('/gestion/agents');
    await person.post('/gestion/agents/regles');
    const robot = visitor(app, territory);
    await robot.post('/inscription', { email: 'robot@exemple.fr', site_personnel: 'x' });
    for (let times = 0; times < 10; times += 1) await robot.post('/inscription', { email: 'pas une adresse' });
    await app.server.inject({
      method: 'POST',
      url: '/connexion',
      headers: { host: `${territory.slug}.localhost`, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'email=a',
    });
    expect(said()).toEqual([
      { security: 'access.refused', account, route: '/gestion/agents' },
      { security: 'access.refused', account, route: '/gestion/agents/regles' },
      { security: 'form.robot', route: '/inscription' },
      { security: 'too-often', account: null, rule: 'people.letter' },
      { security: 'form.foreign', account: null, route: '/connexion' },
    ]);
  });

  it('holds neither addresses nor what was typed', async () => {
    const { email } = await somebody(app, territory);
    await visitor(app, territory, '203.0.113.77').post('/connexion', { email, password: 'pas le bon du tout' });
    const text = lines.join('');
    for (const secret of [email, 'pas le bon', PASSWORD, '203.0.113']) expect(text).not.toContain(secret);
  });

  it('has all its events in the documentation', () => {
    const documentation = readFileSync(new URL('../../../../docs/security.md', import.meta.url), 'utf8');
    for (const event of securityEvents) expect(documentation).toContain(`| \`${event}\` |`);
  });
});
