import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { keepersOf } from '../../people/index.ts';
import { expireClaims, followKeepers, leaveQueue } from './commands.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

let number = 0;

/** A structure with a website of its own. */
async function structure(): Promise<{ territory: TerritoryContext; id: string; path: string; mailbox: string }> {
  number += 1;
  const domain = `lavoir-${number}.example`;
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', website: `https://www.${domain}/` });
  await addTestPlaces(app, territory, { name: 'La boutique', organisationId: id, street: '2 rue du Lavoir', postcode: '38000' });
  return { territory, id, path: `/annuaire/${slug}/revendiquer`, mailbox: `contact@${domain}` };
}

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
    const one = await structure();
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
    const one = await structure();
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
    const one = await structure();
    const person = await somebody(app, one.territory);
    const code = await claimByDomain(person, one);
    for (let attempt = 0; attempt < 5; attempt += 1) await person.post(`${one.path}/code`, { code: '00000-00000' });
    const reply = await person.post(`${one.path}/code`, { code });
    expect([reply.status, await ownersOf(one.territory, one.id)]).toEqual([422, []]);
    expect(plainText(reply.body)).toContain('Ce code ne fonctionne plus');
  });

  it('sends no code elsewhere, nor to a mailbox that anybody may have', async () => {
    const one = await structure();
    const person = await somebody(app, one.territory);
    for (const email of ['contact@ailleurs.example', `x@${one.mailbox.split('@')[1]}.net`, 'lavoir@gmail.com', ''])
      expect((await person.post(one.path, { way: 'domain', email })).status, email).toBe(422);
    expect(await lettersTo(app, 'contact@ailleurs.example')).toEqual([]);
  });

  it('is of one claim, however often the form is sent', async () => {
    const one = await structure();
    const person = await somebody(app, one.territory);
    await Promise.all([1, 2, 3].map(() => person.post(one.path, { way: 'domain', email: one.mailbox })));
    expect(await lettersTo(app, one.mailbox)).toHaveLength(1);
  });
});

describe('claim against claim', () => {
  it('the first who gives a code keeps the structure, the other one asks them', async () => {
    const one = await structure();
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
    const one = await structure();
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
    const one = await structure();
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
    const one = await structure();
    const person = await somebody(app, one.territory);
    await person.post(one.path, { way: 'letter' });
    app.clock.set('2027-01-24T09:30:00Z');
    try {
      await expireClaims(app.kernel, one.territory.id);
      const back = await signInAgain(person, one.territory);
      expect(plainText((await back.get(one.path)).body)).toContain('Votre dernière demande est terminée');
    } finally {
      app.clock.set(NOW);
    }
  });
});

/** Claims in the queue of moderation. */
async function queue(territory: TerritoryContext) {
  const read = () =>
    sql<{ id: string; state: string }>`
      select id, state from moderation.item where territory_id = ${territory.id} and kind = 'claim' order by opened_at, id`.execute(
      app.kernel.database.kysely<never>(),
    );
  return (await app.kernel.database.unit(read, { keeper: territory.id })).rows;
}

describe('a claim by somebody’s word', () => {
  async function asked() {
    const one = await structure();
    const person = await somebody(app, one.territory);
    const moderator = await somebody(app, one.territory, { role: 'moderator' });
    await person.post(one.path, { way: 'word', message: 'Je tiens la boutique.' });
    const list = await moderator.get('/gestion/revendications');
    const [, id = ''] = /\/gestion\/revendications\/([0-9a-f-]{36})"/.exec(list.body) ?? [];
    return { ...one, structureId: one.id, person, moderator, id };
  }

  it('is granted by a moderator, once, and told', async () => {
    const { territory, structureId, person, moderator, id } = await asked();
    expect(plainText((await moderator.get(`/gestion/revendications/${id}`)).body)).toContain('Je tiens la boutique.');
    const other = await somebody(app, territory, { role: 'moderator' });
    await Promise.all([
      moderator.post(`/gestion/revendications/${id}/accepter`, { role: 'owner' }),
      other.post(`/gestion/revendications/${id}/refuser`, { reason: 'Inconnue.' }),
    ]);
    expect(await lettersTo(app, person.email)).toHaveLength(1);
    const isOwner = (await ownersOf(territory, structureId)).includes(person.accountId);
    expect((await lettersTo(app, person.email))[0]?.subject).toContain(isOwner ? 'Vous tenez la page' : 'Votre demande');
  });

  it('is refused with a reason, which its author reads', async () => {
    const { path, person, moderator, id } = await asked();
    expect((await moderator.post(`/gestion/revendications/${id}/refuser`, { reason: '' })).status).toBe(422);
    await moderator.post(`/gestion/revendications/${id}/refuser`, { reason: 'Personne ne vous connaît ici.' });
    expect(plainText((await person.get(path)).body)).toContain('Personne ne vous connaît ici.');
  });

  it('is taken back by its author', async () => {
    const { path, person, moderator, id } = await asked();
    await person.post(`${path}/retirer`);
    expect((await moderator.get(`/gestion/revendications/${id}`)).location).toBe('/gestion/revendications');
  });

  it('waits in the one queue, and what is decided there is told, once', async () => {
    const { territory, structureId, path, person, moderator, id } = await asked();
    const [item] = await queue(territory);
    const at = `/gestion/moderation/${item?.id}`;
    expect(plainText((await moderator.get('/gestion/moderation?nature=claim')).body)).toContain('L’Épicerie du Lavoir');
    const page = plainText((await moderator.get(at)).body);
    expect(page).toContain('Je tiens la boutique.');
    // Nobody keeps a page by one tick among fifty.
    await moderator.post('/gestion/moderation/lot', { event: 'approve', item: [item?.id ?? ''] });
    expect(await ownersOf(territory, structureId)).toEqual([]);
    expect((await moderator.post(`${at}/confier`, { role: 'prince' })).status).toBe(422);
    const replies = await Promise.all([
      moderator.post(`${at}/confier`, { role: 'owner' }),
      moderator.post(`/gestion/revendications/${id}/accepter`, { role: 'owner' }),
    ]);
    expect(replies.map(({ status }) => status).every((status) => status === 303 || status === 422)).toBe(true);
    expect(await ownersOf(territory, structureId)).toEqual([person.accountId]);
    await leaveQueue(app.kernel, territory.id, id);
    expect((await queue(territory)).map(({ state }) => state)).not.toContain('open');
    expect(await lettersTo(app, person.email)).toHaveLength(1);
    expect((await person.get(path)).location).toBe(`/mon-espace/structures/${structureId}`);
  });

  it('is asked about, and refused in the queue with a reason that its author reads on the structure’s page', async () => {
    const { territory, path, person, moderator } = await asked();
    const [item] = await queue(territory);
    const at = `/gestion/moderation/${item?.id}`;
    await moderator.post(at, { event: 'ask', message: 'Depuis quand ?' });
    expect(plainText((await person.get(`/mon-espace/envois/${item?.id}`)).body)).toContain('Depuis quand ?');
    await person.post(`/mon-espace/envois/${item?.id}/reponse`, { message: 'Depuis 2021.' });
    const reason = 'Nous n’avons pas pu vérifier que vous faites partie de cette structure.';
    await moderator.post(at, { event: 'refuse', reason, message: 'Passez nous voir.' });
    const page = plainText((await person.get(path)).body);
    expect([page.includes(reason), page.includes('Passez nous voir.')]).toEqual([true, true]);
    expect((await lettersTo(app, person.email)).length).toBe(2);
  });

  it('is taken back from either page, and leaves the queue', async () => {
    const one = await asked();
    const [item] = await queue(one.territory);
    await one.person.post(`/mon-espace/envois/${item?.id}/retrait`);
    expect(plainText((await one.person.get(one.path)).body)).toContain('Votre dernière demande est terminée');
    const other = await asked();
    await other.person.post(`${other.path}/retirer`);
    await leaveQueue(app.kernel, other.territory.id, other.id);
    expect((await queue(other.territory)).map(({ state }) => state)).toEqual(['superseded']);
  });

  it('is nobody else’s to see: other accounts, other territories, agents, visitors', async () => {
    const { territory, path, id } = await asked();
    const elsewhere = await freshTerritory(app.kernel);
    const stranger = await somebody(app, elsewhere, { role: 'moderator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const resident = await somebody(app, territory);
    expect((await visitor(app, territory).get(path)).location).toContain('/connexion');
    expect(plainText((await resident.get(path)).body)).not.toContain('Je tiens la boutique.');
    for (const person of [agent, resident]) expect((await person.get(`/gestion/revendications/${id}`)).status).toBe(404);
    expect((await stranger.get(`/gestion/revendications/${id}`)).location).toBe('/gestion/revendications');
    expect((await stranger.get('/gestion/revendications')).body).not.toContain(id);
  });

  it('stays closed to the application without the right settings', async () => {
    const { territory, structureId, person } = await asked();
    const elsewhere = await freshTerritory(app.kernel);
    const seen = async (settings: Record<string, string | string[]>) =>
      (
        await app.kernel.database.unit(
          () =>
            sql<{ id: string }>`select id from directory.claim where organisation_id = ${structureId}`.execute(
              app.kernel.database.kysely<never>(),
            ),
          settings,
        )
      ).rows.length;
    expect(await seen({})).toBe(0);
    expect(await seen({ territory: territory.id })).toBe(0);
    expect(await seen({ territory: elsewhere.id, account: person.accountId })).toBe(0);
    expect(await seen({ moderator: elsewhere.id })).toBe(0);
    expect(await seen({ territory: territory.id, structures: [elsewhere.id] })).toBe(0);
    expect(await seen({ territory: territory.id, account: person.accountId })).toBe(1);
    expect(await seen({ territory: territory.id, structures: [structureId] })).toBe(1);
    expect(await seen({ moderator: territory.id })).toBe(1);
    // The connection of the pool that was used for it before tells nothing afterwards.
    expect(await seen({})).toBe(0);
    const bare = await sql`select id from directory.claim`.execute(app.kernel.database.kysely<never>());
    expect(bare.rows).toEqual([]);
  });
});
