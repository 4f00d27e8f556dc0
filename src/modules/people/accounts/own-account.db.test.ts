import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { codeOf, protect } from '../../../../test/support/codes.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo, tokenIn } from '../../../../test/support/letters.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

const OTHER = 'cheval agrafe pile correcte';

async function firstProof(territory: TerritoryContext, email: string) {
  const browser = visitor(app, territory);
  const reply = await browser.post('/connexion?vers=%2Fannuaire', { email, password: PASSWORD });
  expect(reply).toMatchObject({ status: 303, location: '/connexion/code?vers=%2Fannuaire' });
  return browser;
}

async function policy(territory: TerritoryContext): Promise<void> {
  await sql`insert into people.policy (territory_id, id, requires_second_factor) values (${territory.id}, gen_random_uuid(), true)`.execute(
    app.kernel.database.kysely<never>(),
  );
}

describe('one’s profile', () => {
  it('is changed, in the language that is chosen', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    expect((await person.post('/mon-compte', { name: '', locale: 'fr' })).status).toBe(422);
    expect((await person.post('/mon-compte', { name: 'Ana Lima', locale: 'de' })).status).toBe(422);
    expect((await person.post('/mon-compte', { name: 'Ana Lima', locale: 'en' })).status).toBe(303);
    expect((await person.get('/mon-compte')).body).toContain('value="Ana Lima"');
    await visitor(app, territory).post('/connexion/lien', { email: person.email });
    expect((await lettersTo(app, person.email))[0]?.body).toContain('Hello Ana Lima,');
  });
});

describe('another address', () => {
  it('is confirmed where it is, told to the old one, and works once', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const email = `autre-${person.email}`;
    expect(await person.post('/mon-compte/adresse', { email })).toMatchObject({ location: '/mon-compte?dit=sent' });
    const link = await linkTo(app, email);
    expect((await visitor(app, territory).get(link)).location).toContain('/connexion?vers=');
    expect((await (await somebody(app, territory)).get(link)).status).toBe(410);
    expect(plainText((await person.get(link)).body)).toContain(email);
    const confirm = () => person.post('/mon-compte/adresse/confirmer', { jeton: tokenIn(link) });
    const statuses = (await Promise.all([confirm(), confirm()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 410]);
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('Nous n’écrirons plus à celle-ci');
    const enters = async (address: string) =>
      (await visitor(app, territory).post('/connexion', { email: address, password: PASSWORD })).status;
    expect([await enters(person.email), await enters(email)]).toEqual([422, 303]);
  });

  it('that is somebody’s is told to them, and looks the same on screen', async () => {
    const territory = await freshTerritory(app.kernel);
    const [person, other] = [await somebody(app, territory), await somebody(app, territory)];
    expect(await person.post('/mon-compte/adresse', { email: other.email })).toMatchObject({ location: '/mon-compte?dit=sent' });
    expect((await lettersTo(app, other.email)).map(({ subject }) => subject)).toEqual([expect.stringContaining('déjà un compte')]);
  });

  it('is given to one of two who confirm the same at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const people = [await somebody(app, territory), await somebody(app, territory)];
    const email = `commune-${people[0]?.email}`;
    const links: string[] = [];
    for (const person of people) {
      await person.post('/mon-compte/adresse', { email });
      links.push(await linkTo(app, email));
    }
    const replies = await Promise.all(
      people.map((person, place) => person.post('/mon-compte/adresse/confirmer', { jeton: tokenIn(links[place] ?? '') })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 410]);
  });

  it('ends the other sessions', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const elsewhere = visitor(app, territory);
    await elsewhere.post('/connexion', { email: person.email, password: PASSWORD });
    const email = `autre-${person.email}`;
    await person.post('/mon-compte/adresse', { email });
    await person.post('/mon-compte/adresse/confirmer', { jeton: tokenIn(await linkTo(app, email)) });
    expect((await elsewhere.get('/mon-compte')).status).toBe(303);
    expect((await person.get('/mon-compte')).status).toBe(200);
  });

  it('is not taken from a browser that was left open', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    app.clock.set('2026-11-24T09:45:01Z');
    const email = `autre-${person.email}`;
    const back = '/mon-compte/confirmer?vers=%2Fmon-compte%2Fadresse';
    expect((await person.get('/mon-compte/adresse')).location).toBe(back);
    expect((await person.post('/mon-compte/adresse', { email })).location).toBe(back);
    expect(await lettersTo(app, email)).toEqual([]);
    expect((await person.post(back, { password: OTHER })).status).toBe(422);
    const before = person.cookie();
    expect(await person.post(back, { password: PASSWORD })).toMatchObject({ status: 303, location: '/mon-compte/adresse' });
    expect(person.cookie()).not.toBe(before);
    expect((await person.post('/mon-compte/adresse', { email })).location).toBe('/mon-compte?dit=sent');
  });
});

describe('another password', () => {
  it('asks for the old one, and ends the other sessions', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const elsewhere = visitor(app, territory);
    await elsewhere.post('/connexion', { email: person.email, password: PASSWORD });
    const path = '/mon-compte/securite/mot-de-passe';
    expect((await person.post(path, { old: OTHER, password: OTHER })).status).toBe(422);
    expect((await person.post(path, { password: OTHER })).status).toBe(422);
    const before = person.cookie();
    expect(await person.post(path, { old: PASSWORD, password: OTHER })).toMatchObject({ location: '/mon-compte/securite?dit=password' });
    expect((await person.get('/mon-compte')).status).toBe(200);
    const old = visitor(app, territory);
    old.use(before);
    expect([(await elsewhere.get('/mon-compte')).status, (await old.get('/mon-compte')).status]).toEqual([303, 303]);
  });
});

describe('the devices where one is signed in', () => {
  it('are listed in words and closed one by one, those of others never', async () => {
    const territory = await freshTerritory(app.kernel);
    const [person, other] = [await somebody(app, territory), await somebody(app, territory)];
    const phone = visitor(app, territory);
    phone.name('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36');
    await phone.post('/connexion', { email: person.email, password: PASSWORD });
    const page = (await person.get('/mon-compte/appareils')).body;
    expect(plainText(page)).toContain('Chrome sous Android');
    expect(plainText(page)).toContain('Cet appareil');
    const [id = ''] = [...page.matchAll(/name="session" value="([0-9a-f-]{36})"/g)].map(([, found]) => found);
    await other.post('/mon-compte/appareils', { session: id });
    expect((await phone.get('/mon-compte')).status).toBe(200);
    await person.post('/mon-compte/appareils', { session: id });
    expect((await phone.get('/mon-compte')).status).toBe(303);
    expect((await person.get('/mon-compte')).status).toBe(200);
  });

  it('are closed by who has just proved who they are, not from a browser that was left open', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const elsewhere = visitor(app, territory);
    await elsewhere.post('/connexion', { email: person.email, password: PASSWORD });
    app.clock.set('2026-11-24T09:45:01Z');
    const back = '/mon-compte/confirmer?vers=%2Fmon-compte%2Fappareils';
    expect((await person.post('/mon-compte/appareils', { session: 'others' })).location).toBe(back);
    expect((await elsewhere.get('/mon-compte')).status).toBe(200);
    await person.post(back, { password: PASSWORD });
    await person.post('/mon-compte/appareils', { session: 'others' });
    expect((await elsewhere.get('/mon-compte')).status).toBe(303);
  });

  it('are closed all but this one', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const others = [visitor(app, territory), visitor(app, territory)];
    for (const one of others) await one.post('/connexion', { email: person.email, password: PASSWORD });
    await person.post('/mon-compte/appareils', { session: 'others' });
    expect((await person.get('/mon-compte')).status).toBe(200);
    for (const one of others) expect((await one.get('/mon-compte')).status).toBe(303);
  });
});

describe('codes at sign-in', () => {
  it('count once a code was checked, end the other sessions and are told', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const elsewhere = visitor(app, territory);
    await elsewhere.post('/connexion', { email: person.email, password: PASSWORD });
    expect((await person.post('/mon-compte/securite/codes', { password: OTHER })).status).toBe(422);
    await person.post('/mon-compte/securite/codes', { password: PASSWORD });
    expect((await person.post('/mon-compte/securite/codes/verifier', { code: '000000' })).status).toBe(422);
    expect((await visitor(app, territory).post('/connexion', { email: person.email, password: PASSWORD })).location).toBe('/');
    const { backup } = await protect(person);
    expect(backup).toHaveLength(10);
    expect((await elsewhere.get('/mon-compte')).status).toBe(303);
    expect((await person.get('/mon-compte')).status).toBe(200);
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('demande maintenant un code');
  });

  it('let nobody in with the first proof alone, by password or by link', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const { key } = await protect(person);
    const browser = await firstProof(territory, person.email);
    for (const path of ['/mon-compte', '/mon-compte/securite', '/mon-espace']) expect((await browser.get(path)).status, path).toBe(303);
    const pending = browser.cookie();
    const byLink = visitor(app, territory);
    await byLink.post('/connexion/lien', { email: person.email });
    const entered = await byLink.post('/connexion/lien/entrer', { jeton: tokenIn(await linkTo(app, person.email)) });
    expect(entered.location).toBe('/connexion/code');
    const code = codeOf(key);
    expect(await browser.post('/connexion/code?vers=%2Fannuaire', { code })).toMatchObject({ status: 303, location: '/annuaire' });
    expect((await browser.get('/mon-compte')).status).toBe(200);
    expect(browser.cookie()).not.toBe(pending);
    // The one that was pending is dead, and a code counts once.
    const old = visitor(app, territory);
    old.use(pending);
    expect((await old.get('/connexion/code')).location).toContain('dit=expired');
    expect((await byLink.post('/connexion/code', { code })).status).toBe(422);
  });

  it('let one in of two who type the same code at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const { key } = await protect(person);
    const browsers = [await firstProof(territory, person.email), await firstProof(territory, person.email)];
    const code = codeOf(key);
    const statuses = (await Promise.all(browsers.map((browser) => browser.post('/connexion/code', { code })))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 422]);
  });

  it('have backups that count once, also at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const { backup } = await protect(person);
    const [code = '', another = ''] = backup;
    const browsers = [await firstProof(territory, person.email), await firstProof(territory, person.email)];
    const statuses = (await Promise.all(browsers.map((browser) => browser.post('/connexion/code', { code })))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 422]);
    expect(plainText((await person.get('/mon-compte/securite')).body)).toContain('Il reste 9 codes de secours');
    expect((await (await firstProof(territory, person.email)).post('/connexion/code', { code })).status).toBe(422);
    const renewed = await person.post('/mon-compte/securite/secours', { password: PASSWORD });
    expect(renewed.body).not.toContain(another);
    expect((await (await firstProof(territory, person.email)).post('/connexion/code', { code: another })).status).toBe(422);
  });

  it('are tried six times an hour at most, and no longer than ten minutes after the first proof', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const { backup } = await protect(person);
    const browser = await firstProof(territory, person.email);
    for (let times = 0; times < 5; times += 1) await browser.post('/connexion/code', { code: String(times).padStart(6, '0') });
    const over = await browser.post('/connexion/code', { code: backup[0] ?? '' });
    expect(plainText(over.body)).toContain('Trop d’envois');
    app.clock.set('2026-11-24T09:40:01Z');
    expect((await browser.post('/connexion/code', { code: backup[0] ?? '' })).location).toContain('dit=expired');
  });

  it('are given up with the password', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    await protect(person);
    expect((await person.post('/mon-compte/securite/codes/arreter', { password: OTHER })).status).toBe(422);
    const elsewhere = visitor(app, territory);
    elsewhere.use(person.cookie());
    expect(await person.post('/mon-compte/securite/codes/arreter', { password: PASSWORD })).toMatchObject({ status: 303 });
    expect((await elsewhere.get('/mon-compte')).status).toBe(303);
    expect((await person.get('/mon-compte')).status).toBe(200);
    expect((await visitor(app, territory).post('/connexion', { email: person.email, password: PASSWORD })).location).toBe('/');
  });
});

describe('a territory that wants two proofs of its staff', () => {
  it('sends them to where they add one, and then lets them work', async () => {
    const territory = await freshTerritory(app.kernel);
    await policy(territory);
    const agent = await somebody(app, territory, { role: 'agent' });
    expect((await agent.get('/gestion')).location).toBe('/mon-compte/securite?raison=equipe');
    expect(plainText((await agent.get('/mon-compte/securite?raison=equipe')).body)).toContain('demande une deuxième preuve');
    await protect(agent);
    expect((await agent.get('/gestion')).status).toBe(200);
    expect((await (await somebody(app, territory)).get('/mon-espace')).status).toBe(200);
  });

  it('takes them for residents on pages that are for everybody, until they have given both', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    await policy(territory);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const proposal = { subject: 'place', name: 'Le Fournil des Lilas', theme: 'food', street: '3 rue des Lilas' };
    expect((await moderator.post('/proposer', proposal)).location).toMatch(/^\/mon-espace\/envois\//);
    expect((await moderator.get('/lieux/le-fournil-des-lilas')).status).toBe(404);
    await protect(moderator);
    expect((await moderator.post('/proposer', proposal)).location).toContain('publie=');
  });
});
