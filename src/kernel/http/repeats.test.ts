import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormReply } from './form.ts';
import { Repeats } from './repeats.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A form whose work is counted, and ends when it is told to. */
function form(replies: readonly (FormReply | Error)[]) {
  let done = 0;
  const work = async (): Promise<FormReply> => {
    const reply = replies[done] ?? replies.at(-1);
    done += 1;
    if (!reply || reply instanceof Error) throw reply;
    return reply;
  };
  return { work, done: () => done };
}

const entered: FormReply = { redirect: '/', cookies: ['session=secret'] };

describe('a form sent again', () => {
  it('gets the very same answer, for ten seconds', async () => {
    const repeats = new Repeats();
    const { work, done } = form([entered]);
    const replies = await Promise.all([repeats.once('a', work), repeats.once('a', work)]);
    expect([replies[0], done()]).toEqual([replies[1], 1]);
    await vi.advanceTimersByTimeAsync(9_999);
    expect([await repeats.once('a', work), done()]).toEqual([entered, 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([await repeats.once('a', work), done()]).toEqual([entered, 2]);
  });

  it('that says something else is another one', async () => {
    const repeats = new Repeats();
    const { work, done } = form([entered]);
    await Promise.all([repeats.once('a', work), repeats.once('b', work)]);
    expect(done()).toBe(2);
  });

  it('is worked on again after a mistake or a failure', async () => {
    const repeats = new Repeats();
    const { work, done } = form([new Error('Broken.'), { mistakes: [] }, entered]);
    await expect(repeats.once('a', work)).rejects.toThrow('Broken.');
    expect(await repeats.once('a', work)).toEqual({ mistakes: [] });
    expect([await repeats.once('a', work), done()]).toEqual([entered, 3]);
  });
});
