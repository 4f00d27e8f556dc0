/** Counts below it are of too few people to be told. */
export const FEWEST = 5;

/** A count as it may be told. `few`: from one to four. `hidden`: five or more, but it would give a smaller one away. */
export type Masked = number | 'few' | 'hidden';

export interface MaskedColumn {
  total: Masked;
  /** In the order in which they were given. */
  partitions: readonly (readonly Masked[])[];
}

/**
 * Masks a count that is told in total and by parts, perhaps in several ways (by theme, by district): counts under five, and
 * beside them one more, so that none follows from the total and the parts that are told. Where that is not enough, nothing of
 * the column is told. What is hidden is chosen by its place, never by its value, which the choice would give away.
 *
 * @param partitions ways to part one total: the sums are equal.
 */
export function maskColumn(partitions: readonly (readonly number[])[]): MaskedColumn {
  const total = (partitions[0] ?? []).reduce((sum, cell) => sum + cell, 0);
  const all = (value: Masked): MaskedColumn => ({ total: value, partitions: partitions.map((cells) => cells.map(() => value)) });
  if (total === 0) return all(0);
  // Zeros among them would tell how many are left.
  if (total < FEWEST) return all('few');
  const masked = partitions.map(maskParts);
  return masked.every((cells) => cells !== null) ? { total, partitions: masked } : all('hidden');
}

/** One way to part a total that is told; null where its masked parts would still be given away. */
function maskParts(cells: readonly number[]): Masked[] | null {
  const isFew = (cell: number) => cell > 0 && cell < FEWEST;
  const few = cells.filter(isFew);
  if (few.length === 0) return [...cells];
  const hidden = cells.findIndex((cell) => cell >= FEWEST);
  const beside = cells[hidden];
  // All at their least, they are known.
  if (beside === undefined || few.reduce((sum, cell) => sum + cell, beside) <= few.length + FEWEST) return null;
  return cells.map((cell, index) => (isFew(cell) ? 'few' : index === hidden ? 'hidden' : cell));
}

/** A count that stands alone. */
export function maskCount(count: number): Masked {
  return count > 0 && count < FEWEST ? 'few' : count;
}
