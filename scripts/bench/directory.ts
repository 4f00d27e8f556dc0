/** `npm run bench -- directory`: lists, pages and searches of the directory, which anyone reads. */
import { type LoadPlan, measureSubject } from './measurement.ts';
import type { StorePlan } from './stores.ts';

export interface DirectoryPlan extends LoadPlan {
  organisations: number;
  territories: number;
  /** Structures of a second store; null: none. */
  compare: number | null;
}

export const directoryGroups = new Map<string, number | null>([
  ['list', 0.5],
  ['page', 0.5],
  ['search', null],
]);

function storeOf(organisations: number, territories: number): StorePlan {
  return {
    size: `${organisations} in ${territories}`,
    title: `${organisations} structures`,
    fill: async (kernel, progress) => (await import('./fill.ts')).fill(kernel, { organisations, territories }, progress),
    async sizeOf(kernel) {
      const held = await (await import('./fill.ts')).scaleOf(kernel);
      return `${held.organisations} in ${held.territories}`;
    },
    groups: async (kernel, server) => (await import('./cases.ts')).makeGroups(kernel, server, territories),
  };
}

export function benchDirectory(
  root: string,
  { organisations, territories, compare, ...plan }: DirectoryPlan,
  progress: (message: string) => void,
): Promise<boolean> {
  const sizes = compare === null ? [organisations] : [organisations, compare];
  const stores = sizes.map((size) => storeOf(size, territories));
  return measureSubject(root, { stores, groups: directoryGroups, growth: { group: 'search', most: 1.5 } }, plan, progress);
}
