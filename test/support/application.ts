import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import { fixedClock } from '../../src/kernel/clock.ts';
import { readConfig } from '../../src/kernel/config.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { openLog } from '../../src/kernel/log.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { type Application, openApplication, openServer } from '../../src/main.ts';
import { addTerritory, setTerritory, type TerritoryChanges, territoryBySlug } from '../../src/modules/territories/index.ts';

/** Tuesday 24 November 2026, 10:30 in Paris: an ordinary working morning. */
export const NOW = '2026-11-24T09:30:00Z';

export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
}

/** A database of one's own, cloned from the migrated template; it goes with the cluster at the end of the run. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: inject('superUrl') });
  await client.connect();
  try {
    await client.query(`create database ${name} template terreau owner terreau_owner`);
  } finally {
    await client.end();
  }
  const over = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return { ownerUrl: over(inject('ownerUrl')), appUrl: over(inject('appUrl')) };
}

export interface TestApplication {
  application: Application;
  kernel: Kernel;
  server: FastifyInstance;
  clock: ReturnType<typeof fixedClock>;
  close(): Promise<void>;
}

/** The whole application on a database of its own, with a clock that stands still, answering through `server.inject`. */
export async function openTestApplication(
  env: Readonly<Record<string, string>> = {},
  { given, log = openLog('silent') }: { given?: TestDatabase; log?: ReturnType<typeof openLog> } = {},
): Promise<TestApplication> {
  const database = given ?? (await cloneDatabase());
  const clock = fixedClock(NOW);
  const store = {
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    appRole: 'terreau_app',
    isEmbedded: false,
    release: async () => {},
  };
  const application = await openApplication(readConfig({ LOG_LEVEL: 'silent', ...env }), store, log, { clock });
  const server = await openServer(application);
  return {
    application,
    kernel: application.kernel,
    server,
    clock,
    async close() {
      await server.close();
      await application.close();
    },
  };
}

let number = 0;

/** A territory that no other test uses; it answers at `<slug>.localhost`. */
export async function freshTerritory(
  kernel: Kernel,
  changes: TerritoryChanges = {},
  input: { country?: 'FR' | 'CH'; kind?: 'commune' | 'grouping'; grouping?: string } = {},
): Promise<TerritoryContext> {
  number += 1;
  const { country = 'FR', kind = 'commune', grouping } = input;
  const slug = `essai-${number}`;
  const code =
    kind === 'grouping'
      ? `99${String(number).padStart(7, '0')}`
      : country === 'CH'
        ? String(9000 + number)
        : `00${String(number).padStart(3, '0')}`;
  await addTerritory(kernel, { slug, name: `Essai ${number}`, country, kind, code, ...(grouping !== undefined && { grouping }) });
  if (Object.keys(changes).length > 0) await setTerritory(kernel, slug, changes);
  const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
  if (!territory) throw new Error('The fresh territory is not there.');
  return territory;
}
