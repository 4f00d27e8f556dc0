import { Overloaded } from './errors.ts';

/**
 * At most `most` of the works that are given to what it returns run at once; the others wait for their turn, in order.
 * For what takes much memory: however many ask at once, only so much of it is taken.
 *
 * @param mostWaiting where as many wait already, who comes is sent away: the promise fails with `Overloaded`.
 */
export function turns(most: number, mostWaiting = Number.POSITIVE_INFINITY): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else if (waiting.length >= mostWaiting) throw new Overloaded();
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The turn goes straight to the next one, so that nobody who comes now passes before.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
