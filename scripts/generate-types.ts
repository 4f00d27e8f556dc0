/**
 * Row types of each module's tables, from a freshly migrated database: `npm run types`. With `--check`, prints what
 * differs from the committed files and ends with 1.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { catalogue, migrationSources } from '../src/catalogue.ts';
import { openEmbeddedStore } from '../src/kernel/db/embedded.ts';
import { migrate } from '../src/kernel/db/migrate.ts';
import { root } from './tools.ts';

const modules = catalogue.filter(({ tables }) => Object.keys(tables).length > 0).map(({ name }) => name);

function committedFile(module: string): string {
  return join(root, `src/modules/${module}/tables.generated.ts`);
}

function committedText(module: string): string | null {
  const file = committedFile(module);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The row types of a module's tables, as a migrated database has them. */
async function rowTypes(databaseUrl: string, module: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-types-'));
  try {
    const draft = join(folder, `${module}.ts`);
    await promisify(execFile)(process.execPath, [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      `--url=${databaseUrl}`,
      `--include-pattern=${module}.*`,
      `--out-file=${draft}`,
      '--type-mapping={"date":"Temporal.PlainDate","timestamptz":"Temporal.Instant","int8":"bigint","tstzmultirange":"string"}',
      '--custom-imports={"Temporal":"temporal-polyfill#Temporal"}',
      '--log-level=error',
    ]);
    return readFileSync(draft, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules whose committed row types are not what a migrated database has. */
export async function outdatedRowTypes(
  databaseUrl: string,
  committed: (module: string) => string | null = committedText,
): Promise<string[]> {
  const outdated: string[] = [];
  for (const module of modules) if ((await rowTypes(databaseUrl, module)) !== committed(module)) outdated.push(module);
  return outdated;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-types-'));
  const store = await openEmbeddedStore({ folder: join(folder, 'store'), durable: false });
  try {
    await migrate(store.ownerUrl, migrationSources, 'terreau_app');
    if (process.argv.includes('--check')) {
      const outdated = await outdatedRowTypes(store.ownerUrl);
      for (const module of outdated) console.error(`${committedFile(module)} is not what the migrations make: run « npm run types ».`);
      if (outdated.length > 0) process.exitCode = 1;
      return;
    }
    for (const module of modules) {
      writeFileSync(committedFile(module), await rowTypes(store.ownerUrl, module));
      console.log(committedFile(module));
    }
  } finally {
    await store.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await main();
  if (process.connected) process.disconnect();
}
