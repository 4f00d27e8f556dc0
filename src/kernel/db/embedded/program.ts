import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';

// No account needs to exist for it: the kernel only compares numbers.
export const STORE_ID = 54_320;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** initdb looks its user up by number, and stops where there is no such account: it borrows an existing one. */
export function accountForInitdb(): number {
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
    .filter((id) => id > 0);
  const found = accounts.includes(65_534) ? 65_534 : accounts[0];
  if (found === undefined) throw new UserError('PostgreSQL refuse de tourner en root, et /etc/passwd ne contient aucun autre compte.');
  return found;
}

export function chownTree(path: string, id: number): void {
  fs.lchownSync(path, id, id);
  if (fs.lstatSync(path).isDirectory()) for (const name of fs.readdirSync(path)) chownTree(join(path, name), id);
}

/** Runs a program of PostgreSQL in the cluster's folder, as the store's user id. */
export function program(
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

export function clusterPath(cluster: string): string {
  return fs.existsSync('/proc/self/cwd') ? '/proc/self/cwd' : cluster;
}
