import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countAlerts, forget, later, newAddress, newsTo, publish, subscribe } from '../../../test/support/alerts.ts';
import { publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../test/support/letters.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { tellNews } from './commands/telling.ts';
import { readerOf } from './links.ts';
import { alertsOf } from './queries/alerts.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(NOW));

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
    await publish(app, territory);
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);

    later(app, { minutes: 1 });
    expect((await anyone.post(link)).status).toBe(303);
    await publish(app, territory, { title: 'Aide aux devoirs' });
    await publish(app, territory, { title: 'Une scie à ruban', kind: 'materials', facts: { offering: 'offered', free: true } });
    await tellNews(app.kernel, territory);
    const news = await newsTo(app, email);
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
    await subscribe(app, territory, known);
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

  it('is forgotten after seven days without a yes', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await visitor(app, territory).post('/alertes/nouvelle', { email, rhythm: 'daily' });
    const link = await linkTo(app, email);
    later(app, { hours: 24 * 7 + 1 });
    await forget(app, territory);
    const late = await visitor(app, territory).get(link);
    expect(late.status).toBe(404);
    expect(plainText(late.body)).toContain('Ce lien ne fonctionne plus');
  });
});

describe('somebody signed in', () => {
  it('is written to at once at their own address, and finds there what they asked for without an account', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    await subscribe(app, territory, person.email, '?quoi=emploi');
    const reply = await person.post('/alertes/nouvelle?quoi=benevolat', { email: newAddress(), rhythm: 'at-once' });
    expect(reply.location).toBe('/mon-espace/alertes?fait=confirmee');
    const { body } = await person.get('/mon-espace/alertes');
    expect(plainText(body)).toContain('Bénévolat');
    expect(plainText(body)).toContain('Emploi');
    await publish(app, territory, { title: 'Aide aux devoirs' });
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, person.email)).toHaveLength(1);
    expect((await person.post('/mon-espace/alertes', { event: 'stop-all' })).location).toBe('/mon-espace/alertes?fait=arret');
    expect(await countAlerts(app, territory, person.email)).toBe(0);
  });

  it('has twenty at most', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const ask = (query: string) => person.post(`/alertes/nouvelle?q=${query}`, { rhythm: 'daily' });
    // Ten an hour.
    for (let n = 0; n < 20; n += 1) {
      if (n % 10 === 0) later(app, { hours: 2 });
      expect((await ask(`mot${n}`)).status).toBe(303);
    }
    later(app, { hours: 2 });
    const full = await ask('encore');
    expect(full.status).toBe(422);
    expect(plainText(full.body)).toContain('Vous avez déjà 20 alertes');
    // One that is there is asked for again: it is the same one.
    expect((await ask('mot3')).status).toBe(303);
    expect(await countAlerts(app, territory, person.email)).toBe(20);
  });
});

it('is not offered where the territory shows no announcements, and what was asked for can still be stopped', async () => {
  const territory = await freshTerritory(app.kernel);
  const email = newAddress();
  const path = await subscribe(app, territory, email);
  await sql`update territories.territory set services = array_remove(services, 'announcements') where id = ${territory.id}`.execute(
    app.kernel.database.kysely<never>(),
  );
  const anyone = visitor(app, territory);
  expect((await anyone.get('/alertes/nouvelle')).status).toBe(404);
  expect((await anyone.post('/alertes/nouvelle', { email: newAddress(), rhythm: 'daily' })).status).toBe(404);
  expect((await anyone.post(path, { event: 'stop-all' })).status).toBe(303);
  expect(await countAlerts(app, territory, email)).toBe(0);
});
