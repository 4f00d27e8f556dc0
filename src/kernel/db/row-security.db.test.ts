import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Tables } from '../../../test/support/scratch.ts';
import { newId } from '../ids.ts';
import { type Database, openDatabase } from './database.ts';

const { db, errors, owner, urls } = await openScratch();

describe('row-level security', () => {
  const [ours, theirs] = [newId(), newId()];
  // One connection, so that each unit gets the one that somebody else used before.
  let single: Database;
  const read = async () => (await single.kysely<Tables>().selectFrom('scratch.secret').select('text').execute()).map(({ text }) => text);

  beforeAll(async () => {
    single = openDatabase({ url: urls.appUrl, max: 1, onError: (error) => errors.push(error) });
    for (const [team_id, text] of [
      [ours, 'ours'],
      [theirs, 'theirs'],
    ] as const) {
      await single.unit(() => single.kysely<Tables>().insertInto('scratch.secret').values({ id: newId(), team_id, text }).execute(), {
        team: team_id,
      });
    }
  });
  afterAll(() => single.close());

  test('shows the rows of the unit’s setting, and only those', async () => {
    expect(await single.unit(read, { team: ours })).toEqual(['ours']);
    expect(await single.unit(read, { team: theirs })).toEqual(['theirs']);
  });

  test('shows nothing without a setting, on a connection that somebody else used before', async () => {
    expect(await single.unit(read, { team: ours })).toEqual(['ours']);
    expect(await single.unit(read)).toEqual([]);
    expect(await read()).toEqual([]);
  });

  test('keeps no setting of a unit that was rolled back', async () => {
    const failure = single.unit(
      async () => {
        await read();
        throw new Error('no');
      },
      { team: ours },
    );
    await expect(failure).rejects.toThrow('no');
    expect(await read()).toEqual([]);
  });

  test('holds for writes as well', async () => {
    const intruder = single.unit(
      () => single.kysely<Tables>().insertInto('scratch.secret').values({ id: newId(), team_id: theirs, text: 'intruder' }).execute(),
      { team: ours },
    );
    await expect(intruder).rejects.toThrow(/row-level security/);
    const changed = await single.unit(
      () => single.kysely<Tables>().updateTable('scratch.secret').set({ text: 'gone' }).where('team_id', '=', theirs).executeTakeFirst(),
      { team: ours },
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });

  test('the owner of the table is held by it too', async () => {
    const { rows } = await owner.query('select * from scratch.secret');
    expect(rows).toEqual([]);
  });

  test.each([
    ['a value that is no UUID', { team: "x'; drop table scratch.note; --" }],
    ['an empty value', { team: '' }],
    ['capitals, which are not how we write ids', { team: newId().toUpperCase() }],
    ['a name that is none', { 'team = 1; --': newId() }],
  ])('refuses %s', async (_, settings) => {
    let ran = false;
    const unit = single.unit(async () => {
      ran = true;
    }, settings);
    await expect(unit).rejects.toThrow(/not a UUID/);
    expect(ran).toBe(false);
    expect(await single.unit(read, { team: ours })).toEqual(['ours']);
  });

  test('a unit inside may read with other settings, which hold until its end', async () => {
    const seen = await single.unit(async () => [await read(), await single.unit(read, { team: theirs }), await read()], { team: ours });
    expect(seen).toEqual([['ours'], ['theirs'], ['ours']]);
    expect(await single.unit(async () => [await single.unit(read, { team: ours }), await read()])).toEqual([['ours'], []]);
  });

  test('several ids are an array', async () => {
    const setting = () => sql<{ teams: string }>`select current_setting('terreau.teams') as teams`.execute(single.kysely<never>());
    expect((await single.unit(setting, { teams: [ours, theirs] })).rows).toEqual([{ teams: `{${ours},${theirs}}` }]);
    await expect(single.unit(setting, { teams: [ours, 'x'] })).rejects.toThrow(/not a UUID/);
  });
});

describe('the role that serves', () => {
  test.each([
    'create table scratch.more (id int)',
    'create table public.more (id int)',
    'create schema more',
    'alter table scratch.note add column more int',
    'drop table scratch.note',
    'truncate scratch.note',
    'alter table scratch.secret disable row level security',
    'drop policy by_team on scratch.secret',
    'create table territories.more (id int)',
    'drop table territories.territory',
    'create extension citext',
    'set role terreau_owner',
    'create role more',
    "insert into kernel.migration (module, name, checksum) values ('a', 'b', 'c')",
    "copy scratch.note to program 'cat'",
  ])('cannot: %s', async (statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied|must be (owner|able to|superuser)/);
  });
});
