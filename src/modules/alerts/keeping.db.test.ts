import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countAlerts, forget, later, newAddress, newsTo, publish, subscribe } from '../../../test/support/alerts.ts';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { archiveOf } from '../../../test/support/archive.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../test/support/letters.ts';
import { deliverWaiting, startSmtp, type TestSmtp } from '../../../test/support/mail.ts';
import { PASSWORD, somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { moveAlerts } from './commands/keeping.ts';
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

/** An agent who acts for Fatou Diallo. @returns `act`: begins again. */
async function acting(territory: TerritoryContext) {
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
  const act = async () => expect((await agent.post(`${record}/mandats/${mandateId}/agir`)).status).toBe(303);
  await act();
  return { agent, act };
}

describe('an alert without an account', () => {
  it('is stopped by one click of a mail service, and by its page, and nothing of it stays', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email, '?q=devoirs');
    const path = await subscribe(app, territory, email, '?quoi=benevolat');
    await publish(app, territory, { title: 'Aide aux devoirs' });
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
    expect(await countAlerts(app, territory, email)).toBe(0);
    const { rows } = await app.kernel.database.unit(
      () => sql`select id from alerts.told where territory_id = ${territory.id}`.execute(app.kernel.database.kysely<never>()),
      { keeper: territory.id },
    );
    expect(rows).toEqual([]);
    expect(plainText((await visitor(app, territory).get(path)).body)).toContain('Aucune alerte');
    await publish(app, territory, { title: 'Encore des devoirs' });
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toHaveLength(1);
  });

  it('changes its rhythm, rests and is taken up again by its page, and by nobody else’s', async () => {
    const territory = await freshTerritory(app.kernel);
    const [email, other] = [newAddress(), newAddress()];
    const path = await subscribe(app, territory, email);
    const elsewhere = await subscribe(app, territory, other);
    const [alert] = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    const set = (by: string, rhythm: string) => visitor(app, territory).post(by, { alert: alert?.id ?? '', event: 'rhythm', rhythm });
    const rhythm = async () => (await alertsOf(app.kernel, territory, readerOf(territory.id, email)))[0]?.rhythm;
    await set(elsewhere, 'paused');
    await visitor(app, territory).post(elsewhere, { alert: alert?.id ?? '', event: 'stop' });
    expect(await rhythm()).toBe('at-once');
    expect((await visitor(app, territory).get(`${path}x`)).status).toBe(404);
    await publish(app, territory, { title: 'Avant' });
    await set(path, 'paused');
    await publish(app, territory, { title: 'Pendant' });
    later(app, { minutes: 1 });
    await set(path, 'at-once');
    await tellNews(app.kernel, territory);
    expect(await newsTo(app, email)).toEqual([]);
    later(app, { minutes: 1 });
    await publish(app, territory, { title: 'Après' });
    await tellNews(app.kernel, territory);
    expect((await newsTo(app, email)).map(({ subject }) => subject)).toEqual(['Nouvelle annonce\u202f: Après']);
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
    await subscribe(app, territory, email, '?q=jardin');
    await mia.post('/mon-compte/adresse', { email });
    const [, jeton = ''] = /jeton=([^&#\s]+)/.exec(await linkTo(app, email)) ?? [];
    expect((await mia.post('/mon-compte/adresse/confirmer', { jeton })).status).toBe(303);
    const { rows } = await sql<{ data: { accountId: string; formerDigest: string } }>`
      delete from job.job where name = 'alerts.move' and data->>'accountId' = ${mia.accountId} returning data`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect([rows.length, JSON.stringify(rows).includes(mia.email)]).toEqual([1, false]);
    for (const { data } of [...rows, ...rows]) await moveAlerts(app.kernel, territory, { formerDigest: data.formerDigest, email });
    expect(await countAlerts(app, territory, mia.email)).toBe(0);
    const own = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
    expect(own.map(({ search, rhythm, email: to }) => [search.query.q, rhythm, to])).toEqual([
      ['', 'daily', email],
      ['jardin', 'at-once', email],
    ]);
  });

  it('are given whole to who asks for their data, and erased with their account, those of nobody else', async () => {
    const territory = await freshTerritory(app.kernel);
    const [mia, other] = [await somebody(app, territory), newAddress()];
    await mia.post('/alertes/nouvelle?q=devoirs', { rhythm: 'daily' });
    await subscribe(app, territory, other, '?q=chorale');
    const { json } = await archiveOf(app, mia, territory);
    expect(json['alerts.alert']).toEqual([expect.objectContaining({ email: mia.email, address: '/annonces?q=devoirs', rhythm: 'daily' })]);
    expect((await mia.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).status).toBe(303);
    expect([await countAlerts(app, territory, mia.email), await countAlerts(app, territory, other)]).toEqual([0, 1]);
  });

  it('are not made by an agent who acts for somebody: the person says yes at their own address', async () => {
    const territory = await freshTerritory(app.kernel);
    const { agent } = await acting(territory);
    expect(plainText((await agent.get('/alertes/nouvelle')).body)).toContain('Adresse e-mail de Fatou Diallo');
    const email = newAddress();
    const refused = await agent.post('/alertes/nouvelle', { email: agent.email, rhythm: 'daily' });
    expect([refused.status, plainText(refused.body).includes('donnez celle de Fatou Diallo')]).toEqual([422, true]);
    expect((await agent.post('/alertes/nouvelle', { email, rhythm: 'daily' })).location).toBe('/alertes/demandee');
    expect([await countAlerts(app, territory, agent.email), await countAlerts(app, territory, email)]).toEqual([0, 0]);
    expect((await visitor(app, territory).post(await linkTo(app, email))).status).toBe(303);
    expect(await countAlerts(app, territory, email)).toBe(1);
  });

  it('are not shown, nor changed, while they act for somebody', async () => {
    const territory = await freshTerritory(app.kernel);
    const { agent, act } = await acting(territory);
    await agent.post('/gestion/agir/fin');
    await agent.post('/alertes/nouvelle?q=devoirs', { rhythm: 'daily' });
    expect((await agent.get('/mon-espace/alertes')).body).toContain('devoirs');
    await act();
    const page = await agent.get('/mon-espace/alertes');
    expect(plainText(page.body)).toContain('Vous agissez pour Fatou Diallo');
    expect(page.body).not.toContain('devoirs');
    await agent.post('/mon-espace/alertes', { event: 'stop-all' });
    expect(await countAlerts(app, territory, agent.email)).toBe(1);
  });
});

describe('after a year', () => {
  const year = { hours: 24 * 366 };

  it('somebody is asked once whether they still want it, and keeps it by a button', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    const path = await subscribe(app, territory, email);
    await askAgain(app.kernel, territory);
    later(app, year);
    await Promise.all([askAgain(app.kernel, territory), askAgain(app.kernel, territory)]);
    const asked = (await lettersTo(app, email)).filter(({ subject }) => subject.startsWith('Voulez-vous garder'));
    expect(asked).toHaveLength(1);
    expect(plainText((await visitor(app, territory).get(path)).body)).toContain('Voulez-vous garder vos alertes');
    expect((await visitor(app, territory).post(path, { event: 'keep' })).status).toBe(303);
    later(app, { hours: 24 * 31 });
    await forget(app, territory);
    expect(await countAlerts(app, territory, email)).toBe(1);
  });

  it('who does not answer is forgotten a month later', async () => {
    const territory = await freshTerritory(app.kernel);
    const email = newAddress();
    await subscribe(app, territory, email);
    later(app, year);
    await askAgain(app.kernel, territory);
    later(app, { hours: 24 * 31 });
    await forget(app, territory);
    expect(await countAlerts(app, territory, email)).toBe(0);
  });
});
