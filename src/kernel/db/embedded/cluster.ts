import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import { endOrphans, startPostmaster, stopPostmaster } from './postmaster.ts';
import { accountForInitdb, chownTree, clusterPath, isRoot, program, STORE_ID } from './program.ts';

interface Credentials {
  superuser: string;
  owner: string;
  app: string;
}

export const DATABASE = 'terreau';

export function credentialsOf(folder: string): Credentials {
  const file = join(folder, 'credentials.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Credentials;
  if (fs.existsSync(join(folder, 'cluster'))) {
    throw new UserError(
      `Le fichier ${file} manque : sans ses mots de passe, la base qui est là reste fermée. Rétablissez-le depuis une sauvegarde.`,
    );
  }
  const made: Credentials = { superuser: secret(), owner: secret(), app: secret() };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flush: true });
  fs.renameSync(draft, file);
  return made;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Makes the cluster with its roles and database in a draft folder, which takes its name once all is there: one that was
 * cut short is made anew, and a cluster that exists is never touched.
 */
export async function makeCluster(
  binaries: string,
  cluster: string,
  log: string,
  credentials: Credentials,
  durable: boolean,
): Promise<void> {
  const draft = `${cluster}.draft`;
  await stopPostmaster(draft);
  await endOrphans(draft);
  // Known to nobody once the roles are made: the account that initdb borrows could read it meanwhile.
  const password = secret();
  await initialise(binaries, draft, password);
  const port = await startPostmaster(binaries, draft, log, durable);
  await prepare(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, credentials);
  await stopPostmaster(draft);
  fs.renameSync(draft, cluster);
}

async function initialise(binaries: string, cluster: string, password: string): Promise<void> {
  const id = isRoot() ? accountForInitdb() : null;
  fs.rmSync(cluster, { recursive: true, force: true });
  fs.mkdirSync(cluster, { mode: 0o700 });
  if (id !== null) fs.chownSync(cluster, id, id);
  // Outside the data folder, which the borrowed account may not be able to reach.
  const passwordFolder = fs.mkdtempSync(join(tmpdir(), 'terreau-'));
  const passwordFile = join(passwordFolder, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (id !== null) for (const path of [passwordFolder, passwordFile]) fs.chownSync(path, id, id);
  const child = program(
    join(binaries, 'initdb'),
    [
      '-D',
      clusterPath(cluster),
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    cluster,
    id,
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done)).finally(() =>
    fs.rmSync(passwordFolder, { recursive: true }),
  );
  if (code !== 0) {
    fs.rmSync(cluster, { recursive: true, force: true });
    throw new UserError(`PostgreSQL n’a pas pu créer son dossier ${cluster} :\n${output.trim()}`);
  }
  if (id !== null) chownTree(cluster, STORE_ID);
}

/** Roles and database, once. Safe to run again after a start that was cut short. */
async function prepare(superUrl: string, credentials: Credentials): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ['terreau_owner', credentials.owner],
      ['terreau_app', credentials.app],
    ] as const) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = known.rowCount ? 'alter' : 'create';
      await client.query(
        `${verb} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
      );
    }
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!database.rowCount) await client.query(`create database ${DATABASE} owner terreau_owner`);
    await client.query(`revoke all on database ${DATABASE} from public; grant connect on database ${DATABASE} to terreau_app`);
    await client.query(`alter role postgres password ${pg.escapeLiteral(credentials.superuser)}`);
  } finally {
    await client.end();
  }
}
