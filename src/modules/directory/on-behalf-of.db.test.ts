import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { PASSWORD, somebody, visitor } from '../../../test/support/people.ts';
import { newId } from '../../kernel/ids.ts';
import { grantRole } from '../people/index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication({ SMS_URL: 'https://jeton@sms.invalid/' });
});
afterAll(() => app.close());

let number = 0;

/** An agent who acts for somebody with a mobile telephone, and a structure that is kept. */
async function town() {
  const territory = await freshTerritory(app.kernel);
  const structure = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', email: 'bonjour@lavoir.example' });
  const owner = await somebody(app, territory, { role: 'owner', structureId: structure.id });
  const teamId = newId();
  await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
    values (${teamId}, ${territory.id}, 'Action sociale', 'social', 'La commune', ${app.clock.now()})`.execute(
    app.kernel.database.kysely<never>(),
  );
  const agent = await somebody(app, territory, { role: 'agent' });
  await app.kernel.database.unit(() =>
    grantRole(app.kernel, { territoryId: territory.id, accountId: agent.accountId, role: 'member', teamId }, 'system'),
  );
  number += 1;
  const phone = `+3361234100${number}`;
  const facts = { givenName: 'Fatou', familyName: 'Diallo', locale: 'fr', channel: 'text', phone };
  const record = (await agent.post('/gestion/personnes/ajout', facts)).location ?? '';
  const today = app.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
  await agent.post(`${record}/mandats`, { purpose: 'request', isOldEnough: '1', startsOn: today, endsOn: today });
  const [, mandate = ''] = /mandats\/([0-9a-f-]{36})\/signature/.exec((await agent.get(record)).body) ?? [];
  await agent.post(`${record}/mandats/${mandate}/signature`, { how: 'paper', words: 'Classeur vert' });
  const act = async () => expect((await agent.post(`${record}/mandats/${mandate}/agir`)).status).toBe(303);
  await act();
  const path = `/annuaire/${structure.slug}/ecrire`;
  const space = `/mon-espace/structures/${structure.id}/messages`;
  return { territory, owner, agent, act, phone, record, path, space };
}

type Town = Awaited<ReturnType<typeof town>>;

/** @returns where the structure reads it. */
async function write({ agent, owner, path, space }: Town): Promise<string> {
  const message = { name: 'Fatou Diallo', email: 'piege@ailleurs.example', body: 'Avez-vous des couches ?' };
  expect((await agent.post(path, message)).location).toBe(`${path}/parti`);
  const [conversation = ''] = new RegExp(`${space}/[0-9a-f-]{36}`).exec((await owner.get(space)).body) ?? [];
  expect(conversation).not.toBe('');
  return conversation;
}

const rows = ({ territory }: Town, table: string) =>
  app.kernel.database.unit(
    async () =>
      (
        await sql<{ account_id: string | null; on_behalf_of: string | null; actor?: string }>`
          select * from ${sql.table(`directory.${table}`)} where territory_id = ${territory.id} order by id`.execute(
          app.kernel.database.kysely<never>(),
        )
      ).rows,
    { keeper: territory.id },
  );

describe('a message that an agent writes for somebody', () => {
  it('says for whom, and its answer reaches the agent and, by their own way, the person', async () => {
    const here = await town();
    const form = plainText((await here.agent.get(here.path)).body);
    expect(form).toContain(`La réponse vous arrive à ${here.agent.email}, et à Fatou Diallo`);
    const conversation = await write(here);
    expect(plainText((await here.owner.get(conversation)).body)).toContain('Un agent de la commune écrit pour cette personne');
    await here.owner.post(conversation, { body: 'Oui, lundi.' });
    const [text, ...more] = await lettersTo(app, here.phone);
    expect(more).toEqual([]);
    expect(text?.body).toContain("L'Épicerie du Lavoir vous répond");
    const [link = ''] = /\/messages\/[\w.-]+/.exec(text?.body ?? '') ?? [];
    const person = visitor(app, here.territory);
    expect(plainText((await person.get(link)).body)).toContain('Oui, lundi.');
    expect((await person.post(link, { body: 'Merci !' })).location).toBe(link);
    const letter = (await lettersTo(app, here.agent.email)).at(-1);
    expect(plainText(letter?.body ?? '')).toContain('répond au message écrit pour Fatou Diallo');
    expect(await lettersTo(app, 'piege@ailleurs.example')).toEqual([]);
    const record = plainText((await here.agent.get(here.record)).body);
    expect(record).toContain('L’Épicerie du Lavoir vous répond');
    expect(record).toContain('Message écrit à une structure pour quelqu’un');
    const id = here.record.split('/').at(-1);
    expect((await rows(here, 'conversation_message')).map((row) => [row.actor, row.on_behalf_of])).toEqual([
      [`account:${here.agent.accountId}`, `person:${id}`],
      [`account:${here.owner.accountId}`, null],
      ['visitor', null],
    ]);
  });

  it('is read and answered by the agent as long as a mandate lets them, and stays the person’s', async () => {
    const here = await town();
    const conversation = await write(here);
    await here.owner.post(conversation, { body: 'Oui, lundi.' });
    const linkTo = async (who: string) => /\/messages\/[\w.-]+/.exec((await lettersTo(app, who)).at(-1)?.body ?? '')?.[0] ?? '';
    const [agents, persons] = [await linkTo(here.agent.email), await linkTo(here.phone)];
    expect(agents).not.toBe(persons);
    const anyone = visitor(app, here.territory);
    expect((await anyone.post(agents, { body: 'Elle vient à dix heures.' })).location).toBe(agents);
    const answer = (await rows(here, 'conversation_message')).at(-1);
    expect([answer?.actor, answer?.on_behalf_of]).toEqual([
      `account:${here.agent.accountId}`,
      here.record.replace('/gestion/personnes/', 'person:'),
    ]);
    const [ending = ''] = /\/gestion\/personnes\/[^"]*\/fin/.exec((await here.agent.get(here.record)).body) ?? [];
    expect((await here.agent.post(ending)).status).toBe(303);
    const before = (await lettersTo(app, here.agent.email)).length;
    await here.owner.post(conversation, { body: 'C’est noté.' });
    expect(await lettersTo(app, here.agent.email)).toHaveLength(before);
    expect((await anyone.get(agents)).status).toBe(404);
    expect((await anyone.post(agents, { body: 'Encore un mot.' })).status).toBe(404);
    expect(plainText((await anyone.get(persons)).body)).toContain('C’est noté.');
    // The agent's account goes: what was written for the person stays.
    expect((await here.agent.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).location).toBe('/donnees-effacees');
    expect(plainText((await anyone.get(persons)).body)).toContain('Elle vient à dix heures.');
  });

  it('is blocked for this person: the agent may write for others', async () => {
    const here = await town();
    const conversation = await write(here);
    await here.owner.post(`${conversation}/bloquer`);
    const message = { name: 'Fatou Diallo', email: '', body: 'Encore une question.' };
    expect((await here.agent.post(here.path, message)).status).toBe(422);
    await here.agent.post('/gestion/agir/fin');
    expect((await here.agent.post(here.path, message)).status).toBe(303);
  });

  it('goes to the account of the one who takes over, of two at once; who wrote it stays said', async () => {
    const here = await town();
    const conversation = await write(here);
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await here.agent.post(`${here.record}/code`)).body) ?? [];
    const people = [await somebody(app, here.territory), await somebody(app, here.territory)];
    const replies = await Promise.all(people.map((one) => one.post('/prendre-la-main', { code, familyName: 'Diallo' })));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const taker = people[replies.findIndex(({ status }) => status === 303)];
    expect((await rows(here, 'conversation')).map((row) => [row.account_id, row.on_behalf_of])).toEqual([[taker?.accountId, null]]);
    const [message] = await rows(here, 'conversation_message');
    expect([message?.account_id, message?.actor]).toEqual([taker?.accountId, `account:${here.agent.accountId}`]);
    expect(message?.on_behalf_of).toBe(here.record.replace('/gestion/personnes/', 'person:'));
    const before = (await lettersTo(app, here.agent.email)).length;
    await here.owner.post(conversation, { body: 'Oui, lundi.' });
    expect((await lettersTo(app, taker?.email ?? '')).filter(({ body }) => body.includes('Oui, lundi.'))).toHaveLength(1);
    expect(await lettersTo(app, here.agent.email)).toHaveLength(before);
    expect(await lettersTo(app, here.phone)).toEqual([]);
    // It is the person's: it stays when the agent goes, and goes with them.
    await here.agent.post('/gestion/agir/fin');
    const erase = { password: PASSWORD, sure: '1' };
    expect((await here.agent.post('/mon-compte/donnees/effacement', erase)).location).toBe('/donnees-effacees');
    expect((await rows(here, 'conversation')).map((row) => row.account_id)).toEqual([taker?.accountId]);
    expect((await rows(here, 'conversation_message')).map((row) => [row.actor, row.on_behalf_of])).toEqual([
      ['mailbox', null],
      [`account:${here.owner.accountId}`, null],
    ]);
    expect((await taker?.post('/mon-compte/donnees/effacement', erase))?.location).toBe('/donnees-effacees');
    expect(await rows(here, 'conversation')).toEqual([]);
  });

  it('goes with the person for whom it was written, when their team erases them', async () => {
    const here = await town();
    await write(here);
    await here.agent.post('/gestion/agir/fin');
    const archive = await here.agent.get(`${here.record}/donnees`);
    expect(archive.status).toBe(200);
    await here.agent.post(`${here.record}/effacement`, { sure: '1' });
    expect(await rows(here, 'conversation')).toEqual([]);
  });
});

describe('a page of the directory', () => {
  it('is not claimed by an agent who acts for somebody, neither by a code that they had before', async () => {
    const { territory, agent, act } = await town();
    const { id, slug } = await addTestOrganisation(app, territory, { name: 'La Forge', website: 'https://forge.example/' });
    const claim = `/annuaire/${slug}/revendiquer`;
    const byDomain = { way: 'domain', email: 'contact@forge.example' };
    const refused = await agent.post(claim, byDomain);
    expect([refused.status, plainText(refused.body).includes('Vous agissez pour quelqu’un')]).toEqual([422, true]);
    expect(await lettersTo(app, byDomain.email)).toEqual([]);
    await agent.post('/gestion/agir/fin');
    await agent.post(claim, byDomain);
    const code = /code[^\n]*: (.+)$/im.exec((await lettersTo(app, byDomain.email)).at(-1)?.body ?? '')?.[1] ?? '';
    expect(code).not.toBe('');
    await act();
    expect((await agent.post(`${claim}/code`, { code })).status).toBe(422);
    await agent.post('/gestion/agir/fin');
    expect((await agent.post(`${claim}/code`, { code })).location).toBe(`/mon-espace/structures/${id}`);
  });
});

describe('who is signed in', () => {
  it('is answered at their account’s address, which the form says, whatever is sent in its place', async () => {
    const { territory, owner, path, space } = await town();
    const person = await somebody(app, territory);
    const { body } = await person.get(path);
    expect(plainText(body)).toContain(`La réponse vous arrive à ${person.email}, l’adresse de votre compte.`);
    expect(body).not.toContain('name="email"');
    await person.post(path, { name: 'Camille', email: 'autre@exemple.fr', body: 'Bonjour' });
    const [conversation = ''] = new RegExp(`${space}/[0-9a-f-]{36}`).exec((await owner.get(space)).body) ?? [];
    await owner.post(conversation, { body: 'Bienvenue.' });
    expect((await lettersTo(app, person.email)).at(-1)?.body).toContain('Bienvenue.');
    expect(await lettersTo(app, 'autre@exemple.fr')).toEqual([]);
  });
});
