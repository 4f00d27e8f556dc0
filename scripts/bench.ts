/**
 * `npm run bench -- directory`: how near the portal comes to the limit, a bare `node:http` handler that runs the same
 * SQL and concatenates strings, and what its statements cost. `npm run bench -- people`: the same for who is signed in.
 * `npm run bench -- announcements`: the same of announcements, and how fast new ones find the alerts that want them.
 * `npm run bench -- import`: how fast files are read.
 * What is measured, and how to read it: `docs/benchmarks.md`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { announcementGroups, benchAnnouncements } from './bench/announcements.ts';
import { benchDirectory, directoryGroups } from './bench/directory.ts';
import { benchImport } from './bench/import.ts';
import { importFormats } from './bench/import-files.ts';
import { benchPeople, peopleGroups } from './bench/people.ts';

const HELP = `npm run bench -- directory [options]

  --organisations N   structures in the store (10000)
  --territories N     towns that share them, at most 99 (50)
  --compare N         measures beside it, in turn, a store of N structures, and judges how the search grows
  --accept            keeps the statements and buffers measured as the ceilings of later runs
  --connections N     requests at once (16)
  --seconds N         of each measured run (5)
  --only NAMES        ${[...directoryGroups.keys()].join(', ')}: those alone
  --store FOLDER      keeps the filled stores there, one for each size, for the next time
  --profile FOLDER    leaves a processor profile of the portal there

npm run bench -- people [options]

  --accounts N        in the store (5000)
  --items N           in the queues of its towns (5000)
  --territories N     towns that share them, at most 99 (10)
  --compare N         measures beside it, in turn, a store of N items, and judges how the queue grows
  --only NAMES        ${[...peopleGroups.keys()].join(', ')}: those alone
  and --accept, --connections, --seconds, --store, --profile as above

npm run bench -- announcements [options]

  --announcements N   published in the store (20000)
  --alerts N          searches that one town keeps, and another one that asks for much (20000)
  --territories N     towns that share the announcements, at most 99 (50)
  --compare N         measures beside it, in turn, a store of N announcements, and judges how matching grows
  --only NAMES        ${[...announcementGroups.keys()].join(', ')}: those alone
  and --accept, --connections, --seconds, --store, --profile as above

npm run bench -- import [options]

  --rows N            of the file, which is made for it (100000)
  --format FORMAT     ${importFormats.join(' or ')} (geojson)
  --profile FOLDER    leaves a processor profile of each reading there`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organisations: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '5000' },
    items: { type: 'string', default: '5000' },
    announcements: { type: 'string', default: '20000' },
    alerts: { type: 'string', default: '20000' },
    territories: { type: 'string' },
    compare: { type: 'string' },
    accept: { type: 'boolean', default: false },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    store: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    format: { type: 'string', default: 'geojson' },
    profile: { type: 'string' },
  },
});
const [what = ''] = positionals;
const groups = what === 'people' ? peopleGroups : what === 'announcements' ? announcementGroups : directoryGroups;
const known = [...groups.keys()];
const numbers = {
  organisations: Number(options.organisations),
  accounts: Number(options.accounts),
  items: Number(options.items),
  announcements: Number(options.announcements),
  alerts: Number(options.alerts),
  territories: Number(options.territories ?? (what === 'people' ? 10 : 50)),
  rows: Number(options.rows),
  connections: Number(options.connections),
  seconds: Number(options.seconds),
};
const { organisations, accounts, items, announcements, alerts, territories, rows, connections, seconds } = numbers;
const compare = options.compare === undefined ? null : Number(options.compare);
const only = options.only?.split(',') ?? known;
const load = { connections, seconds, only, accept: options.accept, profile: options.profile };
const format = importFormats.find((one) => one === options.format);

const isUsable =
  ['directory', 'people', 'announcements', 'import'].includes(positionals.join()) &&
  [...Object.values(numbers), compare ?? 1].every((number) => Number.isInteger(number) && number > 0) &&
  territories <= 99 &&
  only.every((name) => known.includes(name));

function progress(message: string): void {
  console.error(message);
}

if (!isUsable || !format) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  // An import is measured into a store of its own, which is no use afterwards.
  const kept = what === 'import' ? undefined : options.store;
  const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'terreau-bench-'));
  mkdirSync(folder, { recursive: true });
  try {
    const isGood =
      what === 'import'
        ? await benchImport(folder, { rows, format, profile: options.profile }, progress)
        : what === 'people'
          ? await benchPeople(folder, { accounts, items, territories, compare, ...load }, progress)
          : what === 'announcements'
            ? await benchAnnouncements(folder, { announcements, alerts, territories, compare, ...load }, progress)
            : await benchDirectory(folder, { organisations, territories, compare, ...load }, progress);
    if (!isGood) process.exitCode = 1;
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}
if (process.connected) process.disconnect();
