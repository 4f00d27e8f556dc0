/** The filled store of one size, with what the portal asks of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/kernel/config.ts';
import { openStore, type Store } from '../../src/kernel/db/store.ts';
import { openLog } from '../../src/kernel/log.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import type { Group } from './cases.ts';
import type { Scale } from './fill.ts';

export interface FilledStore {
  scale: Scale;
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

/** Opens the store of a size below `root`, fills it where it is empty, and notes what the portal asks of it. */
export async function openFilledStore(root: string, scale: Scale, progress: (message: string) => void): Promise<FilledStore> {
  // These import pages: only now that Node can read them.
  const { isEmpty, openApplication, openServer, migrateStore } = await import('../../src/main.ts');
  const { fill, scaleOf, settle } = await import('./fill.ts');
  const { makeGroups } = await import('./cases.ts');
  const { recordStatements } = await import('./capture.ts');
  const folder = join(root, `${scale.organisations}-in-${scale.territories}`);
  mkdirSync(folder, { recursive: true });
  const config = readConfig({ DATA_DIR: folder });
  const store = await openStore(config, progress);
  try {
    await migrateStore(store);
    const application = await openApplication(config, store, openLog('silent'));
    try {
      if (await isEmpty(application)) {
        const start = performance.now();
        await fill(application.kernel, scale, progress);
        await summariseAll(application.kernel);
        await settle(store.ownerUrl);
        progress(`Filled in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
      }
      const held = await scaleOf(application.kernel);
      if (held.organisations !== scale.organisations || held.territories !== scale.territories)
        throw new Error(`${folder} holds ${held.organisations} structures in ${held.territories} towns.`);
      const server = await openServer(application);
      recordStatements();
      const groups = await makeGroups(application.kernel, server, scale.territories);
      await server.close();
      return { scale, folder, store, groups };
    } finally {
      await application.close();
    }
  } catch (error) {
    await store.release();
    throw error;
  }
}
