import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { reachableBinaries, shippedBinaries } from './embedded/binaries.ts';
import { credentialsOf, DATABASE, makeCluster } from './embedded/cluster.ts';
import { isHolder, locked, startOf } from './embedded/lock.ts';
import { endOrphans, postmaster, startPostmaster, stopPostmaster } from './embedded/postmaster.ts';

/**
 * The PostgreSQL that npm ships, in the data folder, on a loopback port, with durable settings.
 *
 * The first process starts it, others beside it join, the last one stops it. As root it is given to an unprivileged
 * user id, since PostgreSQL refuses to run as root. Everything goes through `/proc/self/cwd`, a path that needs no
 * right on the folders above: so it also works in a clone under a 0700 folder.
 */
export interface EmbeddedStore {
  /** As the superuser, over the database `postgres`: for tests that make databases of their own. */
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** Leaves; stops PostgreSQL where nobody else of this folder uses it. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** `<DATA_DIR>/store`. */
  folder: string;
  /** Another PostgreSQL's `bin` folder; by default the one that npm installed. */
  binaries?: string;
  /** False only for throw-away test clusters. */
  durable?: boolean;
  progress?: (message: string) => void;
}

/** A folder that somebody else made could hold their passwords and links: the store is not put there. */
function checkOwnership(folder: string): void {
  const stat = fs.lstatSync(folder);
  const isOurs = process.getuid === undefined || stat.uid === process.getuid();
  if (stat.isDirectory() && isOurs && (stat.mode & 0o022) === 0) return;
  throw new UserError(
    `Le dossier ${folder} n’est pas à ce compte, ou d’autres peuvent y écrire. Donnez-le à ce compte seul, ou changez DATA_DIR.`,
  );
}

/** Starts or joins the store of a data folder. */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<EmbeddedStore> {
  const folder = resolve(options.folder);
  const progress = options.progress ?? (() => {});
  const cluster = join(folder, 'cluster');
  const users = join(folder, 'users');
  const me = join(users, `${process.pid}-${startOf(process.pid)}-${randomBytes(4).toString('hex')}`);
  try {
    fs.mkdirSync(users, { recursive: true, mode: 0o700 });
    fs.accessSync(users, fs.constants.W_OK);
  } catch (error) {
    throw new UserError(
      `Le dossier ${folder} ne peut pas être écrit (${(error as NodeJS.ErrnoException).code}) : changez ses droits, ou DATA_DIR.`,
    );
  }
  checkOwnership(folder);

  const urls = await locked(folder, async () => {
    const credentials = credentialsOf(folder);
    const url = (role: string, password: string, port: number, database: string) =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    const log = join(folder, 'postgresql.log');
    const durable = options.durable ?? true;
    let port = postmaster(cluster)?.port;
    if (port === undefined) {
      const binaries = reachableBinaries(options.binaries ?? shippedBinaries(), progress);
      if (!fs.existsSync(cluster)) {
        progress('Création de la base de données…');
        await makeCluster(binaries, cluster, log, credentials, durable);
      }
      await endOrphans(cluster);
      port = await startPostmaster(binaries, cluster, log, durable);
    }
    fs.writeFileSync(me, '', { mode: 0o600 });
    return {
      superUrl: url('postgres', credentials.superuser, port, 'postgres'),
      ownerUrl: url('terreau_owner', credentials.owner, port, DATABASE),
      appUrl: url('terreau_app', credentials.app, port, DATABASE),
    };
  });

  let released = false;
  return {
    ...urls,
    async release() {
      if (released) return;
      released = true;
      await locked(folder, async () => {
        fs.rmSync(me, { force: true });
        const others = fs.readdirSync(users).filter((name) => {
          if (isHolder(name)) return true;
          fs.rmSync(join(users, name), { force: true });
          return false;
        });
        if (others.length === 0) await stopPostmaster(cluster);
      });
    },
  };
}
