/** Whole processes for the tests of faults: the command line as it is typed, each test with its own data folder. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { onTestFinished, vi } from 'vitest';

export const root: string = dirname(dirname(import.meta.dirname));

/** A folder of the test, gone with it, together with the store that may still run in it. */
export function temporaryFolder(name = 'data'): string {
  const folder = mkdtempSync(join(tmpdir(), `terreau-${name}-`));
  onTestFinished(async () => {
    await endStore(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function endStore(dataDir: string): Promise<void> {
  for (const pid of storeProcesses(dataDir)) signal(pid, 'SIGKILL');
  await vi.waitFor(() => {
    if (storeProcesses(dataDir).length > 0) throw new Error('PostgreSQL is still there.');
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What the environment of somebody’s terminal holds, and nothing of ours. */
export function environment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env;
  return { PATH, HOME, LANG, PORT: '0', LOG_LEVEL: 'error', ...variables };
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Launched {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
  /** Resolves once stderr or stdout holds it. @throws where the process ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** To the process alone. */
  kill(name: NodeJS.Signals): void;
  /** To the process and all that it launched in its group. */
  killGroup(name: NodeJS.Signals): void;
}

/** Starts a process in a group of its own; it ends with the test at the latest. */
export function launch(command: string, parameters: readonly string[], options: SpawnOptions): Launched {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  const told = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    told();
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    told();
  });
  let hasEnded = false;
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail).once('close', (code, name) => {
      hasEnded = true;
      done({ code, signal: name, stdout, stderr });
      told();
    });
  });
  const killGroup = (name: NodeJS.Signals) => signal(-(child.pid ?? 0), name);
  onTestFinished(async () => {
    killGroup('SIGKILL');
    await ended;
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    said: (pattern) =>
      new Promise((done, fail) => {
        const look = () => {
          const found = pattern.exec(stderr) ?? pattern.exec(stdout);
          if (!found && !hasEnded) return;
          listeners.delete(look);
          if (found) done(found);
          else fail(new Error(`It ended before it said ${pattern}:\n${stdout}\n${stderr}`));
        };
        listeners.add(look);
        look();
      }),
    kill: (name) => signal(child.pid ?? 0, name),
    killGroup,
  };
}

/** `npx terreau …`, without npx’s half second. */
export function launchTerreau(parameters: readonly string[], variables: Readonly<Record<string, string>>): Launched {
  return launch('node', [join(root, 'bin/terreau.mjs'), ...parameters], { cwd: tmpdir(), env: environment(variables) });
}

export function terreau(parameters: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return launchTerreau(parameters, variables).ended;
}

export interface Portal extends Launched {
  /** Without a final slash. */
  address: string;
}

/** Starts a portal and waits for the address that it prints. */
export async function startPortal(
  variables: Readonly<Record<string, string>>,
  parameters: readonly string[] = ['--no-demo'],
): Promise<Portal> {
  return online(launchTerreau(['start', ...parameters], variables));
}

export async function online(launched: Launched): Promise<Portal> {
  const [, address = ''] = await launched.said(/Terreau est en ligne\s:\s(http:\S+?)\/?\n/);
  return { ...launched, address };
}

/** Slugs of the territories that a portal shows. */
export async function territories(address: string): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | null = null;
  do {
    const reply = await fetch(`${address}/api/v1/territories?limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
    const page = (await reply.json()) as { items: { slug: string }[]; next_cursor: string | null };
    slugs.push(...page.items.map(({ slug }) => slug));
    cursor = page.next_cursor;
  } while (cursor);
  return slugs;
}

/** Every process of PostgreSQL that runs in a data folder, by its working directory. */
export function storeProcesses(dataDir: string): number[] {
  let cluster: string;
  try {
    cluster = realpathSync(join(dataDir, 'store/cluster'));
  } catch {
    return [];
  }
  return processes(({ cwd, isZombie }) => cwd === cluster && !isZombie);
}

/** The node processes below one of ours: the server behind its launcher. */
export function childrenOf(pid: number): number[] {
  return processes(({ parent, isZombie }) => parent === pid && !isZombie);
}

export function isRunning(pid: number): boolean {
  return processes(({ pid: other, isZombie }) => other === pid && !isZombie).length > 0;
}

interface Seen {
  pid: number;
  parent: number;
  cwd: string | null;
  isZombie: boolean;
}

function processes(matches: (seen: Seen) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, state, parent] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        let cwd: string | null = null;
        try {
          cwd = readlinkSync(`/proc/${name}/cwd`);
        } catch {}
        const pid = Number(name);
        return matches({ pid, parent: Number(parent), cwd, isZombie: state === 'Z' }) ? [pid] : [];
      } catch {
        return [];
      }
    });
}

export function postmasterOf(dataDir: string): { pid: number; port: number } {
  const lines = readFileSync(join(dataDir, 'store/cluster/postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** A connection of the test’s own to a running store. */
export async function connectTo(dataDir: string, role: 'owner' | 'app' | 'superuser' = 'app'): Promise<pg.Client> {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'store/credentials.json'), 'utf8')) as Record<string, string>;
  const user = role === 'superuser' ? 'postgres' : `terreau_${role}`;
  const client = new pg.Client({
    host: '127.0.0.1',
    port: postmasterOf(dataDir).port,
    database: 'terreau',
    user,
    password: secrets[role] ?? '',
  });
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end().catch(() => {}));
  return client;
}

/** A GeoJSON file’s text, with that many shops that have nothing in common. */
export function shops(count: number): string {
  const features = Array.from({ length: count }, (_, index) => ({
    type: 'Feature',
    id: `node/${index + 1}`,
    geometry: { type: 'Point', coordinates: [6 + (index % 100) / 1_000, 46 + Math.floor(index / 100) / 1_000] },
    properties: { name: `Boutique ${index + 1}`, shop: 'bakery' },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
