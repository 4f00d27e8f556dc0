import { join } from 'node:path';
import type { MigrationSource } from './kernel/db/migrate.ts';
import type { Module } from './kernel/module.ts';
import { projectRoot } from './kernel/project.ts';
import { directory } from './modules/directory/module.ts';
import { territories } from './modules/territories/module.ts';

/** Every module, in the order in which their migrations run: a module comes after those it requires. */
export const catalogue: readonly Module[] = [territories, directory];

/** The kernel's migrations, then each module's. */
export const migrationSources: readonly MigrationSource[] = [
  { module: 'kernel', folder: join(projectRoot, 'src/kernel/db/migrations') },
  ...catalogue.map(({ name }) => ({ module: name, folder: join(projectRoot, 'src/modules', name, 'migrations') })),
];
