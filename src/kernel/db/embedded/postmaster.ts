import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import { chownTree, clusterPath, isRoot, program, STORE_ID } from './program.ts';

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
export function postmaster(cluster: string): { pid: number; port: number } | null {
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

export function isAlive(pid: number): boolean {
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
export async function endOrphans(cluster: string): Promise<void> {
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

export async function startPostmaster(binaries: string, cluster: string, log: string, durable: boolean): Promise<number> {
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

export async function stopPostmaster(cluster: string): Promise<void> {
  const running = postmaster(cluster);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (!postmaster(cluster)) return;
    await sleep(25);
  }
  throw new UserError(`PostgreSQL (processus ${running.pid}) ne s’arrête pas.`);
}
