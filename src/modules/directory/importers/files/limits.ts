import { createHash } from 'node:crypto';
import { line } from './cleaning.ts';
import type { Warn } from './warnings.ts';

/** No list of publics, zones or networks is longer; a longer one would weigh on every page that shows it. */
export const MOST_VALUES = 100;

/** The different values of a list, at most a hundred of them. */
export function fewValues<Value>(values: Iterable<Value>, warn: Warn): Value[] {
  const kept = new Set<Value>();
  for (const value of values) {
    if (kept.has(value)) continue;
    if (kept.size === MOST_VALUES) {
      warn('too-many-values');
      break;
    }
    kept.add(value);
  }
  return [...kept];
}

/** What a row of PostgreSQL's indexes surely holds beside the other columns. */
const LONGEST_ID = 1_000;

/** An id as the source has it; one that no index could hold, by its digest. Null where there is none. */
export function readId(value: unknown): string | null {
  const id = line(value, Number.POSITIVE_INFINITY);
  if (id === null) return null;
  return Buffer.byteLength(id) <= LONGEST_ID ? id : `long/${createHash('sha256').update(id).digest('hex')}`;
}
