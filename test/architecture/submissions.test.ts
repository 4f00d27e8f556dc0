import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, declaredTables } from '../../src/catalogue.ts';
import type { FormRoute } from '../../src/kernel/http/form.ts';
import { newId } from '../../src/kernel/ids.ts';
import { pagesOf } from '../../src/kernel/module.ts';
import { openServer } from '../../src/main.ts';
import { shellPages } from '../../src/web/routes.tsx';
import { openTestApplication, type TestApplication } from '../support/application.ts';
import type { Reply, Somebody } from '../support/people.ts';
import { accountSendings } from '../support/sendings/accounts.ts';
import { alertSendings } from '../support/sendings/alerts.ts';
import { announcementSendings } from '../support/sendings/announcements.ts';
import { deskSendings } from '../support/sendings/desk.ts';
import { directorySendings } from '../support/sendings/directory.ts';
import { moderationSendings } from '../support/sendings/moderation.ts';
import { peopleSendings } from '../support/sendings/people.ts';
import { webhookSendings } from '../support/sendings/webhooks.ts';
import { openWorld, type Preparation, type Sending, type World } from '../support/sendings/world.ts';

const sendings: Readonly<Record<string, Preparation>> = {
  ...directorySendings,
  ...announcementSendings,
  ...alertSendings,
  ...moderationSendings,
  ...deskSendings,
  ...peopleSendings,
  ...accountSendings,
  ...webhookSendings,
};

/** Forms that are not sent here, and where they are. */
const elsewhere: Readonly<Record<string, string>> = {
  '/mon-compte/securite/fournisseur': 'needs a real identity provider, and writes nothing before it answers: provider.db.test.ts',
};

const services = catalogue.filter(({ isService }) => isService).map(({ name }) => name);

let app: TestApplication;
/** Sends each request to one of two servers in turn, as a country's are: neither knows what the other is working on. */
let isSpread = false;
/** In the one, each form is sent once; in the other, twice at the same moment. What becomes of both has to be the same. */
let once: World;
let twice: World;

beforeAll(async () => {
  app = await openTestApplication();
  const servers = [app.server, await openServer(app.application)];
  let turn = 0;
  const spread = {
    ...app,
    get server() {
      if (isSpread) turn += 1;
      return servers[turn % servers.length] ?? app.server;
    },
  };
  once = await openWorld(spread, services);
  twice = await openWorld(spread, services);
}, 120_000);
afterAll(() => app.close());

function forms(): FormRoute[] {
  const all = [...shellPages(catalogue), ...catalogue.flatMap((module) => pagesOf(module, catalogue))];
  return all.filter((route): route is FormRoute => 'fields' in route);
}

/** How many rows each table has in the installation, as seen from these portals, jobs (what an event became) included. */
async function rows(worlds: readonly World[]): Promise<Record<string, number>> {
  const tables = [...[...declaredTables.keys()].filter((name) => !name.startsWith('job.')), 'job.job'];
  const counts = sql.join(
    tables.map((name) => sql`select ${name}::text as name, count(*)::int as count from ${sql.table(name)}`),
    sql` union all `,
  );
  const found = await Promise.all(worlds.map(({ sql: run }) => run(sql<{ name: string; count: number }>`${counts}`)));
  const sum: Record<string, number> = {};
  for (const { name, count } of found.flat()) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** What was written since: rows more or fewer, by table. */
async function written(work: () => Promise<void>, worlds: readonly World[] = [once, twice]): Promise<Record<string, number>> {
  const before = await rows(worlds);
  await work();
  const after = await rows(worlds);
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, count]) => (count === before[name] ? [] : [[name, count - (before[name] ?? 0)]])),
  );
}

function send({ by, path, fields = {}, file }: Sending, submission: string): Promise<Reply> {
  if (!file) return by.post(path, fields, { submission });
  const form = new FormData();
  form.append('envoi', submission);
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, String(one));
  form.append(file.field, new Blob([new Uint8Array(file.bytes)]), file.name);
  return by.upload(path, form);
}

const answer = ({ status, location }: Reply) => ({ status, location });

describe('every form, sent twice at the same moment', () => {
  it('is one that this test knows how to fill in', () => {
    const paths = forms().map(({ path }) => path);
    expect(paths.filter((path) => !sendings[path] && !elsewhere[path])).toEqual([]);
    expect([...Object.keys(sendings), ...Object.keys(elsewhere)].filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(90);
  });

  it.each(Object.keys(sendings))('%s works once, and gives both the same answer', async (path) => {
    const prepare = sendings[path];
    if (!prepare) throw new Error(`${path} has no sending.`);
    const alone = await prepare(once);
    const replies: Reply[] = [];
    const wanted = await written(async () => void replies.push(await send(alone, alone.by.submission())));
    const [first] = replies;
    expect(first?.status, first?.body).toBeLessThan(400);

    const both = await prepare(twice);
    const submission = both.by.submission();
    // What is answered with a page, or done outside of a unit, is known to the process that it was sent to.
    isSpread = first?.status === 303 && !forms().find((form) => form.path === path)?.isOutsideUnit;
    const found = await written(async () => void replies.push(...(await Promise.all([send(both, submission), send(both, submission)]))));
    isSpread = false;
    const [, second, third] = replies;
    expect(second && answer(second)).toEqual(third && answer(third));
    expect(second?.status).toBe(first?.status);
    expect(found).toEqual(wanted);
  });
});

/** Forms that are open to who is not signed in and say not how often they may be sent, and why. */
const unlimited: Readonly<Record<string, string>> = {
  '/deconnexion': 'ends the session of who sends it, and does nothing else',
  '/desinscription/:token': 'mail services send it for all whose letters they hold, from a few addresses (RFC 8058); its link is signed',
  '/alertes/:token': 'the same',
};

function openWithoutLimits(routes: readonly FormRoute[]): string[] {
  return routes.filter(({ access, limits = [] }) => access.audience === 'public' && limits.length === 0).map(({ path }) => path);
}

describe('every form that is open to who is not signed in', () => {
  it('says how often one address may send it, or is named with the reason', () => {
    expect(openWithoutLimits(forms()).toSorted()).toEqual(Object.keys(unlimited).toSorted());
    expect(forms().filter(({ access }) => access.audience === 'public').length).toBeGreaterThan(30);
  });

  it('would be found without', () => {
    const [limited] = forms().filter(({ path }) => path === '/connexion');
    if (!limited) throw new Error('Nobody can sign in.');
    const { limits: _limits, ...forgotten } = limited;
    expect(openWithoutLimits([limited])).toEqual([]);
    expect(openWithoutLimits([forgotten, { ...limited, limits: [] }])).toEqual(['/connexion', '/connexion']);
  });
});

describe('every form that is for everybody, sent by a moderator who has not given the second factor that is asked for', () => {
  let world: World;
  let resident: Somebody;
  let moderator: Somebody;
  const isAsked = (asked: boolean) =>
    world.sql(sql`insert into people.policy (territory_id, id, requires_second_factor)
      values (${world.territory.id}, ${newId()}, ${asked})
      on conflict (territory_id) do update set requires_second_factor = excluded.requires_second_factor`);
  /** What becomes of a form of this world's, prepared by staff who may work, then sent by somebody. */
  async function becomes(path: string, by: Somebody, asked: boolean): Promise<object> {
    const sending = await sendings[path]?.(world);
    if (!sending) throw new Error(`${path} has no sending.`);
    await isAsked(asked);
    const replies: Reply[] = [];
    const rowsMore = await written(async () => void replies.push(await send({ ...sending, by }, by.submission())), [world]);
    await isAsked(false);
    expect(replies[0]?.status, replies[0]?.body).toBeLessThan(400);
    return { status: replies[0]?.status, written: rowsMore };
  }
  // Those of accounts, letters and alerts are about whoever has the link or the address: no role plays a part.
  const open = forms().flatMap(({ path, access }) =>
    access.audience === 'public' &&
    sendings[path] &&
    !/^\/(connexion|deconnexion|inscription|invitation|desinscription|alertes)(\/|$)/.test(path)
      ? [path]
      : [],
  );

  beforeAll(async () => {
    world = await openWorld(app, services);
    resident = await world.somebody();
    moderator = await world.somebody({ role: 'moderator' });
  });

  it.each(open)('%s becomes what a resident’s does', async (path) => {
    expect(await becomes(path, moderator, true)).toEqual(await becomes(path, resident, true));
  });

  it('was sent by somebody who was signed in, and asked for the factor', async () => {
    await isAsked(true);
    expect((await moderator.get('/gestion')).location).toContain('raison=equipe');
    await isAsked(false);
    expect((await moderator.get('/gestion')).status).toBe(200);
    expect((await resident.get('/mon-compte')).status).toBe(200);
  });

  it('would be seen where it does not: once the factor is given, what a moderator suggests is published', async () => {
    const suggested = await becomes('/proposer', resident, true);
    expect(await becomes('/proposer', moderator, false)).not.toEqual(suggested);
  });
});
