import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { claimable } from '../../../../test/support/claims.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { keepersOf } from '../../people/index.ts';
import { expireClaims, followKeepers } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function codeIn(mailbox: string): Promise<string> {
  const { body } = (await lettersTo(app, mailbox)).at(-1) ?? { body: '' };
  return /^[^\n]*code[^\n]*: (.+)$/im.exec(body)?.[1] ?? '';
}

async function claimByDomain(person: Somebody, { path, mailbox }: { path: string; mailbox: string }): Promise<string> {
  expect((await person.post(path, { way: 'domain', email: mailbox })).location).toBe(path);
  return codeIn(mailbox);
}

/** Their session has ended meanwhile. */
async function signInAgain({ email }: Somebody, territory: TerritoryContext) {
  const browser = visitor(app, territory);
  await browser.post('/connexion', { email, password: PASSWORD });
  return browser;
}

async function ownersOf(territory: TerritoryContext, id: string): Promise<string[]> {
  return (await keepersOf(app.kernel, territory.id, id)).filter(({ role }) => role === 'owner').map(({ accountId }) => accountId);
}

describe('claiming a structure by an address of its domain', () => {
  it('makes its owner who gives the code, once', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    const code = await claimByDomain(person, one);
    expect((await person.post(`${one.path}/code`, { code: 'AAAAA-AAAAA' })).status).toBe(422);
    expect(await ownersOf(one.territory, one.id)).toEqual([]);
    const reply = await person.post(`${one.path}/code`, { code: code.toLowerCase() });
    expect(reply.location).toBe(`/mon-espace/structures/${one.id}`);
    expect(await ownersOf(one.territory, one.id)).toEqual([person.accountId]);
    await followKeepers(app.kernel, one.territory.id, one.id);
    expect(plainText((await visitor(app, one.territory).get(one.path.replace('/revendiquer', ''))).body)).toContain('Demander à rejoindre');
  });

  it('takes the code from one of two who give it at once', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    const code = await claimByDomain(person, one);
    const replies = await Promise.all([person.post(`${one.path}/code`, { code }), person.post(`${one.path}/code`, { code })]);
    // The one that comes too late is told so, or led to the space that is theirs by then.
    const space = `/mon-espace/structures/${one.id}`;
    expect(replies.some(({ location }) => location === space)).toBe(true);
    for (const { status, location } of replies) expect([`303 ${space}`, '422 null']).toContain(`${status} ${location}`);
    expect(await ownersOf(one.territory, one.id)).toEqual([person.accountId]);
  });

  it('gives up after five wrong codes', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    const code = await claimByDomain(person, one);
    for (let attempt = 0; attempt < 5; attempt += 1) await person.post(`${one.path}/code`, { code: '00000-00000' });
    const reply = await person.post(`${one.path}/code`, { code });
    expect([reply.status, await ownersOf(one.territory, one.id)]).toEqual([422, []]);
    expect(plainText(reply.body)).toContain('Ce code ne fonctionne plus');
  });

  it('sends no code elsewhere, nor to a mailbox that anybody may have', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    for (const email of ['contact@ailleurs.example', `x@${one.mailbox.split('@')[1]}.net`, 'lavoir@gmail.com', ''])
      expect((await person.post(one.path, { way: 'domain', email })).status, email).toBe(422);
    expect(await lettersTo(app, 'contact@ailleurs.example')).toEqual([]);
  });

  it('is of one claim, however often the form is sent', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    await Promise.all([1, 2, 3].map(() => person.post(one.path, { way: 'domain', email: one.mailbox })));
    expect(await lettersTo(app, one.mailbox)).toHaveLength(1);
  });
});

describe('claim against claim', () => {
  it('the first who gives a code keeps the structure, the other one asks them', async () => {
    const one = await claimable(app);
    const [first, second] = [await somebody(app, one.territory), await somebody(app, one.territory)];
    const codes = [await claimByDomain(first, one), await claimByDomain(second, one)];
    const replies = await Promise.all([
      first.post(`${one.path}/code`, { code: codes[0] ?? '' }),
      second.post(`${one.path}/code`, { code: codes[1] ?? '' }),
    ]);
    const owners = await ownersOf(one.territory, one.id);
    expect(owners).toHaveLength(1);
    expect(replies.map(({ location }) => location).sort()).toEqual([one.path, `/mon-espace/structures/${one.id}`].sort());
    const [winner, loser] = owners[0] === first.accountId ? [first, second] : [second, first];
    expect(plainText((await loser.get(one.path)).body)).toContain('Une personne la lit');
    expect((await lettersTo(app, winner.email)).map(({ subject }) => plainText(subject))).toEqual([
      'Une personne demande à rejoindre L’Épicerie du Lavoir',
    ]);
  });

  it('goes to the owners where there are some, and no code is sent', async () => {
    const one = await claimable(app);
    await somebody(app, one.territory, { role: 'owner', structureId: one.id });
    const person = await somebody(app, one.territory);
    expect((await person.post(one.path, { way: 'domain', email: one.mailbox })).status).toBe(422);
    expect((await person.post(one.path, { way: 'domain', email: one.mailbox, message: 'Je suis trésorière.' })).location).toBe(one.path);
    expect(await lettersTo(app, one.mailbox)).toEqual([]);
  });
});

describe('what somebody sends through the portal of a grouping into a commune', () => {
  it('goes with them: they are erased, and it is in none of its tables', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const commune = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const { slug } = await addTestOrganisation(app, commune, { name: 'La Halle', email: 'halle@exemple.fr' });
    const person = await somebody(app, grouping);
    const page = `/annuaire/${slug}`;
    const claim = { way: 'word', message: 'J’en suis la présidente.' };
    expect((await person.post(`${page}/revendiquer?commune=${commune.slug}`, claim)).status).toBe(303);
    const message = { name: 'Camille', email: person.email, body: 'Bonjour' };
    expect((await person.post(`${page}/ecrire?commune=${commune.slug}`, message)).status).toBe(303);
    const held = async () => {
      const read = () =>
        sql<{ name: string }>`
        select 'claim' as name from directory.claim where account_id = ${person.accountId}
        union all select 'conversation' from directory.conversation where account_id = ${person.accountId}
        union all select 'item' from moderation.item where author_account = ${person.accountId}`.execute(
          app.kernel.database.kysely<never>(),
        );
      return (await app.kernel.database.unit(read, { keeper: commune.id })).rows.map(({ name }) => name);
    };
    expect(await held()).toEqual(['claim', 'conversation', 'item']);
    const erased = await person.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    expect(erased.location).toBe('/donnees-effacees');
    expect(await held()).toEqual([]);
  });
});

describe('a claim by letter', () => {
  it('is printed by a moderator, with a code that is shown once', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    const moderator = await somebody(app, one.territory, { role: 'moderator' });
    await person.post(one.path, { way: 'letter' });
    const list = await moderator.get('/gestion/revendications');
    const [, id = ''] = /\/gestion\/revendications\/([0-9a-f-]{36})"/.exec(list.body) ?? [];
    const letter = plainText((await moderator.post(`/gestion/revendications/${id}/lettre`)).body);
    expect(letter).toContain('2 rue du Lavoir');
    const code = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(letter)?.[0] ?? '';
    expect((await moderator.get('/gestion/revendications')).body).not.toContain(code);
    app.clock.set('2027-01-22T09:30:00Z');
    try {
      const again = await somebody(app, one.territory);
      expect((await again.post(`${one.path}/code`, { code })).status).toBe(422);
      const back = await signInAgain(person, one.territory);
      expect((await back.post(`${one.path}/code`, { code })).location).toBe(`/mon-espace/structures/${one.id}`);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('works no more after its sixty days', async () => {
    const one = await claimable(app);
    const person = await somebody(app, one.territory);
    await person.post(one.path, { way: 'letter' });
    app.clock.set('2027-01-24T09:30:00Z');
    try {
      await expireClaims(app.kernel, one.territory);
      const back = await signInAgain(person, one.territory);
      expect(plainText((await back.get(one.path)).body)).toContain('Votre dernière demande est terminée');
    } finally {
      app.clock.set(NOW);
    }
  });
});
