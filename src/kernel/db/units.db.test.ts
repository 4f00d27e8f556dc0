import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openScratch } from '../../../test/support/scratch.ts';
import { newId } from '../ids.ts';
import { UnitError } from './database.ts';

const { database, db, notes, owner, write } = await openScratch();

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
