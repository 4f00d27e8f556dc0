/** The processes of a measurement: both servers and the load, each apart from the others. */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder, LoadResult } from './load.ts';

export const root = join(import.meta.dirname, '../..');

/** As in production. */
export function production(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: 'UTC',
    NODE_ENV: 'production',
    SECRET: 'a-secret-for-the-benchmark-and-nothing-else',
    PUBLIC_URL: 'http://localhost',
    // The load says from which address each request comes: attempts to sign in are counted by it.
    TRUST_PROXY: '1',
    ...env,
  };
}

export interface Server {
  name: string;
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a script with the Node and the flags of production; it is up once it has printed its address. */
export async function startServer(
  name: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>>,
  logFile: string,
): Promise<Server> {
  const child = spawn(process.execPath, [...process.execArgv, ...parameters], {
    cwd: root,
    env: production(env),
    // The channel ends with this process, and the server with it.
    stdio: ['ignore', 'pipe', openSync(logFile, 'a'), 'ipc'],
  });
  const url = await new Promise<string>((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`${name} stopped with ${code}: ${readFileSync(logFile, 'utf8').slice(-2_000)}`)));
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        const address = /http:\/\/\S+/.exec(line)?.[0];
        if (address) done(address);
      });
  });
  return { name, url, pid: child.pid ?? 0, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(order));
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`The load stopped with ${code}.`);
  const result = JSON.parse(output) as LoadResult;
  if (result.failures > 0) throw new Error(`${result.failures} requests to ${order.url} failed.`);
  return result;
}

/** Peak of the resident memory since `resetPeak`, in MB; null where the system does not tell (no /proc). */
export function peakMemory(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
  } catch {
    return null;
  }
}

export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Then it is the peak since the start.
  }
}

/** Processor time of a process so far, in milliseconds; null where the system does not tell. */
export function processorTime(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // Ticks of a hundredth of a second.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
