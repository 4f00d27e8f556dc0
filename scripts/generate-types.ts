/**
 * Row types of each module's tables, from a freshly migrated database: `npm run types`. With `--check`, prints what
 * differs from the committed files and ends with 1.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationSources } from '../src/catalogue.ts';
import { openEmbeddedStore } from '../src/kernel/db/embedded.ts';
import { migrate } from '../src/kernel/db/migrate.ts';

const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'terreau-types-'));
const store = await openEmbeddedStore({ folder: join(folder, 'store'), durable: false });
let differences = 0;
try {
  await migrate(store.ownerUrl, migrationSources, 'terreau_app');
  for (const { module } of migrationSources) {
    if (module === 'kernel') continue;
    const target = join(import.meta.dirname, `../src/modules/${module}/tables.generated.ts`);
    const draft = join(folder, `${module}.ts`);
    execFileSync(process.execPath, [
      join(import.meta.dirname, '../node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${store.ownerUrl}`,
      `--include-pattern=${module}.*`,
      `--out-file=${draft}`,
      '--type-mapping={"date":"Temporal.PlainDate","timestamptz":"Temporal.Instant","int8":"bigint","tstzmultirange":"string"}',
      '--custom-imports={"Temporal":"temporal-polyfill#Temporal"}',
      '--log-level=error',
    ]);
    const text = readFileSync(draft, 'utf8');
    if (check) {
      const committed = readFileSync(target, 'utf8');
      if (committed !== text) {
        differences += 1;
        console.error(`${target} is not what the migrations make: run « npm run types ».`);
      }
    } else {
      execFileSync('cp', [draft, target]);
      console.log(target);
    }
  }
} finally {
  await store.release();
  rmSync(folder, { recursive: true, force: true });
}
if (differences > 0) process.exitCode = 1;
