import { sql } from 'kysely';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { openScratch } from '../../../test/support/scratch.ts';

const { database, db, errors, notes, urls, write } = await openScratch();

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
