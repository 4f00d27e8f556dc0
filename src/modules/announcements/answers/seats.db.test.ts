import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, answerIds, answerState, own, type Published, published, rows, words } from '../../../../test/support/answers.ts';
import { openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import { announcementsById } from '../queries/announcements.ts';
import { changeAnswer } from './commands/deciding.ts';
import { sendAnswer } from './commands/sending.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function seatsTaken({ territory, id }: Published): Promise<number | undefined> {
  return (await announcementsById(app.kernel, territory.id, [id])).get(id)?.seatsTaken;
}

describe('seats', () => {
  it('are taken by acceptance alone: of fifty at once, three are accepted', async () => {
    const to = await published(app, { seats: '3' });
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
      app,
      to.territory,
      sql<{ n: number }>`select count(*)::int as n from announcements.answer where announcement_id = ${to.id} and state = 'accepted'`,
    );
    expect(counted).toEqual([{ n: 3 }]);
  });

  it('of one answer are taken once by many who accept it at once, and given back by whoever steps back', async () => {
    const to = await published(app, { seats: '1' });
    const first = await answer(app, to, { email: 'six@exemple.fr' });
    const second = await answer(app, to, { email: 'sept@exemple.fr' });
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
    expect(await answerState(app, to.territory, second.id)).toBe('in-discussion');
    expect(await seatsTaken(to)).toBe(0);
  });

  it('are given back by who is erased, once, however many take one at the same moment', async () => {
    const to = await published(app, { seats: '2' });
    const resident = await somebody(app, to.territory);
    const first = (await resident.post(`${to.path}/repondre`, words)).location?.split('/').at(-1) ?? '';
    const others = await Promise.all(['huit', 'neuf', 'dix'].map((name) => answer(app, to, { email: `${name}@exemple.fr` })));
    const ids = (await answerIds(app, to)).filter((id) => id !== first);
    expect(ids).toHaveLength(others.length);
    const accept = (id: string) => to.owner.post(`${to.received}/${id}/decision`, { event: 'accept' });
    expect((await accept(first)).status).toBe(303);
    const erase = () => resident.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    const [erased] = await Promise.all([erase(), ...ids.map(accept)]);
    expect([erased?.status, await answerState(app, to.territory, first)]).toEqual([303, undefined]);
    for (const id of ids) await accept(id);
    const accepted = await Promise.all(ids.map((id) => answerState(app, to.territory, id)));
    expect(accepted.filter((state) => state === 'accepted')).toHaveLength(2);
    expect(await seatsTaken(to)).toBe(2);
  });
});
