import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { archiveOf } from '../../../test/support/archive.ts';
import { addTestOrganisation, plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { PASSWORD, somebody } from '../../../test/support/people.ts';
import { catalogue } from '../../catalogue.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { startJobs } from '../../main.ts';
import { deliver } from './jobs/delivery.ts';
import { webhookHandlers } from './jobs/handlers.ts';
import { deliveriesOf, deliveryById } from './queries/deliveries.ts';
import { endpointById, endpointsOf } from './queries/endpoints.ts';

const OWN_HOSTS = { WEBHOOK_HOSTS: '127.0.0.1' };

let app: TestApplication;
const servers: Server[] = [];
beforeAll(async () => {
  app = await openTestApplication(OWN_HOSTS);
});
afterEach(async () => {
  app.clock.set(NOW);
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
afterAll(() => app.close());

type Person = Awaited<ReturnType<typeof somebody>>;

interface Got {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another site, which keeps what it is sent and answers as it is told. */
async function receiver(
  answer: (n: number) => { status: number; body?: string; location?: string; wait?: number } = () => ({ status: 204 }),
) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      const { status, body: text = '', location, wait = 0 } = answer(got.length);
      setTimeout(() => response.writeHead(status, location === undefined ? {} : { location }).end(text), wait);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

/** As a receiver checks it, by the text of Standard Webhooks 1.0.0 alone. */
function isGenuine({ headers, body }: Got, secret: string): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name]));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return key.length >= 24 && (signatures?.split(' ').includes(wanted) ?? false);
}

const allEvents = ['announcement.published', 'announcement.changed', 'announcement.ended'];

async function portal(input: Parameters<typeof freshTerritory>[2] = {}) {
  const territory = await freshTerritory(app.kernel, {}, input);
  return { territory, admin: await somebody(app, territory, { role: 'administrator' }) };
}

/** Has a site told, as an administrator does. */
async function told(admin: Person, url: string, events: readonly string[] = allEvents): Promise<{ id: string; secret: string }> {
  const reply = await admin.post('/gestion/webhooks/nouveau', { url, events });
  expect(reply.status, plainText(reply.body)).toBe(200);
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(reply.body)?.[0] ?? '';
  const id = /\/gestion\/webhooks\/([0-9a-f-]{36})/.exec(reply.body)?.[1] ?? '';
  return { id, secret };
}

const mission = {
  publisher_name: 'Camille',
  title: 'Aide aux devoirs',
  body: 'Une heure avec un enfant du quartier.',
  cause: 'education',
  rhythm: 'flexible',
  phone: '04 76 00 00 01',
};

/** Publishes an announcement. @returns the path of its author's page. */
async function publish(admin: Person, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = (await admin.post('/mon-espace/annonces/nouvelle/benevolat', { ...mission, ...more })).location ?? '';
  expect((await admin.post(`${path}/envoyer`)).status).toBe(303);
  return path;
}

/** Runs what the events of a territory put into the queue, each job twice, as a queue may. */
async function runEvents({ id }: TerritoryContext): Promise<void> {
  for (const { name, handle } of webhookHandlers(catalogue)) {
    if (name === 'deliver') continue;
    const { rows } = await sql<{ data: never }>`
      delete from job.job where name = ${`webhooks.${name}`} and data->>'territoryId' = ${id} returning data`.execute(
      app.kernel.database.kysely(),
    );
    for (const { data } of rows) await Promise.all([1, 2].map(() => handle(app.kernel, data, new AbortController().signal)));
  }
}

async function waiting({ id }: TerritoryContext): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from webhooks.delivery where territory_id = ${id} and state = 'waiting' order by id`.execute(app.kernel.database.kysely());
  return rows.map((row) => row.id);
}

/** Sends all that waits, once. @returns what could not be sent. */
async function sendWaiting(territory: TerritoryContext): Promise<string[]> {
  const failures: string[] = [];
  for (const deliveryId of await waiting(territory))
    await deliver(app.kernel, { territoryId: territory.id, deliveryId }).catch((error: Error) => failures.push(error.message));
  return failures;
}

async function happen(territory: TerritoryContext): Promise<string[]> {
  await runEvents(territory);
  return sendWaiting(territory);
}

async function lastOf(territory: TerritoryContext, endpointId: string) {
  const { deliveries } = await deliveriesOf(app.kernel, territory.id, endpointId, null);
  return deliveryById(app.kernel, territory.id, endpointId, deliveries[0]?.id ?? '');
}

describe('a site that is told', () => {
  it('gets its secret once, and nobody reads it again, nor in the store', async () => {
    const { territory, admin } = await portal();
    const { id, secret } = await told(admin, 'https://site.example/hook?cle=1');
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    for (const path of ['', `/${id}`, `/${id}/modifier`, `/${id}/envois`]) {
      const { status, body } = await admin.get(`/gestion/webhooks${path}`);
      expect([status, body.includes('whsec_')], path).toEqual([200, false]);
    }
    const { rows } = await sql<{
      row: string;
    }>`select e::text as row from webhooks.endpoint e where territory_id = ${territory.id}`.execute(app.kernel.database.kysely());
    expect(rows[0]?.row).not.toContain(secret.slice('whsec_'.length));
    const again = await admin.post('/gestion/webhooks/nouveau', { url: 'https://site.example/hook?cle=1', events: allEvents });
    expect([again.status, plainText(again.body).includes('Cette adresse est déjà prévenue')]).toEqual([422, true]);
  });

  it('hears of what is published, changes and ends, as the API says it, signed', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const { secret } = await told(admin, url);
    const path = await publish(admin);
    expect(await happen(territory)).toEqual([]);
    await admin.post(`${path}/modifier`, { ...mission, title: 'Aide aux devoirs du soir', revision: '1' });
    await happen(territory);
    const api = await app.server.inject({ url: `/api/v1/announcements/aide-aux-devoirs?territory=${territory.slug}` });
    await admin.post(`${path}/pourvue`);
    await happen(territory);

    expect(got.map((one) => isGenuine(one, secret))).toEqual([true, true, true]);
    expect(got.some((one) => isGenuine({ ...one, body: `${one.body} ` }, secret))).toBe(false);
    const bodies = got.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ type, timestamp, territory: slug }) => [type, timestamp, slug])).toEqual(
      allEvents.map((type) => [type, NOW, territory.slug]),
    );
    expect(bodies[0].data).toMatchObject({ title: 'Aide aux devoirs', publisher: 'Camille', answer: { phone: '+33476000001' } });
    expect({ ...bodies[1].data, url: '' }).toEqual({ ...api.json(), url: '' });
    expect(bodies[2].data).toMatchObject({ slug: 'aide-aux-devoirs', outcome: 'filled' });
    expect(bodies[2].data).not.toHaveProperty('title');
    expect(got[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-timestamp': String(Date.parse(NOW) / 1_000) });
  });

  it('hears only of what it asked for, and of nothing that is not public', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    await publish(admin, { title: 'Avant qu’il ne soit ajouté' });
    app.clock.set('2026-11-24T09:31:00Z');
    await told(admin, url, ['announcement.ended']);
    await told(admin, url.replace('/hook', '/autre'), ['announcement.published']);
    await runEvents(territory);
    expect(await waiting(territory)).toEqual([]);
    await admin.post(`/gestion/webhooks/${(await endpointsOf(app.kernel, territory.id))[1]?.id}/pause`);
    const resident = await somebody(app, territory);
    const draft = (await resident.post('/mon-espace/annonces/nouvelle/benevolat', mission)).location ?? '';
    await resident.post(`${draft}/envoyer`);
    const path = await publish(admin);
    await happen(territory);
    expect(got).toHaveLength(0);
    await admin.post(`${path}/retirer`);
    await happen(territory);
    expect(got.map(({ body }) => JSON.parse(body).data.outcome)).toEqual(['withdrawn']);
  });

  it('of a grouping hears of its members, and of a neighbour what that one shares', async () => {
    const grouping = await portal({ kind: 'grouping' });
    const [home, neighbour] = [await portal({ grouping: grouping.territory.slug }), await portal({ grouping: grouping.territory.slug })];
    const [above, beside] = [await receiver(), await receiver()];
    await told(grouping.admin, above.url);
    await told(neighbour.admin, beside.url);
    await publish(home.admin, { title: 'Pour nous' });
    await publish(home.admin, { title: 'Pour tous', audience: 'groupings' });
    await runEvents(home.territory);
    await sendWaiting(grouping.territory);
    await sendWaiting(neighbour.territory);
    const titles = (got: readonly Got[]) => got.map(({ body }) => JSON.parse(body).data.title).sort();
    expect(titles(above.got)).toEqual(['Pour nous', 'Pour tous']);
    expect(titles(beside.got)).toEqual(['Pour tous']);
    const { territory, url } = JSON.parse(beside.got[0]?.body ?? '').data;
    expect([territory, new URL(url).search]).toEqual([home.territory.slug, `?commune=${home.territory.slug}`]);
  });

  it('around hears the end of what is shared no more, once, and of no later one; at home it has changed', async () => {
    const grouping = await portal({ kind: 'grouping' });
    const [home, neighbour] = [await portal({ grouping: grouping.territory.slug }), await portal({ grouping: grouping.territory.slug })];
    const [own, beside] = [await receiver(), await receiver()];
    await told(home.admin, own.url);
    await told(neighbour.admin, beside.url);
    const path = await publish(home.admin, { audience: 'groupings' });
    await runEvents(home.territory);
    await home.admin.post(`${path}/modifier`, { ...mission, audience: 'own', revision: '1' });
    await runEvents(home.territory);
    await home.admin.post(`${path}/pourvue`);
    await runEvents(home.territory);
    await sendWaiting(home.territory);
    await sendWaiting(neighbour.territory);
    const heard = (got: readonly Got[]) =>
      got
        .map(({ body }) => JSON.parse(body))
        .map(({ type, data }) => [type, data.outcome].filter(Boolean).join(' '))
        .toSorted();
    expect(heard(own.got)).toEqual(['announcement.changed', 'announcement.ended filled', 'announcement.published']);
    expect(heard(beside.got)).toEqual(['announcement.ended withdrawn', 'announcement.published']);
  });

  it('hears that another structure publishes what a merged one did, under its name', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const [merged, kept] = [
      await addTestOrganisation(app, territory, { name: 'La Ruche' }),
      await addTestOrganisation(app, territory, { name: 'La Grande Ruche' }),
    ];
    const keeper = await somebody(app, territory, { role: 'owner', structureId: merged.id }, { role: 'moderator' });
    await publish(keeper, { publisher: merged.id });
    await runEvents(territory);
    await told(admin, url, ['announcement.changed']);
    const handlers = catalogue.flatMap(({ handlers: own = [] }) => (typeof own === 'function' ? own(catalogue) : own));
    const follow = handlers.find(({ name }) => name === 'follow-mergers');
    const merger = { territoryId: territory.id, subject: 'organisation', keptId: kept.id, mergedId: merged.id };
    for (const _ of [1, 2]) await follow?.handle(app.kernel, merger as never, new AbortController().signal);
    await happen(territory);
    expect(got.map(({ body }) => JSON.parse(body).data.publisher)).toEqual(['La Grande Ruche']);
  });

  it('is on the public web, in https, and without a name or password', async () => {
    const { admin } = await portal();
    const said = async (url: string) => {
      const { status, body } = await admin.post('/gestion/webhooks/nouveau', { url, events: allEvents });
      return `${status} ${/(https|réseau intérieur|mot de passe|adresse complète)[^.]*\./.exec(plainText(body))?.[0] ?? ''}`;
    };
    for (const url of [
      'https://169.254.169.254/',
      'https://[::1]/',
      'https://10.0.0.1/',
      'https://167772161/',
      'https://192.168.1.1:8443/',
    ])
      expect(await said(url), url).toContain('422 réseau intérieur');
    expect(await said('http://site.example/')).toContain('422');
    expect(await said('https://nom:mot@site.example/')).toContain('422 mot de passe');
    expect(await said('ftp://site.example/')).toContain('422');
    const none = await admin.post('/gestion/webhooks/nouveau', { url: 'https://site.example/' });
    expect(plainText(none.body)).toContain('Cochez au moins une ligne');
  });

  it('is given without its secret to who had it told and asks for their data, and stays without their name', async () => {
    const { territory, admin } = await portal();
    const other = await somebody(app, territory, { role: 'administrator' });
    const { id } = await told(admin, 'https://site.example/hook');
    await told(other, 'https://autre.example/hook');
    await admin.post(`/gestion/webhooks/${id}/essai`);
    const { json } = await archiveOf(app, admin, territory);
    expect(json['webhooks.endpoint']).toEqual([expect.objectContaining({ url: 'https://site.example/hook' })]);
    expect(json['webhooks.delivery']).toHaveLength(1);
    // Sealed as it is kept, it would not be found by its text.
    expect(json['webhooks.endpoint']?.[0]).not.toHaveProperty('secret');
    expect((await admin.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).status).toBe(303);
    const { rows } = await sql`
      select e.created_by, d.asked_by from webhooks.endpoint e
      join webhooks.delivery d on d.territory_id = e.territory_id and d.endpoint_id = e.id
      where e.territory_id = ${territory.id} and e.id = ${id}`.execute(app.kernel.database.kysely());
    expect(rows).toEqual([{ created_by: 'system', asked_by: null }]);
  });

  it('whose name leads inside is not sent anything', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const { id } = await told(admin, url.replace('http://127.0.0.1', 'https://localhost'));
    await admin.post(`/gestion/webhooks/${id}/essai`);
    await sendWaiting(territory);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'failed', fault: 'private', status: null });
    expect(plainText((await admin.get(`/gestion/webhooks/${id}/envois`)).body)).toContain('Adresse d’un réseau intérieur');
    expect(got).toHaveLength(0);
  });
});

describe('what is sent', () => {
  it('is tried again, under the same id, until it is received', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver((n) => ({ status: n < 3 ? 503 : 200 }));
    const { id, secret } = await told(admin, url);
    await publish(admin);
    expect(await happen(territory)).toHaveLength(1);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'waiting', status: 503, attempts: 1 });
    expect((await endpointById(app.kernel, territory.id, id))?.failingSince?.toString()).toBe(NOW);
    app.clock.set('2026-11-24T09:32:00Z');
    expect(await sendWaiting(territory)).toHaveLength(1);
    app.clock.set('2026-11-24T09:40:00Z');
    expect(await sendWaiting(territory)).toEqual([]);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'delivered', status: 200, attempts: 3 });
    expect((await endpointById(app.kernel, territory.id, id))?.failingSince).toBeNull();
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(got.every((one) => isGenuine(one, secret))).toBe(true);
  });

  it('is given up after two days, and its site after five, of which its administrators are told once', async () => {
    const { territory, admin } = await portal();
    const { url } = await receiver(() => ({ status: 500 }));
    const { id } = await told(admin, url);
    await publish(admin);
    await happen(territory);
    app.clock.set('2026-11-26T09:31:00Z');
    expect(await sendWaiting(territory)).toEqual([]);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'failed', status: 500 });
    app.clock.set('2026-11-29T09:31:00Z');
    // Sessions have ended meanwhile.
    const judge = await somebody(app, territory, { role: 'moderator' });
    await publish(judge, { title: 'Une autre' });
    await publish(judge, { title: 'Une troisième' });
    await runEvents(territory);
    const ids = await waiting(territory);
    await Promise.allSettled(ids.map((deliveryId) => deliver(app.kernel, { territoryId: territory.id, deliveryId })));
    const letters = (await lettersTo(app, admin.email)).filter(({ subject }) => subject.includes('n’est plus prévenu'));
    expect(letters).toHaveLength(1);
    expect(letters[0]?.body).toContain(url);
    expect((await endpointById(app.kernel, territory.id, id))?.state).toBe('failing');
    // What waited is not sent any more; what happens later is not written.
    expect(await sendWaiting(territory)).toEqual([]);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'dropped' });
    await publish(judge, { title: 'Une quatrième' });
    await runEvents(territory);
    expect(await waiting(territory)).toEqual([]);
    const other = await somebody(app, territory, { role: 'administrator' });
    expect(plainText((await other.get(`/gestion/webhooks/${id}`)).body)).toContain('il ne répond plus');
    await other.post(`/gestion/webhooks/${id}/reprise`);
    await publish(judge, { title: 'Une cinquième' });
    await runEvents(territory);
    expect(await waiting(territory)).toHaveLength(1);
  });

  it('to a site that says « 410 Gone » is the last', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver(() => ({ status: 410 }));
    const { id } = await told(admin, url);
    await publish(admin);
    expect(await happen(territory)).toEqual([]);
    await publish(admin, { title: 'Une autre' });
    await happen(territory);
    expect(got).toHaveLength(1);
    expect((await endpointById(app.kernel, territory.id, id))?.state).toBe('gone');
  });

  it('follows no redirect, and keeps a kilobyte of the answer', async () => {
    const { territory, admin } = await portal();
    const other = await receiver();
    const { url, got } = await receiver((n) =>
      n === 1 ? { status: 302, location: other.url } : { status: 200, body: `é\u0000${'x'.repeat(5_000)}` },
    );
    const { id } = await told(admin, url);
    await publish(admin);
    expect(await happen(territory)).toHaveLength(1);
    expect(await sendWaiting(territory)).toEqual([]);
    expect([got.length, other.got.length]).toEqual([2, 0]);
    const { answer } = (await lastOf(territory, id)) ?? {};
    expect(answer?.startsWith('éx')).toBe(true);
    expect(Buffer.byteLength(answer ?? '')).toBeLessThanOrEqual(1_024);
  });

  it('is sent once by two jobs at once', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver(() => ({ status: 200, wait: 100 }));
    const { id } = await told(admin, url);
    await publish(admin);
    await runEvents(territory);
    const [deliveryId = ''] = await waiting(territory);
    const outcomes = await Promise.allSettled([1, 2].map(() => deliver(app.kernel, { territoryId: territory.id, deliveryId })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // Looked at again, there is nothing left to do.
    await deliver(app.kernel, { territoryId: territory.id, deliveryId });
    expect(got).toHaveLength(1);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it('whose job was killed is taken up again', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    await told(admin, url);
    await publish(admin);
    await runEvents(territory);
    const until = '2026-11-24T09:30:30Z';
    await sql`update webhooks.delivery set taken_until = ${until} where territory_id = ${territory.id}`.execute(
      app.kernel.database.kysely(),
    );
    expect(await sendWaiting(territory)).toHaveLength(1);
    app.clock.set(until);
    expect(await sendWaiting(territory)).toEqual([]);
    expect(got).toHaveLength(1);
  });

  it('that is down is tried again after a minute, then ever later up to an hour, for two days at least', async () => {
    const { rows } = await sql<{ limit: number; first: number; most: number; grows: boolean }>`
      select retry_limit as limit, retry_delay as first, retry_delay_max as most, retry_backoff as grows
      from job.queue where name = 'webhooks.deliver'`.execute(app.kernel.database.kysely());
    const { limit = 0, first = 0, most = 0, grows } = rows[0] ?? {};
    expect([grows, first, most]).toEqual([true, 60, 3_600]);
    // The least by which pg-boss puts each off; it adds as much again, by chance.
    const seconds = Array.from({ length: limit }, (_, tried) => Math.min(first * 2 ** tried, most));
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(48 * 3_600);
  });

  it('is sent again at each click, once for a double click, and as the same message', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const { id } = await told(admin, url);
    await publish(admin);
    await happen(territory);
    const first = await lastOf(territory, id);
    const path = `/gestion/webhooks/${id}/envois/${first?.id}`;
    expect(plainText((await admin.get(path)).body)).toContain('&quot;type&quot;: &quot;announcement.published&quot;');
    const submission = admin.submission();
    const replies = await Promise.all([1, 2].map(() => admin.post(`${path}/renvoi`, {}, { submission })));
    expect(replies.map(({ location }) => location)).toEqual([`/gestion/webhooks/${id}/envois`, `/gestion/webhooks/${id}/envois`]);
    await sendWaiting(territory);
    expect(got).toHaveLength(2);
    await admin.post(`${path}/renvoi`);
    await admin.post(`${path}/renvoi`);
    await sendWaiting(territory);
    expect(got).toHaveLength(4);
    expect(new Set(got.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    const { body } = await admin.get(`/gestion/webhooks/${id}/envois`);
    expect(plainText(body)).toContain('4 envois');
    expect(plainText(body)).toContain('Code 204');
  });

  it('as a trial tells of nothing, reaches a paused site, and is not tried again', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver(() => ({ status: 500 }));
    const { id, secret } = await told(admin, url);
    await admin.post(`/gestion/webhooks/${id}/pause`);
    await publish(admin);
    expect((await admin.post(`/gestion/webhooks/${id}/essai`)).location).toBe(`/gestion/webhooks/${id}/envois`);
    expect(await happen(territory)).toEqual([]);
    expect(got.map((one) => [isGenuine(one, secret), JSON.parse(one.body).type])).toEqual([[true, 'webhook.test']]);
    expect(await lastOf(territory, id)).toMatchObject({ state: 'failed', status: 500 });
    expect((await endpointById(app.kernel, territory.id, id))?.failingSince).toBeNull();
  });
});

describe('the secret', () => {
  it('that is replaced signs beside the new one for a day, also where that one is replaced again', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const { id, secret: old } = await told(admin, url);
    const renew = async () => /whsec_[A-Za-z0-9+/=]+/.exec((await admin.post(`/gestion/webhooks/${id}/secret`)).body)?.[0] ?? '';
    const lost = await renew();
    app.clock.set('2026-11-24T10:00:00Z');
    const fresh = await renew();
    const check = async (at: string) => {
      app.clock.set(at);
      const anybody = await somebody(app, territory, { role: 'administrator' });
      await anybody.post(`/gestion/webhooks/${id}/essai`);
      await sendWaiting(territory);
      const last = got.at(-1);
      return [old, lost, fresh].map((secret) => last !== undefined && isGenuine(last, secret));
    };
    expect(await check('2026-11-25T09:29:00Z')).toEqual([true, false, true]);
    expect(await check('2026-11-25T09:31:00Z')).toEqual([false, false, true]);
  });

  it('that can no longer be read signs nothing, and says what to do', async () => {
    const { territory, admin } = await portal();
    const { url, got } = await receiver();
    const { id } = await told(admin, url);
    await sql`update webhooks.endpoint set secret = 'of another installation' where id = ${id}`.execute(app.kernel.database.kysely());
    await admin.post(`/gestion/webhooks/${id}/essai`);
    await sendWaiting(territory);
    expect(got).toHaveLength(0);
    expect(plainText((await admin.get(`/gestion/webhooks/${id}/envois`)).body)).toContain('Secret illisible');
  });
});

describe('two servers', () => {
  it('tell a site once of each thing', async () => {
    const given = await cloneDatabase();
    const both = [await openTestApplication(OWN_HOSTS, { given }), await openTestApplication(OWN_HOSTS, { given })];
    const [one] = both as [TestApplication, TestApplication];
    const { url, got } = await receiver();
    try {
      const territory = await freshTerritory(one.kernel);
      const admin = await somebody(one, territory, { role: 'administrator' });
      await told(admin, url);
      for (const title of ['Une', 'Deux', 'Trois', 'Quatre', 'Cinq']) await publish(admin, { title });
      await Promise.all(both.map(({ application }) => startJobs(application)));
      await expect.poll(() => got.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
    } finally {
      // They finish the jobs at hand.
      await Promise.all(both.map((server) => server.close()));
    }
    expect(got.map(({ body }) => JSON.parse(body).data.title).sort()).toEqual(['Cinq', 'Deux', 'Quatre', 'Trois', 'Une']);
  }, 40_000);
});
