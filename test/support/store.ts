/**
 * One throw-away PostgreSQL for the whole run, with a migrated database that each test file clones: the embedded one,
 * or another's where `TEST_POSTGRES_BIN` names its `bin` folder.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbeddedStore } from '../../src/kernel/db/embedded.ts';
import { migrateStore } from '../../src/main.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superUrl: string;
    ownerUrl: string;
    appUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-test-'));
  // PostgreSQL 15 leaves its folder at the start and comes back by its path: as root, that path has to be open to it.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'store'), { mode: 0o755 });
  const binaries = process.env['TEST_POSTGRES_BIN'];
  const store = await openEmbeddedStore({ folder: join(folder, 'store'), durable: false, ...(binaries && { binaries }) });
  await migrateStore({ ...store, appRole: 'terreau_app', isEmbedded: true });
  // The template may be cloned by anyone, and nobody may be connected to it meanwhile.
  const client = new pg.Client({ connectionString: store.superUrl });
  await client.connect();
  await client.query("update pg_database set datistemplate = true, datallowconn = false where datname = 'terreau'");
  await client.end();
  project.provide('superUrl', store.superUrl);
  project.provide('ownerUrl', store.ownerUrl);
  project.provide('appUrl', store.appUrl);
  return async () => {
    await store.release();
    rmSync(folder, { recursive: true, force: true });
  };
}
