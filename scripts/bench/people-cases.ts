/** What people ask for who are signed in, and signing in itself: the same of every town. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { newSubmission, SUBMISSION_FIELD } from '../../src/kernel/http/submission.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { themes } from '../../src/modules/directory/themes.ts';
import { capture } from './capture.ts';
import type { Group } from './cases.ts';
import { type TownPlan, townPlan } from './data.ts';
import { emailOf, itemsOf, moderatorRank, ownerRank, PASSWORD, residentRank } from './people-fill.ts';

/** Of each town. Each account may be tried eight times within a run. */
const SIGN_INS = 10;
const OWNERS = 2;
const ITEMS = 3;

type Sent = Record<string, string>;

export async function makePeopleGroups(kernel: Kernel, server: FastifyInstance, territories: number): Promise<Group[]> {
  const signIns: Group = { name: 'sign-in', about: 'POST /connexion with a password', cases: [], isSlow: true };
  const queue: Group = { name: 'queue', about: '/gestion and the queue: plain, second page, a kind, a word, decided, items', cases: [] };
  const space: Group = { name: 'space', about: '/mon-espace and a structure: its pages, a form, history, messages, figures', cases: [] };
  const shown: Group = { name: 'public', about: 'home, lists and pages of the directory, signed in', cases: [] };
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    const { host } = town;
    const ask = async (group: Group, sent: Sent, paths: readonly string[]) => {
      // Once before: the first request of a session writes down that it was seen here.
      await server.inject({ url: paths[0] ?? '/', headers: { host, ...sent } });
      for (const path of paths) group.cases.push(await capture(server, { host, path, sent }));
    };
    // Before the others sign in: the library asks the store about its tables once in a process.
    const moderator = await signedIn(kernel, server, town, moderatorRank);
    for (let at = 0; at < SIGN_INS; at += 1) {
      const asked = signInOf(kernel, town, residentRank + at, index * SIGN_INS + at);
      signIns.cases.push(await capture(server, { host, path: '/connexion', ...asked }, 303));
    }
    await ask(queue, moderator, await queuePaths(kernel, server, town, moderator));
    for (let at = 0; at < OWNERS; at += 1)
      await ask(space, await signedIn(kernel, server, town, ownerRank + at), await spacePaths(kernel, town, ownerRank + at));
    await ask(shown, await signedIn(kernel, server, town, residentRank), await publicPaths(kernel, town));
  }
  return [signIns, queue, space, shown];
}

/** A form of signing in, from an address of its own. */
function signInOf(kernel: Kernel, town: TownPlan, rank: number, number: number): { sent: Sent; body: string } {
  const fields = {
    email: emailOf(town, rank),
    password: PASSWORD,
    [SUBMISSION_FIELD]: newSubmission(kernel.config.secret, kernel.clock.now()),
  };
  return {
    sent: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': `10.0.${Math.floor(number / 250)}.${1 + (number % 250)}`,
    },
    body: new URLSearchParams(fields).toString(),
  };
}

/** The cookie of an account that has just signed in. */
export async function signedIn(kernel: Kernel, server: FastifyInstance, town: TownPlan, rank: number): Promise<Sent> {
  const { sent, body } = signInOf(kernel, town, rank, 10_000 + rank);
  const response = await server.inject({ method: 'POST', url: '/connexion', headers: { host: town.host, ...sent }, payload: body });
  const cookies = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  if (cookies.length === 0) throw new Error(`${emailOf(town, rank)} was not let in: ${response.statusCode}.`);
  return { cookie: cookies.join('; ') };
}

async function idOf(kernel: Kernel, { slug }: TownPlan): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from territories.territory where slug = ${slug}`.execute(
    kernel.database.kysely<never>(),
  );
  return rows[0]?.id ?? '';
}

async function queuePaths(kernel: Kernel, server: FastifyInstance, town: TownPlan, sent: Sent): Promise<string[]> {
  const path = '/gestion/moderation';
  const items = await itemsOf(kernel, await idOf(kernel, town));
  return [
    '/gestion',
    path,
    await nextPage(server, town.host, path, sent),
    `${path}?nature=correction`,
    `${path}?q=lilas`,
    `${path}?mains=moi`,
    `${path}?etat=decidees`,
    ...items.slice(0, ITEMS).map((id) => `${path}/${id}`),
  ];
}

/** Where the link to the second page leads. */
async function nextPage(server: FastifyInstance, host: string, path: string, sent: Sent): Promise<string> {
  const { body } = await server.inject({ url: path, headers: { host, ...sent } });
  const cursor = /href="[^"]*[?;]suite=([^"&]+)"/.exec(body)?.[1];
  if (cursor === undefined) throw new Error(`${host}${path} has no second page.`);
  return `${path}?suite=${cursor}`;
}

async function spacePaths(kernel: Kernel, town: TownPlan, rank: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.structure_id as id from people.role r join people.account a on a.id = r.account_id
    where a.email = ${emailOf(town, rank)} and r.structure_id is not null`.execute(kernel.database.kysely<never>());
  const space = `/mon-espace/structures/${rows[0]?.id}`;
  const page = `${space}/pages/${rows[0]?.id}`;
  return [
    '/mon-espace',
    '/mon-espace/structures',
    space,
    page,
    `${page}/historique`,
    `${page}/historique/3`,
    `${space}/messages`,
    `${space}/chiffres`,
  ];
}

async function publicPaths(kernel: Kernel, town: TownPlan): Promise<string[]> {
  const territoryId = await idOf(kernel, town);
  const some = async (table: 'place' | 'organisation' | 'service', path: string) => {
    const { rows } = await sql<{ slug: string }>`
      select slug from ${sql.table(`directory.${table}`)} where territory_id = ${territoryId} order by md5(slug) limit 2`.execute(
      kernel.database.kysely<never>(),
    );
    return rows.map(({ slug }) => `${path}/${slug}`);
  };
  return [
    '/',
    '/annuaire',
    `/annuaire?theme=${themes[0]?.slug}`,
    `/annuaire?q=${encodeURIComponent('cours de français')}`,
    ...(await some('place', '/lieux')),
    ...(await some('organisation', '/annuaire')),
    ...(await some('service', '/services')),
  ];
}
