/** A PostgreSQL elsewhere, by `DATABASE_URL` and `DATABASE_MIGRATE_URL`: another cluster, with accounts that its operator made. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedStore, openEmbeddedStore } from '../../src/kernel/db/embedded.ts';
import { startPortal, temporaryFolder, terreau, territories } from './terreau.ts';

const folder = mkdtempSync(join(tmpdir(), 'terreau-elsewhere-'));
let elsewhere: EmbeddedStore;
let superuser: pg.Client;

beforeAll(async () => {
  // As in test/support/store.ts: PostgreSQL 15 comes back to its folder by its path.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'store'), { mode: 0o755 });
  const binaries = process.env['TEST_POSTGRES_BIN'];
  elsewhere = await openEmbeddedStore({ folder: join(folder, 'store'), durable: false, ...(binaries && { binaries }) });
  superuser = new pg.Client({ connectionString: elsewhere.superUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await elsewhere.release();
  rmSync(folder, { recursive: true, force: true });
});

/** An account and its address on a database; the database is made with its owner. */
async function account(name: string, database: string, attributes = ''): Promise<string> {
  await superuser.query(`create role ${name} login ${attributes} password 'x-${name}'`);
  return Object.assign(new URL(elsewhere.superUrl), { username: name, password: `x-${name}`, pathname: `/${database}` }).href;
}

const add = ['territory', 'add', '--slug', 'essai', '--name', 'Essai', '--country', 'FR', '--kind', 'commune', '--code', '74999'];

async function lifeOn(variables: Readonly<Record<string, string>>): Promise<{ doctorBefore: string; doctor: string; demo: string[] }> {
  const DATA_DIR = temporaryFolder();
  const env = { DATA_DIR, ...variables };
  const before = await terreau(['doctor'], env);
  expect(before.code).toBe(1);

  const portal = await startPortal(env, []);
  const demo = await territories(portal.address);
  expect((await fetch(`${portal.address}/annuaire`)).status).toBe(200);
  expect((await terreau(add, env)).code).toBe(0);
  expect(await territories(portal.address)).toContain('essai');
  portal.kill('SIGTERM');
  expect((await portal.ended).code).toBe(0);
  // Nothing of a store is made here.
  expect(existsSync(join(DATA_DIR, 'store'))).toBe(false);

  const after = await terreau(['doctor'], env);
  expect(after.stdout.match(/^✗.*/gm)).toBeNull();
  expect(after.code).toBe(0);

  // The data is there: another server finds it.
  const again = await startPortal({ ...env, DATA_DIR: temporaryFolder() });
  expect(await territories(again.address)).toContain('essai');
  again.kill('SIGTERM');
  expect((await again.ended).code).toBe(0);
  return { doctorBefore: before.stdout, doctor: after.stdout, demo };
}

test('with an account that migrates and one that serves', async () => {
  const DATABASE_MIGRATE_URL = await account('two_owner', 'two');
  const DATABASE_URL = await account('two_app', 'two');
  await superuser.query('create database two owner two_owner');
  const { doctorBefore, doctor, demo } = await lifeOn({ DATABASE_URL, DATABASE_MIGRATE_URL });
  expect(doctorBefore).toMatch(/✗ Migrations.*terreau migrate/);
  expect(doctor).toMatch(/✓ Base de données.*PostgreSQL \d+/);
  expect(doctor).not.toContain('embarqué');
  expect(doctor).toMatch(/✓ Migrations.*à jour/);
  expect(doctor).toMatch(/✓ Compte qui sert.*rien de plus/);
  expect(demo).toHaveLength(5);

  // What serves cannot change the tables, and the tables are the owner's.
  const app = new pg.Client({ connectionString: DATABASE_URL });
  await app.connect();
  await expect(app.query('create table territories.more (id int)')).rejects.toThrow(/permission denied/);
  await expect(app.query('drop table territories.territory')).rejects.toThrow(/must be owner/);
  const { rows } = await app.query(
    "select distinct tableowner from pg_tables where schemaname in ('territories', 'directory', 'job', 'kernel')",
  );
  expect(rows).toEqual([{ tableowner: 'two_owner' }]);
  await app.end();
});

// Row-level security binds neither the owner of a table, unless forced, nor a superuser at all: people's names would be open.
test.each([
  ['one account for both', 'one_owner', 'one', '', /one_owner peut changer les tables.*DATABASE_MIGRATE_URL/],
  ['a superuser', 'mighty', 'mighty', 'superuser', /mighty est superutilisateur/],
  ['one whom policies do not bind', 'unbound', 'unbound', 'bypassrls', /unbound passe outre la sécurité par ligne \(BYPASSRLS\)/],
] as const)('with %s: nothing is served, and doctor says why', async (_, name, database, rights, words) => {
  const DATABASE_URL = await account(name, database, rights);
  await superuser.query(`create database ${database} owner ${name}`);
  expect((await terreau(['migrate'], { DATABASE_URL })).code).toBe(0);
  const { code, stderr } = await terreau(['start', '--no-demo'], {
    DATABASE_URL,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: temporaryFolder(),
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(words);
  const doctor = await terreau(['doctor'], { DATABASE_URL });
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(/✗ Compte qui sert/);
  expect(doctor.stdout).toMatch(words);
});

describe('what cannot work is told in words: 1', () => {
  const cases: readonly [string, () => Promise<Record<string, string>>, RegExp][] = [
    ['a database that is not there', async () => ({ DATABASE_URL: await account('lost', 'nowhere') }), /ne répond pas.*nowhere/],
    [
      'a wrong password',
      async () => ({ DATABASE_URL: (await account('forgetful', 'terreau')).replace('x-forgetful', 'guess') }),
      /ne répond pas.*password authentication failed/,
    ],
    [
      'migrations without the address that serves',
      async () => ({ DATABASE_MIGRATE_URL: elsewhere.ownerUrl }),
      /DATABASE_MIGRATE_URL.*DATABASE_URL/,
    ],
  ];
  test.each(cases)('%s', async (_, variables, words) => {
    const env = { ...(await variables()), DATA_DIR: join(temporaryFolder(), 'never') };
    const { code, stdout, stderr } = await terreau(['start'], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at |guess/);
    expect((await terreau(['doctor'], env)).code).toBe(1);
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });
});
