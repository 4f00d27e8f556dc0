import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { later, newAddress, newsTo, publish, subscribe } from '../../../test/support/alerts.ts';
import { withdrawTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { lettersTo, linkTo } from '../../../test/support/letters.ts';
import { visitor } from '../../../test/support/people.ts';
import { addressDigest } from '../../kernel/mail/address.ts';
import { markDeadAddress } from '../../kernel/mail/dead-address.ts';
import { noteNews } from './commands/noting.ts';
import { tellNews } from './commands/telling.ts';
import { readerOf } from './links.ts';
import { alertsOf } from './queries/alerts.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(NOW));

describe('a letter with news', () => {
  it('tells twelve at most, says how many more there are, and leads to the same list', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email, '?quoi=benevolat');
    for (let n = 1; n <= 15; n += 1) await publish(app, territory, { title: `Mission ${n}` });
    await tellNews(app.kernel, territory);
    const [letter, ...more] = await newsTo(app, email);
    expect(more).toEqual([]);
    expect(letter?.subject).toContain('15 nouvelles annonces');
    expect(letter?.body.match(/^Mission \d+/gm)).toHaveLength(12);
    expect(letter?.body).toContain('Et 3 autres');
    expect(letter?.body).toContain('/annonces?quoi=benevolat');
  });

  it('groups all alerts of an address, and tells nothing twice, whatever their rhythms', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email, '?q=devoirs', { rhythm: 'weekly' });
    await subscribe(app, territory, email, '?quoi=benevolat', { rhythm: 'at-once' });
    const id = await publish(app, territory, { title: 'Aide aux devoirs' });
    await publish(app, territory, { title: 'Aide aux devoirs du soir', kind: 'appeal', facts: { seeking: ['people'] } });
    await Promise.all([tellNews(app.kernel, territory), tellNews(app.kernel, territory), tellNews(app.kernel, territory)]);
    expect((await newsTo(app, email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs']);
    // Its event delivered again, and published again after it was taken back.
    await noteNews(app.kernel, territory.id, [id]);
    app.clock.set('2026-11-30T06:00:00Z');
    await tellNews(app.kernel, territory);
    await tellNews(app.kernel, territory);
    const subjects = (await newsTo(app, email)).map(({ subject }) => subject);
    expect(subjects).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs', 'Nouvelle annonce\u202f: Aide aux devoirs du soir']);
  });

  it('that failed keeps no other address from its own, and is written again by the next round, for a fortnight', async () => {
    const territory = await freshTerritory(app.kernel);
    const emails = [newAddress(), newAddress(), newAddress()];
    for (const email of emails) await subscribe(app, territory, email);
    await publish(app, territory, { title: 'Aide aux devoirs' });
    const readdress = (from: string, to: string) =>
      app.kernel.database.unit(
        () =>
          sql`update alerts.alert set address = ${to} where territory_id = ${territory.id} and email = ${emails[1]} and address = ${from}`.execute(
            app.kernel.database.kysely<never>(),
          ),
        { keeper: territory.id },
      );
    await readdress('/annonces', 'http://[');
    await tellNews(app.kernel, territory);
    const told = async () => Promise.all(emails.map(async (email) => (await newsTo(app, email)).length));
    expect(await told()).toEqual([1, 0, 1]);
    await readdress('http://[', '/annonces');
    await tellNews(app.kernel, territory);
    await tellNews(app.kernel, territory);
    expect(await told()).toEqual([1, 1, 1]);
    await publish(app, territory, { title: 'Encore' });
    await readdress('/annonces', 'http://[');
    for (const days of [0, 15]) {
      later(app, { hours: 24 * days });
      await tellNews(app.kernel, territory);
    }
    await readdress('http://[', '/annonces');
    await tellNews(app.kernel, territory);
    expect(await told()).toEqual([2, 1, 2]);
  });

  it('of what is published again goes to who was not told of it', async () => {
    const territory = await freshTerritory(app.kernel);
    const [first, second] = [newAddress(), newAddress()];
    await subscribe(app, territory, first);
    const id = await publish(app, territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    later(app, { minutes: 5 });
    await subscribe(app, territory, second);
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, second)).toEqual([]);
    await noteNews(app.kernel, territory.id, [id]);
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, first)).toHaveLength(1);
    expect(await newsTo(app, second)).toHaveLength(1);
  });

  it('leaves at once with what has waited, once it is wanted sooner, and only then', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    const path = await subscribe(app, territory, email, '', { rhythm: 'weekly' });
    const [alert] = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    const set = (rhythm: string) => visitor(app, territory).post(path, { alert: alert?.id ?? '', event: 'rhythm', rhythm });
    await publish(app, territory, { title: 'Aide aux devoirs' });
    // Letters at once and of the day have passed it.
    later(app, { hours: 24 });
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);
    await set('daily');
    expect((await newsTo(app, email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs']);
    await publish(app, territory, { title: 'Une chorale' });
    await set('weekly');
    expect(await newsTo(app, email)).toHaveLength(1);
    app.clock.set('2026-11-30T06:00:00Z');
    await tellNews(app.kernel, territory);
    expect((await newsTo(app, email)).map(({ subject }) => subject).at(-1)).toBe('Nouvelle annonce\u202f: Une chorale');
    expect(await newsTo(app, email)).toHaveLength(2);
  });

  it('leaves out what ended before it left', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email, '', { rhythm: 'daily' });
    const id = await publish(app, territory, { title: 'Trop tard' });
    await withdrawTestAnnouncement(app, territory, id);
    app.clock.set('2026-11-25T06:00:00Z');
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);
  });

  it.each([
    ['of the day', 'in winter', 'Europe/Paris', 'daily', '2026-11-24T09:30:00Z', '2026-11-25T06:00:00Z'],
    ['of the day', 'on the day when clocks go forward', 'Europe/Paris', 'daily', '2026-03-28T09:30:00Z', '2026-03-29T05:00:00Z'],
    ['of the day', 'on the day when clocks go back', 'Europe/Paris', 'daily', '2026-10-24T09:30:00Z', '2026-10-25T06:00:00Z'],
    ['of the day', 'on clocks of elsewhere', 'Indian/Reunion', 'daily', '2026-11-24T09:30:00Z', '2026-11-25T03:00:00Z'],
    ['of the week', 'after clocks went forward', 'Europe/Paris', 'weekly', '2026-03-23T09:30:00Z', '2026-03-30T05:00:00Z'],
    ['of the week', 'after clocks went back', 'Europe/Paris', 'weekly', '2026-10-19T09:30:00Z', '2026-10-26T06:00:00Z'],
    ['of the week', 'on clocks of elsewhere', 'Indian/Reunion', 'weekly', '2026-11-24T09:30:00Z', '2026-11-30T03:00:00Z'],
  ])('%s leaves at seven %s', async (_, _when, timeZone, rhythm, published, seven) => {
    app.clock.set(published);
    const territory = await freshTerritory(app.kernel, { timeZone });
    const email = newAddress();
    await subscribe(app, territory, email, '', { rhythm });
    await publish(app, territory);
    app.clock.set(seven);
    later(app, { minutes: -5 });
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);
    app.clock.set(seven);
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toHaveLength(1);
  });

  it('is in the language in which the alert was asked for', async () => {
    const territory = await freshTerritory(app.kernel, { locales: ['fr', 'en'] });
    const email = newAddress();
    const anyone = visitor(app, territory);
    await anyone.post('/en/alertes/nouvelle?quoi=benevolat', { email, rhythm: 'at-once' });
    expect((await lettersTo(app, email))[0]?.subject).toBe('Confirm your alert');
    const link = await linkTo(app, email);
    expect(link).toMatch(/^\/en\//);
    await anyone.post(link);
    await publish(app, territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    const letters = await lettersTo(app, email);
    expect(letters.at(-1)?.subject).toBe('New announcement: Aide aux devoirs');
    expect(letters.at(-1)?.body).toContain('Volunteering');
  });

  it('goes to no address that is dead: its alerts rest', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email);
    await markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, email), '5.1.1');
    await publish(app, territory);
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);
    expect((await alertsOf(app.kernel, territory, readerOf(territory.id, email)))[0]?.rhythm).toBe('paused');
  });
});
