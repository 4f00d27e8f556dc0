/** What no page asks: matching what is new with the searches that are kept. */
import { sql } from 'kysely';
import type { Kernel } from '../../src/kernel/module.ts';
import { noteNews } from '../../src/modules/alerts/commands/noting.ts';
import { newsWhere, wantedNews } from '../../src/modules/alerts/queries/wanted.ts';
import { beginDrafts, territoryOf } from './announcements-fill.ts';
import { recorded } from './capture.ts';
import { type Costs, costsOf } from './costs.ts';
import type { Verdict } from './measurement.ts';

const NEW = 500;
const FEW = 50;
/** Seconds for matching all that is new. */
const MATCHING_MOST = 10;

/** What a piece of work is told as, and what its statements cost. */
export interface Work {
  said: readonly Verdict[];
  costs: Costs;
}

async function run(kernel: Kernel, statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(kernel.database.kysely<never>());
}

/**
 * How long many new announcements take to find the searches that want them, from the note that they are new to the readers of
 * every rhythm, and a tenth of them. Letters are not written. Nothing of it stays.
 *
 * @param rank of the town whose alerts are asked.
 */
export async function measureMatching(kernel: Kernel, url: string, rank: number, about: string): Promise<Work> {
  const territory = await territoryOf(kernel, rank);
  const fresh = await beginDrafts(kernel, territory, NEW, 90_002, true);
  const ids = fresh.map(({ id }) => id);
  const inUnit = <Result>(work: () => Promise<Result>) => kernel.database.unit(work, { keeper: territory.id });
  const match = async (some: readonly string[]) => {
    await noteNews(kernel, territory.id, some);
    const news = await newsWhere(kernel, territory.id, sql`true`);
    return inUnit(() => wantedNews(kernel, territory.id, news));
  };
  const forget = () => run(kernel, sql`delete from alerts.news where territory_id = ${territory.id}`);
  const timed = async (some: readonly string[]) => {
    await forget();
    const start = performance.now();
    const wanted = await match(some);
    return { seconds: (performance.now() - start) / 1_000, wanted };
  };
  const costsFor = async (some: readonly string[]) => {
    await forget();
    const statements = await recorded(() => match(some));
    return costsOf(url, { cases: [{ statements }] }, { writes: true });
  };
  try {
    const few = await timed(ids.slice(0, FEW));
    const { seconds, wanted } = await timed(ids);
    const [ofFew, costs] = [await costsFor(ids.slice(0, FEW)), await costsFor(ids)];
    const pairs = wanted.reduce((sum, one) => sum + one.announcement_ids.length, 0);
    const isFast = seconds < MATCHING_MOST;
    const text =
      `${about}: ${NEW} new announcements with ${wanted.length} alerts that want some, ${pairs} times in all, in ${seconds.toFixed(2)} s,` +
      ` ${isFast ? 'under' : 'ABOVE'} ${MATCHING_MOST} s; ${FEW} of them in ${few.seconds.toFixed(2)} s`;
    return { said: [{ text, isGood: isFast }, ...growthOf(about, ofFew, costs)], costs };
  } finally {
    await forget();
    await run(kernel, sql`delete from job.job where data->>'announcementId' = any(${ids}::text[])`);
    await run(kernel, sql`delete from announcements.announcement where territory_id = ${territory.id} and id = any(${ids}::uuid[])`);
  }
}

/** How many times the buffers of a tenth of the new announcements all of them may touch: as many, and some room. */
const GROWTH_MOST = 12;
/** How often the row of a new announcement may be read. */
const READINGS_MOST = 4;

/** Whether it grows with what is new, and reads nothing of all else that is published. */
function growthOf(about: string, few: Costs, all: Costs): Verdict[] {
  const times = all.buffers.median / few.buffers.median;
  const read = all.rows.get('announcement') ?? Number.NaN;
  const [grows, reads] = [times <= GROWTH_MOST, read <= READINGS_MOST * NEW];
  return [
    {
      text: `${about}: ${few.buffers.median} buffers for ${FEW} new announcements, ${all.buffers.median} for ${NEW}: ${times.toFixed(1)} times, ${grows ? 'at most' : 'ABOVE'} ${GROWTH_MOST}`,
      isGood: grows,
    },
    {
      text: `${about}: ${read} rows of announcements read for ${NEW} new ones, ${reads ? 'at most' : 'ABOVE'} ${READINGS_MOST * NEW}, whatever is published besides`,
      isGood: reads,
    },
  ];
}
