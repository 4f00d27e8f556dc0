/** Golden ceilings of what requests cost: `ceilings.json`, by the size of the store and the group. They are raised on purpose, with `--accept`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Costs, Spread } from './costs.ts';

type Ceiling = Pick<Costs, 'statements' | 'buffers'>;
type Ceilings = Record<string, Record<string, Ceiling>>;

const FILE = join(import.meta.dirname, 'ceilings.json');
/** Where rows lie differs a little from one filling to the next. */
const ROOM = 1.1;

function read(): Ceilings {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Ceilings;
}

/** What is above its ceiling, one sentence each; a size or a group without ceilings is told, and passes. */
export function overCeilings(size: string, group: string, costs: Costs): { breaches: string[]; isKnown: boolean } {
  const ceiling = read()[size]?.[group];
  if (!ceiling) return { breaches: [], isKnown: false };
  const breaches = (['statements', 'buffers'] as const).flatMap((what) =>
    (['median', 'max'] as const)
      .filter((figure) => !(costs[what][figure] <= ceiling[what][figure]))
      .map((figure) => `${group}: ${what} a request, ${figure} ${costs[what][figure]}, ABOVE the ceiling of ${ceiling[what][figure]}`),
  );
  return { breaches, isKnown: true };
}

export function accept(size: string, group: string, { statements, buffers }: Costs): void {
  const ceilings = read();
  const withRoom = ({ median, max }: Spread) => ({ median: Math.ceil(median * ROOM), max: Math.ceil(max * ROOM) });
  ceilings[size] = { ...ceilings[size], [group]: { statements, buffers: withRoom(buffers) } };
  writeFileSync(FILE, `${JSON.stringify(ceilings, null, 2)}\n`);
}
