import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrationSources } from '../../catalogue.ts';
import { UserError } from '../errors.ts';
import { type MigrationSource, migrate, pendingMigrations } from './migrate.ts';

let ownerUrl: string;
let appUrl: string;
let owner: pg.Client;
let folder: string;
let sources: MigrationSource[];

/** An empty database, as an operator would make it. */
beforeEach(async () => {
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  const superuser = new pg.Client({ connectionString: inject('superUrl') });
  await superuser.connect();
  await superuser.query(`create database ${name} owner terreau_owner`);
  await superuser.end();
  const over = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  ownerUrl = over(inject('ownerUrl'));
  appUrl = over(inject('appUrl'));
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  folder = mkdtempSync(join(tmpdir(), 'terreau-migrations-'));
  sources = [{ module: 'shop', folder }];
});
afterEach(async () => {
  await owner.end();
  rmSync(folder, { recursive: true });
});

function file(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

async function rows<Row extends pg.QueryResultRow>(sql: string, client = owner): Promise<Row[]> {
  return (await client.query<Row>(sql)).rows;
}

async function asApp<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('servers that start at once all succeed, and each migration is applied once', async () => {
  const results = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, migrationSources, 'terreau_app')));
  const applied = results.flat().map(({ module, name }) => `${module}/${name}`);
  const recorded = await rows<{ key: string }>("select module || '/' || name as key from kernel.migration");
  expect(applied.length).toBeGreaterThan(0);
  expect([...applied].sort()).toEqual(recorded.map(({ key }) => key).sort());
  expect(await pendingMigrations(owner, migrationSources)).toEqual([]);
});

test('migrations that the database lacks are known before they are applied', async () => {
  file('0001-first.sql', 'create table shop.first (id int)');
  expect(await pendingMigrations(owner, sources)).toEqual([{ module: 'shop', name: '0001-first.sql' }]);
  await migrate(ownerUrl, sources, null);
  file('0002-second.sql', 'create table shop.second (id int)');
  expect(await pendingMigrations(owner, sources)).toEqual([{ module: 'shop', name: '0002-second.sql' }]);
  expect(await migrate(ownerUrl, sources, null)).toEqual([{ module: 'shop', name: '0002-second.sql' }]);
  expect(await migrate(ownerUrl, sources, null)).toEqual([]);
});

test('a file that changed after it was applied is refused in words, and nothing else is applied', async () => {
  file('0001-first.sql', 'create table shop.first (id int)');
  await migrate(ownerUrl, sources, null);
  file('0001-first.sql', 'create table shop.first (id bigint)');
  file('0002-second.sql', 'create table shop.second (id int)');
  const failure = await migrate(ownerUrl, sources, null).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect((failure as UserError).message).toContain('shop/0001-first.sql a changé');
  expect(await rows("select to_regclass('shop.second') as found")).toEqual([{ found: null }]);
});

test('a migration that fails leaves nothing, names itself, and can be mended', async () => {
  file('0001-first.sql', 'create table shop.first (id int)');
  file('0002-second.sql', 'create table shop.second (id int); insert into shop.first values (1); create table shop.first (id int)');
  await expect(migrate(ownerUrl, sources, null)).rejects.toThrow(/shop\/0002-second\.sql: .*already exists/);
  expect(await rows("select to_regclass('shop.second') as found")).toEqual([{ found: null }]);
  expect(await rows('select * from shop.first')).toEqual([]);
  expect(await rows('select name from kernel.migration')).toEqual([{ name: '0001-first.sql' }]);

  file('0002-second.sql', 'create table shop.second (id int)');
  expect(await migrate(ownerUrl, sources, null)).toEqual([{ module: 'shop', name: '0002-second.sql' }]);
});

test('a migrator that was cut short keeps the next one waiting for nothing', async () => {
  file('0001-first.sql', 'create table shop.first (id int)');
  // The lock of a killed migrator goes with its connection.
  const killed = new pg.Client({ connectionString: ownerUrl });
  killed.on('error', () => {});
  await killed.connect();
  const { rows: pids } = await killed.query<{ pid: number }>('select pg_advisory_lock(7236501194), pg_backend_pid() as pid');
  const waiting = migrate(ownerUrl, sources, null);
  await owner.query('select pg_terminate_backend($1, 5000)', [pids[0]?.pid]);
  expect(await waiting).toEqual([{ module: 'shop', name: '0001-first.sql' }]);
});

test('a file out of its number is refused: two branches cannot silently take the same one', async () => {
  file('0001-first.sql', 'create table shop.first (id int)');
  file('0001-other.sql', 'create table shop.other (id int)');
  await expect(migrate(ownerUrl, sources, null)).rejects.toThrow(/0001-other\.sql: expected the number 0002/);
});

describe('the role that serves', () => {
  beforeEach(async () => {
    file('0001-first.sql', 'create table shop.item (id int generated always as identity primary key, name text)');
    await migrate(ownerUrl, [{ module: 'kernel', folder: migrationSources[0]?.folder ?? '' }, ...sources], 'terreau_app');
  });

  test('reads and writes rows, with their sequences', async () => {
    await asApp(async (client) => {
      await client.query("insert into shop.item (name) values ('one')");
      await client.query("update shop.item set name = 'two'");
      expect(await rows('select id, name from shop.item', client)).toEqual([{ id: 1, name: 'two' }]);
      await client.query('delete from shop.item');
    });
  });

  test('gets the same over tables of a later migration', async () => {
    file('0002-second.sql', 'create table shop.later (id serial primary key)');
    await migrate(ownerUrl, [{ module: 'kernel', folder: migrationSources[0]?.folder ?? '' }, ...sources], 'terreau_app');
    expect(await asApp((client) => rows('insert into shop.later default values returning id', client))).toEqual([{ id: 1 }]);
  });

  test.each([
    'create table shop.more (id int)',
    'create table kernel.more (id int)',
    'create table public.more (id int)',
    'alter table shop.item add column more int',
    'drop table shop.item',
    'truncate shop.item',
    'delete from kernel.migration',
    "update kernel.migration set checksum = ''",
    'create function shop.more() returns int language sql as $$ select 1 $$',
  ])('cannot: %s', async (statement) => {
    await expect(asApp((client) => client.query(statement))).rejects.toThrow(/permission denied|must be owner/);
  });

  test('may see which migrations are applied, as doctor does', async () => {
    expect(await asApp((client) => rows("select name from kernel.migration where module = 'shop'", client))).toEqual([
      { name: '0001-first.sql' },
    ]);
  });
});
