import { describe, expect, it } from 'vitest';
import { promiseOf } from './promise-rules.ts';

describe('a promise of answer', () => {
  it('is made of ten answers and more', () => {
    expect(promiseOf(null)).toBeNull();
    expect(promiseOf({ answers: 9, answered: 9, medianHours: 2 })).toBeNull();
    expect(promiseOf({ answers: 10, answered: 0, medianHours: null })).toBeNull();
    expect(promiseOf({ answers: 10, answered: 9, medianHours: 2 })).toEqual({ days: 1, share: 90 });
  });

  it('counts a day that has begun as a day', () => {
    const days = (medianHours: number) => promiseOf({ answers: 12, answered: 8, medianHours })?.days;
    expect([0, 24, 24.5, 70].map(days)).toEqual([1, 1, 2, 3]);
    expect(promiseOf({ answers: 12, answered: 8, medianHours: 1 })?.share).toBe(67);
  });
});
