import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST, type Masked, type MaskedColumn, maskColumn } from './masking-rules.ts';

const cells = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 5 });

/** A total parted in two ways. */
const twoWays = fc.tuple(cells, fc.integer({ min: 0, max: 3 })).map(([parts, cut]) => {
  const sum = (some: readonly number[]) => some.reduce((all, cell) => all + cell, 0);
  return [parts, [sum(parts.slice(0, cut)), sum(parts.slice(cut))]];
});

/** Every way to fill a partition in that gives what is told of it. */
function* fillings(told: readonly Masked[], left: number): Generator<number[]> {
  const [first, ...others] = told;
  if (first === undefined) {
    if (left === 0) yield [];
    return;
  }
  const [least, most] = typeof first === 'number' ? [first, first] : first === 'few' ? [1, FEWEST - 1] : [FEWEST, left];
  for (let value = least; value <= Math.min(most, left); value += 1)
    for (const filling of fillings(others, left - value)) yield [value, ...filling];
}

function told({ total, partitions }: MaskedColumn): Masked[] {
  return [total, ...partitions.flat()];
}

describe('counts under five', () => {
  it('are never told', () => {
    fc.assert(
      fc.property(twoWays, (partitions) => {
        for (const value of told(maskColumn(partitions))) if (typeof value === 'number') expect(value === 0 || value >= FEWEST).toBe(true);
      }),
    );
  });

  it('do not follow from the total and the parts that are told', () => {
    fc.assert(
      fc.property(twoWays, (partitions) => {
        const column = maskColumn(partitions);
        if (typeof column.total !== 'number') return;
        for (const [way, masked] of column.partitions.entries()) {
          const possible = [...fillings(masked, column.total)];
          expect(possible).toContainEqual(partitions[way]);
          for (const [index, value] of masked.entries())
            if (typeof value !== 'number') expect(new Set(possible.map((filling) => filling[index])).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('do not follow either for who knows this rule', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }), (parts) => {
        const column = maskColumn([parts]);
        const [masked = []] = column.partitions;
        if (typeof column.total !== 'number') return;
        const same = [...fillings(masked, column.total)].filter((filling) => told(maskColumn([filling])).join() === told(column).join());
        for (const [index, value] of masked.entries())
          if (value === 'few') expect(new Set(same.map((filling) => filling[index])).size, parts.join()).toBeGreaterThan(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a column', () => {
  it('tells all where nothing is small', () => {
    expect(
      maskColumn([
        [5, 0, 12],
        [17, 0],
      ]),
    ).toEqual({
      total: 17,
      partitions: [
        [5, 0, 12],
        [17, 0],
      ],
    });
  });

  it('hides another part beside a small one', () => {
    expect(maskColumn([[3, 9, 20]])).toEqual({ total: 32, partitions: [['few', 'hidden', 20]] });
  });

  it('tells nothing where its parts cannot be hidden from each other', () => {
    expect(maskColumn([[4, 4], [8]])).toEqual({ total: 'hidden', partitions: [['hidden', 'hidden'], ['hidden']] });
    expect(maskColumn([[1, 0, 2]])).toEqual({ total: 'few', partitions: [['few', 'few', 'few']] });
  });
});
