import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, keptStructure, mission, stateOf } from '../../../test/support/announcements.ts';
import { NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { changeState } from './commands/life.ts';
import { followAnnouncements } from './jobs.ts';
import { announcementsById } from './queries/announcements.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('the life of announcements', () => {
  it('follows the days of the territory: told a week before, ended the day after, in its own zone', async () => {
    const { territory } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin, { rhythm: 'once', startsOn: '2027-03-28', endsOn: '', weekdays: [] });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const letters = async () => (await lettersTo(app, admin.email)).filter(({ subject }) => subject.includes('prend fin')).length;
    try {
      // In Paris the 21st begins at 23:00 UTC on the 20th.
      app.clock.set('2027-03-20T22:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect(await letters()).toBe(0);
      app.clock.set('2027-03-20T23:30:00Z');
      await Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
      expect(await letters()).toBe(1);
      // The clocks go forward in that night: the 28th ends at 22:00 UTC.
      app.clock.set('2027-03-28T21:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(app, territory, id)).toBe('published');
      app.clock.set('2027-03-28T22:30:00Z');
      expect(plainText((await visitor(app, territory).get('/annonces/aide-aux-devoirs')).body)).toContain('Elle a pris fin');
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(app, territory, id)).toBe('expired');
      expect(await letters()).toBe(1);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('publishes on its day what was to wait for it', async () => {
    const { territory } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin, { publish_on: '2026-12-01' });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect(await stateOf(app, territory, id)).toBe('scheduled');
    try {
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(app, territory, id)).toBe('scheduled');
      app.clock.set('2026-11-30T23:05:00Z');
      await Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
      expect(await stateOf(app, territory, id)).toBe('published');
    } finally {
      app.clock.set(NOW);
    }
  });

  it('follows another day that its author gives it, and is not moved into the past', async () => {
    const { territory } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const once = { rhythm: 'once', weekdays: [], publisher_name: 'Camille' };
    const id = await begin(admin, { ...once, startsOn: '2026-12-05' });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const edit = (startsOn: string, revision: string) =>
      admin.post(`/mon-espace/annonces/${id}/modifier`, { ...mission, ...once, startsOn, revision });
    const past = await edit('2026-11-01', '1');
    expect([past.status, plainText(past.body).includes('La date est passée')]).toEqual([422, true]);
    // What no page of ours sends is nobody's revision.
    expect((await edit('2026-12-20', 'abc')).status).toBe(422);
    expect((await edit('2026-12-20', '1')).status).toBe(303);
    const found = (await announcementsById(app.kernel, territory.id, [id])).get(id);
    expect([found?.state, String(found?.expiresOn)]).toEqual(['published', '2026-12-20']);
    // It ends on a day of its own: there is nothing to prolong.
    expect((await admin.get(`/mon-espace/annonces/${id}`)).body).not.toContain('/prolonger');
  });

  it('is decided by one of two who want something else at once', async () => {
    const { territory } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const announcement = (await announcementsById(app.kernel, territory.id, [id])).get(id);
    if (!announcement) throw new Error('It is not there.');
    const by = { actor: 'system', onBehalfOf: null };
    const outcomes = await Promise.all(
      (['fill', 'withdraw', 'refuse'] as const).map((event) =>
        app.kernel.database.unit(() => changeState(app.kernel, territory, announcement, event, by)),
      ),
    );
    expect(outcomes.filter((state) => state !== null)).toHaveLength(1);
  });
});
