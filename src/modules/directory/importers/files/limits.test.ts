import { describe, expect, it } from 'vitest';
import { fewValues, MOST_VALUES, readId } from './limits.ts';
import { newWarnings } from './warnings.ts';

describe('a list of values', () => {
  it('keeps each once, and a hundred at most, and says so', () => {
    const { warn, list } = newWarnings();
    expect(fewValues(['a', 'b', 'a'], warn)).toEqual(['a', 'b']);
    expect(list).toEqual([]);
    const many = Array.from({ length: 50_000 }, (_, index) => index);
    expect(fewValues(many, warn)).toEqual(many.slice(0, MOST_VALUES));
    expect(list).toEqual(['too-many-values']);
  });
});

describe('an id', () => {
  it('is as it was written, up to a thousand bytes', () => {
    expect(readId(' dora--1 ')).toBe('dora--1');
    expect(readId('x'.repeat(1_000))).toBe('x'.repeat(1_000));
    expect(readId(null)).toBeNull();
  });

  it('that no index could hold is its digest, its own whatever it begins with', () => {
    const long = '語'.repeat(334);
    expect(readId(long)).toMatch(/^long\/[\da-f]{64}$/);
    expect(readId(`${long}1`)).not.toBe(readId(`${long}2`));
  });
});
