import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { outboxPage } from '../../../kernel/mail/outbox.ts';
import { endRole } from '../commands/roles.ts';
import { grantRole, tell } from '../index.ts';
import { portalOf } from '../letters.ts';
import { noticeMessages } from '../notices/messages.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function addTeam(territory: TerritoryContext, name: string): Promise<string> {
  const id = newId();
  await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
    values (${id}, ${territory.id}, ${name}, 'social', 'La commune', ${app.clock.now()})`.execute(app.kernel.database.kysely<never>());
  return id;
}

/** An agent of a team. */
async function agentOf(territory: TerritoryContext, teamId: string): Promise<Somebody> {
  const agent = await somebody(app, territory, { role: 'agent' });
  await app.kernel.database.unit(() =>
    grantRole(app.kernel, { territoryId: territory.id, accountId: agent.accountId, role: 'member', teamId }, 'system'),
  );
  return agent;
}

const facts = { givenName: 'Fatou', familyName: 'Diallo', locale: 'fr', channel: 'desk' };

/** Writes somebody down, and gives the path of their record. */
async function addPerson(agent: Somebody, more: Record<string, string> = {}): Promise<string> {
  const reply = await agent.post('/gestion/personnes/ajout', { ...facts, ...more });
  if (reply.status !== 303 || !reply.location) throw new Error(`${reply.status}: ${plainText(reply.body).slice(0, 3_000)}`);
  return reply.location;
}

/** Of one day, for somebody whose birth date is not written down. */
const shortMandate = () => ({ isOldEnough: '1', startsOn: today().toString(), endsOn: today().toString() });

const today = () => app.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();

/** Prepares a mandate and signs it; gives its path. */
async function addMandate(agent: Somebody, person: string, more: Record<string, string> = {}): Promise<string> {
  const prepared = await agent.post(`${person}/mandats`, {
    purpose: 'suggest',
    isOldEnough: '1',
    startsOn: today().toString(),
    endsOn: today().add({ months: 6 }).toString(),
    ...more,
  });
  expect(prepared.status).toBe(303);
  const [, id] = new RegExp(`${person}/mandats/([0-9a-f-]{36})/signature`).exec((await agent.get(person)).body) ?? [];
  const path = `${person}/mandats/${id}`;
  expect((await agent.post(`${path}/signature`, { how: 'paper', words: 'Classeur vert' })).status).toBe(303);
  return path;
}

/** Readings of lists, in order. */
async function listed(territory: TerritoryContext) {
  const { rows } = await app.kernel.database.unit(
    () =>
      sql<{ account_id: string; person_id: string }>`
        select account_id, person_id from people.reading where territory_id = ${territory.id} and what = 'list' order by id`.execute(
        app.kernel.database.kysely<never>(),
      ),
    { keeper: territory.id },
  );
  return rows;
}

/** The birth date of somebody who was born this many years before today, as the form has it. */
function bornBefore(years: number): Record<string, string> {
  const day = today().subtract({ years });
  return { 'birthDate.day': `${day.day}`, 'birthDate.month': `${day.month}`, 'birthDate.year': `${day.year}` };
}

describe('a record', () => {
  it('is found by its team by name or telephone, and by nobody else', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const other = await agentOf(territory, await addTeam(territory, 'CCAS'));
    const boss = await somebody(app, territory, { role: 'administrator' });
    const path = await addPerson(agent, { phone: '06 12 34 56 78', familyName: 'Éluard' });
    expect((await agent.get('/gestion/personnes?q=eluard')).body).toContain(path);
    expect((await agent.get('/gestion/personnes?q=0612')).body).toContain(path);
    expect((await other.get('/gestion/personnes?q=eluard')).body).not.toContain(path);
    for (const stranger of [other, boss]) {
      expect((await stranger.get(path)).status).toBe(404);
      expect((await stranger.post(`${path}/modifier`, facts)).status).toBe(404);
    }
  });

  it('tells each opening to its team', async () => {
    const territory = await freshTerritory(app.kernel);
    const teamId = await addTeam(territory, 'Jeunesse');
    const [agent, colleague] = [await agentOf(territory, teamId), await agentOf(territory, teamId)];
    const path = await addPerson(agent);
    await colleague.get(path);
    const { rows } = await app.kernel.database.unit(
      () =>
        sql<{ account_id: string }>`select account_id from people.reading where territory_id = ${territory.id}`.execute(
          app.kernel.database.kysely<never>(),
        ),
      { keeper: territory.id },
    );
    expect(rows.map(({ account_id }) => account_id)).toContain(colleague.accountId);
    const officer = await somebody(app, territory, { role: 'data-protection-officer' });
    const journal = plainText((await officer.get('/gestion/lectures')).body);
    expect(journal).toContain('Jeunesse');
    expect(journal).not.toContain('Diallo');
  });

  it('is read where it is listed, on screen or as one that may be the same: that of who is shown, and no other', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const colleague = await agentOf(territory, await addTeam(territory, 'CCAS'));
    const idOf = (path: string) => path.split('/').at(-1) ?? '';
    const shown = [await addPerson(agent), await addPerson(agent, { givenName: 'Binta' })].map(idOf);
    await addPerson(agent, { familyName: 'Éluard' });
    await addPerson(colleague);
    const since = async () => (await listed(territory)).map(({ person_id }) => person_id);
    await agent.get('/gestion/personnes?q=diallo');
    expect((await since()).toSorted()).toEqual(shown.toSorted());
    expect(new Set((await listed(territory)).map(({ account_id }) => account_id))).toEqual(new Set([agent.accountId]));
    expect((await agent.post('/gestion/personnes/ajout', facts)).status).toBe(422);
    expect((await since()).slice(shown.length)).toEqual([shown[0]]);
    await agent.get('/gestion/personnes?q=personne%20de%20ce%20nom');
    expect(await since()).toHaveLength(3);
    // Once each, also who is to be told something beside.
    await agent.get('/gestion/personnes');
    expect(await since()).toHaveLength(6);
  });

  it('of somebody who may be there already asks first', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const path = await addPerson(agent);
    const again = await agent.post('/gestion/personnes/ajout', { ...facts, givenName: 'fatou' });
    expect(again.status).toBe(422);
    expect(again.body).toContain(path);
    expect((await agent.post('/gestion/personnes/ajout', { ...facts, isOther: '1' })).status).toBe(303);
  });

  it.each([
    [{ 'birthDate.day': '31', 'birthDate.month': '2', 'birthDate.year': '2010' }, 'Cette date n’existe pas'],
    [{ 'birthDate.day': '1', 'birthDate.month': '1', 'birthDate.year': '2090' }, 'dans l’avenir'],
    [{ phone: '12' }, 'numéro de téléphone complet'],
    [{ channel: 'text' }, 'écrivez ses coordonnées'],
    [{ 'birthDate.day': '25', 'birthDate.month': '11', 'birthDate.year': '2011' }, 'Avant quinze ans'],
  ])('with %o comes back with what is wrong', async (more, said) => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const reply = await agent.post('/gestion/personnes/ajout', { ...facts, ...more });
    expect(reply.status).toBe(422);
    expect(plainText(reply.body)).toContain(said);
    expect(reply.body).toContain('value="Diallo"');
  });
});

describe('acting for somebody', () => {
  it('ends and does not begin again where they prove too young to have given the mandate alone', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    const mandate = await addMandate(agent, person);
    const isActing = async () => plainText((await agent.get('/annuaire')).body).includes('Vous agissez pour Fatou Diallo');
    const learn = async (years: number) =>
      expect((await agent.post(`${person}/modifier`, { ...facts, ...bornBefore(years), guardianName: 'Aminata Diallo' })).status).toBe(303);
    expect((await agent.post(`${mandate}/agir`)).status).toBe(303);
    await learn(15);
    expect(await isActing()).toBe(true);
    await learn(14);
    expect(await isActing()).toBe(false);
    const refused = await agent.post(`${mandate}/agir`);
    expect([refused.status, plainText(refused.body).includes('ce mandat ne nomme aucun parent')]).toEqual([422, true]);
    const other = await addMandate(agent, person);
    expect((await agent.post(`${other}/agir`)).status).toBe(303);
    await learn(13);
    expect(await isActing()).toBe(true);
  });

  it('stops at once for who no longer works in a team', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const mandate = await addMandate(agent, await addPerson(agent));
    await agent.post(`${mandate}/agir`);
    expect(plainText((await agent.get('/annuaire')).body)).toContain('Vous agissez pour');
    await sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system'
      where account_id = ${agent.accountId} and team_id is not null`.execute(app.kernel.database.kysely<never>());
    expect(plainText((await agent.get('/annuaire')).body)).not.toContain('Vous agissez pour');
  });

  it('needs a mandate in force, says so on every page, and is written down', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    const mandate = await addMandate(agent, person);
    expect((await agent.post(`${mandate}/agir`)).status).toBe(303);
    expect(plainText((await agent.get('/annuaire')).body)).toContain('Vous agissez pour Fatou Diallo');
    expect((await agent.post('/gestion/agir/fin')).location).toBe(person);
    expect(plainText((await agent.get('/annuaire')).body)).not.toContain('Vous agissez pour');
    expect(plainText((await agent.get(person)).body)).toContain('Début d’une action');
  });

  it('stops when the mandate ends, by hand or by its date', async () => {
    const territory = await freshTerritory(app.kernel);
    const teamId = await addTeam(territory, 'Jeunesse');
    const agent = await agentOf(territory, teamId);
    const person = await addPerson(agent);
    const mandate = await addMandate(agent, person);
    await agent.post(`${mandate}/agir`);
    await (await agentOf(territory, teamId)).post(`${mandate}/fin`);
    expect(plainText((await agent.get('/annuaire')).body)).not.toContain('Vous agissez pour');
    const refused = await agent.post(`${mandate}/agir`);
    expect(refused.status).toBe(422);
  });

  it('is over where the mandate is ended at the moment at which it begins', async () => {
    const territory = await freshTerritory(app.kernel);
    const teamId = await addTeam(territory, 'Jeunesse');
    const [agent, colleague] = [await agentOf(territory, teamId), await agentOf(territory, teamId)];
    const person = await addPerson(agent);
    for (let round = 0; round < 5; round += 1) {
      const mandate = await addMandate(agent, person);
      await Promise.all([agent.post(`${mandate}/agir`), colleague.post(`${mandate}/fin`)]);
      expect(plainText((await agent.get('/annuaire')).body)).not.toContain('Vous agissez pour');
    }
  });

  it('keeps a page no longer once somebody else is given it', async () => {
    const territory = await freshTerritory(app.kernel);
    const structure = await addTestOrganisation(app, territory, { name: 'Le Fournil' });
    const agent = await agentOf(territory, await addTeam(territory, 'Économie'));
    const mandate = await addMandate(agent, await addPerson(agent), { purpose: 'structure', structure: structure.slug });
    const space = (await agent.post(`${mandate}/agir`)).location ?? '';
    expect((await agent.get(space)).status).toBe(200);
    await somebody(app, territory, { role: 'owner', structureId: structure.id });
    expect((await agent.get(space)).status).toBe(404);
  });

  it('ends at midnight of its last day', async () => {
    const before = app.clock.now();
    const at = (time: string) =>
      today()
        .toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: Temporal.PlainTime.from(time) })
        .toInstant()
        .toString();
    try {
      const last = at('23:45');
      app.clock.set(last);
      const territory = await freshTerritory(app.kernel);
      const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
      const person = await addPerson(agent);
      const mandate = await addMandate(agent, person, { endsOn: today().toString() });
      await agent.post(`${mandate}/agir`);
      expect(plainText((await agent.get('/annuaire')).body)).toContain('Vous agissez pour');
      app.clock.set(app.clock.now().add({ minutes: 16 }).toString());
      expect(plainText((await agent.get('/annuaire')).body)).not.toContain('Vous agissez pour');
    } finally {
      app.clock.set(before.toString());
    }
  });

  it('opens the space of the structure that the mandate names, and of no other', async () => {
    const territory = await freshTerritory(app.kernel);
    const structure = await addTestOrganisation(app, territory, { name: 'La Remise' });
    const agent = await agentOf(territory, await addTeam(territory, 'Économie'));
    const person = await addPerson(agent);
    const wrong = await agent.post(`${person}/mandats`, {
      purpose: 'structure',
      structure: 'rien',
      ...shortMandate(),
    });
    expect(plainText(wrong.body)).toContain('Aucune structure n’a cette adresse');
    const kept = await addTestOrganisation(app, territory, { name: 'La Halle' });
    await somebody(app, territory, { role: 'owner', structureId: kept.id });
    const theirs = await agent.post(`${person}/mandats`, {
      purpose: 'structure',
      structure: kept.slug,
      ...shortMandate(),
    });
    expect(plainText(theirs.body)).toContain('tient déjà la page');
    const mandate = await addMandate(agent, person, { purpose: 'structure', structure: structure.slug });
    const begun = await agent.post(`${mandate}/agir`);
    expect(begun.location).toBe(`/mon-espace/structures/${structure.id}`);
    expect((await agent.get(begun.location ?? '')).status).toBe(200);
    expect((await agent.post(`${begun.location}/confirmer`)).status).toBe(303);
    const { rows } = await sql<{ actor: string; on_behalf_of: string }>`
      select actor, on_behalf_of from directory.revision where territory_id = ${territory.id} and subject_id = ${structure.id}
      order by number desc limit 1`.execute(app.kernel.database.kysely<never>());
    expect(rows).toEqual([{ actor: `account:${agent.accountId}`, on_behalf_of: person.replace('/gestion/personnes/', 'person:') }]);
    const history = plainText((await agent.get(`${begun.location}/pages/${structure.id}/historique`)).body);
    expect(history).toContain('pour quelqu’un, sous mandat');
    const claim = { way: 'word', message: 'C’est elle.' };
    expect((await agent.post(`/annuaire/${kept.slug}/revendiquer`, claim)).status).toBe(422);
    await agent.post('/gestion/agir/fin');
    expect((await agent.get(begun.location ?? '')).status).toBe(404);
    // Somebody else has claimed it since.
    await somebody(app, territory, { role: 'owner', structureId: structure.id });
    expect((await agent.post(`${mandate}/agir`)).status).toBe(422);
  });

  it('begins once, and a mandate is signed once, of two at the same moment', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    await agent.post(`${person}/mandats`, { ...shortMandate(), purpose: 'suggest' });
    const [, id] = /mandats\/([0-9a-f-]{36})\/signature/.exec((await agent.get(person)).body) ?? [];
    const sign = () => agent.post(`${person}/mandats/${id}/signature`, { how: 'screen', words: 'Fatou Diallo', accepted: '1' });
    const replies = await Promise.all([sign(), sign(), sign()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  });
});

describe('signing on screen', () => {
  const drawing = 'M10 120L40 60L80 180L120 60L160 180L200 120M20 200L400 210';

  async function prepared(agent: Somebody, person: string): Promise<string> {
    await agent.post(`${person}/mandats`, { ...shortMandate(), purpose: 'suggest' });
    const [, id] = /mandats\/([0-9a-f-]{36})\/signature/.exec((await agent.get(person)).body) ?? [];
    return `${person}/mandats/${id}`;
  }

  it('shows what is signed, takes a drawing, and prints it on the sheet for the team alone', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const mandate = await prepared(agent, await addPerson(agent));
    expect(plainText((await agent.get(`${mandate}/signature`)).body)).toContain('Moi, Fatou Diallo');
    expect((await agent.post(`${mandate}/signature`, { how: 'screen', words: 'Fatou Diallo', drawing })).status).toBe(303);
    const sheet = (await agent.get(mandate)).body;
    expect(sheet).toContain(`<path d="${drawing}"`);
    expect(plainText(sheet)).toContain('par Fatou Diallo');
    expect((await agent.get(`${mandate}/signature`)).status).toBe(303);
    const other = await agentOf(territory, await addTeam(territory, 'CCAS'));
    expect((await other.get(mandate)).status).toBe(404);
  });

  it('is given by ticking a box where nothing is drawn', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const mandate = await prepared(agent, await addPerson(agent));
    const nothing = await agent.post(`${mandate}/signature`, { how: 'screen', words: 'Fatou Diallo' });
    expect([nothing.status, plainText(nothing.body).includes('Il manque la signature')]).toEqual([422, true]);
    expect((await agent.post(`${mandate}/signature`, { how: 'screen', words: 'Fatou Diallo', accepted: '1' })).status).toBe(303);
    expect((await agent.get(mandate)).body).not.toContain('drawn-signature');
  });

  it.each(['M1 1L2 2', 'M1 1"/><script>alert(1)</script>', `M${'1 1L'.repeat(6_000)}1 1`])('refuses %.40s for a drawing', async (wrong) => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const mandate = await prepared(agent, await addPerson(agent));
    for (const more of [{}, { accepted: '1' }]) {
      const reply = await agent.post(`${mandate}/signature`, { how: 'screen', words: 'Fatou Diallo', drawing: wrong, ...more });
      expect(reply.status).toBe(422);
      expect(reply.body).not.toContain('<script>alert');
    }
  });
});

describe('taking over', () => {
  it('waits, for who is under fifteen, until a parent is known; the code holds meanwhile', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    await app.kernel.database.unit(
      () =>
        sql`update people.person set birth_date = ${today().subtract({ years: 14 })} where territory_id = ${territory.id}`.execute(
          app.kernel.database.kysely<never>(),
        ),
      { keeper: territory.id },
    );
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(plainText((await agent.post(`${person}/code`)).body)) ?? [];
    const who = await somebody(app, territory);
    const take = () => who.post('/prendre-la-main', { code, familyName: 'Diallo' });
    const refused = await take();
    expect([refused.status, plainText(refused.body).includes('Passez à l’accueil avec lui')]).toEqual([422, true]);
    await agent.post(`${person}/modifier`, { ...facts, ...bornBefore(14), guardianName: 'Aminata Diallo' });
    expect((await take()).status).toBe(303);
  });

  it('gives what was done to the account of who has the code, once', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    await addMandate(agent, person);
    const sheet = plainText((await agent.post(`${person}/code`)).body);
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(sheet) ?? [];
    const [one, two] = [await somebody(app, territory), await somebody(app, territory)];
    expect((await one.post('/prendre-la-main', { code: 'AAAAA-AAAAA', familyName: 'Diallo' })).status).toBe(422);
    const replies = await Promise.all(
      [one, two].map((who) => who.post('/prendre-la-main', { code: code.toLowerCase(), familyName: 'diallo' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const winner = replies[0]?.status === 303 ? one : two;
    const mandates = (await winner.get('/mon-compte/mandats')).body;
    const [, mandateId] = /\/mon-compte\/mandats\/([0-9a-f-]{36})\/fin/.exec(mandates) ?? [];
    const loser = winner === one ? two : one;
    expect((await loser.post(`/mon-compte/mandats/${mandateId}/fin`)).status).toBe(404);
    expect((await winner.post(`/mon-compte/mandats/${mandateId}/fin`)).status).toBe(303);
    expect(plainText((await winner.get('/mon-compte/mandats')).body)).toContain('Retiré');
  });

  it('gives the page that was kept under a mandate, which goes on, and gives nothing to who printed the code', async () => {
    const territory = await freshTerritory(app.kernel);
    const structure = await addTestOrganisation(app, territory, { name: 'La Remise' });
    const kept = await addTestOrganisation(app, territory, { name: 'La Halle' });
    const agent = await agentOf(territory, await addTeam(territory, 'Économie'));
    const person = await addPerson(agent);
    const mandate = await addMandate(agent, person, { purpose: 'structure', structure: structure.slug });
    await addMandate(agent, person, { purpose: 'structure', structure: kept.slug });
    await somebody(app, territory, { role: 'owner', structureId: kept.id });
    const former = await addTestOrganisation(app, territory, { name: 'La Grange' });
    const ended = await addMandate(agent, person, { purpose: 'structure', structure: former.slug });
    await app.kernel.database.unit(
      () =>
        sql`update people.mandate set starts_on = starts_on - 60, ends_on = starts_on - 30
          where id = ${ended.split('/').at(-1)}`.execute(app.kernel.database.kysely<never>()),
      { keeper: territory.id },
    );
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(plainText((await agent.post(`${person}/code`)).body)) ?? [];
    const taking = { code, familyName: 'Diallo' };
    expect((await agent.post('/prendre-la-main', taking)).status).toBe(422);
    const herself = await somebody(app, territory);
    expect((await herself.post('/prendre-la-main', taking)).status).toBe(303);
    expect((await herself.get(`/mon-espace/structures/${structure.id}/equipe`)).status).toBe(200);
    expect((await herself.get(`/mon-espace/structures/${former.id}/equipe`)).status).toBe(404);
    expect((await herself.get(`/mon-espace/structures/${kept.id}`)).status).toBe(404);
    expect((await agent.post(`${mandate}/agir`)).location).toBe(`/mon-espace/structures/${structure.id}`);
  });

  it('dies after five wrong names, and when a new code is printed', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    const print = async () => /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(plainText((await agent.post(`${person}/code`)).body))?.[0] ?? '';
    const first = await print();
    const second = await print();
    const who = await somebody(app, territory);
    expect((await who.post('/prendre-la-main', { code: first, familyName: 'Diallo' })).status).toBe(422);
    for (let tried = 0; tried < 5; tried += 1) await who.post('/prendre-la-main', { code: second, familyName: 'Autre' });
    expect((await who.post('/prendre-la-main', { code: second, familyName: 'Diallo' })).status).toBe(422);
  });
});

describe('confidential rows, with the application’s checks off', () => {
  it.each(['people.person', 'people.mandate', 'people.takeover', 'people.reading'])(
    'of %s are for their team, on a connection used by another before',
    async (table) => {
      const territory = await freshTerritory(app.kernel);
      const [ours, theirs] = [await addTeam(territory, 'Jeunesse'), await addTeam(territory, 'CCAS')];
      const agent = await agentOf(territory, ours);
      const person = await addPerson(agent);
      await addMandate(agent, person);
      await agent.post(`${person}/code`);
      await agent.get(person);
      const count = async (settings?: Record<string, string | string[]>) => {
        const read = () =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(app.kernel.database.kysely<never>());
        const { rows } = await (settings ? app.kernel.database.unit(read, settings) : read());
        return rows[0]?.n ?? -1;
      };
      expect(await count({ territory: territory.id, account: agent.accountId, teams: [ours] })).toBeGreaterThan(0);
      expect(await count()).toBe(0);
      expect(await count({ territory: territory.id })).toBe(0);
      expect(await count({ territory: territory.id, account: newId(), teams: [theirs] })).toBe(0);
      expect(await count({ territory: (await freshTerritory(app.kernel)).id, teams: [ours] })).toBe(0);
    },
  );
});

describe('a mandate of somebody young', () => {
  it('asks for their age where nobody wrote it down, or for a parent', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    const mandate = { purpose: 'suggest', startsOn: today().toString(), endsOn: today().toString() };
    const refused = await agent.post(`${person}/mandats`, mandate);
    expect([refused.status, plainText(refused.body)]).toEqual([422, expect.stringContaining('Dites si la personne a 15 ans')]);
    expect((await agent.post(`${person}/mandats`, { ...mandate, guardianName: 'Aminata Diallo' })).status).toBe(303);
    expect((await agent.post(`${person}/mandats`, { ...mandate, isOldEnough: '1' })).status).toBe(303);
  });

  it('is not signed without a parent once the birth date is known', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Jeunesse'));
    const person = await addPerson(agent);
    await agent.post(`${person}/mandats`, { ...shortMandate(), purpose: 'suggest' });
    const [, id] = /mandats\/([0-9a-f-]{36})\/signature/.exec((await agent.get(person)).body) ?? [];
    const { year, month, day } = today().subtract({ years: 14 });
    const born = { 'birthDate.day': String(day), 'birthDate.month': String(month), 'birthDate.year': String(year) };
    expect((await agent.post(`${person}/modifier`, { ...facts, ...born, guardianName: 'Aminata Diallo' })).status).toBe(303);
    const signed = await agent.post(`${person}/mandats/${id}/signature`, { how: 'paper', words: 'Classeur vert' });
    expect([signed.status, plainText(signed.body)]).toEqual([422, expect.stringContaining('ne nomme aucun parent')]);
  });
});

describe('the data of a person without an account', () => {
  it('are given and erased by the team, and by nobody else', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Action sociale'));
    const stranger = await agentOf(territory, await addTeam(territory, 'Économie'));
    const [person, other] = [await addPerson(agent), await addPerson(agent, { familyName: 'Sow' })];
    await addMandate(agent, person);
    const archive = await agent.get(`${person}/donnees.zip`);
    expect(archive.status).toBe(200);
    expect(archive.body).toContain('donnees.json');
    for (const path of ['/donnees', '/donnees.zip']) expect((await stranger.get(person + path)).status).toBe(404);
    expect((await agent.post(`${person}/effacement`)).status).toBe(422);
    await stranger.post(`${person}/effacement`, { sure: '1' });
    expect((await agent.get(person)).status).toBe(200);
    const erased = await agent.post(`${person}/effacement`, { sure: '1' });
    expect(erased.location).toBe('/gestion/personnes?efface=1');
    expect(plainText((await agent.get(erased.location ?? '')).body)).toContain('La personne est effacée');
    expect((await agent.get(person)).status).toBe(404);
    expect((await agent.get(other)).status).toBe(200);
    const left = await app.kernel.database.unit(
      async () =>
        (
          await sql<{ n: number }>`select count(*)::int as n from people.mandate where territory_id = ${territory.id}`.execute(
            app.kernel.database.kysely<never>(),
          )
        ).rows[0]?.n,
      { keeper: territory.id },
    );
    expect(left).toBe(0);
  });

  it('hold what was written to them, and nothing else that came to the same mailbox', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Action sociale'));
    // Of an association: what is written to it is not theirs.
    const email = `accueil-${newId()}@exemple.fr`;
    const person = await addPerson(agent, { email, channel: 'email' });
    const personId = person.split('/').at(-1) ?? '';
    for (const [to, key] of [
      [{ personId }, `shop.ready:${newId()}`],
      [{ email, name: null, locale: 'fr' }, `shop.order:${newId()}`],
    ] as const)
      await tell(app.kernel, portalOf(app.kernel.config, territory), {
        to,
        key,
        kind: { name: 'shop.ready', isDuty: true, label: () => 'les paniers' },
        words: { key: 'people.notice.title' },
        messages: noticeMessages,
        path: null,
        letter: () => ({ paragraphs: [key] }),
      });
    await sql`update kernel.message set state = 'kept', settled_at = created_at where recipient = ${email}`.execute(
      app.kernel.database.kysely<never>(),
    );
    const { rawPayload } = await app.server.inject({
      url: `${person}/donnees.zip`,
      headers: { host: `${territory.slug}.localhost`, cookie: agent.cookie() },
    });
    const json = new TextDecoder().decode(unzipSync(rawPayload)['donnees.json']);
    expect([json.includes('shop.ready'), json.includes('shop.order')]).toEqual([true, false]);
    const kept = async () => (await outboxPage(app.kernel, null, ['kept'])).items.filter(({ recipient }) => recipient === email).length;
    expect(await kept()).toBe(2);
    await agent.post(`${person}/effacement`, { sure: '1' });
    expect(await kept()).toBe(1);
  });

  it('are their own once they have one', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Action sociale'));
    const person = await addPerson(agent);
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await agent.post(`${person}/code`)).body) ?? [];
    const themselves = await somebody(app, territory);
    expect((await themselves.post('/prendre-la-main', { code, familyName: 'Diallo' })).status).toBe(303);
    expect((await agent.get(`${person}/donnees`)).status).toBe(404);
    await agent.post(`${person}/effacement`, { sure: '1' });
    expect((await agent.get(person)).status).toBe(200);
  });
});

describe('an agent who leaves the staff', () => {
  it('leaves its teams: let in again one day, they read nobody of before', async () => {
    const territory = await freshTerritory(app.kernel);
    const agent = await agentOf(territory, await addTeam(territory, 'Action sociale'));
    const person = await addPerson(agent);
    const grant = { territoryId: territory.id, accountId: agent.accountId, role: 'agent' } as const;
    const role = await sql<{ id: string }>`select id from people.role
      where territory_id = ${territory.id} and account_id = ${agent.accountId} and role = 'agent'`.execute(
      app.kernel.database.kysely<never>(),
    );
    const roleId = role.rows[0]?.id ?? '';
    // Of the staff in another way still: nothing changes.
    await app.kernel.database.unit(() => grantRole(app.kernel, { ...grant, role: 'moderator' }, 'system'));
    await app.kernel.database.unit(() => endRole(app.kernel, { territoryId: territory.id, roleId }, `account:${agent.accountId}`));
    await app.kernel.database.unit(() => grantRole(app.kernel, grant, 'system'));
    expect((await agent.get(person)).status).toBe(200);
    const roles = await sql<{ id: string }>`select id from people.role where territory_id = ${territory.id}
      and account_id = ${agent.accountId} and team_id is null and ended_at is null`.execute(app.kernel.database.kysely<never>());
    await Promise.all(
      roles.rows.map(({ id }) =>
        app.kernel.database.unit(() => endRole(app.kernel, { territoryId: territory.id, roleId: id }, `account:${agent.accountId}`)),
      ),
    );
    await app.kernel.database.unit(() => grantRole(app.kernel, grant, 'system'));
    expect((await agent.get(person)).status).toBe(404);
  });
});
