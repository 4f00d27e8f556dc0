import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, NOW, type TestDatabase } from '../../../test/support/application.ts';
import { fixedClock } from '../clock.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { forgetDrainedThrottles, storeThrottle, type Throttle, type ThrottleRule } from './throttle.ts';

const SECRET = 'a secret of the tests, thirty-two at least';
const rule: ThrottleRule = { name: 'sign in', limit: 5, seconds: 300 };

let urls: TestDatabase;
let owner: pg.Client;
let database: Database;
let throttle: Throttle;
const clock = fixedClock(NOW);

/** So many seconds after the beginning of the test. */
const at = (seconds: number) =>
  clock.set(
    Temporal.Instant.from(NOW)
      .add({ milliseconds: seconds * 1_000 })
      .toString(),
  );
const open = () => openDatabase({ url: urls.appUrl, onError: () => {} });

beforeAll(async () => {
  urls = await cloneDatabase();
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  database = open();
  throttle = storeThrottle(database, clock, SECRET);
});
afterAll(async () => {
  await database.close();
  await owner.end();
});
beforeEach(async () => {
  clock.set(NOW);
  await owner.query('truncate kernel.throttle');
});

/** How many of so many attempts, one after another, are let through. */
async function passed(times: number, key = 'camille', of = rule): Promise<number> {
  let count = 0;
  for (let time = 0; time < times; time += 1) if ((await throttle.take(of, key)).allowed) count += 1;
  return count;
}

describe('a throttle', () => {
  test('lets exactly the limit through, of a hundred at once from two processes', async () => {
    const other = open();
    try {
      const throttles = [throttle, storeThrottle(other, clock, SECRET)];
      const decisions = await Promise.all(Array.from({ length: 100 }, (_, index) => throttles[index % 2]?.take(rule, 'camille')));
      expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(5);
      expect(decisions.find((decision) => !decision?.allowed)).toEqual({ allowed: false, retryAfter: 60 });
    } finally {
      await other.close();
    }
  });

  test('lets one more through each time that one has drained, and says when', async () => {
    expect(await passed(6)).toBe(5);
    at(59.5);
    expect(await throttle.take(rule, 'camille')).toEqual({ allowed: false, retryAfter: 1 });
    at(60);
    expect(await passed(2)).toBe(1);
    at(90);
    expect(await throttle.take(rule, 'camille')).toEqual({ allowed: false, retryAfter: 30 });
    // A refusal costs nothing: two have drained since, however often one was refused meanwhile.
    at(180);
    expect(await passed(10)).toBe(2);
    at(10_000);
    expect(await passed(10)).toBe(5);
  });

  test.each([1, 3, 7, 11, 600])('reaches its limit where the seconds do not divide by %d', async (limit) => {
    expect(await passed(limit + 1, 'camille', { name: 'odd', limit, seconds: 100 })).toBe(limit);
  });

  test('counts only what fails where the rest is given back, at once or not', async () => {
    for (let time = 0; time < 20; time += 1) {
      expect(await passed(1)).toBe(1);
      await throttle.giveBack(rule, 'camille');
    }
    expect(await passed(3)).toBe(3);
    await Promise.all([throttle.giveBack(rule, 'camille'), throttle.giveBack(rule, 'camille')]);
    expect(await passed(10)).toBe(4);
    // Of a key that has drained or was never seen, nothing is left to give back: it gains no attempt.
    at(10_000);
    await throttle.giveBack(rule, 'camille');
    await throttle.giveBack(rule, 'dominique');
    expect([await passed(10), await passed(10, 'dominique')]).toEqual([5, 5]);
  });

  test('counts each key and each rule apart', async () => {
    expect(await passed(6, 'camille')).toBe(5);
    expect(await passed(6, 'dominique')).toBe(5);
    expect(await passed(6, 'camille', { ...rule, name: 'sign up' })).toBe(5);
  });

  test.each([
    ['2001:db8:7:1::1', '2001:db8:7:1:ffff:ffff:ffff:ffff', true],
    ['2001:db8:7:1::1', '2001:DB8:7:1:0:0:0:2', true],
    ['2001:db8:7:1::1', '2001:db8:7:2::1', false],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
  ])('counts the addresses %s and %s of the network together: %s', async (one, other, together) => {
    expect(await passed(5, one)).toBe(5);
    expect(await passed(5, other)).toBe(together ? 0 : 5);
  });

  test('counts what is taken inside a unit of work that fails, even where all connections are in such units', async () => {
    const units = Array.from({ length: 30 }, () =>
      database.unit(async () => {
        const { allowed } = await throttle.take(rule, 'camille');
        throw new Error(allowed ? 'let through' : 'refused');
      }),
    );
    const reasons = (await Promise.allSettled(units)).map((result) => (result.status === 'rejected' ? String(result.reason) : ''));
    expect(reasons.filter((reason) => reason === 'Error: let through')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'Error: refused')).toHaveLength(25);
    expect(await passed(1)).toBe(0);
  });

  test('keeps neither the key nor what gives it again without the secret', async () => {
    await throttle.take(rule, '192.0.2.1');
    const { rows } = await owner.query<{ key: string }>('select key from kernel.throttle');
    await storeThrottle(database, clock, `${SECRET}, another`).take(rule, '192.0.2.1');
    const { rows: both } = await owner.query<{ key: string }>('select key from kernel.throttle');
    expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new Set(both.map(({ key }) => key)).size).toBe(2);
  });

  test('is forgotten once all has drained, and not before', async () => {
    await passed(2);
    at(119);
    await forgetDrainedThrottles({ database, clock });
    expect(await passed(5)).toBe(4);
    at(10_000);
    await forgetDrainedThrottles({ database, clock });
    expect((await owner.query('select from kernel.throttle')).rowCount).toBe(0);
  });
});
