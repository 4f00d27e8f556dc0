import { join } from 'node:path';
import type { TableDeclaration } from './kernel/db/distribution.ts';
import { kernelTables, type MigrationSource } from './kernel/db/migrate.ts';
import { JOB_SCHEMA, jobTables } from './kernel/jobs/queue.ts';
import type { Module } from './kernel/module.ts';
import { projectRoot } from './kernel/project.ts';
import { alerts } from './modules/alerts/module.ts';
import { announcements } from './modules/announcements/module.ts';
import { desk } from './modules/desk/module.ts';
import { directory } from './modules/directory/module.ts';
import { moderation } from './modules/moderation/module.ts';
import { people } from './modules/people/module.ts';
import { territories } from './modules/territories/module.ts';
import { usefulNumbers } from './modules/useful-numbers/module.ts';
import { webhooks } from './modules/webhooks/module.ts';
import { widgets } from './modules/widgets/module.ts';

/** Every module, in the order in which their migrations run: a module comes after those it requires. */
export const catalogue: readonly Module[] = [
  territories,
  people,
  moderation,
  directory,
  announcements,
  alerts,
  usefulNumbers,
  webhooks,
  widgets,
  desk,
];

/** The kernel's migrations, then those of each module that has tables. */
export const migrationSources: readonly MigrationSource[] = [
  { module: 'kernel', folder: join(projectRoot, 'src/kernel/db/migrations') },
  ...catalogue
    .filter(({ tables }) => Object.keys(tables).length > 0)
    .map(({ name }) => ({ module: name, folder: join(projectRoot, 'src/modules', name, 'migrations') })),
];

/** Every table and where its rows live, by `schema.table`: the distribution contract. */
export const declaredTables: ReadonlyMap<string, TableDeclaration> = new Map(
  [
    { schema: 'kernel', tables: kernelTables },
    { schema: JOB_SCHEMA, tables: jobTables },
    ...catalogue.map(({ name, tables }) => ({ schema: name, tables })),
  ].flatMap(({ schema, tables }) => Object.entries(tables).map(([table, declaration]) => [`${schema}.${table}`, declaration] as const)),
);
