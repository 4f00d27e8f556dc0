/**
 * The two commands of the README, `npm ci` and `npm start`, in a clean clone: as root in a folder that is root's alone,
 * and as an ordinary user. The registry (or npm's cache) is needed.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Ended, environment, type Launched, launch, online, root, storeProcesses } from './terreau.ts';

const isRoot = process.getuid?.() === 0;
// « nobody » on every Linux.
const ORDINARY = 65_534;

const folder = mkdtempSync(join(tmpdir(), 'terreau-clone-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a clone would hold, were the work of this checkout committed. */
function copyCheckout(target: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(root, file), join(target, file));
  }
}

interface Clone {
  folder: string;
  launch(command: string, parameters: readonly string[], variables?: Readonly<Record<string, string>>): Launched;
}

function clone(path: string, home: string, id: number | null): Clone {
  return {
    folder: path,
    launch: (command, parameters, variables = {}) =>
      launch(command, parameters, {
        cwd: path,
        // Nothing of what npm told this test about its own run; the default data folder, in the clone.
        env: { ...environment({ PORT: '0', ...variables }), HOME: home, PATH: plainPath() },
        ...(id !== null && { uid: id, gid: id }),
      }),
  };
}

/** Without what « npm test » put before it. */
function plainPath(): string {
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter((part) => !part.includes('node_modules'))
    .join(':');
}

async function succeeds(launched: Launched): Promise<Ended> {
  const result = await launched.ended;
  if (result.code !== 0) throw new Error(`It ended with ${result.code}:\n${result.stdout}\n${result.stderr}`);
  return result;
}

/** Both commands, a stop, and the second start. */
function works(get: () => Clone) {
  test('« npm start » puts the demonstration on line', async () => {
    const portal = await online(get().launch('npm', ['start']));
    const home = await fetch(`${portal.address}/`);
    expect(home.status).toBe(200);
    expect(await home.text()).toContain('Val d’Arvenne');
    const { items } = (await (await fetch(`${portal.address}/api/v1/territories`)).json()) as { items: unknown[] };
    expect(items).toHaveLength(5);
    expect(portal.stderr()).toContain('Construction');
    portal.killGroup('SIGTERM');
    await portal.ended;
    expect(storeProcesses(join(get().folder, 'data'))).toEqual([]);
  });

  test('the second « npm start » answers within 3 s', async () => {
    const begun = performance.now();
    const portal = await online(get().launch('npm', ['start']));
    expect((await fetch(`${portal.address}/`)).status).toBe(200);
    const seconds = (performance.now() - begun) / 1_000;
    console.log(`Second start, from « npm start » to the first page: ${seconds.toFixed(2)} s`);
    expect(seconds).toBeLessThan(3);
    expect(portal.stderr()).not.toMatch(/Construction|Migration|démonstration/);
    portal.killGroup('SIGTERM');
    await portal.ended;
  });

  test('« npm start -- --no-demo » leaves an empty installation empty', async () => {
    const portal = await online(get().launch('npm', ['start', '--', '--no-demo'], { DATA_DIR: join(get().folder, 'data/other') }));
    expect((await fetch(`${portal.address}/`)).status).toBe(200);
    expect(await (await fetch(`${portal.address}/api/v1/territories`)).json()).toMatchObject({ items: [] });
    portal.killGroup('SIGTERM');
    await portal.ended;
  });

  test('« npx terreau --help » explains the command', async () => {
    const { stdout } = await succeeds(get().launch('npx', ['terreau', '--help']));
    expect(stdout).toContain('territory add');
  });
}

const home = process.env['HOME'] ?? folder;

/** A clean clone with its packages from the registry. */
async function install(path: string): Promise<Clone> {
  copyCheckout(path);
  const made = clone(path, home, null);
  await succeeds(made.launch('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund']));
  return made;
}

let closed: Clone;
let own: Clone;

describe.skipIf(!isRoot)('as root, in a folder that is root’s alone (skipped where the tests do not run as root)', () => {
  test('« npm ci » installs all that it needs', async () => {
    mkdirSync(join(folder, 'closed'), { mode: 0o700 });
    closed = await install(join(folder, 'closed/terreau'));
  });

  works(() => closed);
});

describe('as an ordinary user', () => {
  test('« npm ci » installs all that it needs', async () => {
    const theirs = join(folder, 'user');
    mkdirSync(theirs, { mode: 0o700 });
    const path = join(theirs, 'terreau');
    if (!isRoot) {
      own = await install(path);
      return;
    }
    // The same packages as root’s, by links: they stay root’s, as those of a system-wide installation.
    copyCheckout(path);
    chown(theirs);
    execFileSync('cp', ['-al', join(closed.folder, 'node_modules'), join(path, 'node_modules')]);
    own = clone(path, theirs, ORDINARY);
  });

  function chown(path: string): void {
    chownSync(path, ORDINARY, ORDINARY);
    if (statSync(path).isDirectory()) for (const name of readdirSync(path)) chown(join(path, name));
  }

  works(() => own);
});
