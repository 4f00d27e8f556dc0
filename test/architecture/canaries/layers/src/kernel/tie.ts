import type { Knot } from './knot.ts';

export interface Tie {
  knot: Knot;
}
