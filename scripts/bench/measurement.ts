/** The portal and the bare handler under the same load, in turn, and what their statements cost. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../built.ts';
import type { Group } from './cases.ts';
import { accept, overCeilings } from './ceilings.ts';
import { type Costs, costsOf } from './costs.ts';
import { type Server, startServer } from './processes.ts';
import { checkSame, ENCODINGS, measure, medianOf, type Run, tableHead, tableRow } from './runs.ts';
import { asOwner, type FilledStore, forgetAttempts, openFilledStore, type StorePlan } from './stores.ts';

/** What is measured. */
export interface Subject {
  /** Measured in turn; the second one, where there is one, is what the first has grown from. */
  stores: readonly StorePlan[];
  /** Names of groups, in their order, and how much of the bare handler's requests a second each has to reach; null: it is told. */
  groups: ReadonlyMap<string, number | null>;
  /** The group whose p95 says how the cost grows, and how many times that of the small store it may be; null: another figure does. */
  growth: { group: string; most: number } | null;
}

/** How it is measured. */
export interface LoadPlan {
  accept: boolean;
  only: readonly string[];
  connections: number;
  seconds: number;
  profile: string | undefined;
}

const ROUNDS = 3;
/** Enough for the compiler to be done, on a machine however slow. */
const WARM_UP_REQUESTS = 2_000;
/** Where each one takes a tenth of a second of processor. */
const FEW_REQUESTS = 100;

/** One size, served. */
interface Side extends FilledStore {
  portal: Server;
  bare: Server;
}

export interface Measured {
  portal: Run[];
  bare: Run[];
  /** One request at a time. */
  alone: Run[];
  costs: Costs;
}

/** @param conclude what else there is to say of the figures of the first store. */
export async function measureSubject(
  root: string,
  subject: Subject,
  plan: LoadPlan,
  progress: (message: string) => void,
  conclude: (measured: ReadonlyMap<string, Measured>) => Promise<readonly Verdict[]> = async () => [],
): Promise<boolean> {
  await ensureBuilt(progress);
  const sides: Side[] = [];
  const opened: FilledStore[] = [];
  try {
    for (const store of subject.stores) {
      const filled = await openFilledStore(root, store, progress);
      opened.push(filled);
      sides.push(await serve(filled, plan));
    }
    console.log(
      `\n${plan.connections} requests at once, ${ENCODINGS}; median of ${ROUNDS} alternated runs of ${plan.seconds} s` +
        `\nNode ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'processor'}; load average before: ${loadavg()[0]?.toFixed(1)}`,
    );
    const results = new Map<string, Measured[]>();
    for (const name of [...subject.groups.keys()].filter((group) => plan.only.includes(group))) {
      progress(`Measuring: ${name}`);
      results.set(name, await measureGroup(sides, name, plan));
    }
    const verdicts: Verdict[] = [];
    for (const [index, side] of sides.entries()) {
      console.log(`\n${side.title}:\n\n${tableHead()}`);
      for (const [name, measured] of results) {
        console.log(tableRow(name, measured[index]?.portal ?? []));
        console.log(tableRow(`${name}, bare`, measured[index]?.bare ?? []));
      }
      console.log('');
      for (const [name, measured] of results) {
        const of = measured[index];
        if (of) verdicts.push(...judge(side, name, of, { enough: subject.groups.get(name) ?? null, accepts: plan.accept }));
      }
    }
    const [large, small] = results.get(subject.growth?.group ?? '') ?? [];
    if (subject.growth && large && small && sides[0] && sides[1])
      verdicts.push(...growth(subject.growth, large, small, sides[0], sides[1], plan));
    const first = new Map([...results].flatMap(([name, [measured]]) => (measured ? [[name, measured] as const] : [])));
    verdicts.push(...(await conclude(first)));
    for (const { text } of verdicts) console.log(text);
    console.log(`Load average after: ${loadavg()[0]?.toFixed(1)}`);
    return verdicts.every(({ isGood }) => isGood);
  } finally {
    for (const { portal, bare } of sides) await Promise.all([portal.stop(), bare.stop()]);
    for (const { store } of opened) await store.release();
  }
}

async function serve(filled: FilledStore, plan: LoadPlan): Promise<Side> {
  const { folder, store } = filled;
  const groups = filled.groups.filter(({ name }) => plan.only.includes(name));
  const casesFile = join(folder, 'cases.json');
  writeFileSync(casesFile, JSON.stringify(groups.flatMap(({ cases }) => cases)));
  const profile = plan.profile ? ['--cpu-prof', `--cpu-prof-dir=${resolve(plan.profile)}`] : [];
  const portal = await startServer(
    'The portal',
    [...profile, 'scripts/cli.ts', 'start', '--no-demo'],
    { DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
    join(folder, 'portal.log'),
  );
  const bare = await startServer('The bare handler', ['scripts/bench/bare.ts', casesFile, store.appUrl], {}, join(folder, 'bare.log'));
  await checkSame(portal, bare, groups);
  return { ...filled, groups, portal, bare };
}

/** All sides in turn within a round, so that what else the machine does weighs on each of them alike. */
async function measureGroup(sides: readonly Side[], name: string, { connections, seconds }: LoadPlan): Promise<Measured[]> {
  const of = sides.map((side) => ({ side, group: side.groups.find((group) => group.name === name) as Group }));
  const measured: Measured[] = [];
  for (const { side, group } of of) {
    const writes = group.undo !== undefined;
    measured.push({ portal: [], bare: [], alone: [], costs: await costsOf(side.store.appUrl, group, { writes }) });
    for (const server of [side.portal, side.bare])
      await run(side, server, group, { connections, amount: group.isSlow ? FEW_REQUESTS : WARM_UP_REQUESTS });
  }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const kind of ['portal', 'bare', 'alone'] as const)
      for (const [index, { side, group }] of of.entries()) {
        const order = { connections: kind === 'alone' ? 1 : connections, seconds };
        measured[index]?.[kind].push(await run(side, kind === 'bare' ? side.bare : side.portal, group, order));
      }
  return measured;
}

/** What can be asked once is, and is taken back: by this, either server is known to have done all of it. */
async function run({ store }: Side, server: Server, group: Group, order: Parameters<typeof measure>[2]): Promise<Run> {
  await forgetAttempts(store);
  if (!group.undo) return measure(server, group, order);
  const amount = group.cases.length;
  const result = await measure(server, group, { connections: order.connections, amount });
  const undone = await asOwner(store, group.undo);
  if (undone !== amount) throw new Error(`${group.name}: ${server.name} did ${undone} of ${amount}.`);
  return result;
}

export interface Verdict {
  text: string;
  isGood: boolean;
}

function judge(
  side: Side,
  name: string,
  { portal, bare, alone, costs }: Measured,
  { enough, accepts }: { enough: number | null; accepts: boolean },
): Verdict[] {
  const ratio = medianOf(portal, 'perSecond') / medianOf(bare, 'perSecond');
  const pairs = portal.map((run, round) => run.perSecond / (bare[round]?.perSecond ?? Number.NaN));
  const isEnough = enough === null || ratio >= enough;
  const group = side.groups.find((one) => one.name === name);
  const [ceilings, ...breaches] = judgeCosts(side, name, costs, accepts);
  return [
    {
      text:
        `${side.title}, ${name}: ratio ${ratio.toFixed(2)} (${Math.min(...pairs).toFixed(2)}–${Math.max(...pairs).toFixed(2)})` +
        `${enough === null ? '' : isEnough ? `, at least ${enough}` : `, BELOW ${enough}`}; one at a time p50 ${medianOf(alone, 'p50').toFixed(1)} ms, p95 ${medianOf(alone, 'p95').toFixed(1)} ms` +
        `\n  ${ceilings.text}; ${Number.isNaN(costs.time.median) ? '' : `SQL alone ${costs.time.median.toFixed(2)} ms; `}${group?.cases.length} cases, ${group?.about}`,
      isGood: isEnough,
    },
    ...breaches,
  ];
}

/** Statements and buffers of something, and what of them is above its ceilings. */
export function judgeCosts(
  { size, title }: Pick<StorePlan, 'size' | 'title'>,
  name: string,
  costs: Costs,
  accepts: boolean,
): [Verdict, ...Verdict[]] {
  if (accepts) accept(size, name, costs);
  const { statements, buffers } = costs;
  const { breaches, isKnown } = overCeilings(size, name, costs);
  return [
    {
      text:
        `statements ${statements.median} (at most ${statements.max}), buffers ${buffers.median} (at most ${buffers.max})` +
        `${isKnown ? '' : ', WITHOUT A CEILING'}`,
      isGood: true,
    },
    ...breaches.map((text) => ({ text: `${title}, ${text}`, isGood: false })),
  ];
}

/** How a group's p95 grows with the data: one request at a time, where only the work counts, and under the load, where waiting does too. */
function growth(
  { group, most }: NonNullable<Subject['growth']>,
  large: Measured,
  small: Measured,
  of: Side,
  to: Side,
  { connections }: LoadPlan,
): Verdict[] {
  return (['alone', 'portal'] as const).map((kind) => {
    const [p95, before] = [medianOf(large[kind], 'p95'), medianOf(small[kind], 'p95')];
    const times = p95 / before;
    const isGood = times <= most;
    return {
      text:
        `${group}, p95 ${kind === 'alone' ? 'one request at a time' : `${connections} at once`}: ${p95.toFixed(1)} ms with ${of.title},` +
        ` ${before.toFixed(1)} ms with ${to.title}: ${times.toFixed(2)} times, ${isGood ? 'at most' : 'ABOVE'} ${most}`,
      isGood,
    };
  });
}
