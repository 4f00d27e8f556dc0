/**
 * `npm run bench -- directory`: how near the portal comes to the limit, a bare `node:http` handler that runs the same
 * SQL and concatenates strings, and what its statements cost. `npm run bench -- import`: how fast files are read.
 * What is measured, and how to read it: `docs/benchmarks.md`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDirectory } from './bench/directory.ts';
import { benchImport } from './bench/import.ts';
import { importFormats } from './bench/import-files.ts';

const HELP = `npm run bench -- directory [options]

  --organisations N   structures in the store (10000)
  --territories N     towns that share them, at most 99 (50)
  --compare N         measures beside it, in turn, a store of N structures, and judges how the search grows
  --accept            keeps the statements and buffers measured as the ceilings of later runs
  --connections N     requests at once (16)
  --seconds N         of each measured run (5)
  --only NAMES        list, page, search: those alone
  --store FOLDER      keeps the filled stores there, one for each size, for the next time
  --profile FOLDER    leaves a processor profile of the portal there

npm run bench -- import [options]

  --rows N            of the file, which is made for it (100000)
  --format FORMAT     ${importFormats.join(' or ')} (geojson)
  --profile FOLDER    leaves a processor profile of each reading there`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organisations: { type: 'string', default: '10000' },
    territories: { type: 'string', default: '50' },
    compare: { type: 'string' },
    accept: { type: 'boolean', default: false },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'list,page,search' },
    store: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    format: { type: 'string', default: 'geojson' },
    profile: { type: 'string' },
  },
});
const organisations = Number(options.organisations);
const territories = Number(options.territories);
const compare = options.compare === undefined ? null : Number(options.compare);
const load = { connections: Number(options.connections), seconds: Number(options.seconds) };
const rows = Number(options.rows);
const only = options.only.split(',');
const format = importFormats.find((one) => one === options.format);

const isUsable =
  ['directory', 'import'].includes(positionals.join()) &&
  [organisations, territories, compare ?? 1, load.connections, load.seconds, rows].every(
    (number) => Number.isInteger(number) && number > 0,
  ) &&
  territories <= 99 &&
  only.every((name) => ['list', 'page', 'search'].includes(name));

function progress(message: string): void {
  console.error(message);
}

if (!isUsable || !format) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  // An import is measured into a store of its own, which is no use afterwards.
  const kept = positionals[0] === 'directory' ? options.store : undefined;
  const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'terreau-bench-'));
  mkdirSync(folder, { recursive: true });
  try {
    const isGood =
      positionals[0] === 'import'
        ? await benchImport(folder, { rows, format, profile: options.profile }, progress)
        : await benchDirectory(
            folder,
            { organisations, territories, compare, accept: options.accept, only, profile: options.profile, ...load },
            progress,
          );
    if (!isGood) process.exitCode = 1;
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}
if (process.connected) process.disconnect();
