/**
 * The two commands of the README, `npm ci` and `npm start`, in a clean clone: as root in a folder that is root's alone,
 * and as an ordinary user. The registry (or npm's cache) is needed.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const open = { folder: '' };

/** The one installation from the registry; the other clone shares its files. */
function install(path: string, home: string): Promise<Ended> {
  copyCheckout(path);
  open.folder = path;
  return succeeds(clone(path, home, null).launch('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund']));
}

describe.skipIf(!isRoot)('as root, in a folder that is root’s alone (skipped: this is not root)', () => {
  let closed: Clone;

  beforeAll(async () => {
    const gate = join(folder, 'closed');
    mkdirSync(gate, { mode: 0o700 });
    closed = clone(join(gate, 'terreau'), process.env['HOME'] ?? '/root', null);
    mkdirSync(closed.folder);
    await install(closed.folder, process.env['HOME'] ?? '/root');
  }, 600_000);

  works(() => closed);
});

describe('as an ordinary user', () => {
  let own: Clone;

  beforeAll(async () => {
    const home = join(folder, 'user');
    mkdirSync(home, { mode: 0o700 });
    const path = join(home, 'terreau');
    mkdirSync(path);
    if (!isRoot) {
      own = clone(path, process.env['HOME'] ?? home, null);
      await install(path, process.env['HOME'] ?? home);
      return;
    }
    copyCheckout(path);
    execFileSync('cp', ['-al', join(open.folder, 'node_modules'), join(path, 'node_modules')]);
    chown(home);
    own = clone(path, home, ORDINARY);
  }, 600_000);

  /** Folders and the checkout's files; what is linked from the other clone keeps its owner, as a system-wide installation would. */
  function chown(path: string): void {
    chownSync(path, ORDINARY, ORDINARY);
    for (const name of readdirSync(path)) {
      const child = join(path, name);
      if (lstatSync(child).isDirectory()) {
        if (name !== 'node_modules') chown(child);
      } else if (lstatSync(child).nlink === 1) chownSync(child, ORDINARY, ORDINARY);
    }
  }

  works(() => own);
});
