import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { declaredTables } from '../../src/catalogue.ts';
import { type Database, openDatabase, type UnitSettings } from '../../src/kernel/db/database.ts';
import { newId } from '../../src/kernel/ids.ts';
import { cloneDatabase } from '../support/application.ts';
import { type ConfidentialRow, confidentialRows, here, rowIdOf, type Verb } from '../support/confidential-rows.ts';

const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete'];
const confidential = [...declaredTables].flatMap(([name, { confidential }]) => (confidential ? [name] : []));
/** Of PostgreSQL: « permission denied », also where a new row breaks a policy. */
const REFUSED = '42501';

let database: Database;
/** Past every policy, to put rows there. */
let superuser: pg.Client;
let owner: pg.Client;
const ids = new Map<string, string>();

interface Policy {
  table: string;
  name: string;
  /** Settings that it reads, as `terreau.<name>`. */
  settings: string[];
}

beforeAll(async () => {
  const { ownerUrl, appUrl } = await cloneDatabase();
  // One connection: whoever comes next has the one that somebody else has just used.
  database = openDatabase({ url: appUrl, max: 1, onError: () => {} });
  owner = new pg.Client({ connectionString: ownerUrl });
  superuser = new pg.Client({
    connectionString: Object.assign(new URL(inject('superUrl')), { pathname: new URL(ownerUrl).pathname }).href,
  });
  await Promise.all([owner.connect(), superuser.connect()]);
  // Rows alone matter here, not what they hang on.
  await superuser.query("set session_replication_role = 'replica'");
  for (const [table, row] of Object.entries(confidentialRows)) await add(table, row);
});
afterAll(() => Promise.all([database.close(), owner.end(), superuser.end()]));

async function add(table: string, { values }: ConfidentialRow): Promise<void> {
  const id = rowIdOf(table);
  ids.set(table, id);
  await superuser.query(insertion(table, id, values));
}

function insertion(table: string, id: string, values: ConfidentialRow['values']): pg.QueryConfig {
  const columns = { territory_id: here, id, ...values };
  const places = Object.keys(columns).map((_, index) => `$${index + 1}`);
  return { text: `insert into ${table} (${Object.keys(columns).join()}) values (${places.join()})`, values: Object.values(columns) };
}

async function policies(): Promise<Policy[]> {
  const { rows } = await superuser.query<Omit<Policy, 'settings'> & { words: string }>(
    `select schemaname || '.' || tablename as table, policyname as name, concat(qual, ' ', with_check) as words from pg_policies`,
  );
  return rows.map(({ words, ...policy }) => ({
    ...policy,
    settings: [...new Set([...words.matchAll(/current_setting\('terreau\.([a-z_]+)'/g)].map(([, name = '']) => name))],
  }));
}

/** What the settings give by what the row says, and nothing else. */
function promised({ opens }: ConfidentialRow, settings: UnitSettings): Verb[] {
  const holds = (wanted: UnitSettings) =>
    Object.entries(wanted).every(([name, value]) => [settings[name] ?? []].flat().includes(String([value].flat()[0])));
  return verbs.filter((verb) => opens.some((one) => one.to.includes(verb) && holds(one.settings)));
}

/** What these settings really give, tried by raw SQL on the connection that `before` has just left. */
async function given(table: string, row: ConfidentialRow, settings: UnitSettings): Promise<Verb[]> {
  const id = ids.get(table) ?? '';
  const statements: Record<Verb, pg.QueryConfig> = {
    select: { text: `select id from ${table} where id = $1`, values: [id] },
    insert: insertion(table, id, row.values),
    update: { text: `update ${table} set id = id where id = $1`, values: [id] },
    delete: { text: `delete from ${table} where id = $1`, values: [id] },
  };
  const tried: Verb[] = [];
  for (const verb of verbs) if (await isOpen(statements[verb], settings)) tried.push(verb);
  return tried;
}

async function isOpen({ text, values = [] }: pg.QueryConfig, settings: UnitSettings): Promise<boolean> {
  const back = new Error('Nothing of this is to stay.');
  let found = false;
  try {
    await database.unit(async () => {
      const { rows, numAffectedRows = 0n } = await raw(text, values);
      found = rows.length > 0 || numAffectedRows > 0n;
      throw back;
    }, settings);
  } catch (error) {
    if (error === back) return found;
    // A policy is asked before keys are: what a key refuses, no policy has.
    return (error as { code?: string }).code !== REFUSED;
  }
  return found;
}

const stranger = (value: string | readonly string[]) => (typeof value === 'string' ? newId() : [newId()]);

/** Nothing; all of somebody else; and what opens the row with one thing left out, or another's. */
function attempts({ opens }: ConfidentialRow, names: readonly string[]): UnitSettings[] {
  const others = Object.fromEntries(names.map((name) => [name, name === 'teams' || name === 'structures' ? [newId()] : newId()]));
  return [
    {},
    others,
    ...opens.flatMap(({ settings }) => [
      settings,
      ...Object.entries(settings).flatMap(([name, value]) => {
        const without = Object.fromEntries(Object.entries(settings).filter(([one]) => one !== name));
        return [without, { ...others, ...without }, { ...others, ...settings, [name]: stranger(value) }];
      }),
    ]),
  ];
}

/** Where what is given differs from what is promised, one sentence each. */
async function leaks(table: string, row: ConfidentialRow, names: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for (const settings of attempts(row, names)) {
    // Somebody who may was on this connection just before.
    for (const { settings: theirs } of row.opens) await database.unit(() => pid(), theirs);
    const [wanted, found] = [promised(row, settings), await given(table, row, settings)];
    if (wanted.join() !== found.join())
      said.push(`${table} with ${JSON.stringify(settings)}: ${found.join() || 'nothing'}, expected ${wanted.join() || 'nothing'}`);
  }
  return said;
}

const raw = (text: string, values: readonly unknown[] = []) => database.kysely<never>().executeQuery(CompiledQuery.raw(text, [...values]));

/** Which of the server's processes the connection leads to. */
const pid = async () => (await raw('select pg_backend_pid() as pid')).rows[0];

/** What is declared and has no row here to be tried with; and policies that no row's settings try. */
function untried(tables: readonly string[], rows: typeof confidentialRows, all: readonly Policy[]): string[] {
  return tables.flatMap((table) => {
    const row = rows[table];
    if (!row) return [`${table} is confidential and has no row in confidential-rows.ts.`];
    const tried = row.opens.flatMap(({ settings }) => Object.keys(settings));
    return all.flatMap((policy) => {
      if (policy.table !== table || openToAll.has(policy.name)) return [];
      if (policy.settings.length === 0) return [`${table}: policy ${policy.name} reads no setting.`];
      return policy.settings.every((name) => tried.includes(name)) ? [] : [`${table}: policy ${policy.name} is not tried.`];
    });
  });
}

/** Contacts who agreed to be named; the row that is tried is of one who did not. */
const openToAll = new Set(['contact_agreed']);

describe('confidential tables', () => {
  it('each have a row to be tried with, and no policy that nothing tries', async () => {
    expect(untried(confidential, confidentialRows, await policies())).toEqual([]);
    expect(Object.keys(confidentialRows).filter((table) => !confidential.includes(table))).toEqual([]);
    expect(confidential.length).toBeGreaterThan(10);
  });

  it('are served by a role that stands under their policies, on one connection for all', async () => {
    const first = await database.unit(() => pid(), { keeper: here });
    expect(await pid()).toEqual(first);
    const { rows } = await superuser.query("select rolsuper, rolbypassrls from pg_roles where rolname = 'terreau_app'");
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it.each(Object.keys(confidentialRows))('%s opens to whom it is for, and stays shut to all others', async (table) => {
    const row = confidentialRows[table];
    if (!row) throw new Error(`${table} has no row.`);
    const names = [...new Set((await policies()).flatMap(({ settings }) => settings))];
    expect(names.length).toBeGreaterThan(6);
    expect(await leaks(table, row, names)).toEqual([]);
  });

  it('show nothing to their own owner either', async () => {
    for (const table of confidential) expect((await owner.query(`select id from ${table}`)).rows, table).toEqual([]);
  });
});

describe('the proof itself', () => {
  const row: ConfidentialRow = { values: {}, opens: [{ settings: { keeper: here }, to: verbs }] };
  const right = "(territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid)";

  /** What is said of `canary.thing` under these policies. */
  async function saidOf(policy: string): Promise<string[]> {
    await owner.query(`create schema canary;
      create table canary.thing (territory_id uuid not null, id uuid not null, primary key (territory_id, id));
      grant usage on schema canary to terreau_app; grant select, insert, update, delete on canary.thing to terreau_app; ${policy}`);
    try {
      await add('canary.thing', row);
      return await leaks('canary.thing', row, ['keeper', 'territory']);
    } finally {
      await owner.query('drop schema canary cascade');
    }
  }
  const secured = 'alter table canary.thing enable row level security; alter table canary.thing force row level security;';

  it('accepts a table behind its policy', async () => {
    expect(await saidOf(`${secured} create policy own on canary.thing using ${right}`)).toEqual([]);
  });

  it.each([
    ['has row-level security switched off', ''],
    [
      'lets everybody read',
      `${secured} create policy own on canary.thing using ${right}; create policy all_read on canary.thing for select using (true)`,
    ],
    ['lets anybody write', `${secured} create policy own on canary.thing using ${right} with check (true)`],
    ['shuts out whom it is for', secured],
    [
      'takes any territory',
      `${secured} create policy own on canary.thing using (nullif(current_setting('terreau.keeper', true), '') is not null)`,
    ],
  ])('sees a table that %s', async (_, policy) => {
    expect(await saidOf(policy)).not.toEqual([]);
  });

  it('sees a table that nobody tries, a policy that asks nothing and one that is not tried', () => {
    const policy = { table: 'canary.thing', name: 'own', settings: ['keeper'] };
    expect(untried(['canary.thing'], {}, [])).toEqual(['canary.thing is confidential and has no row in confidential-rows.ts.']);
    expect(untried(['canary.thing'], { 'canary.thing': row }, [policy])).toEqual([]);
    expect(untried(['canary.thing'], { 'canary.thing': row }, [{ ...policy, settings: [] }])).toEqual([
      'canary.thing: policy own reads no setting.',
    ]);
    expect(untried(['canary.thing'], { 'canary.thing': row }, [{ ...policy, settings: ['territory', 'account'] }])).toEqual([
      'canary.thing: policy own is not tried.',
    ]);
  });
});
