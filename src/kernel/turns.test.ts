import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('only so many work at once, in order, and a failure gives its turn on', async () => {
  const inTurn = turns(2);
  const started: number[] = [];
  const endings: ((isGood: boolean) => void)[] = [];
  const results = Array.from({ length: 5 }, (_, index) =>
    inTurn(() => {
      started.push(index);
      return new Promise<number>((resolve, reject) => {
        endings[index] = (isGood) => (isGood ? resolve(index) : reject(new Error(`${index} failed`)));
      });
    }),
  );
  const end = async (index: number, isGood = true) => {
    endings[index]?.(isGood);
    await results[index]?.catch(() => {});
  };
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  await end(1, false);
  expect(started).toEqual([0, 1, 2]);
  await end(0);
  await end(2);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  await end(3);
  await end(4);
  expect((await Promise.allSettled(results)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});

test('whoever comes where enough wait already is sent away at once', async () => {
  const inTurn = turns(1, 1);
  const ends: (() => void)[] = [];
  const work = () => inTurn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const [first, second] = [work(), work()];
  await expect(work()).rejects.toMatchObject({ statusCode: 503, retryAfter: 10 });
  ends[0]?.();
  await first;
  const third = work();
  ends[1]?.();
  await second;
  ends[2]?.();
  await third;
});
