import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishTestAnnouncement, withdrawTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../test/support/letters.ts';
import { deliverWaiting, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { catalogue } from '../../catalogue.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { addressDigest } from '../../kernel/mail/address.ts';
import { markDeadAddress } from '../../kernel/mail/dead-address.ts';
import { retain } from '../../kernel/privacy/retention.ts';
import { moveAlerts } from './commands/keeping.ts';
import { noteNews } from './commands/noting.ts';
import { askAgain, tellNews } from './commands/telling.ts';
import { readerOf } from './links.ts';
import { alertsOf } from './queries/alerts.ts';

let smtp: TestSmtp;
let app: TestApplication;
beforeAll(async () => {
  smtp = await startSmtp();
  app = await openTestApplication({ SMTP_URL: smtp.url, MAIL_FROM: 'portail@exemple.fr' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
beforeEach(() => app.clock.set(NOW));

let number = 0;
function newAddress(): string {
  number += 1;
  return `lectrice-${number}@exemple.fr`;
}

/** Asks for an alert without an account, and says yes by the letter's link. @returns the path of the page of one's alerts. */
async function subscribe(
  territory: TerritoryContext,
  email: string,
  query = '',
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const somewhere = visitor(app, territory);
  const asked = await somewhere.post(`/alertes/nouvelle${query}`, { email, rhythm: 'at-once', ...fields });
  expect(asked.location, plainText(asked.body)).toBe('/alertes/demandee');
  const confirmed = await somewhere.post(await linkTo(app, email));
  expect(confirmed.status).toBe(303);
  return confirmed.location?.split('?')[0] ?? '';
}

/** Publishes, and does what the jobs do. */
async function publish(territory: TerritoryContext, said: Parameters<typeof publishTestAnnouncement>[2] = {}): Promise<string> {
  const id = await publishTestAnnouncement(app, territory, said);
  await noteNews(app.kernel, territory.id, [id]);
  return id;
}

function later(time: Temporal.DurationLike): void {
  app.clock.set(app.clock.now().add(time).toString());
}

/** What retention does by night. */
async function forget(territory: TerritoryContext): Promise<void> {
  await retain(app.kernel.database, catalogue, territory.id, app.clock.now());
}

/** Letters with news. */
async function newsTo(email: string) {
  return (await lettersTo(app, email)).filter(({ subject }) => /nouvelle/i.test(subject));
}

const count = async (territory: TerritoryContext, email: string) =>
  (await alertsOf(app.kernel, territory, readerOf(territory.id, email))).length;

describe('an alert without an account', () => {
  it('is asked for on the list with its filters, confirmed by a button, and tells what is new', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    const anyone = visitor(app, territory);
    expect((await anyone.get('/annonces?quoi=benevolat')).body).toContain('href="/alertes/nouvelle?quoi=benevolat"');
    expect((await anyone.get('/annonces/jeunes')).body).toContain('href="/alertes/nouvelle?liste=jeunes"');
    expect(plainText((await anyone.get('/alertes/nouvelle?quoi=benevolat')).body)).toContain('Bénévolat');
    await anyone.post('/alertes/nouvelle?quoi=benevolat', { email, rhythm: 'at-once' });
    const link = await linkTo(app, email);
    // A program that follows links says yes to nothing.
    expect(plainText((await anyone.get(link)).body)).toContain(email);
    await publish(territory);
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);

    later({ minutes: 1 });
    expect((await anyone.post(link)).status).toBe(303);
    await publish(territory, { title: 'Aide aux devoirs' });
    await publish(territory, { title: 'Une scie à ruban', kind: 'materials', facts: { offering: 'offered', free: true } });
    await tellNews(app.kernel, territory);
    const news = await newsTo(email);
    expect(news.map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs']);
    expect(news[0]?.body).toContain('/annonces/aide-aux-devoirs');
    expect(news[0]?.body).not.toContain('scie');
  });

  it('is noted in the job queue when an announcement is published', async () => {
    const territory = await freshTerritory(app.kernel);
    const id = await publishTestAnnouncement(app, territory);
    const { rows } = await sql<{
      data: object;
    }>`select data from job.job where name = 'alerts.note-news' and data->>'announcementId' = ${id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows).toMatchObject([{ data: { territoryId: territory.id, announcementId: id } }]);
  });

  it('does not say whether an address is known: neither by the answer, nor by its status, nor when it was asked too often', async () => {
    const territory = await freshTerritory(app.kernel);
    const known = newAddress();
    await subscribe(territory, known);
    const ask = async (email: string) => {
      const { status, location, body } = await visitor(app, territory).post('/alertes/nouvelle', { email, rhythm: 'daily' });
      return { status, location, body };
    };
    const ofKnown = await ask(known);
    expect(ofKnown).toEqual(await ask(newAddress()));
    expect((await lettersTo(app, known)).at(-1)?.subject).toBe('Vos alertes');
    for (let time = 0; time < 8; time += 1) expect(await ask(known)).toEqual(ofKnown);
    // Five letters a day at most, the one that was confirmed among them.
    expect(await lettersTo(app, known)).toHaveLength(5);
    // Nobody changes how often somebody else is written to.
    expect((await alertsOf(app.kernel, territory, readerOf(territory.id, known)))[0]?.rhythm).toBe('at-once');
  });

  it('says what is to be corrected, and keeps the search', async () => {
    const territory = await freshTerritory(app.kernel);
    for (const email of ['', 'nom', 'nom@exemple']) {
      const reply = await visitor(app, territory).post('/alertes/nouvelle?q=jardin', { email, rhythm: 'daily' });
      expect(reply.status).toBe(422);
      expect(plainText(reply.body)).toContain('« jardin »');
    }
    expect((await visitor(app, territory).post('/alertes/nouvelle', { email: newAddress() })).status).toBe(422);
  });

  it('is stopped by one click of a mail service, and by its page, and nothing of it stays', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email, '?q=devoirs');
    const path = await subscribe(territory, email, '?quoi=benevolat');
    await publish(territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    await deliverWaiting(app.kernel);
    const mail = smtp.received.find(({ envelope, subject }) => envelope.to.includes(email) && subject?.startsWith('Nouvelle annonce'));
    expect(mail?.source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { url: expect.stringContaining(path) } });
    const reply = await app.server.inject({
      method: 'POST',
      url: path,
      headers: { host: `${territory.slug}.localhost`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe('');
    expect(await count(territory, email)).toBe(0);
    const { rows } = await app.kernel.database.unit(
      () => sql`select id from alerts.told where territory_id = ${territory.id}`.execute(app.kernel.database.kysely<never>()),
      { keeper: territory.id },
    );
    expect(rows).toEqual([]);
    expect(plainText((await visitor(app, territory).get(path)).body)).toContain('Aucune alerte');
    await publish(territory, { title: 'Encore des devoirs' });
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toHaveLength(1);
  });

  it('changes its rhythm, rests and is taken up again by its page, and by nobody else’s', async () => {
    const territory = await freshTerritory(app.kernel);
    const [email, other] = [newAddress(), newAddress()];
    const path = await subscribe(territory, email);
    const elsewhere = await subscribe(territory, other);
    const [alert] = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    const set = (by: string, rhythm: string) => visitor(app, territory).post(by, { alert: alert?.id ?? '', event: 'rhythm', rhythm });
    const rhythm = async () => (await alertsOf(app.kernel, territory, readerOf(territory.id, email)))[0]?.rhythm;
    await set(elsewhere, 'paused');
    await visitor(app, territory).post(elsewhere, { alert: alert?.id ?? '', event: 'stop' });
    expect(await rhythm()).toBe('at-once');
    expect((await visitor(app, territory).get(`${path}x`)).status).toBe(404);
    await publish(territory, { title: 'Avant' });
    await set(path, 'paused');
    await publish(territory, { title: 'Pendant' });
    later({ minutes: 1 });
    await set(path, 'at-once');
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);
    later({ minutes: 1 });
    await publish(territory, { title: 'Après' });
    await tellNews(app.kernel, territory);
    expect((await newsTo(email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Après']);
  });

  it('is forgotten after seven days without a yes', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await visitor(app, territory).post('/alertes/nouvelle', { email, rhythm: 'daily' });
    const link = await linkTo(app, email);
    later({ hours: 24 * 7 + 1 });
    await forget(territory);
    const late = await visitor(app, territory).get(link);
    expect(late.status).toBe(404);
    expect(plainText(late.body)).toContain('Ce lien ne fonctionne plus');
  });
});

describe('the alerts of an account', () => {
  it('go along with its address, without those that it has there already, and wait for no yes to the old one', async () => {
    const territory = await freshTerritory(app.kernel);
    const mia = await somebody(app, territory);
    const email = `autre-${mia.email}`;
    await mia.post('/alertes/nouvelle', { rhythm: 'daily' });
    await mia.post('/alertes/nouvelle?q=jardin', { rhythm: 'weekly' });
    await visitor(app, territory).post('/alertes/nouvelle?q=devoirs', { email: mia.email, rhythm: 'daily' });
    await subscribe(territory, email, '?q=jardin');
    await mia.post('/mon-compte/adresse', { email });
    const [, jeton = ''] = /jeton=([^&#\s]+)/.exec(await linkTo(app, email)) ?? [];
    expect((await mia.post('/mon-compte/adresse/confirmer', { jeton })).status).toBe(303);
    const { rows } = await sql<{ data: { accountId: string; formerDigest: string } }>`
      delete from job.job where name = 'alerts.move' and data->>'accountId' = ${mia.accountId} returning data`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect([rows.length, JSON.stringify(rows).includes(mia.email)]).toEqual([1, false]);
    for (const { data } of [...rows, ...rows]) await moveAlerts(app.kernel, territory, { formerDigest: data.formerDigest, email });
    expect(await count(territory, mia.email)).toBe(0);
    const own = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    expect(own.map(({ search, rhythm, email: to }) => [search.query.q, rhythm, to])).toEqual([
      ['', 'daily', email],
      ['jardin', 'at-once', email],
    ]);
  });

  it('are not made by an agent who acts for somebody: the person says yes at their own address', async () => {
    const territory = await freshTerritory(app.kernel);
    const teamId = newId();
    await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
      values (${teamId}, ${territory.id}, 'Accueil', 'social', 'La commune', ${app.clock.now()})`.execute(
      app.kernel.database.kysely<never>(),
    );
    const agent = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId });
    const person = { givenName: 'Fatou', familyName: 'Diallo', phone: '06 12 34 56 78', email: '', locale: 'fr', channel: 'phone', teamId };
    const record = (await agent.post('/gestion/personnes/ajout', person)).location ?? '';
    await agent.post(`${record}/mandats`, { purpose: 'answer', isOldEnough: '1', startsOn: NOW.slice(0, 10), endsOn: '2026-12-24' });
    const mandateId = /mandats\/([0-9a-f-]{36})/.exec((await agent.get(record)).body)?.[1];
    await agent.post(`${record}/mandats/${mandateId}/signature`, { how: 'paper', words: 'Dossier A' });
    expect((await agent.post(`${record}/mandats/${mandateId}/agir`)).status).toBe(303);
    expect(plainText((await agent.get('/alertes/nouvelle')).body)).toContain('Adresse e-mail de Fatou Diallo');
    const email = newAddress();
    const refused = await agent.post('/alertes/nouvelle', { email: agent.email, rhythm: 'daily' });
    expect([refused.status, plainText(refused.body).includes('donnez celle de Fatou Diallo')]).toEqual([422, true]);
    expect((await agent.post('/alertes/nouvelle', { email, rhythm: 'daily' })).location).toBe('/alertes/demandee');
    expect([await count(territory, agent.email), await count(territory, email)]).toEqual([0, 0]);
    expect((await visitor(app, territory).post(await linkTo(app, email))).status).toBe(303);
    expect(await count(territory, email)).toBe(1);
  });
});

describe('a letter with news', () => {
  it('tells twelve at most, says how many more there are, and leads to the same list', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email, '?quoi=benevolat');
    for (let n = 1; n <= 15; n += 1) await publish(territory, { title: `Mission ${n}` });
    await tellNews(app.kernel, territory);
    const [letter, ...more] = await newsTo(email);
    expect(more).toEqual([]);
    expect(letter?.subject).toContain('15 nouvelles annonces');
    expect(letter?.body.match(/^Mission \d+/gm)).toHaveLength(12);
    expect(letter?.body).toContain('Et 3 autres');
    expect(letter?.body).toContain('/annonces?quoi=benevolat');
  });

  it('groups all alerts of an address, and tells nothing twice, whatever their rhythms', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email, '?q=devoirs', { rhythm: 'weekly' });
    await subscribe(territory, email, '?quoi=benevolat', { rhythm: 'at-once' });
    const id = await publish(territory, { title: 'Aide aux devoirs' });
    await publish(territory, { title: 'Aide aux devoirs du soir', kind: 'appeal', facts: { seeking: ['people'] } });
    await Promise.all([tellNews(app.kernel, territory), tellNews(app.kernel, territory), tellNews(app.kernel, territory)]);
    expect((await newsTo(email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs']);
    // Its event delivered again, and published again after it was taken back.
    await noteNews(app.kernel, territory.id, [id]);
    app.clock.set('2026-11-30T06:00:00Z');
    await tellNews(app.kernel, territory);
    await tellNews(app.kernel, territory);
    const subjects = (await newsTo(email)).map(({ subject }) => subject);
    expect(subjects).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs', 'Nouvelle annonce\u202f: Aide aux devoirs du soir']);
  });

  it('that failed keeps no other address from its own, and is written again by the next round, for a fortnight', async () => {
    const territory = await freshTerritory(app.kernel);
    const emails = [newAddress(), newAddress(), newAddress()];
    for (const email of emails) await subscribe(territory, email);
    await publish(territory, { title: 'Aide aux devoirs' });
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
    const told = async () => Promise.all(emails.map(async (email) => (await newsTo(email)).length));
    expect(await told()).toEqual([1, 0, 1]);
    await readdress('http://[', '/annonces');
    await tellNews(app.kernel, territory);
    await tellNews(app.kernel, territory);
    expect(await told()).toEqual([1, 1, 1]);
    await publish(territory, { title: 'Encore' });
    await readdress('/annonces', 'http://[');
    for (const days of [0, 15]) {
      later({ hours: 24 * days });
      await tellNews(app.kernel, territory);
    }
    await readdress('http://[', '/annonces');
    await tellNews(app.kernel, territory);
    expect(await told()).toEqual([2, 1, 2]);
  });

  it('of what is published again goes to who was not told of it', async () => {
    const territory = await freshTerritory(app.kernel);
    const [first, second] = [newAddress(), newAddress()];
    await subscribe(territory, first);
    const id = await publish(territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    later({ minutes: 5 });
    await subscribe(territory, second);
    await tellNews(app.kernel, territory);
    expect(await newsTo(second)).toEqual([]);
    await noteNews(app.kernel, territory.id, [id]);
    await tellNews(app.kernel, territory);
    expect(await newsTo(first)).toHaveLength(1);
    expect(await newsTo(second)).toHaveLength(1);
  });

  it('leaves at once with what has waited, once it is wanted sooner, and only then', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    const path = await subscribe(territory, email, '', { rhythm: 'weekly' });
    const [alert] = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    const set = (rhythm: string) => visitor(app, territory).post(path, { alert: alert?.id ?? '', event: 'rhythm', rhythm });
    await publish(territory, { title: 'Aide aux devoirs' });
    // Letters at once and of the day have passed it.
    later({ hours: 24 });
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);
    await set('daily');
    expect((await newsTo(email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Aide aux devoirs']);
    await publish(territory, { title: 'Une chorale' });
    await set('weekly');
    expect(await newsTo(email)).toHaveLength(1);
    app.clock.set('2026-11-30T06:00:00Z');
    await tellNews(app.kernel, territory);
    expect((await newsTo(email)).map(({ subject }) => subject).at(-1)).toBe('Nouvelle annonce\u202f: Une chorale');
    expect(await newsTo(email)).toHaveLength(2);
  });

  it('leaves out what ended before it left', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email, '', { rhythm: 'daily' });
    const id = await publish(territory, { title: 'Trop tard' });
    await withdrawTestAnnouncement(app, territory, id);
    app.clock.set('2026-11-25T06:00:00Z');
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);
  });

  it.each([
    ['in winter', '2026-11-24T09:30:00Z', '2026-11-25T05:55:00Z', '2026-11-25T06:00:00Z'],
    ['on the day when clocks go forward', '2026-03-28T09:30:00Z', '2026-03-29T04:55:00Z', '2026-03-29T05:00:00Z'],
    ['on the day when clocks go back', '2026-10-24T09:30:00Z', '2026-10-25T05:55:00Z', '2026-10-25T06:00:00Z'],
  ])('of the day leaves at seven %s', async (_, published, before, seven) => {
    app.clock.set(published);
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email, '', { rhythm: 'daily' });
    await publish(territory);
    app.clock.set(before);
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);
    app.clock.set(seven);
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toHaveLength(1);
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
    await publish(territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    const letters = await lettersTo(app, email);
    expect(letters.at(-1)?.subject).toBe('New announcement: Aide aux devoirs');
    expect(letters.at(-1)?.body).toContain('Volunteering');
  });

  it('goes to no address that is dead: its alerts rest', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email);
    await markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, email), '5.1.1');
    await publish(territory);
    await tellNews(app.kernel, territory);
    expect(await newsTo(email)).toEqual([]);
    expect((await alertsOf(app.kernel, territory, readerOf(territory.id, email)))[0]?.rhythm).toBe('paused');
  });
});

describe('after a year', () => {
  const year = { hours: 24 * 366 };

  it('somebody is asked once whether they still want it, and keeps it by a button', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    const path = await subscribe(territory, email);
    await askAgain(app.kernel, territory);
    later(year);
    await Promise.all([askAgain(app.kernel, territory), askAgain(app.kernel, territory)]);
    const asked = (await lettersTo(app, email)).filter(({ subject }) => subject.startsWith('Voulez-vous garder'));
    expect(asked).toHaveLength(1);
    expect(plainText((await visitor(app, territory).get(path)).body)).toContain('Voulez-vous garder vos alertes');
    expect((await visitor(app, territory).post(path, { event: 'keep' })).status).toBe(303);
    later({ hours: 24 * 31 });
    await forget(territory);
    expect(await count(territory, email)).toBe(1);
  });

  it('who does not answer is forgotten a month later', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(territory, email);
    later(year);
    await askAgain(app.kernel, territory);
    later({ hours: 24 * 31 });
    await forget(territory);
    expect(await count(territory, email)).toBe(0);
  });
});

describe('somebody signed in', () => {
  it('is written to at once at their own address, and finds there what they asked for without an account', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    await subscribe(territory, person.email, '?quoi=emploi');
    const reply = await person.post('/alertes/nouvelle?quoi=benevolat', { email: newAddress(), rhythm: 'at-once' });
    expect(reply.location).toBe('/mon-espace/alertes?fait=confirmee');
    const { body } = await person.get('/mon-espace/alertes');
    expect(plainText(body)).toContain('Bénévolat');
    expect(plainText(body)).toContain('Emploi');
    await publish(territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    expect(await newsTo(person.email)).toHaveLength(1);
    expect((await person.post('/mon-espace/alertes', { event: 'stop-all' })).location).toBe('/mon-espace/alertes?fait=arret');
    expect(await count(territory, person.email)).toBe(0);
  });

  it('has twenty at most', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const ask = (query: string) => person.post(`/alertes/nouvelle?q=${query}`, { rhythm: 'daily' });
    // Ten an hour.
    for (let n = 0; n < 20; n += 1) {
      if (n % 10 === 0) later({ hours: 2 });
      expect((await ask(`mot${n}`)).status).toBe(303);
    }
    later({ hours: 2 });
    const full = await ask('encore');
    expect(full.status).toBe(422);
    expect(plainText(full.body)).toContain('Vous avez déjà 20 alertes');
    // One that is there is asked for again: it is the same one.
    expect((await ask('mot3')).status).toBe(303);
    expect(await count(territory, person.email)).toBe(20);
  });
});

it('is not offered where the territory shows no announcements, and what was asked for can still be stopped', async () => {
  const territory = await freshTerritory(app.kernel);
  const email = newAddress();
  const path = await subscribe(territory, email);
  await sql`update territories.territory set services = array_remove(services, 'announcements') where id = ${territory.id}`.execute(
    app.kernel.database.kysely<never>(),
  );
  const anyone = visitor(app, territory);
  expect((await anyone.get('/alertes/nouvelle')).status).toBe(404);
  expect((await anyone.post('/alertes/nouvelle', { email: newAddress(), rhythm: 'daily' })).status).toBe(404);
  expect((await anyone.post(path, { event: 'stop-all' })).status).toBe(303);
  expect(await count(territory, email)).toBe(0);
});
