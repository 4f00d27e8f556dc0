import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { announcementsById } from '../queries/announcements.ts';
import { changeAnswer } from './commands/deciding.ts';
import { sendAnswer } from './commands/sending.ts';
import { answerToken } from './token.ts';
import type { Side } from './view-models.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const own = '/mon-espace/annonces';
const words = { name: 'Camille Perrin', email: 'camille@exemple.fr', phone: '', body: 'Je suis libre le samedi matin.' };
/** The smallest PDF that is whole. */
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n', 'latin1');

const mission = { title: 'Aide aux devoirs', body: 'Une heure avec un enfant.', cause: 'education', rhythm: 'flexible' };
const job = {
  title: 'Aide en cuisine',
  body: 'À la cantine.',
  occupation: '11573',
  contract: 'permanent',
  workTime: 'full',
};

interface Published {
  territory: TerritoryContext;
  owner: Somebody;
  structureId: string;
  id: string;
  /** Of its public page. */
  path: string;
  received: string;
}

/** A structure's announcement that everybody reads. */
async function published(more: Readonly<Record<string, string>> = {}, kind = 'benevolat', given?: TerritoryContext): Promise<Published> {
  const territory = given ?? (await freshTerritory(app.kernel));
  const { id: structureId } = await addTestOrganisation(app, territory, { name: 'La Ruche' });
  const owner = await somebody(app, territory, { role: 'owner', structureId }, { role: 'moderator' });
  const begun = await owner.post(`${own}/nouvelle/${kind}`, { publisher: structureId, ...(kind === 'benevolat' ? mission : job), ...more });
  expect(begun.status, plainText(begun.body)).toBe(303);
  const id = begun.location?.split('/').at(-1) ?? '';
  expect((await owner.post(`${own}/${id}/envoyer`)).status).toBe(303);
  const announcement = (await announcementsById(app.kernel, territory.id, [id])).get(id);
  return { territory, owner, structureId, id, path: `/annonces/${announcement?.slug}`, received: `${own}/${id}/reponses` };
}

async function rows<Row>(territory: TerritoryContext, statement: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return app.kernel.database.unit(async () => (await statement.execute(app.kernel.database.kysely<never>())).rows, {
    keeper: territory.id,
  });
}

async function answerIds({ territory, id }: Pick<Published, 'territory' | 'id'>): Promise<string[]> {
  const found = await rows(territory, sql<{ id: string }>`select id from announcements.answer where announcement_id = ${id} order by id`);
  return found.map((row) => row.id);
}

/** Answers without an account. @returns the answer's id and the link that its letter holds. */
async function answer(to: Published, more: Readonly<Record<string, string>> = {}): Promise<{ id: string; link: string }> {
  const reply = await visitor(app, to.territory).post(`${to.path}/repondre`, { ...words, ...more });
  expect(reply.status, plainText(reply.body)).toBe(303);
  const id = (await answerIds(to)).at(-1) ?? '';
  const token = answerToken(app.kernel.config.secret, to.territory.id, { id, side: 'answerer' });
  return { id, link: `/reponses/${token}` };
}

async function stateOf(territory: TerritoryContext, id: string): Promise<string | undefined> {
  return (await rows(territory, sql<{ state: string }>`select state from announcements.answer where id = ${id}`))[0]?.state;
}

async function seatsTaken({ territory, id }: Published): Promise<number | undefined> {
  return (await announcementsById(app.kernel, territory.id, [id])).get(id)?.seatsTaken;
}

describe('an answer', () => {
  it('goes without an account to who publishes, who reads it, writes and accepts; both see where it stands', async () => {
    const to = await published();
    const { territory, owner, path, received } = to;
    const anyone = visitor(app, territory);
    expect(plainText((await anyone.get(path)).body)).toContain('Répondre à cette annonce');
    expect((await anyone.get(`${path}/repondre`)).status).toBe(200);
    const sent = await anyone.post(`${path}/repondre`, { ...words, email: 'un@exemple.fr' });
    expect(sent.location).toBe(`${path}/repondre/partie`);
    expect(plainText((await anyone.get(`${path}/repondre/partie`)).body)).toContain('La Ruche la lit');
    const [letter] = await lettersTo(app, 'un@exemple.fr');
    expect(letter?.subject).toContain('est partie');
    const link = await linkTo(app, 'un@exemple.fr');
    expect(plainText((await anyone.get(link)).body)).toContain('Pas encore lue');

    // The mailbox of who publishes learns that there is one, and nothing of what it says.
    const told = (await lettersTo(app, owner.email)).at(-1);
    expect(told?.subject).toContain('Une réponse à votre annonce');
    expect(`${told?.body}`).not.toContain('samedi');
    expect(plainText((await owner.get('/mon-espace')).body)).toContain('1 réponse à vos annonces attend');
    const page = await linkTo(app, owner.email);
    expect(page.startsWith(received)).toBe(true);
    const read = await owner.get(page);
    expect(plainText(read.body)).toContain('Je suis libre le samedi matin.');
    expect(read.body).not.toContain('un@exemple.fr');
    expect(plainText((await anyone.get(link)).body)).toContain('La Ruche l’a ouverte');

    expect((await owner.post(page, { body: 'Passez jeudi à 17 h.' })).location).toBe(page);
    expect(plainText((await anyone.get(link)).body)).toContain('Passez jeudi à 17 h.');
    expect((await anyone.post(link, { body: 'À jeudi !' })).location).toBe(link);
    expect((await owner.post(`${page}/decision`, { event: 'discuss' })).location).toBe(page);
    expect((await owner.post(`${page}/decision`, { event: 'accept' })).location).toBe(page);
    expect((await lettersTo(app, 'un@exemple.fr')).map(({ subject }) => subject).at(-1)).toContain('C’est oui');
    expect(plainText((await anyone.get(link)).body)).toContain('La Ruche vous attend');
    expect(plainText((await owner.get(received)).body)).toContain('Acceptée');
  });

  it('is refused with a reason that the person reads, and may be taken up again', async () => {
    const to = await published();
    const { id, link } = await answer(to);
    const page = `${to.received}/${id}`;
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse' })).status).toBe(422);
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse', refusal: 'other', words: '' })).status).toBe(422);
    expect(await stateOf(to.territory, id)).toBe('seen');
    const said = { event: 'refuse', refusal: 'dates', words: 'Revenez au printemps.' };
    expect((await to.owner.post(`${page}/decision`, said)).status).toBe(303);
    const text = plainText((await visitor(app, to.territory).get(link)).body);
    expect(text).toContain('Les dates ou les horaires ne vont pas');
    expect(text).toContain('Revenez au printemps.');
    expect((await to.owner.post(`${page}/decision`, { event: 'discuss' })).status).toBe(303);
    expect(await stateOf(to.territory, id)).toBe('in-discussion');
  });

  it('goes to the mailbox of a structure that nobody keeps, which decides by the link of its letter', async () => {
    const to = await published();
    const mailbox = `accueil-${to.territory.slug}@ruche.example`;
    await rows(to.territory, sql`update directory.organisation set email = ${mailbox} where id = ${to.structureId}`);
    await rows(
      to.territory,
      sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system' where structure_id = ${to.structureId}`,
    );
    const { id } = await answer(to, { email: 'deux@exemple.fr' });
    const link = await linkTo(app, mailbox);
    const desk = visitor(app, to.territory);
    expect(plainText((await desk.get(link)).body)).toContain('Je suis libre le samedi matin.');
    // Scanners of mail open links as well: nobody has read it yet.
    expect(await stateOf(to.territory, id)).toBe('new');
    expect((await desk.post(`${link}/decision`, { event: 'accept' })).location).toBe(link);
    expect(await stateOf(to.territory, id)).toBe('accepted');
    // It takes nothing back in the other's place.
    expect((await desk.post(`${link}/retirer`)).status).toBe(404);
    // Somebody keeps it from now on: what was mailed before opens nothing.
    await somebody(app, to.territory, { role: 'owner', structureId: to.structureId });
    expect((await desk.get(link)).location).toBe(`${to.received}/${id}`);
    expect((await desk.post(`${link}/decision`, { event: 'cancel' })).location).toBe(`${to.received}/${id}`);
    expect(await stateOf(to.territory, id)).toBe('accepted');
  });

  it('wants a way to be answered, and takes a whole PDF where the kind takes a file', async () => {
    const to = await published({}, 'emploi');
    const anyone = visitor(app, to.territory);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, email: '' })).status).toBe(422);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, phone: '12' })).status).toBe(422);
    const form = (bytes: Buffer, email: string) => {
      const data = new FormData();
      for (const [name, value] of Object.entries({ ...words, email, envoi: anyone.submission() })) data.append(name, value);
      data.append('document', new Blob([new Uint8Array(bytes)]), 'cv.pdf');
      return data;
    };
    const wrong = await anyone.upload(`${to.path}/repondre`, form(Buffer.from('bonjour'), 'trois@exemple.fr'));
    expect(wrong.status).toBe(422);
    expect(plainText(wrong.body)).toContain('Ce fichier n’est pas un PDF');
    expect((await anyone.upload(`${to.path}/repondre`, form(pdf, 'trois@exemple.fr'))).status).toBe(303);
    const [id = ''] = await answerIds(to);
    expect(plainText((await to.owner.get(to.received)).body)).toContain('Joint');
    const file = await to.owner.get(`${to.received}/${id}/fichier`);
    expect(file.body).toBe(pdf.toString());
    const stranger = await somebody(app, to.territory, { role: 'moderator' }, { role: 'administrator' });
    expect((await stranger.get(`${to.received}/${id}/fichier`)).location).toBe(own);
  });

  it('is followed in one’s space by who is signed in, who answers once and takes it back', async () => {
    const to = await published();
    const resident = await somebody(app, to.territory);
    const sent = await resident.post(`${to.path}/repondre`, { ...words, email: 'autre@exemple.fr' });
    const page = sent.location ?? '';
    expect(page).toMatch(/^\/mon-espace\/mes-reponses\/[0-9a-f-]{36}$/);
    // The address of the account is the one that was proved to be theirs.
    expect(await lettersTo(app, 'autre@exemple.fr')).toEqual([]);
    expect(plainText((await resident.get(`${to.path}/repondre`)).body)).toContain('Vous avez déjà répondu');
    expect((await resident.post(`${to.path}/repondre`, words)).location).toBe(page);
    expect(await answerIds(to)).toHaveLength(1);
    expect(plainText((await resident.get('/mon-espace/mes-reponses')).body)).toContain('Aide aux devoirs');
    expect((await resident.post(`${page}/retirer`)).location).toBe(page);
    expect((await resident.post(`${page}/retirer`)).status).toBe(422);
    expect((await resident.post(page, { body: 'Encore' })).status).toBe(422);
    expect((await lettersTo(app, to.owner.email)).at(-1)?.subject).toContain('est retirée');
    expect((await resident.post(`${to.path}/repondre`, words)).location).not.toBe(page);
  });

  it('comes once, however often the form does', async () => {
    const to = await published();
    const writer = visitor(app, to.territory);
    const submission = writer.submission();
    const replies = await Promise.all([1, 2, 3].map(() => writer.post(`${to.path}/repondre`, words, { submission })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await answerIds(to)).toHaveLength(1);
  });

  it('is not there where nobody would read it, or where another site takes answers', async () => {
    const linked = await published({ link: 'https://emploi.example/poste' });
    expect((await visitor(app, linked.territory).get(`${linked.path}/repondre`)).status).toBe(404);
    const to = await published();
    await to.owner.post(`${own}/${to.id}/pourvue`);
    expect((await visitor(app, to.territory).post(`${to.path}/repondre`, words)).status).toBe(404);
  });

  it('that is accepted offers to take the others back', async () => {
    const first = await published();
    const second = await published({ title: 'Jardin' }, 'benevolat', first.territory);
    const email = 'quatre@exemple.fr';
    const accepted = await answer(first, { email });
    const other = await answer(second, { email });
    const elses = await answer(second, { email: 'cinq@exemple.fr' });
    await first.owner.post(`${first.received}/${accepted.id}/decision`, { event: 'accept' });
    const anyone = visitor(app, first.territory);
    const { body } = await anyone.get(accepted.link);
    expect(plainText(body)).toContain('Jardin');
    expect(body).not.toContain(elses.id);
    expect((await anyone.post(`${accepted.link}/autres`, { other: [other.id, elses.id] })).location).toBe(accepted.link);
    expect(await stateOf(first.territory, other.id)).toBe('withdrawn');
    expect(await stateOf(first.territory, elses.id)).toBe('new');
  });
});

describe('seats', () => {
  it('are taken by acceptance alone: of fifty at once, three are accepted', async () => {
    const to = await published({ seats: '3' });
    const { kernel } = app;
    const announcement = (await announcementsById(kernel, to.territory.id, [to.id])).get(to.id);
    if (!announcement) throw new Error('It is gone.');
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        sendAnswer(
          kernel,
          announcement,
          { ...words, email: `n${index}@exemple.fr`, phone: null, accountId: null, personId: null, locale: 'fr', document: null },
          { actor: 'visitor', onBehalfOf: null },
        ),
      ),
    );
    expect(await seatsTaken(to)).toBe(0);
    const settings = { territory: to.territory.id, structures: [to.structureId] };
    const by = { actor: `account:${to.owner.accountId}`, onBehalfOf: null };
    const outcomes = await Promise.all(
      sent.map((id) => kernel.database.unit(() => changeAnswer(kernel, to.territory.id, id ?? '', 'accept', by), settings)),
    );
    expect(outcomes.filter((outcome) => 'state' in outcome)).toHaveLength(3);
    expect(outcomes.filter((outcome) => 'problem' in outcome && outcome.problem === 'full')).toHaveLength(47);
    expect(await seatsTaken(to)).toBe(3);
    const counted = await rows(
      to.territory,
      sql<{ n: number }>`select count(*)::int as n from announcements.answer where announcement_id = ${to.id} and state = 'accepted'`,
    );
    expect(counted).toEqual([{ n: 3 }]);
  });

  it('of one answer are taken once by many who accept it at once, and given back by whoever steps back', async () => {
    const to = await published({ seats: '1' });
    const first = await answer(to, { email: 'six@exemple.fr' });
    const second = await answer(to, { email: 'sept@exemple.fr' });
    const anyone = visitor(app, to.territory);
    const accept = (id: string) => to.owner.post(`${to.received}/${id}/decision`, { event: 'accept' });
    const replies = await Promise.all([1, 2, 3, 4].map(() => accept(first.id)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([303, 422, 422, 422]);
    expect(await seatsTaken(to)).toBe(1);
    expect(plainText((await accept(second.id)).body)).toContain('Toutes les places sont données');
    // Full: nobody answers any more, and who publishes is offered to say that it is filled.
    expect(plainText((await anyone.get(to.path)).body)).toContain('Toutes les places sont prises');
    expect((await anyone.post(`${to.path}/repondre`, words)).status).toBe(422);
    expect((await to.owner.get(to.received)).body).toContain(`${own}/${to.id}/pourvue`);
    expect((await anyone.post(`${first.link}/retirer`)).status).toBe(303);
    expect(await seatsTaken(to)).toBe(0);
    expect((await accept(second.id)).status).toBe(303);
    expect((await to.owner.post(`${to.received}/${second.id}/decision`, { event: 'cancel' })).status).toBe(303);
    expect(await stateOf(to.territory, second.id)).toBe('in-discussion');
    expect(await seatsTaken(to)).toBe(0);
  });

  it('are given back by who is erased, once, however many take one at the same moment', async () => {
    const to = await published({ seats: '2' });
    const resident = await somebody(app, to.territory);
    const first = (await resident.post(`${to.path}/repondre`, words)).location?.split('/').at(-1) ?? '';
    const others = await Promise.all(['huit', 'neuf', 'dix'].map((name) => answer(to, { email: `${name}@exemple.fr` })));
    const ids = (await answerIds(to)).filter((id) => id !== first);
    expect(ids).toHaveLength(others.length);
    const accept = (id: string) => to.owner.post(`${to.received}/${id}/decision`, { event: 'accept' });
    expect((await accept(first)).status).toBe(303);
    const erase = () => resident.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    const [erased] = await Promise.all([erase(), ...ids.map(accept)]);
    expect([erased?.status, await stateOf(to.territory, first)]).toEqual([303, undefined]);
    for (const id of ids) await accept(id);
    const accepted = await Promise.all(ids.map((id) => stateOf(to.territory, id)));
    expect(accepted.filter((state) => state === 'accepted')).toHaveLength(2);
    expect(await seatsTaken(to)).toBe(2);
  });
});

describe('confidentiality', () => {
  it('shows an answer to nobody else: other structures, moderators, administrators, the grouping, forged links', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const to = await published({}, 'benevolat', territory);
    const { id, link } = await answer(to, { email: 'huit@exemple.fr' });
    const other = await published({ title: 'Autre' }, 'benevolat', territory);
    const strangers = [
      other.owner,
      await somebody(app, territory, { role: 'administrator' }),
      await somebody(app, territory, { role: 'agent' }),
      await somebody(app, territory),
    ];
    for (const stranger of strangers) {
      expect((await stranger.get(to.received)).location).toBe(own);
      expect((await stranger.get(`${to.received}/${id}`)).location).toBe(own);
      expect((await stranger.get(`${other.received}/${id}`)).location).toBe(own);
      expect((await stranger.get(`/mon-espace/mes-reponses/${id}`)).location).toBe('/mon-espace/mes-reponses');
      expect((await stranger.post(`${to.received}/${id}/decision`, { event: 'accept' })).location).toBe(own);
    }
    const boss = await somebody(app, grouping, { role: 'administrator' });
    expect((await boss.get(to.received)).location).toBe(own);
    expect(await stateOf(territory, id)).toBe('new');
    const token = (secret: string, side: Side) => `/reponses/${answerToken(secret, territory.id, { id, side })}`;
    const anyone = visitor(app, territory);
    expect((await anyone.get(link)).status).toBe(200);
    for (const path of [
      token('another secret of forty signs, which is not ours', 'publisher'),
      link.replace('.r.', '.s.'),
      '/reponses/rien',
    ])
      expect((await anyone.get(path)).status).toBe(404);
    expect((await visitor(app, grouping).get(link)).status).toBe(404);
    // Who answers decides nothing.
    expect((await anyone.post(`${link}/decision`, { event: 'accept' })).status).toBe(404);
  });

  it('is erased with who answered, file and messages included, and leaves what colleagues wrote without their name', async () => {
    const to = await published();
    const resident = await somebody(app, to.territory);
    const page = (await resident.post(`${to.path}/repondre`, words)).location ?? '';
    const id = page.split('/').at(-1) ?? '';
    const archive = await resident.get('/mon-compte/donnees');
    expect(archive.status).toBe(200);
    expect((await resident.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).status).toBe(303);
    expect(await stateOf(to.territory, id)).toBeUndefined();
    for (const table of ['answer_event', 'answer_message', 'answer_document'])
      expect(await rows(to.territory, sql`select 1 from ${sql.table(`announcements.${table}`)} where answer_id = ${id}`), table).toEqual(
        [],
      );
    const kept = await answer(to, { email: 'neuf@exemple.fr' });
    const colleague = await somebody(app, to.territory, { role: 'editor', structureId: to.structureId });
    await colleague.post(`${to.received}/${kept.id}`, { body: 'Passez jeudi.' });
    await colleague.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    expect(plainText((await to.owner.get(`${to.received}/${kept.id}`)).body)).toContain('Passez jeudi.');
  });
});

describe('an agent', () => {
  it('answers for a person under a mandate, as such, and follows it in their name', async () => {
    const to = await published();
    const { territory } = to;
    const teamId = newId();
    await rows(
      territory,
      sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
        values (${teamId}, ${territory.id}, 'Accueil', 'social', 'La commune', ${app.clock.now()})`,
    );
    const agent = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId });
    const person = { givenName: 'Fatou', familyName: 'Diallo', phone: '06 12 34 56 78', email: '', locale: 'fr', channel: 'phone', teamId };
    const record = (await agent.post('/gestion/personnes/ajout', person)).location ?? '';
    const today = NOW.slice(0, 10);
    await agent.post(`${record}/mandats`, { purpose: 'answer', isOldEnough: '1', startsOn: today, endsOn: '2026-12-24' });
    const mandateId = /mandats\/([0-9a-f-]{36})/.exec((await agent.get(record)).body)?.[1];
    await agent.post(`${record}/mandats/${mandateId}/signature`, { how: 'paper', words: 'Dossier A' });
    expect((await agent.post(`${record}/mandats/${mandateId}/agir`)).status).toBe(303);

    const form = await agent.get(`${to.path}/repondre`);
    expect(plainText(form.body)).toContain('Vous répondez pour Fatou Diallo');
    const page =
      (await agent.post(`${to.path}/repondre`, { ...words, name: 'Fatou Diallo', email: '', phone: '06 12 34 56 78' })).location ?? '';
    expect(plainText((await agent.get('/mon-espace/mes-reponses')).body)).toContain('Réponses de Fatou Diallo');
    expect((await agent.get(page)).status).toBe(200);
    const id = page.split('/').at(-1) ?? '';
    const text = plainText((await to.owner.get(`${to.received}/${id}`)).body);
    expect(text).toContain('a écrit cette réponse pour Fatou Diallo');
    // The one who publishes does not learn who the agent is; their colleagues do.
    expect(plainText((await agent.get(record)).body)).toContain('Réponse envoyée à une annonce');
    const [event] = await rows(
      territory,
      sql<{
        actor: string;
        on_behalf_of: string;
      }>`select actor, on_behalf_of from announcements.answer_event where answer_id = ${id} and event = 'send'`,
    );
    expect(event).toEqual({ actor: `account:${agent.accountId}`, on_behalf_of: `person:${record.split('/').at(-1)}` });
    // Once the agent acts no more, it is not theirs.
    await agent.post('/gestion/agir/fin');
    expect((await agent.get(page)).location).toBe('/mon-espace/mes-reponses');
  });
});
