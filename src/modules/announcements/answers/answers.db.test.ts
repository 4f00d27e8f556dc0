import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin } from '../../../../test/support/announcements.ts';
import {
  answer,
  answerIds,
  answerState,
  own,
  type Published,
  pdf,
  published,
  rows,
  withFile,
  words,
} from '../../../../test/support/answers.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../../test/support/letters.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import { followAnnouncements } from '../jobs.ts';
import { announcementsById } from '../queries/announcements.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('an answer', () => {
  it('goes without an account to who publishes, who reads it, writes and accepts; both see where it stands', async () => {
    const to = await published(app);
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
    const to = await published(app);
    const { id, link } = await answer(app, to);
    const page = `${to.received}/${id}`;
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse' })).status).toBe(422);
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse', refusal: 'other', words: '' })).status).toBe(422);
    expect(await answerState(app, to.territory, id)).toBe('seen');
    const said = { event: 'refuse', refusal: 'dates', words: 'Revenez au printemps.' };
    expect((await to.owner.post(`${page}/decision`, said)).status).toBe(303);
    const text = plainText((await visitor(app, to.territory).get(link)).body);
    expect(text).toContain('Les dates ou les horaires ne vont pas');
    expect(text).toContain('Revenez au printemps.');
    expect((await to.owner.post(`${page}/decision`, { event: 'discuss' })).status).toBe(303);
    expect(await answerState(app, to.territory, id)).toBe('in-discussion');
  });

  it('goes to the mailbox of a structure that nobody keeps, which decides by the link of its letter', async () => {
    const to = await published(app);
    const mailbox = `accueil-${to.territory.slug}@ruche.example`;
    await rows(app, to.territory, sql`update directory.organisation set email = ${mailbox} where id = ${to.structureId}`);
    await rows(
      app,
      to.territory,
      sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system' where structure_id = ${to.structureId}`,
    );
    const { id } = await answer(app, to, { email: 'deux@exemple.fr' });
    const link = await linkTo(app, mailbox);
    const desk = visitor(app, to.territory);
    expect(plainText((await desk.get(link)).body)).toContain('Je suis libre le samedi matin.');
    // Scanners of mail open links as well: nobody has read it yet.
    expect(await answerState(app, to.territory, id)).toBe('new');
    expect((await desk.post(`${link}/decision`, { event: 'accept' })).location).toBe(link);
    expect(await answerState(app, to.territory, id)).toBe('accepted');
    // It takes nothing back in the other's place.
    expect((await desk.post(`${link}/retirer`)).status).toBe(404);
    // Somebody keeps it from now on: what was mailed before opens nothing.
    await somebody(app, to.territory, { role: 'owner', structureId: to.structureId });
    expect((await desk.get(link)).location).toBe(`${to.received}/${id}`);
    expect((await desk.post(`${link}/decision`, { event: 'cancel' })).location).toBe(`${to.received}/${id}`);
    expect(await answerState(app, to.territory, id)).toBe('accepted');
  });

  it('wants a way to be answered, and takes a whole PDF where the kind takes a file', async () => {
    const to = await published(app, {}, 'emploi');
    const anyone = visitor(app, to.territory);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, email: '' })).status).toBe(422);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, phone: '12' })).status).toBe(422);
    const form = (bytes: Buffer, email: string) => withFile({ ...words, email, envoi: anyone.submission() }, bytes);
    const wrong = await anyone.upload(`${to.path}/repondre`, form(Buffer.from('bonjour'), 'trois@exemple.fr'));
    expect(wrong.status).toBe(422);
    expect(plainText(wrong.body)).toContain('Ce fichier n’est pas un PDF');
    expect((await anyone.upload(`${to.path}/repondre`, form(pdf, 'trois@exemple.fr'))).status).toBe(303);
    const [id = ''] = await answerIds(app, to);
    expect(plainText((await to.owner.get(to.received)).body)).toContain('Joint');
    const file = await to.owner.get(`${to.received}/${id}/fichier`);
    expect(file.body).toBe(pdf.toString());
    const stranger = await somebody(app, to.territory, { role: 'moderator' }, { role: 'administrator' });
    expect((await stranger.get(`${to.received}/${id}/fichier`)).location).toBe(own);
  });

  it('that is taken back leaves who publishes neither its file nor a telephone to call', async () => {
    const to = await published(app, {}, 'emploi');
    const { id, link } = await answer(app, to, { email: '', phone: '06 12 34 56 78' });
    const page = `${to.received}/${id}`;
    expect(plainText((await to.owner.get(page)).body)).toContain('06 12 34 56 78');
    expect((await to.owner.get(`${page}/fichier`)).body).toBe(pdf.toString());
    const anyone = visitor(app, to.territory);
    expect((await anyone.get(`${link}/fichier`)).status).toBe(200);
    expect((await anyone.post(`${link}/retirer`)).location).toBe(link);
    for (const gone of [await to.owner.get(`${page}/fichier`), await anyone.get(`${link}/fichier`)]) expect(gone.status).toBe(404);
    const { body } = await to.owner.get(page);
    expect(plainText(body)).toContain('Retirée');
    expect(body).not.toMatch(/tel:|fichier/);
    expect(await rows(app, to.territory, sql`select 1 from announcements.answer_document where answer_id = ${id}`)).toEqual([]);
    expect((await anyone.get(link)).status).toBe(200);
  });

  it('is followed in one’s space by who is signed in, who answers once and takes it back', async () => {
    const to = await published(app);
    const resident = await somebody(app, to.territory);
    const sent = await resident.post(`${to.path}/repondre`, { ...words, email: 'autre@exemple.fr' });
    const page = sent.location ?? '';
    expect(page).toMatch(/^\/mon-espace\/mes-reponses\/[0-9a-f-]{36}$/);
    // The address of the account is the one that was proved to be theirs.
    expect(await lettersTo(app, 'autre@exemple.fr')).toEqual([]);
    expect(plainText((await resident.get(`${to.path}/repondre`)).body)).toContain('Vous avez déjà répondu');
    expect((await resident.post(`${to.path}/repondre`, words)).location).toBe(page);
    expect(await answerIds(app, to)).toHaveLength(1);
    expect(plainText((await resident.get('/mon-espace/mes-reponses')).body)).toContain('Aide aux devoirs');
    expect((await resident.post(`${page}/retirer`)).location).toBe(page);
    expect((await resident.post(`${page}/retirer`)).status).toBe(422);
    expect((await resident.post(page, { body: 'Encore' })).status).toBe(422);
    expect((await lettersTo(app, to.owner.email)).at(-1)?.subject).toContain('est retirée');
    expect((await resident.post(`${to.path}/repondre`, words)).location).not.toBe(page);
  });

  it('comes once, however often the form does', async () => {
    const to = await published(app);
    const writer = visitor(app, to.territory);
    const submission = writer.submission();
    const replies = await Promise.all([1, 2, 3].map(() => writer.post(`${to.path}/repondre`, words, { submission })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await answerIds(app, to)).toHaveLength(1);
  });

  it('is not there where nobody would read it, or where another site takes answers', async () => {
    const linked = await published(app, { link: 'https://emploi.example/poste' });
    expect((await visitor(app, linked.territory).get(`${linked.path}/repondre`)).status).toBe(404);
    const to = await published(app);
    await to.owner.post(`${own}/${to.id}/pourvue`);
    expect((await visitor(app, to.territory).post(`${to.path}/repondre`, words)).status).toBe(404);
  });

  it('that is accepted offers to take the others back', async () => {
    const first = await published(app);
    const second = await published(app, { title: 'Jardin' }, 'benevolat', first.territory);
    const email = 'quatre@exemple.fr';
    const accepted = await answer(app, first, { email });
    const other = await answer(app, second, { email });
    const elses = await answer(app, second, { email: 'cinq@exemple.fr' });
    await first.owner.post(`${first.received}/${accepted.id}/decision`, { event: 'accept' });
    const anyone = visitor(app, first.territory);
    const { body } = await anyone.get(accepted.link);
    expect(plainText(body)).toContain('Jardin');
    expect(body).not.toContain(elses.id);
    expect((await anyone.post(`${accepted.link}/autres`, { other: [other.id, elses.id] })).location).toBe(accepted.link);
    expect(await answerState(app, first.territory, other.id)).toBe('withdrawn');
    expect(await answerState(app, first.territory, elses.id)).toBe('new');
  });
});

/** An agent who acts for somebody, and where their team reads it. */
async function acting(territory: TerritoryContext, purpose: 'announce' | 'answer' | 'structure', structure = '') {
  const teamId = newId();
  await rows(
    app,
    territory,
    sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
      values (${teamId}, ${territory.id}, 'Accueil', 'social', 'La commune', ${app.clock.now()})`,
  );
  const agent = await somebody(app, territory, { role: 'agent' }, { role: 'moderator' }, { role: 'member', teamId });
  const person = { givenName: 'Fatou', familyName: 'Diallo', phone: '06 12 34 56 78', email: '', locale: 'fr', channel: 'phone', teamId };
  const record = (await agent.post('/gestion/personnes/ajout', person)).location ?? '';
  const today = NOW.slice(0, 10);
  await agent.post(`${record}/mandats`, { purpose, structure, isOldEnough: '1', startsOn: today, endsOn: '2026-12-24' });
  const mandateId = /mandats\/([0-9a-f-]{36})/.exec((await agent.get(record)).body)?.[1];
  await agent.post(`${record}/mandats/${mandateId}/signature`, { how: 'paper', words: 'Dossier A' });
  const mandate = `${record}/mandats/${mandateId}`;
  expect((await agent.post(`${mandate}/agir`)).status).toBe(303);
  return { agent, record, mandate, teamId };
}

describe('an agent', () => {
  it('announces for a person, who has it and its answers once they take over, of two at once; its history stays', async () => {
    const territory = await freshTerritory(app.kernel);
    const { agent, record, mandate, teamId } = await acting(territory, 'announce');
    const text = {
      publisher: '',
      publisher_name: 'Fatou Diallo',
      phone: '04 76 00 00 01',
      title: 'Aide au jardin',
      body: 'Une heure.',
      cause: 'education',
      rhythm: 'flexible',
    };
    const begun = await agent.post(`${own}/nouvelle/benevolat`, text);
    expect(begun.status, plainText(begun.body)).toBe(303);
    const id = begun.location?.split('/').at(-1) ?? '';
    expect((await agent.post(`${own}/${id}/envoyer`)).status).toBe(303);
    const path = '/annonces/aide-au-jardin';
    expect((await visitor(app, territory).post(`${path}/repondre`, words)).status).toBe(303);
    const [answerId = ''] = await answerIds(app, { territory, id });
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await agent.post(`${record}/code`)).body) ?? [];
    // The person, who has no account, is told by their team; whoever of it acts for them reads the answer, and nobody for themselves.
    expect(plainText((await agent.get(record)).body)).toContain('Une réponse à votre annonce');
    const colleague = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId });
    expect((await colleague.post(`${mandate}/agir`)).status).toBe(303);
    for (const one of [agent, colleague]) {
      expect(plainText((await one.get(`${own}/${id}/reponses/${answerId}`)).body)).toContain(words.body);
      await one.post('/gestion/agir/fin');
      expect((await one.get(`${own}/${id}`)).status).toBe(303);
      expect((await one.get(`${own}/${id}/reponses/${answerId}`)).status).toBe(303);
      expect(plainText((await one.get(own)).body)).not.toContain(text.title);
    }
    // So are they of its end.
    const end = (await announcementsById(app.kernel, territory.id, [id])).get(id)?.expiresOn;
    try {
      app.clock.set(`${end?.subtract({ days: 7 })}T09:30:00Z`);
      await Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
    } finally {
      app.clock.set(NOW);
    }
    expect(plainText((await agent.get(record)).body)).toContain('prend fin le');
    const people = [await somebody(app, territory), await somebody(app, territory)];
    const replies = await Promise.all(people.map((one) => one.post('/prendre-la-main', { code, familyName: 'Diallo' })));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const [person, other] = replies[0]?.status === 303 ? people : people.toReversed();
    const received = `${own}/${id}/reponses/${answerId}`;
    for (const one of [other, agent]) expect((await one?.get(received))?.status).toBe(303);
    expect(plainText((await person?.get(received))?.body ?? '')).toContain(words.body);
    expect((await person?.post(received, { body: 'Avec plaisir.' }))?.location).toBe(received);
    expect((await lettersTo(app, words.email)).at(-1)?.body).toContain('Vous avez un message');
    const changes = await rows(
      app,
      territory,
      sql<{ actor: string; on_behalf_of: string }>`select distinct actor, on_behalf_of from announcements.state_change
        where announcement_id = ${id}`,
    );
    expect(changes).toEqual([{ actor: `account:${agent.accountId}`, on_behalf_of: `person:${record.split('/').at(-1)}` }]);
    for (const table of ['answer', 'answer_event', 'answer_message'])
      expect(
        await rows(
          app,
          territory,
          sql`select distinct author_account from ${sql.table(`announcements.${table}`)} where territory_id = ${territory.id}`,
        ),
      ).toEqual([{ author_account: person?.accountId }]);
  });

  it('announces for a structure that somebody has kept by mandate: it is the structure’s, and stays when they are erased', async () => {
    const territory = await freshTerritory(app.kernel);
    const structure = await addTestOrganisation(app, territory, { name: 'La Ruche', email: 'bonjour@ruche.example' });
    const { agent, record } = await acting(territory, 'structure', structure.slug);
    const id = await begin(agent, { publisher: structure.id, publisher_name: '' });
    expect((await agent.post(`${own}/${id}/envoyer`)).status).toBe(303);
    const [{ path } = { path: '' }] = await rows(
      app,
      territory,
      sql<{ path: string }>`select '/annonces/' || slug as path from announcements.announcement where id = ${id}`,
    );
    expect((await visitor(app, territory).post(`${path}/repondre`, words)).status).toBe(303);
    await agent.post('/gestion/agir/fin');
    expect((await agent.post(`${record}/effacement`, { sure: '1' })).status).toBe(303);
    expect((await agent.get(record)).status).toBe(404);
    expect((await visitor(app, territory).get(path)).status).toBe(200);
    expect(await answerIds(app, { territory, id })).toHaveLength(1);
  });

  it('answered for a person, who has the answers once they take over; what was typed for them leads there no more', async () => {
    const to = await published(app, {}, 'emploi');
    const both = await published(app, { title: 'Jardin' }, 'benevolat', to.territory);
    const accepted = await published(app, { title: 'Potager' }, 'benevolat', to.territory);
    const { agent, record } = await acting(to.territory, 'answer');
    const typed = 'tapee@exemple.fr';
    const sendFor = async ({ path }: Published) => {
      const form = withFile({ ...words, name: 'Fatou Diallo', email: typed, envoi: agent.submission() });
      return (await agent.upload(`${path}/repondre`, form)).location?.split('/').at(-1) ?? '';
    };
    const [id, double, further] = [await sendFor(to), await sendFor(both), await sendFor(accepted)];
    const link = await linkTo(app, typed);
    await accepted.owner.post(`${accepted.received}/${further}/decision`, { event: 'accept' });
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await agent.post(`${record}/code`)).body) ?? [];
    await agent.post('/gestion/agir/fin');
    const person = await somebody(app, to.territory);
    const ownPage = (await person.post(`${both.path}/repondre`, words)).location ?? '';
    const less = (await person.post(`${accepted.path}/repondre`, words)).location?.split('/').at(-1) ?? '';
    const before = (await lettersTo(app, typed)).length;
    expect((await person.post('/prendre-la-main', { code, familyName: 'Diallo' })).status).toBe(303);

    expect((await to.owner.post(`${to.received}/${id}/decision`, { event: 'discuss' })).status).toBe(303);
    expect((await lettersTo(app, person.email)).at(-1)?.subject).toContain('est étudiée');
    expect(await lettersTo(app, typed)).toHaveLength(before);
    const anyone = visitor(app, to.territory);
    expect((await anyone.get(link)).location).toBe(`/mon-espace/mes-reponses/${further}`);
    expect((await anyone.post(`${link}/retirer`)).location).toBe(`/mon-espace/mes-reponses/${further}`);
    expect((await person.get(`/mon-espace/mes-reponses/${id}/fichier`)).body).toBe(pdf.toString());
    // Of two answers to one announcement, the accepted one goes on, else their own; all of them are theirs.
    const held = async (one: string) => answerState(app, to.territory, one);
    expect([await held(double), await held(ownPage.split('/').at(-1) ?? '')]).toEqual(['withdrawn', 'new']);
    expect([await held(further), await held(less)]).toEqual(['accepted', 'withdrawn']);
    for (const table of ['answer', 'answer_event', 'answer_message', 'answer_document'])
      expect(
        await rows(
          app,
          to.territory,
          sql`select distinct account_id, count(*) filter (where person_id is not null) > 0 as "isAssisted"
            from ${sql.table(`announcements.${table}`)} where territory_id = ${to.territory.id} group by 1`,
        ),
        table,
      ).toEqual([{ account_id: person.accountId, isAssisted: true }]);
    const keys = await rows(app, to.territory, sql`select distinct answerer_key, email from announcements.answer`);
    expect(keys).toEqual([expect.objectContaining({ email: null })]);
  });

  it('answers for a person under a mandate, as such, and follows it in their name', async () => {
    const to = await published(app);
    const { territory } = to;
    const { agent, record } = await acting(territory, 'answer');

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
      app,
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
