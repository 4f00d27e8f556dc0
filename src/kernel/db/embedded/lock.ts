import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../errors.ts';
import { isAlive } from './postmaster.ts';

/**
 * Start time of a process, to tell it from a later one with the same number. One that has ended is told as well: killed, it
 * keeps its number until somebody asks what became of it, which in a container may be never.
 */
export function startOf(pid: number): string {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

export function isHolder(name: string): boolean {
  const [pid, start] = name.split('-');
  return isAlive(Number(pid)) && startOf(Number(pid)) === (start ?? '');
}

/** One process at a time starts or stops the store; a holder that died is overtaken. */
export async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
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
