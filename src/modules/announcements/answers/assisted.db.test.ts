import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin } from '../../../../test/support/announcements.ts';
import { answerIds, answerState, own, type Published, pdf, published, rows, withFile, words } from '../../../../test/support/answers.ts';
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
