import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cloneDatabase,
  freshTerritory,
  openTestApplication,
  type TestApplication,
  type TestDatabase,
} from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { type IdentityProvider, openIdentityProvider } from '../../../../test/support/identity-provider.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { openLog } from '../../../kernel/log.ts';
import { grantRole } from '../index.ts';

/** The first fresh territory of this file: the host that passkeys and the provider belong to. */
const HOME = 'http://essai-1.localhost';
const CALLBACK = `${HOME}/connexion/auth/callback/oidc`;

let identities: IdentityProvider;
let issuer: string;
let database: TestDatabase;
let app: TestApplication;
let home: TerritoryContext;
beforeAll(async () => {
  identities = await openIdentityProvider(HOME);
  issuer = identities.issuer;
  database = await cloneDatabase();
  app = await openTestApplication({ PUBLIC_URL: HOME, ...identities.settings }, { given: database });
  home = await freshTerritory(app.kernel);
});
afterAll(async () => {
  await app.close();
  identities.close();
});

/** Goes through the provider's own pages as somebody. @returns path and query with which it sends back. */
async function identify(address: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = address;
  for (let steps = 0; steps < 8; steps += 1) {
    const isInteraction = url.includes('/interaction/');
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(isInteraction && { method: 'POST', body: new URLSearchParams({ prompt: 'login', login, password: 'peu importe' }) }),
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = new URL(reply.headers.get('location') ?? '', issuer).href;
    if (location.startsWith(CALLBACK)) return location.slice(HOME.length);
    url = location;
  }
  throw new Error('The provider does not send back.');
}

type Browser = ReturnType<typeof visitor>;

async function enter(login: string, browser: Browser = visitor(app, home)): Promise<{ browser: Browser; location: string | null }> {
  const away = await browser.get('/connexion/fournisseur?vers=%2Fannuaire');
  expect(away.location).toContain(`${issuer}/auth?`);
  const back = await browser.get(await identify(away.location ?? '', login));
  return { browser, location: back.location };
}

async function accountsAt(email: string): Promise<{ is_email_verified: boolean }[]> {
  const { rows } = await sql<{ is_email_verified: boolean }>`select is_email_verified from people.account where email = ${email}`.execute(
    app.kernel.database.kysely<never>(),
  );
  return rows;
}

async function link(person: Browser, login: string): Promise<string | null> {
  const page = await person.post('/mon-compte/securite/fournisseur');
  const [, href = ''] = new RegExp(`href="(${issuer}/auth[^"]*)"`).exec(page.body) ?? [];
  return (await person.get(await identify(href.replaceAll('&amp;', '&'), login))).location;
}

describe('an identity provider', () => {
  it('lets in somebody whose address it has checked, and is asked with state, nonce and PKCE', async () => {
    const { browser, location } = await enter('nadia');
    expect(location).toBe('/connexion/fournisseur/retour?vers=%2Fannuaire');
    expect((await browser.get(location ?? '')).location).toBe('/annuaire');
    expect(plainText((await browser.get('/mon-compte')).body)).toContain('nadia@exemple.fr');
    expect(await accountsAt('nadia@exemple.fr')).toEqual([{ is_email_verified: true }]);
    const query = Object.fromEntries(identities.asked.at(-1)?.searchParams ?? []);
    expect(query).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', redirect_uri: CALLBACK });
    expect(query['state']?.length).toBeGreaterThanOrEqual(32);
    expect(query['nonce']?.length).toBeGreaterThanOrEqual(32);
    expect((await enter('nadia')).location).toBe('/connexion/fournisseur/retour?vers=%2Fannuaire');
    expect(await accountsAt('nadia@exemple.fr')).toHaveLength(1);
  });

  it('makes an account in the language of the page from which somebody left', async () => {
    const browser = visitor(app, home);
    const away = await browser.get('/en/connexion/fournisseur');
    const back = await browser.get(await identify(away.location ?? '', 'wendy'));
    expect(back.location).toBe('/en/connexion/fournisseur/retour');
    const { rows } =
      await sql`select email, locale from people.account where email in ('nadia@exemple.fr', 'wendy@exemple.fr') order by 1`.execute(
        app.kernel.database.kysely<never>(),
      );
    expect(rows).toEqual([
      { email: 'nadia@exemple.fr', locale: 'fr' },
      { email: 'wendy@exemple.fr', locale: 'en' },
    ]);
  });

  it('makes no account of an address that it has not checked', async () => {
    const { browser, location } = await enter('unchecked-omar');
    expect(location).toContain('/connexion?dit=provider');
    expect((await browser.get('/mon-compte')).status).toBe(303);
    expect(await accountsAt('omar@exemple.fr')).toEqual([]);
  });

  it('joins no account by its address, checked or not, and says the same whether there is one', async () => {
    const person = await somebody(app, home);
    const name = person.email.split('@')[0] ?? '';
    const pages = [];
    for (const login of [name, `unchecked-${name}`, 'unchecked-personne']) {
      const { browser, location } = await enter(login);
      expect(location).toContain('/connexion?dit=provider');
      pages.push((await browser.get('/connexion?dit=provider')).body.replace(/value="[^"]*"/g, ''));
      expect((await browser.get('/mon-compte')).status).toBe(303);
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('is linked by who has signed in, whatever its address, and then lets them in', async () => {
    const person = await somebody(app, home);
    expect(await link(person, 'unchecked-autre-adresse')).toBe('/mon-compte/securite?dit=provider');
    expect(plainText((await person.get('/mon-compte/securite')).body)).toContain('Vous pouvez entrer avec Identité Test');
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('Une autre façon d’entrer');
    const { browser } = await enter('unchecked-autre-adresse');
    expect(plainText((await browser.get('/mon-compte')).body)).toContain(person.email);
    // An identity is one account's.
    expect(await link(await somebody(app, home), 'unchecked-autre-adresse')).toContain('dit=provider-refused');
    const there = (await enter('unchecked-autre-adresse')).browser;
    expect((await there.get('/mon-compte')).status).toBe(200);
    await person.post('/mon-compte/securite/fournisseur/retirer');
    expect((await there.get('/mon-compte')).status).toBe(303);
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('vient d’être retirée');
    expect((await enter('unchecked-autre-adresse')).location).toContain('/connexion?dit=provider');
  });

  it('does not send back to a browser that did not ask', async () => {
    const away = await visitor(app, home).get('/connexion/fournisseur');
    const back = await identify(away.location ?? '', 'nadia');
    const other = visitor(app, home);
    await other.get(back);
    expect((await other.get('/mon-compte')).status).toBe(303);
  });

  it('takes no answer that was tampered with, nor one twice', async () => {
    const ask = async () => {
      const browser = visitor(app, home);
      return { browser, url: new URL((await browser.get('/connexion/fournisseur')).location ?? '') };
    };
    const isIn = async (browser: Browser) => (await browser.get('/mon-compte')).status === 200;
    for (const [name, value] of [
      ['nonce', 'd’un-autre-navigateur-que-celui-qui-demande'],
      ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
      ['state', 'un-etat-que-personne-n-a-demande-ici'],
    ] as const) {
      const { browser, url } = await ask();
      url.searchParams.set(name, value);
      await browser.get(await identify(url.href, 'nadia'));
      expect(await isIn(browser), name).toBe(false);
    }
    // A code that was meant for somebody else's browser, brought in under one's own state.
    const [mine, theirs] = [await ask(), await ask()];
    const [back, stolen] = [await identify(mine.url.href, 'nadia'), await identify(theirs.url.href, 'omar')];
    const mixed = new URL(back, HOME);
    mixed.searchParams.set('code', new URL(stolen, HOME).searchParams.get('code') ?? '');
    await mine.browser.get(mixed.pathname + mixed.search);
    expect(await isIn(mine.browser)).toBe(false);

    const { browser, url } = await ask();
    const once = await identify(url.href, 'nadia');
    await browser.get(once);
    expect(await isIn(browser)).toBe(true);
    await browser.post('/deconnexion');
    await browser.get(once);
    expect(await isIn(browser)).toBe(false);
  });

  it('lets nobody in with a token that it gave out for another application', async () => {
    identities.mistakeAudience(true);
    try {
      const { browser, location } = await enter('nadia');
      expect(location).toContain('/connexion?dit=provider');
      expect((await browser.get('/mon-compte')).status).toBe(303);
    } finally {
      identities.mistakeAudience(false);
    }
    expect((await (await enter('nadia')).browser.get('/mon-compte')).status).toBe(200);
  });

  it('is asked nothing where its metadata name another issuer than the operator did, who reads it in the log', async () => {
    const lines: string[] = [];
    const log = openLog('error', { write: (line) => lines.push(line) });
    const named = issuer.replace('127.0.0.1', 'localhost');
    const mistaken = await openTestApplication({ PUBLIC_URL: HOME, ...identities.settings, OIDC_ISSUER: named }, { given: database, log });
    try {
      const asked = identities.asked.length;
      const browser = visitor(mistaken, home);
      for (const _ of [1, 2]) expect((await browser.get('/connexion/fournisseur')).location).toContain('/connexion?dit=provider');
      expect(identities.asked).toHaveLength(asked);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ named, served: issuer });
      // Nor does it take an answer that the right one sends.
      const back = await identify((await visitor(app, home).get('/connexion/fournisseur')).location ?? '', 'nadia');
      expect((await browser.get(back)).status).toBe(403);
      expect((await browser.get('/mon-compte')).status).toBe(303);
    } finally {
      await mistaken.close();
    }
  });

  it('leaves nothing else of the library within reach', async () => {
    const browser = await somebody(app, home);
    for (const path of ['session', 'get-session', 'list-sessions', 'two-factor/disable', 'sign-in/email', 'update-user', 'error', 'ok']) {
      expect((await browser.get(`/connexion/auth/${path}`)).status, path).toBe(404);
      expect((await browser.post(`/connexion/auth/${path}`)).status, path).toBe(404);
    }
  });
});

describe('a territory with a host of its own', () => {
  async function depart(asked = '?vers=%2Fmon-compte'): Promise<{ there: TerritoryContext; browser: Browser; departure: string }> {
    const there = await freshTerritory(app.kernel);
    const browser = visitor(app, there);
    expect(plainText((await browser.get('/connexion')).body)).toContain('sur essai-1.localhost');
    const away = await browser.get(`/connexion/ailleurs${asked}`);
    expect(away.location).toContain(`${HOME}/connexion?vers=`);
    return { there, browser, departure: new URL(away.location ?? '').searchParams.get('vers') ?? '' };
  }

  async function ticketOf(departure: string, person: Browser): Promise<string> {
    const page = (await person.get(departure)).body;
    const [, go = ''] = /href="(\/connexion\/relais\/aller[^"]*)"/.exec(page) ?? [];
    return (await person.get(go.replaceAll('&amp;', '&'))).location ?? '';
  }

  it('gets back who signed in on the installation’s, once, in the browser that asked', async () => {
    const { there, browser, departure } = await depart();
    const person = await somebody(app, home);
    const address = await ticketOf(departure, person);
    expect(address).toContain(`http://${there.slug}.localhost/connexion/relais?billet=`);
    const path = address.slice(address.indexOf('/connexion/relais'));
    const replies = await Promise.all([browser.get(path), browser.get(path)]);
    expect(replies.map(({ location }) => location).toSorted()).toEqual(['/connexion?dit=expired', '/mon-compte']);
  });

  it('shows them their account', async () => {
    const { browser, departure } = await depart();
    const person = await somebody(app, home);
    const address = await ticketOf(departure, person);
    expect((await browser.get(address.slice(address.indexOf('/connexion/relais')))).location).toBe('/mon-compte');
    expect(plainText((await browser.get('/mon-compte')).body)).toContain(person.email);
  });

  it('leads them where they have something to do there, where nothing was asked for', async () => {
    const { there, browser, departure } = await depart('');
    const agent = await somebody(app, home);
    await app.kernel.database.unit(() =>
      grantRole(app.kernel, { territoryId: there.id, accountId: agent.accountId, role: 'agent' }, 'system'),
    );
    const address = await ticketOf(departure, agent);
    expect((await browser.get(address.slice(address.indexOf('/connexion/relais')))).location).toBe('/gestion');
  });

  it('takes no ticket that another browser asked for, nor one of another host, nor an old one', async () => {
    const { there, departure } = await depart();
    const address = await ticketOf(departure, await somebody(app, home));
    const path = address.slice(address.indexOf('/connexion/relais'));
    const other = visitor(app, there);
    await other.get('/connexion/ailleurs');
    expect((await other.get(path)).location).toBe('/connexion?dit=expired');
    expect((await other.get('/mon-compte')).status).toBe(303);

    const two = await depart();
    const elsewhere = visitor(app, await freshTerritory(app.kernel));
    elsewhere.use(two.browser.cookie());
    const ticket = await ticketOf(two.departure, await somebody(app, home));
    expect((await elsewhere.get(ticket.slice(ticket.indexOf('/connexion/relais')))).location).toBe('/connexion?dit=expired');

    const three = await depart();
    const late = await ticketOf(three.departure, await somebody(app, home));
    app.clock.set('2026-11-24T09:31:01Z');
    expect((await three.browser.get(late.slice(late.indexOf('/connexion/relais')))).location).toBe('/connexion?dit=expired');
    app.clock.set('2026-11-24T09:30:00Z');
  });

  it('hands nobody over to a host that is not ours', async () => {
    const person = await somebody(app, home);
    const query = (pour: string) => new URLSearchParams({ pour, preuve: 'x'.repeat(43), vers: '/' });
    for (const pour of ['https://example.org', 'http://essai-1.localhost@example.org', 'javascript:alert(1)', '//example.org', ''])
      for (const path of ['depart', 'aller']) expect((await person.get(`/connexion/relais/${path}?${query(pour)}`)).status, pour).toBe(404);
  });
});
