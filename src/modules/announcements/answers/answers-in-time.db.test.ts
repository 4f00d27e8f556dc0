import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerIds, answer as answerTo, own, type Published, published, rows } from '../../../../test/support/answers.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import { catalogue } from '../../../catalogue.ts';
import { retain } from '../../../kernel/privacy/retention.ts';
import { moveAnnouncements } from '../commands/trust.ts';
import { followAnnouncements } from '../jobs.ts';
import { followAnswers } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

let number = 0;

/** Answers without an account, a job with a file. @returns the mailbox that answered. */
async function answer(to: Published, more: Readonly<Record<string, string>> = {}): Promise<string> {
  number += 1;
  const email = `temps-${number}@exemple.fr`;
  await answerTo(app, to, { name: `Personne ${number}`, email, body: 'Bonjour.', ...more });
  return email;
}

function later(days: number): void {
  app.clock.set(
    app.clock
      .now()
      .add({ hours: 24 * days })
      .toString(),
  );
}

/** A session lasts some days: who comes back later signs in again. */
async function back(here: Published): Promise<Somebody> {
  const browser = visitor(app, here.territory);
  await browser.post('/connexion', { email: here.owner.email, password: 'quatre mots sans rapport' });
  return { ...here.owner, ...browser };
}

const states = ({ territory }: Published) =>
  rows(app, territory, sql<{ state: string }>`select state from announcements.answer order by id`).then((found) =>
    found.map(({ state }) => state),
  );

async function files({ territory }: Published): Promise<number> {
  return (await rows(app, territory, sql`select 1 from announcements.answer_document`)).length;
}

/** What goes with time goes. */
function keep({ territory }: Published): Promise<unknown> {
  return retain(app.kernel.database, catalogue, territory.id, app.clock.now());
}

/** Subjects of the letters to somebody that hold these words. */
async function told(email: string, words: string): Promise<string[]> {
  return (await lettersTo(app, email)).map(({ subject }) => subject).filter((subject) => subject.includes(words));
}

describe('answers that wait', () => {
  it('are said again after seven days and after fourteen, each once, all of an announcement together', async () => {
    const here = await published(app);
    await answer(here);
    await answer(here);
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toEqual([]);
    later(7);
    await Promise.all([1, 2].map(() => followAnswers(app.kernel, here.territory)));
    await followAnswers(app.kernel, here.territory);
    const [first, ...more] = await told(here.owner.email, 'depuis');
    expect(plainText(first ?? '')).toContain('2 réponses à « Aide aux devoirs » attendent depuis 7 jours');
    expect(more).toEqual([]);
    later(7);
    await followAnswers(app.kernel, here.territory);
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toHaveLength(2);
    later(30);
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toHaveLength(2);
  });

  it.each([
    // Where clocks are put back in the night to 25 October, seven days are an hour more.
    ['Europe/Paris', 169],
    ['Indian/Reunion', 168],
  ])('are said again after seven days on the clocks of %s', async (timeZone, hours) => {
    app.clock.set('2026-10-20T08:30:00Z');
    const here = await published(app, {}, 'benevolat', await freshTerritory(app.kernel, { timeZone }));
    await answer(here);
    const sent = app.clock.now();
    app.clock.set(sent.add({ hours }).subtract({ minutes: 1 }).toString());
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toEqual([]);
    app.clock.set(sent.add({ hours }).toString());
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toHaveLength(1);
  });

  it('are not, once somebody has written or decided', async () => {
    const here = await published(app);
    await answer(here);
    const [row] = await rows(app, here.territory, sql<{ id: string }>`select id from announcements.answer`);
    await here.owner.post(`${own}/${here.id}/reponses/${row?.id}`, { body: 'Nous regardons.' });
    later(8);
    await followAnswers(app.kernel, here.territory);
    expect(await told(here.owner.email, 'depuis')).toEqual([]);
  });

  it('end sixty days after the announcement, their file at once, and the person is told once', async () => {
    const here = await published(app, {}, 'emploi');
    const email = await answer(here, { phone: '06 12 34 56 78' });
    await here.owner.post(`${own}/${here.id}/retirer`);
    later(59);
    await followAnswers(app.kernel, here.territory);
    expect(await states(here)).toEqual(['new']);
    expect(await files(here)).toBe(1);
    later(1);
    await Promise.all([1, 2].map(() => followAnswers(app.kernel, here.territory)));
    expect(await states(here)).toEqual(['expired']);
    expect(await files(here)).toBe(0);
    expect(await told(email, 'sans suite')).toHaveLength(1);
    const [id] = await answerIds(app, here);
    const owner = await back(here);
    expect((await owner.get(`${here.received}/${id}/fichier`)).status).toBe(404);
    expect((await owner.get(`${here.received}/${id}`)).body).not.toContain('tel:');
  });

  it('end after half a year without a word, however long the announcement goes on', async () => {
    const here = await published(app, {}, 'emploi');
    await answer(here);
    const prolong = () =>
      rows(app, here.territory, sql`update announcements.announcement set expires_on = expires_on + 183 where id = ${here.id}`);
    await prolong();
    later(182);
    await followAnswers(app.kernel, here.territory);
    expect([await states(here), await files(here)]).toEqual([['new'], 1]);
    later(1);
    await followAnswers(app.kernel, here.territory);
    expect([await states(here), await files(here)]).toEqual([['expired'], 0]);
  });

  it('keep the telephone of who has nothing else, who may be asked again', async () => {
    const here = await published(app);
    await answer(here, { email: '', phone: '06 12 34 56 78' });
    await here.owner.post(`${own}/${here.id}/retirer`);
    later(60);
    await followAnswers(app.kernel, here.territory);
    expect(await states(here)).toEqual(['expired']);
    const [id] = await answerIds(app, here);
    expect((await (await back(here)).get(`${here.received}/${id}`)).body).toContain('tel:');
  });

  it('and were refused keep their file for thirty days, unless the refusal is undone', async () => {
    const here = await published(app, {}, 'emploi');
    await answer(here);
    await answer(here);
    const ids = await answerIds(app, here);
    for (const id of ids) await here.owner.post(`${here.received}/${id}/decision`, { event: 'refuse', refusal: 'profile', words: '' });
    later(29);
    await keep(here);
    expect(await files(here)).toBe(2);
    await (await back(here)).post(`${here.received}/${ids[0]}/decision`, { event: 'discuss' });
    later(2);
    await keep(here);
    const owner = await back(here);
    expect((await owner.get(`${here.received}/${ids[0]}/fichier`)).status).toBe(200);
    expect((await owner.get(`${here.received}/${ids[1]}/fichier`)).status).toBe(404);
    expect(await states(here)).toEqual(['in-discussion', 'refused']);
  });

  it('and were accepted end once what was offered has taken place; all go half a year after their end', async () => {
    const here = await published(app, { placement: 'observation', startsOn: '2026-12-01' }, 'stages');
    await answer(here);
    await answer(here);
    const [accepted, refused] = await answerIds(app, here);
    expect(await files(here)).toBe(2);
    await here.owner.post(`${here.received}/${accepted}/decision`, { event: 'accept' });
    await here.owner.post(`${here.received}/${refused}/decision`, { event: 'refuse', refusal: 'dates', words: '' });
    later(184);
    await keep(here);
    // Nobody has noted yet that the accepted one is over.
    expect(await states(here)).toEqual(['accepted']);
    await followAnnouncements(app.kernel, here.territory);
    await followAnswers(app.kernel, here.territory);
    await keep(here);
    expect(await states(here)).toEqual(['accepted']);
    expect(await files(here)).toBe(1);
    // What was offered has taken place: a month later the file is gone, half a year later the answer.
    later(31);
    await keep(here);
    expect([await states(here), await files(here)]).toEqual([['accepted'], 0]);
    later(153);
    await keep(here);
    expect(await states(here)).toEqual([]);
    expect(await rows(app, here.territory, sql`select 1 from announcements.answer_message`)).toEqual([]);
    expect(await files(here)).toBe(0);
  });
});

describe('a promise of answer', () => {
  it('is shown once ten answers had the time to be answered', async () => {
    const here = await published(app);
    for (let n = 0; n < 10; n += 1) await answer(here);
    const ids = (await rows(app, here.territory, sql<{ id: string }>`select id from announcements.answer order by id`)).map(({ id }) => id);
    later(2);
    const owner = await back(here);
    for (const id of ids.slice(0, 9)) await owner.post(`${own}/${here.id}/reponses/${id}/decision`, { event: 'discuss' });
    await followAnswers(app.kernel, here.territory);
    const page = async () => plainText((await visitor(app, here.territory).get(here.path)).body);
    // The tenth may still be answered in time.
    expect(await page()).not.toContain('répond d’habitude');
    later(6);
    await followAnswers(app.kernel, here.territory);
    expect(await page()).toContain('La Ruche répond d’habitude en 2 jours. 90 % des réponses ont reçu un retour.');
  });
});

describe('a pause', () => {
  it('closes the announcements of a structure to answers, says why, and is lifted', async () => {
    const here = await published(app);
    const agent = await somebody(app, here.territory, { role: 'agent' });
    expect(plainText((await agent.get('/gestion/annonces')).body)).toContain('La Ruche');
    const page = `/gestion/annonces/${here.structureId}`;
    expect((await agent.post(`${page}/pause`, { explanation: '' })).status).toBe(422);
    expect((await agent.post(`${page}/pause`, { explanation: 'L’équipe est en congé jusqu’en janvier.' })).location).toBe(page);
    expect((await agent.post(`${page}/pause`, { explanation: 'Encore.' })).status).toBe(422);
    const anyone = visitor(app, here.territory);
    const shown = plainText((await anyone.get(here.path)).body);
    expect(shown).toContain('ne prend pas de réponses en ce moment');
    expect(shown).toContain('L’équipe est en congé jusqu’en janvier.');
    expect((await anyone.post(`${here.path}/repondre`, { name: 'A', email: 'a@exemple.fr', body: 'Bonjour' })).status).toBe(422);
    expect(await told(here.owner.email, 'ne prennent plus')).toHaveLength(1);
    expect((await agent.post(`${page}/reprise`)).location).toBe(page);
    expect((await agent.post(`${page}/reprise`)).status).toBe(422);
    await answer(here);
    // Those who keep it, and nobody else, pause nothing.
    const keeper = await somebody(app, here.territory, { role: 'owner', structureId: here.structureId });
    expect((await keeper.post(`${page}/pause`, { explanation: 'Non.' })).status).toBe(404);
  });

  it('and answers follow a structure that becomes another one', async () => {
    const here = await published(app);
    await answer(here);
    const agent = await somebody(app, here.territory, { role: 'agent' });
    await agent.post(`/gestion/annonces/${here.structureId}/pause`, { explanation: 'Personne ne répond.' });
    const { id: keptId } = await addTestOrganisation(app, here.territory, { name: 'La Grande Ruche' });
    const heir = await somebody(app, here.territory, { role: 'owner', structureId: keptId });
    await moveAnnouncements(app.kernel, here.territory.id, here.structureId, keptId);
    const [row] = await rows(app, here.territory, sql<{ id: string }>`select id from announcements.answer`);
    expect(plainText((await heir.get(`${own}/${here.id}/reponses/${row?.id}`)).body)).toContain('Bonjour.');
    expect(plainText((await visitor(app, here.territory).get(here.path)).body)).toContain('Personne ne répond.');
  });
});
