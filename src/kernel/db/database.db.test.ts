import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/support/application.ts';
import { newId } from '../ids.ts';
import { type Database, openDatabase, UnitError } from './database.ts';

interface Tables {
  'scratch.note': { id: string; text: string };
  'scratch.secret': { id: string; team_id: string; text: string };
}

let urls: TestDatabase;
let owner: pg.Client;
let database: Database;
let db: Kysely<Tables>;
const errors: Error[] = [];

beforeAll(async () => {
  urls = await cloneDatabase();
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query(`
    create schema scratch;
    create table scratch.note (id uuid primary key, text text not null);
    create table scratch.secret (id uuid primary key, team_id uuid not null, text text not null);
    alter table scratch.secret enable row level security;
    alter table scratch.secret force row level security;
    create policy by_team on scratch.secret using (team_id = nullif(current_setting('terreau.team', true), '')::uuid);
    grant usage on schema scratch to terreau_app;
    grant select, insert, update, delete on all tables in schema scratch to terreau_app`);
  database = openDatabase({ url: urls.appUrl, onError: (error) => errors.push(error) });
  db = database.kysely<Tables>();
});
afterAll(async () => {
  await database.close();
  await owner.end();
});
beforeEach(async () => {
  errors.length = 0;
  await owner.query('truncate scratch.note');
});

/** What is committed, as somebody else sees it. */
async function notes(): Promise<string[]> {
  const { rows } = await owner.query<{ text: string }>('select text from scratch.note order by text');
  return rows.map(({ text }) => text);
}

async function write(text: string): Promise<void> {
  await db.insertInto('scratch.note').values({ id: newId(), text }).execute();
}

describe('a unit of work', () => {
  test('keeps all of its writes or none', async () => {
    await database.unit(async () => {
      await write('one');
      await write('two');
      expect(await notes()).toEqual([]);
    });
    expect(await notes()).toEqual(['one', 'two']);
    const failure = database.unit(async () => {
      await write('three');
      throw new Error('changed my mind');
    });
    await expect(failure).rejects.toThrow('changed my mind');
    expect(await notes()).toEqual(['one', 'two']);
  });

  test('leaves alone what is done apart from it, in both directions', async () => {
    const failure = database.unit(async () => {
      await write('inside');
      await database.apart(async () => {
        expect(database.inUnit()).toBe(false);
        await write('apart');
        await database.unit(() => write('apart, together'));
        await expect(database.unit(() => write('apart, in vain').then(() => Promise.reject(new Error('no'))))).rejects.toThrow('no');
      });
      expect(database.inUnit()).toBe(true);
      await write('inside again');
      throw new Error('changed my mind');
    });
    await expect(failure).rejects.toThrow('changed my mind');
    expect(await notes()).toEqual(['apart', 'apart, together']);
  });

  test('inside another joins it: the inner one commits nothing by itself', async () => {
    await database.unit(async () => {
      await write('outer');
      await database.unit(() => write('inner'));
      expect(await notes()).toEqual([]);
    });
    expect(await notes()).toEqual(['inner', 'outer']);
  });

  test('a failure inside spoils the outer one, even where it was caught', async () => {
    const outer = database.unit(async () => {
      await write('before');
      await database
        .unit(async () => {
          throw new Error('inner');
        })
        .catch(() => {});
    });
    await expect(outer).rejects.toThrow(UnitError);
    expect(await notes()).toEqual([]);
  });

  test('a failed query spoils the unit, even where it was caught', async () => {
    const outer = database.unit(async () => {
      await write('before');
      await sql`select * from scratch.nowhere`.execute(db).catch(() => {});
    });
    await expect(outer).rejects.toThrow(UnitError);
    expect(await notes()).toEqual([]);
  });

  test('after a failure inside, nothing more can be asked of it', async () => {
    const outer = database.unit(async () => {
      await database
        .unit(async () => {
          throw new Error('inner');
        })
        .catch(() => {});
      await write('after');
    });
    await expect(outer).rejects.toThrow(UnitError);
    expect(await notes()).toEqual([]);
  });

  test('after its end, a query or a unit that still belongs to it throws', async () => {
    let late: (() => Promise<void>) | undefined;
    let lateUnit: (() => Promise<void>) | undefined;
    await database.unit(async () => {
      const start = Promise.withResolvers<void>();
      const query = start.promise.then(() => write('late'));
      const unit = start.promise.then(() => database.unit(() => write('later')));
      // Whoever awaits them, these promises were made inside the unit.
      query.catch(() => {});
      unit.catch(() => {});
      late = () => {
        start.resolve();
        return query;
      };
      lateUnit = () => unit;
      await write('in time');
    });
    await expect(late?.()).rejects.toThrow(UnitError);
    await expect(lateUnit?.()).rejects.toThrow(UnitError);
    expect(await notes()).toEqual(['in time']);
  });

  test('a write that is asked for while the end waits for another is part of it too', async () => {
    await database.unit(async () => {
      await write('awaited');
      void sql`select pg_sleep(0.05)`.execute(db);
      // Answers from elsewhere: by the first the slow query is on its way, at the second the end waits for it.
      await owner.query('select 1');
      void owner.query('select 1').then(() => write('belated'));
    });
    expect(await notes()).toEqual(['awaited', 'belated']);
    const { rows } = await owner.query<{ transactions: string }>('select count(distinct xmin::text) as transactions from scratch.note');
    expect(rows[0]?.transactions).toBe('1');
  });

  test('runs its queries one after another, in the order of asking', async () => {
    const order: number[] = [];
    await database.unit(() =>
      Promise.all(
        [3, 0, 2, 1].map(async (weight, index) => {
          // The first is the slowest: without a queue it would end last.
          await sql`select pg_sleep(${weight / 100})`.execute(db);
          order.push(index);
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3]);
  });

  test('uses one connection for everything inside', async () => {
    const backends = await database.unit(async () => {
      const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid;
      return Promise.all([pid(), pid(), database.unit(pid)]);
    });
    expect(new Set(backends).size).toBe(1);
  });

  test('two at once know nothing of one another', async () => {
    const firstIsIn = Promise.withResolvers<void>();
    const secondIsDone = Promise.withResolvers<void>();
    const first = database.unit(async () => {
      await write('first');
      firstIsIn.resolve();
      await secondIsDone.promise;
      throw new Error('only the first');
    });
    await firstIsIn.promise;
    await database.unit(() => write('second'));
    secondIsDone.resolve();
    await expect(first).rejects.toThrow('only the first');
    expect(await notes()).toEqual(['second']);
    expect(database.inUnit()).toBe(false);
  });
});

describe('a transaction of Kysely’s own, as a library makes it', () => {
  test('joins the unit around it', async () => {
    const failure = database.unit(async () => {
      await db.transaction().execute((trx) => trx.insertInto('scratch.note').values({ id: newId(), text: 'library' }).execute());
      expect(await notes()).toEqual([]);
      throw new Error('after the library');
    });
    await expect(failure).rejects.toThrow('after the library');
    expect(await notes()).toEqual([]);
  });

  test('spoils the unit around it by its failure', async () => {
    const outer = database.unit(async () => {
      await write('before');
      await db
        .transaction()
        .execute(async () => {
          throw new Error('library');
        })
        .catch(() => {});
    });
    await expect(outer).rejects.toThrow(UnitError);
    expect(await notes()).toEqual([]);
  });

  test('outside a unit is an ordinary transaction', async () => {
    await db.transaction().execute((trx) => trx.insertInto('scratch.note').values({ id: newId(), text: 'kept' }).execute());
    const failure = db.transaction().execute(async (trx) => {
      await trx.insertInto('scratch.note').values({ id: newId(), text: 'dropped' }).execute();
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    expect(await notes()).toEqual(['kept']);
  });
});

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

describe('values', () => {
  test('a date is a day, whatever the zone of the process and of the session', async () => {
    const zone = process.env['TZ'];
    try {
      for (const tz of ['Pacific/Kiritimati', 'Europe/Paris', 'America/Los_Angeles']) {
        process.env['TZ'] = tz;
        const { rows } = await sql<{ day: Temporal.PlainDate }>`select date '2026-11-24' as day`.execute(db);
        expect(rows[0]?.day).toBeInstanceOf(Temporal.PlainDate);
        expect(String(rows[0]?.day)).toBe('2026-11-24');
        const day = Temporal.PlainDate.from('2026-03-29');
        const back = await sql<{ same: boolean }>`select ${day}::date = date '2026-03-29' as same`.execute(db);
        expect(back.rows[0]?.same).toBe(true);
      }
    } finally {
      process.env['TZ'] = zone;
    }
  });

  test('an instant keeps its place in time, down to the microsecond', async () => {
    const instant = Temporal.Instant.from('2026-10-25T01:30:00.123456Z');
    const { rows } = await sql<{ at: Temporal.Instant; paris: Temporal.Instant }>`
      select ${instant}::timestamptz as at, timestamptz '2026-10-25 02:30:00.123456+01' as paris`.execute(db);
    expect(rows[0]?.at).toBeInstanceOf(Temporal.Instant);
    expect(rows[0]?.at.equals(instant)).toBe(true);
    expect(rows[0]?.paris.equals(instant)).toBe(true);
  });

  test('an int8 is a bigint, to the last unit', async () => {
    const large = 9_007_199_254_740_993n;
    const { rows } = await sql<{ n: bigint; count: bigint }>`select ${large}::int8 as n, count(*) as count from scratch.note`.execute(db);
    expect(rows[0]).toEqual({ n: large, count: 0n });
  });
});

describe('connections that PostgreSQL ends', () => {
  test('while idle, cost nothing but a remark', async () => {
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.01)`.execute(db)));
    const seen = new Set(await terminateAll());
    expect(seen.size).toBeGreaterThan(0);
    const alive = await sql<{ n: number }>`select 1 as n`
      .execute(db)
      // One that was handed out in the very instant of its end may fail once; the next is new.
      .catch(() => sql<{ n: number }>`select 1 as n`.execute(db));
    expect(alive.rows[0]?.n).toBe(1);
    expect(errors.length).toBeGreaterThan(0);
  });

  test('inside a unit, fail that unit and no other', async () => {
    const failure = database.unit(async () => {
      await write('lost');
      await terminateAll();
      await write('never');
    });
    await expect(failure).rejects.toThrow();
    expect(await notes()).toEqual([]);
    await database.unit(() => write('kept'));
    expect(await notes()).toEqual(['kept']);
  });

  /** Ends every connection of the serving role to this database, and waits until they are gone. */
  async function terminateAll(): Promise<number[]> {
    const client = new pg.Client({ connectionString: urls.appUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ pid: number }>(
        // With a time to wait, it answers once the backend has ended.
        `select pid, pg_terminate_backend(pid, 5000) from pg_stat_activity
         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
      );
      return rows.map(({ pid }) => pid);
    } finally {
      await client.end();
    }
  }
});
