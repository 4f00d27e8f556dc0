import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import type { Access } from '../../src/kernel/access/access.ts';
import { territoryRoles } from '../../src/kernel/access/viewer.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { pagesOf } from '../../src/kernel/module.ts';
import { shellPages } from '../../src/web/routes.tsx';
import { type AccessFixtures, accessFixtures } from '../support/access-fixtures.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../support/application.ts';
import { addTestOrganisation } from '../support/directory.ts';
import { letAct, type Reply, type Somebody, somebody, visitor } from '../support/people.ts';

interface Persona {
  name: string;
  browser: Pick<Somebody, 'get' | 'post'>;
  isSignedIn: boolean;
  /** Roles that count in the visited territory. */
  roles: readonly string[];
  /** Role for the structure of the fixtures. */
  structureRole?: 'owner' | 'editor';
  isOperator?: boolean;
  /** Is in the team of the fixtures. */
  isInTeam?: boolean;
  /** Gave the answer of the fixtures. */
  isAnswerer?: boolean;
}

let app: TestApplication;
let territory: TerritoryContext;
let fixtures: AccessFixtures;
const personas: Persona[] = [];

beforeAll(async () => {
  app = await openTestApplication();
  const { kernel } = app;
  const services = catalogue.filter(({ isService }) => isService).map(({ name }) => name);
  const parent = await freshTerritory(kernel, { services }, { kind: 'grouping' });
  const trusted = await freshTerritory(kernel, { services }, { kind: 'grouping' });
  const left = await freshTerritory(kernel, { services }, { kind: 'grouping' });
  territory = await freshTerritory(kernel, { services, join: { grouping: trusted.slug } }, { grouping: parent.slug });
  const other = await freshTerritory(kernel, { services }, { grouping: parent.slug });
  await letAct(app, territory, trusted, left);
  fixtures = await accessFixtures(app, territory);
  const foreign = await addTestOrganisation(app, territory, { name: 'Une autre structure' });

  const add = async (name: string, from: TerritoryContext, roles: Parameters<typeof somebody>[2][], counted: Partial<Persona>) => {
    const browser = await somebody(app, from, ...roles);
    // The same account on the portal that is visited: a session of its own.
    const here = from.id === territory.id ? browser : visitor(app, territory);
    if (here !== browser) await here.post('/connexion', { email: browser.email, password: 'quatre mots sans rapport' });
    personas.push({ name, browser: here, isSignedIn: true, roles: [], ...counted });
    return browser;
  };
  personas.push({ name: 'nobody', browser: visitor(app, territory), isSignedIn: false, roles: [] });
  await add('a resident', territory, [], {});
  personas.push({ name: 'who answered', browser: fixtures.answerer, isSignedIn: true, roles: [], isAnswerer: true });
  for (const role of territoryRoles) {
    await add(`${role} here`, territory, [{ role }], { roles: [role] });
    await add(`${role} of another commune`, other, [{ role }], {});
    await add(`${role} of the grouping`, parent, [{ role }], {});
    await add(`${role} of a grouping that may act here`, trusted, [{ role }], { roles: [role] });
  }
  await add(
    'all roles of a grouping that the commune has left',
    left,
    territoryRoles.map((role) => ({ role })),
    {},
  );
  for (const structureRole of ['owner', 'editor'] as const) {
    await add(`${structureRole} of the structure`, territory, [{ role: structureRole, structureId: fixtures.structureId }], {
      structureRole,
    });
    await add(`${structureRole} of another structure`, territory, [{ role: structureRole, structureId: foreign.id }], {});
  }
  await add('agent of the team', territory, [{ role: 'agent' }, { role: 'member', teamId: fixtures.teamId }], {
    roles: ['agent'],
    isInTeam: true,
  });
  await add('agent of another team', territory, [{ role: 'agent' }, { role: 'member', teamId: fixtures.otherTeamId }], {
    roles: ['agent'],
  });
  await add('in the team without a role', territory, [{ role: 'member', teamId: fixtures.teamId }], { isInTeam: true });
  const operator = await add('the operator', territory, [], { isOperator: true });
  await kernel.database
    .kysely<{ 'people.account': { id: string; is_operator: boolean } }>()
    .updateTable('people.account')
    .set({ is_operator: true })
    .where('id', '=', operator.accountId)
    .execute();
}, 120_000);
afterAll(() => app.close());

/** What the access data say, read again here so that the guard is not its own witness. */
function isFor(access: Access, persona: Persona): boolean {
  switch (access.audience) {
    case 'public':
    case 'development':
      return true;
    case 'signed-in':
      return persona.isSignedIn;
    case 'operator':
      return persona.isOperator === true;
    case 'staff':
      return access.roles.some((role) => persona.roles.includes(role));
    case 'structure':
      return persona.structureRole === 'owner' || (access.role === 'editor' && persona.structureRole === 'editor');
  }
}

type Outcome = 'open' | 'sign-in' | 'hidden';

function outcomeOf(method: string, { status, location }: Reply): Outcome {
  if (status === 404) return 'hidden';
  if (method === 'GET') return status === 303 && /^\/connexion(\?|$)/.test(location ?? '') ? 'sign-in' : 'open';
  // A form without its hidden field is refused as too old (422) by whom it is for, before anything is done. What a program sends
  // without a session is led to sign in.
  return status === 401 || (status === 303 && /^\/connexion(\?|$)/.test(location ?? '')) ? 'sign-in' : 'open';
}

interface Route {
  method: string;
  path: string;
  access: Access;
}

function routes(): Route[] {
  const all = [...shellPages(catalogue), ...catalogue.flatMap((module) => pagesOf(module, catalogue))];
  return all.map((route) => ({ method: 'method' in route ? route.method : 'GET', path: route.path, access: route.access }));
}

/** Between two hosts: nothing is there for who did not come from the other one (`provider.db.test.ts` goes the whole way). */
const handoff = /^\/connexion\/relais\/(depart|aller)$/;

/** What the server answers to, as it says itself: what its guard reads, whoever declared it. */
async function declared(): Promise<Route[]> {
  await app.server.ready();
  return app.server.declaredRoutes().map(({ method, url, access }) => ({ method, path: url, access }));
}

const isProtected = ({ access }: Route) => access.audience !== 'public' && access.audience !== 'development';

function addressOf({ path }: Route, params = fixtures.params[path] ?? {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? (name === 'structureId' ? fixtures.structureId : newId()));
}

/** A page without its own address, and without what differs each time that one opens it. */
const bare = (body: string, path: string) => body.replaceAll(path, '').replace(/[0-9a-f-]{36}\.[\w.-]+/g, '');

function named(name: string): Persona['browser'] {
  const persona = personas.find((one) => one.name === name);
  if (!persona) throw new Error(`There is no ${name}.`);
  return persona.browser;
}

describe('every route that is for everybody', () => {
  it('is there for all alike, or for none', async () => {
    const some = ['nobody', 'a resident', 'who answered', 'administrator here', 'administrator of another commune'].map(named);
    const open = routes().filter(({ access }) => access.audience === 'public');
    expect(open.length).toBeGreaterThan(80);
    const mistakes: string[] = [];
    for (const route of open) {
      const address = addressOf(route);
      const replies = await Promise.all(
        some.map((browser) => (route.method === 'GET' ? browser.get(address) : browser.post(address, {}, { submission: '' }))),
      );
      const outcomes = replies.map((reply) => outcomeOf(route.method, reply));
      // A step of signing in leads to its beginning, or on, whoever comes out of turn.
      const isStep = route.path.startsWith('/connexion/');
      const seen = new Set(outcomes.map((outcome) => (isStep && outcome === 'sign-in' ? 'open' : outcome)));
      if (seen.size > 1 || seen.has('sign-in') || replies.some(({ status }) => status >= 500))
        mistakes.push(`${route.method} ${route.path}: ${outcomes.join()} (${replies.map(({ status }) => status).join()})`);
    }
    expect(mistakes).toEqual([]);
  }, 60_000);
});

describe('every route that is not for everybody', () => {
  it('is one that the server has, and the other way round', async () => {
    const found = await declared();
    const inOrder = (all: readonly Route[]) =>
      all
        .filter(isProtected)
        .map((route) => JSON.stringify(route))
        .toSorted();
    // Of each GET, the server makes a HEAD, with the same handler.
    expect(inOrder(found.filter(({ method }) => method !== 'HEAD'))).toEqual(inOrder(routes()));
    const gets = routes().filter(({ method }) => method === 'GET');
    expect(inOrder(found.filter(({ method }) => method === 'HEAD'))).toEqual(inOrder(gets.map((route) => ({ ...route, method: 'HEAD' }))));
  });

  it('is open to those whom its access names, and to nobody else', async () => {
    const mistakes: string[] = [];
    let tried = 0;
    for (const route of routes().filter(isProtected)) {
      const address = addressOf(route);
      // All at once: none of them does anything, and none waits for another.
      const replies = await Promise.all(
        personas.map(({ browser }) => (route.method === 'GET' ? browser.get(address) : browser.post(address, {}, { submission: '' }))),
      );
      for (const [index, reply] of replies.entries()) {
        const persona = personas[index];
        if (!persona) continue;
        tried += 1;
        const isTheirs = !handoff.test(route.path) && (!fixtures.ofTheTeam.test(route.path) || persona.isInTeam === true);
        const expected: Outcome = isFor(route.access, persona) && isTheirs ? 'open' : persona.isSignedIn ? 'hidden' : 'sign-in';
        const outcome = outcomeOf(route.method, reply);
        if (outcome !== expected || reply.status >= 500)
          mistakes.push(`${route.method} ${route.path}, ${persona.name}: ${outcome} (${reply.status}), expected ${expected}`);
      }
    }
    expect(mistakes).toEqual([]);
    expect(tried).toBe(routes().filter(isProtected).length * personas.length);
  }, 180_000);

  it('answers who may not come in like an address that is not there', async () => {
    const resident = personas.find(({ name }) => name === 'a resident');
    if (!resident) throw new Error('There is no resident.');
    const absent = await resident.browser.get('/rien-de-tel');
    for (const route of routes().filter((one) => isProtected(one) && one.method === 'GET' && !isFor(one.access, resident))) {
      const address = addressOf(route);
      expect(bare((await resident.browser.get(address)).body, address), route.path).toBe(bare(absent.body, '/rien-de-tel'));
    }
  });

  it('of a person’s record answers another team like a record that is not there, read or written to', async () => {
    const agent = named('agent of another team');
    const ofPersons = routes().filter(({ path }) => fixtures.ofTheTeam.test(path));
    expect(ofPersons.length).toBeGreaterThan(15);
    for (const route of ofPersons) {
      const there = addressOf(route);
      const unknown = addressOf(route, { personId: newId(), mandateId: newId(), noticeId: newId() });
      expect(there).not.toBe(unknown);
      const send = (address: string) => (route.method === 'GET' ? agent.get(address) : agent.post(address));
      const [theirs, absent] = [await send(there), await send(unknown)];
      const seen = (reply: Reply, address: string) => ({ ...reply, body: bare(reply.body, address) });
      expect(seen(theirs, there), `${route.method} ${route.path}`).toEqual(seen(absent, unknown));
      expect(theirs.status, route.path).toBe(404);
    }
    const record = ofPersons.find(({ path }) => path === '/gestion/personnes/:personId');
    const opened = record && (await named('agent of the team').get(addressOf(record)));
    expect(opened?.body).toContain('Fatou Diallo');
  });

  it('of an answer answers all but its two sides like an answer that is not there, read or written to', async () => {
    const { ofAnAnswer } = fixtures;
    const ofAnswers = routes().filter(({ path }) => Object.values(ofAnAnswer).some((one) => one.test(path)));
    expect(ofAnswers.length).toBeGreaterThanOrEqual(10);
    const mistakes: string[] = [];
    const signedIn = personas.filter(({ isSignedIn }) => isSignedIn);
    for (const route of ofAnswers) {
      const [there, unknown] = [addressOf(route), addressOf(route, {})];
      const tries = signedIn.map(async (persona) => {
        const isTheirs = ofAnAnswer.answerer.test(route.path) ? persona.isAnswerer === true : persona.structureRole !== undefined;
        const send = async (address: string) => {
          // Those whose it is send a form that is too old, so that it stays as it is.
          const reply = await (route.method === 'GET'
            ? persona.browser.get(address)
            : persona.browser.post(address, {}, isTheirs ? { submission: '' } : {}));
          return JSON.stringify({ status: reply.status, location: reply.location, body: bare(reply.body, address) });
        };
        if (((await send(there)) === (await send(unknown))) === isTheirs)
          mistakes.push(`${route.method} ${route.path}, ${persona.name}: ${isTheirs ? 'does not find it' : 'learns of it'}`);
      });
      await Promise.all(tries);
    }
    expect(mistakes).toEqual([]);
  }, 60_000);

  it('is tried with every kind of person', () => {
    // Some fewer than there are: who takes a module away, or kinds of people, comes by here.
    expect(personas.length).toBeGreaterThanOrEqual(35);
    expect(routes().filter(isProtected).length).toBeGreaterThan(275);
  });
});

describe('the matrix itself', () => {
  it('would see a route that lets in whom it should not', async () => {
    // A route for administrators that the server does not guard: what a forgotten check would look like.
    const route: Route = { method: 'GET', path: '/annuaire', access: { audience: 'staff', roles: ['administrator'] } };
    const resident = personas.find(({ name }) => name === 'a resident');
    const reply = await resident?.browser.get(route.path);
    expect(reply && outcomeOf('GET', reply)).toBe('open');
    expect(resident && isFor(route.access, resident)).toBe(false);
  });
});
