/** The filled store of one size, with what the portal asks of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { readConfig } from '../../src/kernel/config.ts';
import { openStore, type Store } from '../../src/kernel/db/store.ts';
import { openLog } from '../../src/kernel/log.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import type { Group } from './cases.ts';
import { production } from './processes.ts';

/** A store to measure. */
export interface StorePlan {
  /** What it holds, as its folder and its ceilings are named: `10000 in 50`. */
  size: string;
  /** The same for who reads: « 10000 structures in 50 towns ». */
  title: string;
  fill(kernel: Kernel, progress: (message: string) => void): Promise<void>;
  /** The size that a filled store has. */
  sizeOf(kernel: Kernel): Promise<string>;
  /** What is asked, captured from the application. */
  groups(kernel: Kernel, server: FastifyInstance, store: Store): Promise<Group[]>;
}

export interface FilledStore extends Pick<StorePlan, 'size' | 'title'> {
  /** `DATA_DIR` of the portal. */
  folder: string;
  store: Store;
  groups: Group[];
}

/** What a job does within the minute. */
async function summariseAll(kernel: Kernel): Promise<void> {
  const { allTerritories } = await import('../../src/modules/territories/index.ts');
  const { summariseListings } = await import('../../src/modules/directory/listing-summary.ts');
  await summariseListings(
    kernel,
    (await allTerritories(kernel.database, kernel.clock)).map(({ id }) => id),
  );
}

/** The same few accounts sign in over and over: without this, the portal would send them away. */
export function forgetAttempts(store: Store): Promise<unknown> {
  return asOwner(store, (client) => client.query('delete from kernel.throttle'));
}

export async function asOwner<Result>({ ownerUrl }: Store, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Opens the store of a plan below `root`, fills it where it is empty, and notes what the portal asks of it. */
export async function openFilledStore(root: string, plan: StorePlan, progress: (message: string) => void): Promise<FilledStore> {
  // These import pages: only now that Node can read them.
  const { isEmpty, openApplication, openServer, migrateStore } = await import('../../src/main.ts');
  const { settle } = await import('./fill.ts');
  const { recordStatements } = await import('./capture.ts');
  const folder = join(root, plan.size.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  // Sessions that are opened here are those of the portal: they are signed with its secret.
  const config = readConfig(production({ DATA_DIR: folder }));
  const store = await openStore(config, progress);
  try {
    await migrateStore(store);
    const application = await openApplication(config, store, openLog('silent'));
    try {
      if (await isEmpty(application)) {
        const start = performance.now();
        await plan.fill(application.kernel, progress);
        await summariseAll(application.kernel);
        await settle(store.ownerUrl);
        progress(`Filled in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
      }
      const held = await plan.sizeOf(application.kernel);
      if (held !== plan.size) throw new Error(`${folder} holds ${held}.`);
      const server = await openServer(application);
      await forgetAttempts(store);
      recordStatements();
      const groups = await plan.groups(application.kernel, server, store);
      await server.close();
      return { size: plan.size, title: plan.title, folder, store, groups };
    } finally {
      await application.close();
    }
  } catch (error) {
    await store.release();
    throw error;
  }
}
