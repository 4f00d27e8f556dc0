import type { Tie } from './tie.ts';

export interface Knot {
  tie: Tie;
}
