import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { openEmbeddedStore } from './embedded.ts';

/** Where the data is: a PostgreSQL elsewhere, or the embedded one. */
export interface Store {
  /** As the owner, for migrations. */
  ownerUrl: string;
  /** As the role that serves. */
  appUrl: string;
  /** The serving role, where it is another than the owner; else null. */
  appRole: string | null;
  isEmbedded: boolean;
  release(): Promise<void>;
}

export async function openStore(config: Config, progress: (message: string) => void): Promise<Store> {
  if (config.databaseUrl === null) {
    const embedded = await openEmbeddedStore({ folder: join(config.dataDir, 'store'), progress });
    return { ...embedded, appRole: 'terreau_app', isEmbedded: true };
  }
  const ownerUrl = config.databaseMigrateUrl ?? config.databaseUrl;
  const [owner, app] = [await currentRole(ownerUrl), await currentRole(config.databaseUrl)];
  return { ownerUrl, appUrl: config.databaseUrl, appRole: owner === app ? null : app, isEmbedded: false, release: async () => {} };
}

/** As PostgreSQL numbers its versions: 15.0. */
const OLDEST = 150_000;

async function currentRole(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; version: number }>(
      "select current_user as role, current_setting('server_version_num')::int as version",
    );
    const { role = '', version = 0 } = rows[0] ?? {};
    if (version < OLDEST) throw new UserError('Ce PostgreSQL est trop ancien : il faut la version 15 ou plus récente.');
    return role;
  } finally {
    await client.end();
  }
}
