/**
 * `npm run bench -- directory`: how near the portal comes to the limit, a bare `node:http` handler that runs the same
 * SQL and concatenates strings. What is measured, and how to read it: `docs/benchmarks.md`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import './bench/tsx.ts';
import pg from 'pg';
import { readConfig } from '../src/kernel/config.ts';
import { openStore, type Store } from '../src/kernel/db/store.ts';
import { openLog } from '../src/kernel/log.ts';
import type { Case } from './bench/capture.ts';
import type { Group } from './bench/cases.ts';
import type { LoadOrder, LoadResult } from './bench/load.ts';
import { peakMemory, processorTime, resetPeak, runLoad, type Server, startServer } from './bench/processes.ts';
import { build } from './build.ts';

const HELP = `npm run bench -- directory [options]

  --organisations N   structures in the store (10000)
  --territories N     towns that share them, at most 99 (50)
  --connections N     requests at once (16)
  --seconds N         of each measured run (5)
  --only NAMES        list, page, search: those alone
  --store FOLDER      keeps the filled store there, for the next time
  --profile FOLDER    leaves a processor profile of the portal there`;

const ROUNDS = 3;
/** Enough for the compiler to be done, on a machine however slow. */
const WARM_UP_REQUESTS = 4_000;
const ENOUGH = 0.5;
const ENCODINGS = 'gzip, deflate, br, zstd';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organisations: { type: 'string', default: '10000' },
    territories: { type: 'string', default: '50' },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'list,page,search' },
    store: { type: 'string' },
    profile: { type: 'string' },
  },
});
const scale = { organisations: Number(options.organisations), territories: Number(options.territories) };
const load = { connections: Number(options.connections), seconds: Number(options.seconds) };
const only = options.only.split(',');

function isUsable(): boolean {
  const numbers = [scale.organisations, scale.territories, load.connections, load.seconds];
  return (
    positionals.join() === 'directory' &&
    numbers.every((number) => Number.isInteger(number) && number > 0) &&
    scale.territories <= 99 &&
    only.every((name) => ['list', 'page', 'search'].includes(name))
  );
}

function progress(message: string): void {
  console.error(message);
}

interface Run extends LoadResult {
  memory: number | null;
  /** Milliseconds of processor a request, in the server's process. */
  processor: number | null;
}

async function measure(server: Server, group: Group, length: Pick<LoadOrder, 'seconds' | 'amount'>): Promise<Run> {
  resetPeak(server.pid);
  const before = processorTime(server.pid);
  const result = await runLoad({
    url: server.url,
    connections: load.connections,
    ...length,
    requests: group.cases.map(({ host, path }) => ({ path, headers: { host, 'accept-encoding': ENCODINGS } })),
  });
  const after = processorTime(server.pid);
  return {
    ...result,
    memory: peakMemory(server.pid),
    processor: before === null || after === null ? null : (after - before) / result.count,
  };
}

/** The same page from both, or what follows compares nothing. Words about time may differ: the portal's clock goes on. */
async function checkSame(portal: Server, bare: Server, groups: readonly Group[]): Promise<void> {
  for (const { name, cases } of groups)
    for (const one of cases.filter((_, index) => index % 7 === 0)) {
      const [a, b] = await Promise.all([fetchAt(portal, one), fetchAt(bare, one)]);
      const difference = Math.abs(a.length - b.length) / a.length;
      if (difference > 0.01 || a.slice(0, 200) !== b.slice(0, 200))
        throw new Error(`${name}: ${one.host}${one.path} has ${a.length} characters from the portal, ${b.length} from the bare handler.`);
    }
}

/** `fetch` does not let the host be chosen. */
async function fetchAt(server: Server, { host, path }: Case): Promise<string> {
  const { get } = await import('node:http');
  return new Promise((done, fail) => {
    get(new URL(path, server.url), { headers: { host } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => (response.statusCode === 200 ? done(text) : fail(new Error(`${host}${path}: ${response.statusCode}`))));
    }).once('error', fail);
  });
}

/** What the statements of a request take one at a time, nothing else running: median, in milliseconds. */
async function databaseTime(url: string, group: Group): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const times: number[] = [];
    for (let round = 0; round < 2; round += 1)
      for (const { statements } of group.cases) {
        const start = performance.now();
        for (const statement of statements) await client.query(statement);
        if (round > 0) times.push(performance.now() - start);
      }
    return median(times);
  } finally {
    await client.end();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function medianOf(runs: readonly Run[], field: keyof Run): number {
  return median(runs.map((run) => run[field] ?? Number.NaN));
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(9))).join(' | ')} |`;
}

function cells(name: string, runs: readonly Run[], statements: number): string[] {
  const memory = Math.max(...runs.map((run) => run.memory ?? Number.NaN));
  return [
    name,
    medianOf(runs, 'perSecond').toFixed(0),
    ...(['p50', 'p95', 'p99'] as const).map((field) => medianOf(runs, field).toFixed(1)),
    Number.isNaN(memory) ? '?' : memory.toFixed(0),
    medianOf(runs, 'processor').toFixed(2),
    statements.toFixed(1),
    (medianOf(runs, 'bytes') / 1024).toFixed(1),
  ];
}

/** Opens the store, fills it where it is empty, and notes what the portal asks of it. */
async function prepare(folder: string): Promise<{ store: Store; groups: Group[] }> {
  // These import pages: only now that Node can read them.
  const { isEmpty, openApplication, openServer, migrateStore } = await import('../src/main.ts');
  const { fill, scaleOf, settle } = await import('./bench/fill.ts');
  const { makeGroups } = await import('./bench/cases.ts');
  const { recordStatements } = await import('./bench/capture.ts');
  const config = readConfig({ DATA_DIR: folder });
  const store = await openStore(config, progress);
  await migrateStore(store);
  const application = await openApplication(config, store, openLog('silent'));
  if (await isEmpty(application)) {
    const start = performance.now();
    await fill(application.kernel, scale, progress);
    await settle(store.ownerUrl);
    progress(`Filled in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
  }
  const held = await scaleOf(application.kernel);
  if (held.organisations !== scale.organisations || held.territories !== scale.territories)
    throw new Error(`${folder} holds ${held.organisations} structures in ${held.territories} towns.`);
  const server = await openServer(application);
  recordStatements();
  const groups = await makeGroups(application.kernel, server, scale.territories);
  await server.close();
  await application.close();
  return { store, groups: groups.filter(({ name }) => only.includes(name)) };
}

async function directory(folder: string): Promise<boolean> {
  await build(progress);
  const { store, groups } = await prepare(folder);
  const servers: Server[] = [];
  try {
    const casesFile = join(folder, 'cases.json');
    writeFileSync(casesFile, JSON.stringify(groups.flatMap(({ cases }) => cases)));
    const profile = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${resolve(options.profile)}`] : [];
    const portal = await startServer(
      'The portal',
      [...profile, 'scripts/cli.ts', 'start', '--no-demo'],
      { DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', SECRET: 'a-secret-for-the-benchmark-and-nothing-else' },
      join(folder, 'portal.log'),
    );
    servers.push(portal);
    const bare = await startServer('The bare handler', ['scripts/bench/bare.ts', casesFile, store.appUrl], {}, join(folder, 'bare.log'));
    servers.push(bare);
    await checkSame(portal, bare, groups);

    console.log(
      `\n${scale.organisations} structures in ${scale.territories} towns; ${load.connections} requests at once, ${ENCODINGS}; median of ${ROUNDS} alternated runs of ${load.seconds} s` +
        `\nNode ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'processor'}; load average before: ${loadavg()[0]?.toFixed(1)}\n`,
    );
    console.log(row(['', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'memory MB', 'CPU ms', 'stmts', 'KB sent']));
    console.log(row(['---', ...Array.from({ length: 8 }, () => '---:')]));
    const verdicts: string[] = [];
    let isEnough = true;
    for (const group of groups) {
      const alone = await databaseTime(store.appUrl, group);
      for (const server of servers) await measure(server, group, { amount: WARM_UP_REQUESTS });
      const runs = { portal: [] as Run[], bare: [] as Run[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        runs.portal.push(await measure(portal, group, { seconds: load.seconds }));
        runs.bare.push(await measure(bare, group, { seconds: load.seconds }));
      }
      const statements = group.cases.reduce((sum, one) => sum + one.statements.length, 0) / group.cases.length;
      console.log(row(cells(group.name, runs.portal, statements)));
      console.log(row(cells(`${group.name}, bare`, runs.bare, statements)));
      const ratio = medianOf(runs.portal, 'perSecond') / medianOf(runs.bare, 'perSecond');
      const pairs = runs.portal.map((run, round) => run.perSecond / (runs.bare[round]?.perSecond ?? Number.NaN));
      // The search is told, not judged.
      const isJudged = group.name !== 'search';
      if (isJudged && !(ratio >= ENOUGH)) isEnough = false;
      verdicts.push(
        `${group.name}: ratio ${ratio.toFixed(2)} (${Math.min(...pairs).toFixed(2)}–${Math.max(...pairs).toFixed(2)})` +
          `${isJudged ? (ratio >= ENOUGH ? `, at least ${ENOUGH}` : `, BELOW ${ENOUGH}`) : ''}; its SQL alone ${alone.toFixed(2)} ms; ${group.cases.length} cases, ${group.about}`,
      );
    }
    console.log(`\n${verdicts.join('\n')}`);
    return isEnough;
  } finally {
    for (const server of servers) await server.stop();
    await store.release();
  }
}

if (!isUsable()) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  const folder = options.store ? resolve(options.store) : mkdtempSync(join(tmpdir(), 'terreau-bench-'));
  mkdirSync(folder, { recursive: true });
  try {
    if (!(await directory(folder))) process.exitCode = 1;
  } finally {
    if (!options.store) rmSync(folder, { recursive: true, force: true });
  }
}
if (process.connected) process.disconnect();
