import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo, tokenIn } from '../../../../test/support/letters.ts';
import { PASSWORD, type Reply, somebody, visitor } from '../../../../test/support/people.ts';
import { newSubmission } from '../../../kernel/http/submission.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { invite } from '../index.ts';
import { addAccount, hashPassword } from './commands/account.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

let number = 0;
function freshAddress(): string {
  number += 1;
  return `nouvelle-${number}@exemple.fr`;
}
/** Without what differs from one page to the next whoever asks. */
const said = (body: string) => body.replace(/value="[^"]*"/g, '');

async function linkFor(territory: TerritoryContext, form: string, email: string): Promise<string> {
  const reply = await visitor(app, territory).post(form, { email });
  expect(reply).toMatchObject({ status: 303, location: '/connexion/courriel' });
  return linkTo(app, email);
}

describe('signing up', () => {
  it('asks for an address, then for a name and a password behind the link that was sent there', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = freshAddress();
    const link = await linkFor(territory, '/inscription', email);
    const person = visitor(app, territory);
    expect(plainText((await person.get(link)).body)).toContain(email);
    const path = '/inscription/confirmer';
    const weak = await person.post(path, { jeton: tokenIn(link), name: 'Ana', password: 'trop court' });
    expect(weak.status).toBe(422);
    expect(plainText(weak.body)).toContain('au moins 12 signes');
    const made = await person.post(path, { jeton: tokenIn(link), name: 'Ana', password: PASSWORD });
    expect(made.status).toBe(303);
    expect((await person.get('/mon-espace')).status).toBe(200);
    expect((await visitor(app, territory).post('/connexion', { email, password: PASSWORD })).status).toBe(303);
  });

  it('makes one account of a link that is followed twice at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const link = await linkFor(territory, '/inscription', freshAddress());
    const confirm = () => visitor(app, territory).post('/inscription/confirmer', { jeton: tokenIn(link), name: 'Ana', password: PASSWORD });
    const statuses = (await Promise.all([confirm(), confirm(), confirm()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 410, 410]);
  });

  it('makes one account of two links to one address', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = freshAddress();
    const links = [await linkFor(territory, '/inscription', email), await linkFor(territory, '/inscription', email)];
    expect(links[0]).not.toBe(links[1]);
    const statuses = await Promise.all(
      links.map(async (link) => {
        const fields = { jeton: tokenIn(link), name: 'Ana', password: PASSWORD };
        return (await visitor(app, territory).post('/inscription/confirmer', fields)).status;
      }),
    );
    expect(statuses.toSorted()).toEqual([303, 410]);
  });

  it('says the same whether the address has an account or not, and tells its owner by letter', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const other = freshAddress();
    for (const form of ['/inscription', '/connexion/lien', '/connexion/mot-de-passe-oublie']) {
      const known = await visitor(app, territory).post(form, { email });
      const unknown = await visitor(app, territory).post(form, { email: other });
      const plain = ({ cookies, ...reply }: Reply) => ({ ...reply, cookies: cookies.map((cookie) => cookie.replace(/=[^;]*/, '')) });
      expect(plain(known), form).toEqual(plain(unknown));
      expect(known).toMatchObject({ status: 303, cookies: form === '/connexion/lien' ? [expect.stringContaining('terreau.link=')] : [] });
    }
    expect((await lettersTo(app, email)).map(({ subject }) => subject.split(' ')[0])).toEqual(['Vous', 'Votre', 'Nouveau']);
    expect((await lettersTo(app, other)).map(({ subject }) => subject.split(' ')[0])).toEqual(['Confirmez', 'Pas']);
  });

  it('lets a robot’s form come back, and one mailbox be written to four times an hour', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = freshAddress();
    const robot = await visitor(app, territory).post('/inscription', { email, site_personnel: 'https://example.org' });
    expect(robot.status).toBe(422);
    for (let times = 0; times < 6; times += 1) {
      const reply = await visitor(app, territory, `192.0.2.${times}`).post('/inscription', { email });
      expect(reply.location).toBe('/connexion/courriel');
    }
    expect(await lettersTo(app, email)).toHaveLength(4);
  });
});

describe('a form that is sent twice at once', () => {
  it('writes one letter', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = freshAddress();
    const person = visitor(app, territory);
    const submission = newSubmission(app.kernel.config.secret, app.clock.now().subtract({ seconds: 60 }));
    const replies = await Promise.all([1, 2].map(() => person.post('/inscription', { email }, { submission })));
    expect(replies.map(({ location }) => location)).toEqual(['/connexion/courriel', '/connexion/courriel']);
    expect(await lettersTo(app, email)).toHaveLength(1);
  });
});

describe('a password', () => {
  it('may be wrong eight times, from wherever, and right as often as one likes; its account then waits, by a letter one enters still', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    let address = 0;
    const enter = (password: string) => {
      address += 1;
      return visitor(app, territory, `198.51.100.${address}`).post('/connexion', { email, password });
    };
    for (let time = 0; time < 10; time += 1) expect((await enter(PASSWORD)).status).toBe(303);
    const tries = await Promise.all(Array.from({ length: 12 }, () => enter('pas le bon du tout')));
    const said = tries.map(({ body }) => plainText(body));
    expect(said.filter((text) => text.includes('ne vont pas ensemble'))).toHaveLength(8);
    expect(said.filter((text) => text.includes('Trop d’envois en peu de temps'))).toHaveLength(4);
    expect(plainText((await enter(PASSWORD)).body)).toContain('Trop d’envois en peu de temps');
    const browser = visitor(app, territory);
    await browser.post('/connexion/lien', { email });
    expect((await browser.post('/connexion/lien/entrer', { jeton: tokenIn(await linkTo(app, email)) })).status).toBe(303);
  });
});

describe('a link that was sent', () => {
  /** Somebody asks for a link in a browser. */
  async function asked(territory: TerritoryContext, email: string, vers = '') {
    const browser = visitor(app, territory);
    await browser.post(`/connexion/lien${vers && `?vers=${encodeURIComponent(vers)}`}`, { email });
    return { browser, link: await linkTo(app, email) };
  }

  it('shows a button, and opens one session', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const { browser, link } = await asked(territory, email, '/annuaire');
    expect(link).toContain('vers=%2Fannuaire');
    // As a mail scanner does.
    expect((await visitor(app, territory).get(link)).status).toBe(200);
    expect((await browser.get(link)).body).not.toContain('name="email"');
    const enter = () => browser.post('/connexion/lien/entrer?vers=%2Fannuaire', { jeton: tokenIn(link) });
    const replies = await Promise.all([enter(), enter()]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect(replies.find(({ status }) => status === 303)).toMatchObject({ location: '/annuaire' });
    expect((await browser.get(link)).status).toBe(410);
  });

  it('asks in another browser for the address that it was sent to', async () => {
    const territory = await freshTerritory(app.kernel);
    const [victim, sender] = [await somebody(app, territory), await somebody(app, territory)];
    const { link } = await asked(territory, sender.email);
    const other = visitor(app, territory);
    // A mark of its own does not help.
    await other.post('/connexion/lien', { email: victim.email });
    expect((await other.get(link)).body).toContain('name="email"');
    const enter = (fields: Record<string, string>) => other.post('/connexion/lien/entrer', { jeton: tokenIn(link), ...fields });
    expect((await enter({})).status).toBe(422);
    expect(plainText((await enter({ email: victim.email })).body)).toContain('pas été envoyé à cette adresse');
    expect((await other.get('/mon-compte')).status).toBe(303);
    expect((await enter({ email: sender.email })).status).toBe(303);
    expect(plainText((await other.get('/mon-compte')).body)).toContain(sender.email);
  });

  it('opens where two were asked for, by the first or by the second', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const { browser, link } = await asked(territory, email);
    await browser.post('/connexion/lien', { email });
    expect(await linkTo(app, email)).not.toBe(link);
    expect((await browser.post('/connexion/lien/entrer', { jeton: tokenIn(link) })).status).toBe(303);
  });

  it('is over after ten minutes', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const { browser, link } = await asked(territory, email);
    app.clock.set('2026-11-24T09:39:59Z');
    expect((await browser.get(link)).status).toBe(200);
    app.clock.set('2026-11-24T09:40:01Z');
    expect((await browser.post('/connexion/lien/entrer', { jeton: tokenIn(link) })).status).toBe(410);
  });

  it('is good for what it was sent for alone', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const link = await linkFor(territory, '/connexion/mot-de-passe-oublie', email);
    expect((await visitor(app, territory).post('/connexion/lien/entrer', { jeton: tokenIn(link), email })).status).toBe(410);
  });

  it('never leads to another site', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const { browser, link } = await asked(territory, email, 'https://example.org/');
    const reply = await browser.post(`/connexion/lien/entrer?${link.split('?')[1]}`, { jeton: tokenIn(link) });
    expect(reply.location).toBe('/');
  });
});

describe('a forgotten password', () => {
  it('is replaced once, and ends every session', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const link = await linkFor(territory, '/connexion/mot-de-passe-oublie', person.email);
    const other = 'cheval agrafe pile correcte';
    const change = () => visitor(app, territory).post('/connexion/nouveau-mot-de-passe', { jeton: tokenIn(link), password: other });
    const replies = await Promise.all([change(), change()]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect((await person.get('/mon-espace')).status).toBe(303);
    const sent = async (password: string) => (await visitor(app, territory).post('/connexion', { email: person.email, password })).status;
    expect(await sent(PASSWORD)).toBe(422);
    expect(await sent(other)).toBe(303);
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('vient d’être');
  });

  it('takes back the other links that were sent before', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const entry = await linkFor(territory, '/connexion/lien', email);
    const reset = await linkFor(territory, '/connexion/mot-de-passe-oublie', email);
    await visitor(app, territory).post('/connexion/nouveau-mot-de-passe', { jeton: tokenIn(reset), password: 'cheval agrafe pile' });
    expect((await visitor(app, territory).post('/connexion/lien/entrer', { jeton: tokenIn(entry) })).status).toBe(410);
  });
});

describe('a password that is easy to guess', () => {
  it('is refused wherever one is chosen, and the link still works', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const email = freshAddress();
    const link = await linkFor(territory, '/inscription', email);
    const reset = await linkFor(territory, '/connexion/mot-de-passe-oublie', person.email);
    const code = await app.kernel.database.unit(() =>
      invite(app.kernel, { territoryId: territory.id, email: freshAddress(), role: 'agent', invitedBy: 'system' }),
    );
    const browser = visitor(app, territory);
    const ways = {
      'sign-up': (password: string) => browser.post('/inscription/confirmer', { jeton: tokenIn(link), name: 'Zoé Kerbrat', password }),
      reset: (password: string) => browser.post('/connexion/nouveau-mot-de-passe', { jeton: tokenIn(reset), password }),
      change: (password: string) => person.post('/mon-compte/securite/mot-de-passe', { old: PASSWORD, password }),
      invitation: (password: string) => browser.post(`/invitation/${code.code}`, { name: 'Zoé Kerbrat', password }),
    };
    for (const [way, choose] of Object.entries(ways)) {
      const common = await choose('Bonjour2026!!');
      expect(common.status, way).toBe(422);
      expect(plainText(common.body), way).toContain('parmi ceux que l’on essaie d’abord');
      const own = await choose(way === 'reset' || way === 'change' ? person.email : 'zoe.kerbrat.29');
      expect(own.status, way).toBe(422);
      expect(plainText(own.body), way).toContain('se devine');
    }
    expect((await ways['change']('moulin tracteur agrafe')).status).toBe(303);
    expect((await ways['sign-up']('moulin tracteur agrafe')).status).toBe(303);
  });
});

describe('a session', () => {
  it('is another one after signing in, whatever cookie came with it', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const before = person.cookie();
    await person.post('/deconnexion');
    const again = visitor(app, territory);
    again.use(before);
    await again.post('/connexion', { email: person.email, password: PASSWORD });
    expect(again.cookie()).not.toBe(before);
    expect((await again.get('/mon-espace')).status).toBe(200);
    const old = visitor(app, territory);
    old.use(before);
    expect((await old.get('/mon-espace')).status).toBe(303);
  });

  it('ends where somebody signs in anew in the same browser', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const before = person.cookie();
    await person.post('/connexion/lien', { email: person.email });
    await person.post('/connexion/lien/entrer', { jeton: tokenIn(await linkTo(app, person.email)) });
    expect(person.cookie()).not.toBe(before);
    const old = visitor(app, territory);
    old.use(before);
    expect((await old.get('/mon-espace')).status).toBe(303);
  });

  it('is not made of a cookie that somebody writes', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const forged = visitor(app, territory);
    forged.use(person.cookie().replace(/\.[^.;]*$/, '.bm9uZQ%3D%3D'));
    expect((await forged.get('/mon-espace')).status).toBe(303);
  });

  it('holds fourteen days for residents and twelve hours for who works here, where they are used', async () => {
    const territory = await freshTerritory(app.kernel);
    const resident = await somebody(app, territory);
    const agent = await somebody(app, territory, { role: 'agent' });
    for (let hour = 10; hour < 21; hour += 1) {
      app.clock.set(`2026-11-24T${hour}:20:00Z`);
      expect((await agent.get('/gestion')).status, String(hour)).toBe(200);
    }
    app.clock.set('2026-11-24T21:19:00Z');
    expect((await agent.get('/gestion')).status).toBe(200);
    app.clock.set('2026-11-24T21:30:01Z');
    expect((await agent.get('/gestion')).status).toBe(303);
    app.clock.set('2026-12-01T09:00:00Z');
    expect((await resident.get('/mon-espace')).status).toBe(200);
    app.clock.set('2026-12-08T08:59:59Z');
    expect((await resident.get('/mon-espace')).status).toBe(200);
    app.clock.set('2026-12-08T09:30:01Z');
    expect((await resident.get('/mon-espace')).status).toBe(303);
  });

  it('ends where nobody uses it: an hour for who works here, seven days for residents', async () => {
    const territory = await freshTerritory(app.kernel);
    const resident = await somebody(app, territory);
    const agent = await somebody(app, territory, { role: 'agent' });
    app.clock.set('2026-11-24T10:29:59Z');
    const other = visitor(app, territory);
    other.use(agent.cookie());
    expect((await other.get('/gestion')).status).toBe(200);
    app.clock.set('2026-11-24T11:30:01Z');
    expect((await agent.get('/gestion')).status).toBe(303);
    app.clock.set('2026-12-01T09:30:01Z');
    expect((await resident.get('/mon-espace')).status).toBe(303);
  });

  it('leaves nothing in the browser that « back » would show once it is over', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const reply = await app.server.inject({
      method: 'POST',
      url: '/deconnexion',
      headers: {
        host: `${territory.slug}.localhost`,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: person.cookie(),
      },
      payload: new URLSearchParams({ envoi: person.submission() }).toString(),
    });
    expect(reply.headers['clear-site-data']).toBe('"cache"');
  });

  it('is in a cookie that scripts and other sites do not get', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const { cookies } = await visitor(app, territory).post('/connexion', { email, password: PASSWORD });
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^terreau\.session_token=.*HttpOnly.*SameSite=Lax/);
  });

  it('is in one of this very host over https, and works there', async () => {
    const portal = await openTestApplication({ PUBLIC_URL: 'https://portail.example.fr' });
    try {
      await freshTerritory(portal.kernel);
      const passwordHash = await hashPassword(portal.kernel, PASSWORD);
      await portal.kernel.database.unit(() =>
        addAccount(portal.kernel, { email: 'ana@exemple.fr', name: 'Ana', passwordHash, locale: 'fr' }),
      );
      const headers = { host: 'portail.example.fr', 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
      const envoi = newSubmission(portal.kernel.config.secret, portal.clock.now().subtract({ seconds: 60 }));
      const send = (url: string, fields: Record<string, string>) =>
        portal.server.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ envoi, ...fields }).toString() });
      const [cookie = ''] = [
        (await send('/connexion', { email: 'ana@exemple.fr', password: PASSWORD })).headers['set-cookie'] ?? [],
      ].flat();
      expect(cookie).toMatch(/^__Host-terreau\.session_token=/);
      expect(cookie).toMatch(/Path=\/;/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).not.toMatch(/Domain/i);
      const [pair = ''] = cookie.split(';');
      const seen = await portal.server.inject({ url: '/mon-compte', headers: { host: 'portail.example.fr', cookie: pair } });
      expect(seen.statusCode).toBe(200);
      // What a subdomain, or a page over http, could have written.
      const planted = { host: 'portail.example.fr', cookie: pair.replace('__Host-', '') };
      expect((await portal.server.inject({ url: '/mon-compte', headers: planted })).statusCode).toBe(303);
      const [mark] = [(await send('/connexion/lien', { email: 'ana@exemple.fr' })).headers['set-cookie'] ?? []].flat();
      expect(mark).toMatch(/^__Host-terreau\.link=[\w-]{32}; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/);
    } finally {
      await portal.close();
    }
  });
});

describe('trying passwords', () => {
  it('is slowed down for an account from wherever, and says so', async () => {
    const territory = await freshTerritory(app.kernel);
    const { email } = await somebody(app, territory);
    const replies = [];
    for (let times = 0; times < 9; times += 1)
      replies.push(await visitor(app, territory, `198.51.100.${times}`).post('/connexion', { email, password: 'pas le bon du tout' }));
    expect(replies.every(({ status }) => status === 422)).toBe(true);
    expect(plainText(replies[6]?.body ?? '')).toContain('ne vont pas ensemble');
    expect(plainText(replies.at(-1)?.body ?? '')).toContain('Trop d’envois');
    const right = await visitor(app, territory, '203.0.113.9').post('/connexion', { email, password: PASSWORD });
    expect(right.status).toBe(422);
  });

  it('is slowed down for an address, whatever accounts it tries, many at once too', async () => {
    const territory = await freshTerritory(app.kernel);
    const address = '192.0.2.200';
    const { email } = await somebody(app, territory);
    const tries = (times: number, password: string) =>
      Promise.all(
        Array.from({ length: times }, () => visitor(app, territory, address).post('/connexion', { email: freshAddress(), password })),
      );
    const slowed = ({ body }: Reply) => plainText(body).includes('Trop d’envois');
    // One that is sent without a password counts too, and costs this test no hash.
    expect((await tries(27, '')).filter(slowed)).toEqual([]);
    const last = await tries(5, 'pas le bon du tout');
    expect(last.filter(slowed)).toHaveLength(2);
    expect(last.filter(({ body }) => plainText(body).includes('ne vont pas ensemble'))).toHaveLength(3);
    const right = { email, password: PASSWORD };
    expect((await visitor(app, territory, address).post('/connexion', right)).status).toBe(422);
    expect((await visitor(app, territory, '192.0.2.201').post('/connexion', right)).status).toBe(303);
    app.clock.set('2026-11-24T09:31:00Z');
    expect((await visitor(app, territory, address).post('/connexion', right)).status).toBe(303);
  });

  it('is slowed down just the same where there is no account', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = freshAddress();
    const replies = [];
    for (let times = 0; times < 9; times += 1)
      replies.push(await visitor(app, territory, `198.51.100.${times}`).post('/connexion', { email, password: 'pas le bon du tout' }));
    const { email: known } = await somebody(app, territory);
    const wrong = await visitor(app, territory).post('/connexion', { email: known, password: 'pas le bon du tout' });
    expect(said(replies[0]?.body ?? '')).toBe(said(wrong.body));
    expect(plainText(replies.at(-1)?.body ?? '')).toContain('Trop d’envois');
  });
});
