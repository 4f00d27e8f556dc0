import { once } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type JobServer, openJobServer, openJobStore, QUEUES } from '../../../test/support/jobs.ts';
import { newId } from '../ids.ts';
import { migrateJobs } from './queue.ts';

const { urls, owner, jobs } = await openJobStore();
await owner.query('create schema scratch; create table scratch.item (id uuid primary key); grant usage on schema scratch to terreau_app');
await owner.query('grant select, insert on scratch.item to terreau_app');

let database: JobServer['database'];
let queue: JobServer['queue'];
let stop: JobServer['stop'];
beforeEach(async () => {
  ({ database, queue, stop } = await openJobServer(urls));
});
afterEach(() => stop());

describe('a job sent inside a unit of work', () => {
  test('disappears with its rollback', async () => {
    const failure = database.unit(async () => {
      await queue.send('shop.first', { itemId: newId() });
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    expect(await jobs()).toEqual([]);
  });

  test('is seen by nobody before the commit, and delivered once after it', async () => {
    const received: { itemId: string; found: number }[] = [];
    const delivered = Promise.withResolvers<void>();
    await queue.work(
      new Map([
        [
          'shop.first',
          async (payload) => {
            const { itemId } = payload as { itemId: string };
            // As a handler does, it re-reads: the row is there, since both came with one commit.
            const { rowCount } = await owner.query('select 1 from scratch.item where id = $1', [itemId]);
            received.push({ itemId, found: rowCount ?? 0 });
            delivered.resolve();
          },
        ],
      ]),
      [],
    );
    const itemId = newId();
    await database.unit(async () => {
      await queue.send('shop.first', { itemId });
      await database.kysely<{ 'scratch.item': { id: string } }>().insertInto('scratch.item').values({ id: itemId }).execute();
      expect(await jobs()).toEqual([]);
    });
    await delivered.promise;
    await vi.waitFor(async () => expect((await jobs()).map(({ state }) => state)).toEqual(['completed']), { timeout: 10_000 });
    expect(received).toEqual([{ itemId, found: 1 }]);
  });

  test('is delivered once, even where several servers work', async () => {
    const other = await openJobServer(urls);
    try {
      const received: string[] = [];
      const handlers = new Map([
        [
          'shop.first',
          async (payload: object) => {
            received.push((payload as { itemId: string }).itemId);
          },
        ],
      ]);
      await queue.work(handlers, []);
      await other.queue.work(handlers, []);
      const ids = Array.from({ length: 6 }, () => newId());
      await Promise.all(ids.map((itemId) => database.unit(() => queue.send('shop.first', { itemId }))));
      await vi.waitFor(async () => expect((await jobs()).every(({ state }) => state === 'completed')).toBe(true), { timeout: 20_000 });
      expect([...received].sort()).toEqual([...ids].sort());
    } finally {
      await other.stop();
    }
  });
});

test('a handler that fails is tried again, with the same payload', async () => {
  const attempts: string[] = [];
  await queue.work(
    new Map([
      [
        'shop.first',
        async (payload) => {
          attempts.push((payload as { itemId: string }).itemId);
          if (attempts.length === 1) throw new Error('not this time');
        },
      ],
    ]),
    [],
  );
  const itemId = newId();
  await database.unit(() => queue.send('shop.first', { itemId }));
  await vi.waitFor(async () => expect((await jobs()).map(({ state }) => state)).toEqual(['retry']), { timeout: 10_000 });
  // The wait before the second try is brought forward.
  await owner.query("update job.job set start_after = now() where state = 'retry'");
  await vi.waitFor(async () => expect((await jobs()).map(({ state }) => state)).toEqual(['completed']), { timeout: 10_000 });
  expect(attempts).toEqual([itemId, itemId]);
});

test('a job at hand is finished before the queue stops', async () => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  await queue.work(
    new Map([
      [
        'shop.first',
        async () => {
          started.resolve();
          await mayEnd.promise;
        },
      ],
    ]),
    [],
  );
  await queue.send('shop.first', {});
  await started.promise;
  const stopped = queue.stop();
  mayEnd.resolve();
  await stopped;
  expect((await jobs()).map(({ state }) => state)).toEqual(['completed']);
});

describe('a long job', () => {
  const LONG = 'shop.long';
  const long = new Set([LONG]);
  beforeAll(() => migrateJobs(urls.ownerUrl, [...QUEUES, LONG], 'terreau_app', long));
  const states = async () => (await owner.query('select state::text from job.job where name = $1', [LONG])).rows.map(({ state }) => state);

  test('has hours rather than minutes, and says that it is alive; so does one of a queue that was made for short ones', async () => {
    await migrateJobs(urls.ownerUrl, ['shop.grown'], 'terreau_app');
    await migrateJobs(urls.ownerUrl, ['shop.grown'], 'terreau_app', new Set(['shop.grown']));
    for (const name of [LONG, 'shop.grown']) await queue.send(name, {});
    const { rows } = await owner.query(
      'select expire_seconds > 3600 as has_time, heartbeat_seconds as heartbeat from job.job where name = any($1)',
      [[LONG, 'shop.grown']],
    );
    expect(rows).toEqual([
      { has_time: true, heartbeat: 60 },
      { has_time: true, heartbeat: 60 },
    ]);
  });

  test('is told to stop when its server does, and is left for the next one', async () => {
    const started = Promise.withResolvers<void>();
    await queue.work(
      new Map([
        [
          LONG,
          async (_payload, signal) => {
            started.resolve();
            await once(signal, 'abort');
            signal.throwIfAborted();
          },
        ],
      ]),
      [],
      long,
    );
    await queue.send(LONG, {});
    await started.promise;
    await queue.stop();
    expect(await states()).toEqual(['retry']);
  });

  test('runs beside that of another territory, and is not begun while another of its own runs', async () => {
    const running = new Set<string>();
    const met: string[][] = [];
    const mayEnd = Promise.withResolvers<void>();
    await queue.work(
      new Map([
        [
          LONG,
          async (payload) => {
            const { territoryId, step } = payload as { territoryId: string; step: string };
            expect(running.has(territoryId)).toBe(false);
            running.add(territoryId);
            met.push([territoryId, step]);
            await mayEnd.promise;
            running.delete(territoryId);
          },
        ],
      ]),
      [],
      long,
    );
    const [a, b] = [newId(), newId()];
    await queue.send(LONG, { territoryId: a, step: 'first' });
    // It runs before the others come: two workers that look at the same moment do not see what the other takes.
    await vi.waitFor(() => expect(met).toHaveLength(1), { timeout: 10_000 });
    await queue.send(LONG, { territoryId: a, step: 'second' });
    await queue.send(LONG, { territoryId: b, step: 'first' });
    await vi.waitFor(() => expect(met).toHaveLength(2), { timeout: 10_000 });
    expect(met).toEqual([
      [a, 'first'],
      [b, 'first'],
    ]);
    mayEnd.resolve();
    await vi.waitFor(async () => expect(await states()).toEqual(['completed', 'completed', 'completed']), { timeout: 10_000 });
    expect(met.at(-1)).toEqual([a, 'second']);
  });
});

test('servers that start at once all make their queues and rights', async () => {
  await Promise.all(Array.from({ length: 4 }, () => migrateJobs(urls.ownerUrl, [...QUEUES, 'shop.new'], 'terreau_app')));
  await queue.send('shop.new', {});
  const { rows } = await owner.query("select name from job.queue where name = 'shop.new'");
  expect(rows).toHaveLength(1);
});

test('what runs at every start is queued once by servers that start together', async () => {
  for (let server = 0; server < 3; server += 1) await queue.send('shop.lonely', {}, { onlyOne: true });
  expect(await jobs()).toHaveLength(1);
});
