import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, keptStructure, mission, stateOf } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../test/support/letters.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { changeState } from './commands/life.ts';
import { trustStructure } from './commands/trust.ts';
import { followAnnouncements } from './jobs.ts';
import { announcementsById } from './queries/announcements.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('the life of announcements', () => {
  it.each([
    // The clocks go forward in the night of 28 March, and back in that of 25 October: in Paris the one day has 23 hours, the other 25.
    { timeZone: 'Europe/Paris', begun: '2026-11-24', day: '2027-03-28', week: '2027-03-20T23:00:00Z', over: '2027-03-28T22:00:00Z' },
    { timeZone: 'Europe/Paris', begun: '2026-10-01', day: '2026-10-25', week: '2026-10-17T22:00:00Z', over: '2026-10-25T23:00:00Z' },
    { timeZone: 'Indian/Reunion', begun: '2026-10-01', day: '2026-10-25', week: '2026-10-17T20:00:00Z', over: '2026-10-25T20:00:00Z' },
    { timeZone: 'America/Martinique', begun: '2026-10-01', day: '2026-10-25', week: '2026-10-18T04:00:00Z', over: '2026-10-26T04:00:00Z' },
  ])('follows the days of the territory, in $timeZone until $day: told a week before, ended and published the day after', async (days) => {
    const { timeZone, begun, day, week, over } = days;
    const before = (moment: string) => Temporal.Instant.from(moment).subtract({ minutes: 1 }).toString();
    try {
      app.clock.set(`${begun}T09:30:00Z`);
      const territory = await freshTerritory(app.kernel, { timeZone });
      const admin = await somebody(app, territory, { role: 'administrator' });
      const letters = async () => (await lettersTo(app, admin.email)).filter(({ subject }) => subject.includes('prend fin'));
      const follow = () => Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
      const id = await begin(admin, { rhythm: 'once', startsOn: day, endsOn: '', weekdays: [] });
      const next = await begin(admin, { title: 'La suivante', publish_on: Temporal.PlainDate.from(day).add({ days: 1 }).toString() });
      for (const one of [id, next]) await admin.post(`/mon-espace/annonces/${one}/envoyer`);
      const states = async () => [await stateOf(app, territory, id), await stateOf(app, territory, next)];
      app.clock.set(before(week));
      await follow();
      expect(await letters()).toEqual([]);
      app.clock.set(week);
      await follow();
      const [letter, ...others] = await letters();
      expect(others).toEqual([]);
      // It ends on a day of its own: there is nothing to prolong.
      expect([letter?.body.includes('le jour que vous avez indiqué'), letter?.body.includes('/prolonger/')]).toEqual([true, false]);
      app.clock.set(before(over));
      await follow();
      expect(await states()).toEqual(['published', 'scheduled']);
      app.clock.set(over);
      expect(plainText((await visitor(app, territory).get('/annonces/aide-aux-devoirs')).body)).toContain('Elle a pris fin');
      await follow();
      expect(await states()).toEqual(['expired', 'published']);
      expect(await letters()).toHaveLength(1);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('is prolonged by one button of the letter that tells of its end, which tells of the new one in its time', async () => {
    const { territory, structureId, owner } = await keptStructure(app);
    await app.kernel.database.unit(() => trustStructure(app.kernel, territory.id, structureId, 'system'));
    const id = await begin(owner, { publisher: structureId });
    await owner.post(`/mon-espace/annonces/${id}/envoyer`);
    const end = async () => (await announcementsById(app.kernel, territory.id, [id])).get(id)?.expiresOn?.toString() ?? '';
    const letters = async () => (await lettersTo(app, owner.email)).filter(({ subject }) => subject.includes('prend fin')).length;
    const aWeekBefore = async () => {
      app.clock.set(`${Temporal.PlainDate.from(await end()).subtract({ days: 7 })}T09:30:00Z`);
      await followAnnouncements(app.kernel, territory);
    };
    try {
      const first = await end();
      await aWeekBefore();
      const link = await linkTo(app, owner.email);
      const reader = visitor(app, territory);
      const page = await reader.get(link);
      expect([page.status, plainText(page.body).includes('Prolonger jusqu’au'), await end()]).toEqual([200, true, first]);
      const forged = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
      expect((await visitor(app, territory).get(forged)).status).toBe(404);
      expect((await reader.post(link)).location).toBe(link);
      const second = await end();
      expect(second > first).toBe(true);
      expect(plainText((await reader.get(link)).body)).toContain('Votre annonce est visible');
      // The same link again, on another day, is of the end that it was written for.
      app.clock.set(`${first}T09:30:00Z`);
      await reader.post(link);
      await followAnnouncements(app.kernel, territory);
      expect([await end(), await letters()]).toEqual([second, 1]);

      await aWeekBefore();
      expect(await letters()).toBe(2);
      const editor = await somebody(app, territory, { role: 'editor', structureId });
      expect((await editor.get(`/mon-espace/annonces/${id}`)).body).toContain(`formaction="/mon-espace/annonces/${id}/prolonger"`);
      expect((await editor.post(`/mon-espace/annonces/${id}/prolonger`)).status).toBe(303);
      expect((await end()) > second).toBe(true);
      expect(plainText((await editor.get(`/mon-espace/annonces/${id}`)).body)).toContain('Prolongée');
    } finally {
      app.clock.set(NOW);
    }
  });

  it('begins anew as a draft with the same facts, and no day of its own', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin, { publish_on: '2026-12-01' });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const again = (await admin.post(`/mon-espace/annonces/${id}/reprendre`)).location?.split('/').at(-2) ?? '';
    const found = await announcementsById(app.kernel, territory.id, [id, again]);
    const [before, copy] = [found.get(id), found.get(again)];
    expect(copy).toMatchObject({ state: 'draft', publishOn: null, publishedAt: null, expiresOn: null, slug: 'aide-aux-devoirs-2' });
    expect(copy?.facts).toEqual(before?.facts);
    expect([copy?.title, copy?.body, copy?.phone, copy?.publisher]).toEqual([
      before?.title,
      before?.body,
      before?.phone,
      before?.publisher,
    ]);
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
