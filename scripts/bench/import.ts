/** `npm run bench -- import`: how fast a file is read into a territory, and in how much memory, through the command itself. */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readConfig } from '../../src/kernel/config.ts';
import { openStore } from '../../src/kernel/db/store.ts';
import { openLog } from '../../src/kernel/log.ts';
import { ensureBuilt } from '../built.ts';
import { townPlan } from './data.ts';
import { type ImportFormat, writeImportFile } from './import-files.ts';
import { peakMemory, production, root } from './processes.ts';

export interface ImportPlan {
  rows: number;
  format: ImportFormat;
  /** Leaves a processor profile of each reading there. */
  profile: string | undefined;
}

/** Memory is looked at here first, once everything is loaded and compiled, then at the end. */
const EARLY_ROWS = 20_000;
/** Memory is flat where five times the rows take no more than this. */
const FLAT = 1.3;

interface Reading {
  seconds: number;
  /** Rows a second, from the first batch on: without the start. */
  perSecond: number;
  /** Peaks in MB; null where the system does not tell, or the file is too short. */
  early: number | null;
  peak: number | null;
  counts: string;
}

export async function benchImport(
  folder: string,
  { rows, format, profile }: ImportPlan,
  progress: (message: string) => void,
): Promise<boolean> {
  await ensureBuilt(progress);
  mkdirSync(folder, { recursive: true });
  const town = townPlan(0);
  await openTown(folder, progress);
  const file = join(folder, `import-${rows}.json`);
  await writeImportFile(file, format, rows, town);
  const size = statSync(file).size / 1_048_576;
  console.log(
    `\nimport ${format}: ${rows} rows, ${size.toFixed(0)} MB; Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'processor'};` +
      ` load average before: ${loadavg()[0]?.toFixed(1)}`,
  );
  let isFlat = true;
  for (const name of ['first time', 'second time']) {
    const read = await readFile(folder, format, file, town.slug, profile);
    const growth = read.early !== null && read.peak !== null ? read.peak / read.early : null;
    if (growth !== null && growth > FLAT) isFlat = false;
    const memory = [
      ...(read.early === null ? [] : [`${read.early.toFixed(0)} MB at ${EARLY_ROWS} rows`]),
      ...(read.peak === null ? [] : [`${read.peak.toFixed(0)} MB at the end`]),
      ...(growth === null ? [] : [`ratio ${growth.toFixed(2)}, ${growth > FLAT ? 'ABOVE' : 'at most'} ${FLAT}`]),
    ].join(', ');
    console.log(
      `${name}: ${read.perSecond.toFixed(0)} rows/s, ${read.seconds.toFixed(0)} s with the start; peak of memory ${memory || '?'}\n  ${read.counts}`,
    );
  }
  console.log(`load average after: ${loadavg()[0]?.toFixed(1)}`);
  return isFlat;
}

async function openTown(folder: string, progress: (message: string) => void): Promise<void> {
  // These import pages: only now that Node can read them.
  const { isEmpty, openApplication, migrateStore } = await import('../../src/main.ts');
  const { addTown } = await import('./fill.ts');
  const config = readConfig({ DATA_DIR: folder });
  const store = await openStore(config, progress);
  try {
    await migrateStore(store);
    const application = await openApplication(config, store, openLog('silent'));
    try {
      if (!(await isEmpty(application))) throw new Error(`${folder} holds something already: an import is measured into an empty store.`);
      await addTown(application.kernel, townPlan(0));
    } finally {
      await application.close();
    }
  } finally {
    await store.release();
  }
}

/** The command in a process of its own, as an agent runs it. */
async function readFile(folder: string, format: ImportFormat, file: string, slug: string, profile: string | undefined): Promise<Reading> {
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
  const start = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, ...flags, 'scripts/cli.ts', 'import', format, file, '--territory', slug], {
    cwd: root,
    env: production({ DATA_DIR: folder, LOG_LEVEL: 'warn' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let first: { at: number; rows: number } | null = null;
  let last = { at: start, rows: 0 };
  let early: number | null = null;
  let peak: number | null = null;
  const told: string[] = [];
  createInterface(child.stderr).on('line', (line) => {
    const rows = Number(/ : (\d+) lignes lues$/.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(rows)) {
      told.push(line);
      return;
    }
    last = { at: performance.now(), rows };
    first ??= last;
    peak = peakMemory(child.pid ?? 0) ?? peak;
    if (rows >= EARLY_ROWS) early ??= peak;
  });
  let counts = '';
  createInterface(child.stdout).on('line', (line) => {
    counts = line;
  });
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`The import ended with ${code}: ${told.slice(-20).join('\n')}`);
  const from: { at: number; rows: number } = first ?? { at: start, rows: 0 };
  return {
    seconds: (performance.now() - start) / 1_000,
    perSecond: (last.rows - from.rows) / ((last.at - from.at) / 1_000),
    early,
    peak,
    counts,
  };
}
