/** `npm run bench -- people`: signing in, the queue of moderation, a structure's space, and public pages of who is signed in. */
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type LoadPlan, type Measured, measureSubject, type Verdict } from './measurement.ts';
import { median, medianOf } from './runs.ts';
import type { StorePlan } from './stores.ts';

export interface PeoplePlan extends LoadPlan {
  accounts: number;
  /** In the queues of all towns together. */
  items: number;
  territories: number;
  /** Items of a second store; null: none. */
  compare: number | null;
}

export const peopleGroups = new Map<string, number | null>([
  ['sign-in', 0.5],
  ['queue', 0.5],
  ['space', 0.5],
  ['public', 0.5],
]);

function storeOf(accounts: number, items: number, territories: number): StorePlan {
  return {
    size: `${items} items and ${accounts} accounts in ${territories}`,
    title: `${items} items`,
    fill: async (kernel, progress) => (await import('./people-fill.ts')).fillPeople(kernel, { accounts, items, territories }, progress),
    sizeOf: async (kernel) => (await import('./people-fill.ts')).sizeOfPeople(kernel, territories),
    groups: async (kernel, server) => (await import('./people-cases.ts')).makePeopleGroups(kernel, server, territories),
  };
}

const HASHES = 20;

/** Milliseconds of processor, and of waiting, that comparing a password takes: one at a time, in this process. */
async function hashCost(): Promise<{ processor: number; wait: number }> {
  const password = 'une phrase de passe ordinaire';
  const hash = await hashPassword(password);
  const waits: number[] = [];
  const before = process.cpuUsage();
  for (let at = 0; at < HASHES; at += 1) {
    const start = performance.now();
    await verifyPassword({ hash, password });
    waits.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { processor: (user + system) / 1_000 / HASHES, wait: median(waits) };
}

/** How much of signing in is the hash, on both sides. */
async function conclude(measured: ReadonlyMap<string, Measured>): Promise<Verdict[]> {
  const signIn = measured.get('sign-in');
  if (!signIn) return [];
  const { processor, wait } = await hashCost();
  const [portal, bare] = [medianOf(signIn.portal, 'processor'), medianOf(signIn.bare, 'processor')];
  const share = (of: number) => `${Math.round((100 * processor) / of)} % of`;
  const text =
    `sign-in: the hash takes ${processor.toFixed(1)} ms of processor, ${share(portal)} the portal's ${portal.toFixed(1)} ms,` +
    ` ${share(bare)} the bare handler's ${bare.toFixed(1)} ms; one at a time, ${wait.toFixed(1)} of ${medianOf(signIn.alone, 'p50').toFixed(1)} ms`;
  return [{ text, isGood: true }];
}

export function benchPeople(
  root: string,
  { accounts, items, territories, compare, ...plan }: PeoplePlan,
  progress: (message: string) => void,
): Promise<boolean> {
  const sizes = compare === null ? [items] : [items, compare];
  const stores = sizes.map((size) => storeOf(accounts, size, territories));
  return measureSubject(root, { stores, groups: peopleGroups, growth: { group: 'queue', most: 1.5 } }, plan, progress, conclude);
}
