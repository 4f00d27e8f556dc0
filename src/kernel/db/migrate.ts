import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { UserError } from '../errors.ts';
import type { TableDeclaration } from './distribution.ts';

export interface MigrationSource {
  /** Also the name of the PostgreSQL schema. */
  module: string;
  /** Folder of `NNNN-title.sql` files. */
  folder: string;
}

export interface AppliedMigration {
  module: string;
  name: string;
}

interface MigrationFile extends AppliedMigration {
  sql: string;
  checksum: string;
}

/** The kernel's own tables, by name. */
export const kernelTables: Readonly<Record<string, TableDeclaration>> = {
  migration: { distribution: 'local' },
  throttle: { distribution: 'local' },
  submission: { distribution: 'local' },
  message: { distribution: 'local' },
  dead_address: { distribution: 'local' },
};

// Any constant does: it only has to be the same for every migrator of a database.
export const MIGRATION_LOCK = 7_236_501_194;

async function readMigrations({ module, folder }: MigrationSource): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = String(index + 1).padStart(4, '0');
      if (!name.startsWith(`${number}-`)) throw new Error(`${folder}/${name}: expected the number ${number}.`);
      const sql = await readFile(join(folder, name), 'utf8');
      return { module, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to date, as its owner: extensions, one schema a module, the migrations not yet applied, each
 * in a transaction, then the rights of the role that serves. Several servers may start at once: one migrates, the
 * others wait. Forward only; a migration that was applied and has changed since is refused.
 *
 * @param appRole role that serves; it gets to read and write rows, nothing more. Null where the owner itself serves.
 * @throws UserError where a file was changed after it was applied.
 */
export async function migrate(ownerUrl: string, sources: readonly MigrationSource[], appRole: string | null): Promise<AppliedMigration[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'terreau-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // In its own schema, out of the way of what else the database holds.
    await client.query(`
      create schema if not exists kernel;
      create table if not exists kernel.migration (
        module text not null, name text not null, checksum text not null, applied_at timestamptz not null default now(),
        primary key (module, name))`);
    const done = new Map(
      (
        await client.query<{ key: string; checksum: string }>("select module || '/' || name as key, checksum from kernel.migration")
      ).rows.map((row) => [row.key, row.checksum]),
    );
    const applied: AppliedMigration[] = [];
    for (const source of sources) {
      await client.query(`create schema if not exists ${pg.escapeIdentifier(source.module)}`);
      for (const file of await readMigrations(source)) {
        const known = done.get(`${file.module}/${file.name}`);
        if (known === file.checksum) continue;
        if (known) {
          throw new UserError(
            `La migration ${file.module}/${file.name} a changé depuis qu’elle a été appliquée. Rétablissez le fichier : un changement demande une nouvelle migration.`,
          );
        }
        await client.query('begin');
        try {
          await client.query(file.sql);
          await client.query('insert into kernel.migration (module, name, checksum) values ($1, $2, $3)', [
            file.module,
            file.name,
            file.checksum,
          ]);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw new Error(`Migration ${file.module}/${file.name}: ${(error as Error).message}`, { cause: error });
        }
        applied.push({ module: file.module, name: file.name });
      }
    }
    if (appRole) {
      for (const { module } of sources) {
        await client.query(grants(module, appRole));
      }
      await client.query(`revoke insert, update, delete on kernel.migration from ${pg.escapeIdentifier(appRole)}`);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Migrations that the database does not have yet. */
export async function pendingMigrations(client: pg.Client, sources: readonly MigrationSource[]): Promise<AppliedMigration[]> {
  const { rows: tables } = await client.query("select to_regclass('kernel.migration') as migration");
  const done = new Set(
    (tables[0] as { migration: string | null }).migration
      ? (await client.query<{ key: string }>("select module || '/' || name as key from kernel.migration")).rows.map((row) => row.key)
      : [],
  );
  const files = (await Promise.all(sources.map(readMigrations))).flat();
  return files.filter((file) => !done.has(`${file.module}/${file.name}`)).map(({ module, name }) => ({ module, name }));
}

/** What the serving role may do in a schema: use its rows, sequences and functions; no DDL. */
export function grants(schema: string, role: string): string {
  const [s, r] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(role)];
  return `grant usage on schema ${s} to ${r};
    grant select, insert, update, delete on all tables in schema ${s} to ${r};
    grant usage, select on all sequences in schema ${s} to ${r};
    grant execute on all functions in schema ${s} to ${r}`;
}
