import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, decide, keptStructure, mission, stateOf } from '../../../test/support/announcements.ts';
import { answer, published } from '../../../test/support/answers.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { type Somebody, somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { followAnnouncements } from './jobs.ts';
import { announcementsById } from './queries/announcements.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

/** What somebody does with an announcement of theirs, and where it stands. */
function held(territory: TerritoryContext, owner: Somebody, id: string) {
  const found = async () => (await announcementsById(app.kernel, territory.id, [id])).get(id);
  return {
    found,
    state: async () => (await found())?.state,
    day: async () => String((await found())?.publishOn),
    get: (page = '') => owner.get(`/mon-espace/annonces/${id}${page}`),
    act: (step: string) => owner.post(`/mon-espace/annonces/${id}/${step}`),
    async rewrite(more: Readonly<Record<string, string | string[]>>) {
      const revision = String((await found())?.revision);
      return owner.post(`/mon-espace/annonces/${id}/modifier`, { ...mission, publisher_name: 'Camille', revision, ...more });
    },
  };
}

async function begun(more: Readonly<Record<string, string>> = {}) {
  const { territory, owner } = await keptStructure(app);
  const judge = await somebody(app, territory, { role: 'moderator' });
  return { territory, judge, ...held(territory, owner, await begin(owner, more)) };
}

const page = '/annonces/aide-aux-devoirs';

describe('an announcement that is written anew', () => {
  it('goes back to moderators where it waited for its day: what they read is what is published', async () => {
    const { territory, judge, act, rewrite, state, found } = await begun({ publish_on: '2026-12-01' });
    await act('envoyer');
    await decide(judge, 'approve');
    expect(await state()).toBe('scheduled');
    expect((await rewrite({ body: 'Tout autre chose.', publish_on: '2026-12-01' })).status).toBe(303);
    expect(await state()).toBe('submitted');
    try {
      app.clock.set('2026-12-02T09:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect(await state()).toBe('submitted');
    } finally {
      app.clock.set(NOW);
    }
    await decide(judge, 'approve');
    expect([await state(), (await found())?.body]).toEqual(['scheduled', 'Tout autre chose.']);
  });

  it.each(['pourvue', 'retirer'])('is not, once it was public and « %s » ended it: its page says what it said', async (step) => {
    const { territory, judge, act, rewrite, get } = await begun();
    await act('envoyer');
    await decide(judge, 'approve');
    await act(step);
    expect((await get()).body).not.toContain('/modifier"');
    expect((await get('/modifier')).location).toMatch(/^\/mon-espace\/annonces\/[^/]+$/);
    const refused = await rewrite({ body: 'Tout autre chose.' });
    expect([refused.status, plainText(refused.body).includes('reprenez-la pour en faire une nouvelle annonce')]).toEqual([422, true]);
    expect(plainText((await visitor(app, territory).get(page)).body)).not.toContain('Tout autre chose.');
    expect((await act('')).body ?? '').not.toContain('/modifier"');
  });

  it('may be, where it was taken back before anybody saw it', async () => {
    const { act, rewrite, state, found } = await begun();
    await act('envoyer');
    await act('retirer');
    expect((await rewrite({ body: 'Mieux dit.' })).status).toBe(303);
    await act('envoyer');
    expect([await state(), (await found())?.body]).toEqual(['submitted', 'Mieux dit.']);
  });

  it('is asked about once, as it reads now; an item about what it was publishes nothing', async () => {
    const { judge, act, rewrite, state, found } = await begun();
    const items = async () => [...new Set((await judge.get('/gestion/moderation')).body.match(/\/gestion\/moderation\/[0-9a-f-]{36}/g))];
    await act('envoyer');
    const [first = ''] = await items();
    await act('retirer');
    await rewrite({ body: 'Tout autre chose.' });
    await act('envoyer');
    const [second = '', ...others] = await items();
    expect([second === first, others]).toEqual([false, []]);
    expect((await judge.post(first, { event: 'approve', message: '' })).status).toBe(422);
    expect(await state()).toBe('submitted');
    // However it came to be another text than was sent.
    await sql`update announcements.announcement set body = 'Encore autre chose.', revision = revision + 1
      where id = ${(await found())?.id}`.execute(app.kernel.database.kysely<never>());
    const refused = await judge.post(second, { event: 'approve', message: '' });
    expect([refused.status, await state()]).toEqual([422, 'submitted']);
    const text = plainText(refused.body);
    expect([text.includes('Cette annonce a changé depuis cet envoi'), text.includes('Encore autre chose.')]).toEqual([true, true]);
  });

  it('while it is published is looked at again, once for all that changed, and may be taken down', async () => {
    const { territory, judge, act, rewrite, state } = await begun();
    await act('envoyer');
    await decide(judge, 'approve');
    await rewrite({ body: 'Un peu autre chose.' });
    await rewrite({ body: 'Tout autre chose.' });
    expect(plainText((await visitor(app, territory).get(page)).body)).toContain('Tout autre chose.');
    const { body } = await judge.get('/gestion/moderation');
    expect(new Set(body.match(/\/gestion\/moderation\/[0-9a-f-]{36}/g)).size).toBe(1);
    await decide(judge, 'refuse', { reason: 'C’est une publicité.' });
    expect(await state()).toBe('refused');
  });
});

describe('the day of an announcement that waits for it', () => {
  it('is cleared: it is published at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const { act, rewrite, state } = held(territory, admin, await begin(admin, { publish_on: '2026-12-01' }));
    await act('envoyer');
    expect(await state()).toBe('scheduled');
    expect((await rewrite({ publish_on: '' })).status).toBe(303);
    expect(await state()).toBe('published');
  });

  it('is never before the five working days of the duty of announcement (Switzerland)', async () => {
    const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    const admin = await somebody(app, territory, { role: 'administrator' });
    const job = {
      ...{ title: 'Caissier', body: 'Pour la boutique.', occupation: 'Caissier / Caissière', contract: 'permanent', workTime: 'full' },
      ...{
        duty: 'yes',
        reportedOn: '2026-11-23',
        phone: '',
        link: 'https://ruche.example',
        cause: '',
        rhythm: '',
        weekdays: [],
        minimumAge: '',
      },
    };
    const { act, rewrite, state, day } = held(territory, admin, await begin(admin, { ...job, publish_on: '2026-12-10' }, 'emploi'));
    await act('envoyer');
    expect([await state(), await day()]).toEqual(['scheduled', '2026-12-10']);
    for (const publishOn of ['2026-11-25', '']) {
      expect((await rewrite({ ...job, publish_on: publishOn })).status).toBe(303);
      expect([await state(), await day()]).toEqual(['scheduled', '2026-12-01']);
    }
    // Whatever day is written down, the job asks the law's.
    await sql`update announcements.announcement set publish_on = '2026-11-24' where territory_id = ${territory.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    await followAnnouncements(app.kernel, territory);
    expect([await state(), await day()]).toEqual(['scheduled', '2026-12-01']);
  });

  it('is not moved past what it is about', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const once = { rhythm: 'once', weekdays: [], startsOn: '2026-12-05' };
    const { act, rewrite, state, day } = held(territory, admin, await begin(admin, { ...once, publish_on: '2026-12-01' }));
    await act('envoyer');
    const late = await rewrite({ ...once, publish_on: '2026-12-06' });
    expect([late.status, plainText(late.body).includes('La date est passée')]).toEqual([422, true]);
    expect([await state(), await day()]).toEqual(['scheduled', '2026-12-01']);
    try {
      // Nothing ran for two weeks.
      app.clock.set('2026-12-08T09:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect([await state(), (await visitor(app, territory).get(page)).status]).toEqual(['expired', 404]);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('may be a later one for what is over and published again', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    const { act, state } = held(territory, admin, id);
    await act('envoyer');
    await act('pourvue');
    await sql`update announcements.announcement set publish_on = '2026-12-01' where id = ${id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect((await act('envoyer')).status).toBe(303);
    expect(await state()).toBe('scheduled');
    expect(await stateOf(app, territory, id)).toBe('scheduled');
  });
});

describe('what people were promised', () => {
  const said = { title: 'Aide aux devoirs', body: 'Une heure.', cause: 'education', rhythm: 'flexible', weekdays: [] };

  it('keeps seats that are given, whoever is accepted while the announcement is written anew', async () => {
    const to = await published(app, { seats: '3' });
    const { rewrite, found } = held(to.territory, to.owner, to.id);
    const ids = [];
    for (const n of [1, 2, 3]) ids.push((await answer(app, to, { email: `n${n}@exemple.fr` })).id);
    const accept = (id: string) => to.owner.post(`${to.received}/${id}/decision`, { event: 'accept' });
    await accept(ids[0] ?? '');
    await Promise.all([
      accept(ids[1] ?? ''),
      rewrite({ ...said, publisher: to.structureId, seats: '1' }),
      accept(ids[2] ?? ''),
      rewrite({ ...said, publisher: to.structureId, seats: '2' }),
    ]);
    const { facts, seatsTaken = 0 } = (await found()) ?? {};
    expect(seatsTaken).toBeLessThanOrEqual(Number(facts?.['seats']));
    expect((await rewrite({ ...said, publisher: to.structureId, seats: '' })).status).toBe(303);
    for (const id of ids) await accept(id);
    const short = await rewrite({ ...said, publisher: to.structureId, seats: '2' });
    expect([short.status, plainText(short.body).includes('3 places sont déjà données')]).toEqual([422, true]);
    expect((await rewrite({ ...said, publisher: to.structureId, seats: '3' })).status).toBe(303);
  });

  it('stays with whom they answered: it changes hands before somebody answers, by an owner of the structure alone', async () => {
    const to = await published(app);
    const editor = await somebody(app, to.territory, { role: 'editor', structureId: to.structureId });
    const other = await somebody(app, to.territory, { role: 'owner', structureId: to.structureId });
    const mine = { ...said, publisher: '', publisher_name: 'Camille', phone: '04 76 00 00 01' };
    const taken = await held(to.territory, editor, to.id).rewrite(mine);
    expect([taken.status, plainText(taken.body).includes('Seule une personne responsable de la structure')]).toEqual([422, true]);
    await answer(app, to);
    const late = await held(to.territory, other, to.id).rewrite(mine);
    expect([late.status, plainText(late.body).includes('Des personnes ont déjà répondu')]).toEqual([422, true]);
    const announcement = await held(to.territory, other, to.id).found();
    expect([announcement?.publisher.organisationId, announcement?.authorAccount]).toEqual([to.structureId, null]);
    // One that nobody answered is the owner's to take.
    const free = await begin(other, { publisher: to.structureId });
    expect((await held(to.territory, other, free).rewrite(mine)).status).toBe(303);
    expect((await held(to.territory, other, free).found())?.authorAccount).toBe(other.accountId);
  });
});
