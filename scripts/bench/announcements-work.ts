/** What is not asked by a page that can be asked again: publishing, and matching what is new with the searches that are kept. */
import { sql } from 'kysely';
import pg from 'pg';
import type { Kernel } from '../../src/kernel/module.ts';
import { noteNews } from '../../src/modules/alerts/commands/noting.ts';
import { newsWhere, wantedNews } from '../../src/modules/alerts/queries/wanted.ts';
import { publishAnnouncement } from '../../src/modules/announcements/commands/life.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import { beginDrafts, territoryOf } from './announcements-fill.ts';
import { recorded } from './capture.ts';
import { type Costs, costsOf } from './costs.ts';
import type { Verdict } from './measurement.ts';
import { median } from './runs.ts';
import type { Statement } from './statements.ts';

const PUBLISHED = 200;
const NEW = 500;
const FEW = 50;
/** Seconds for matching all that is new. */
const MATCHING_MOST = 10;
const ROUNDS = 3;

/** What a piece of work is told as, and what its statements cost. */
export interface Work {
  said: Verdict;
  costs: Costs;
}

async function run(kernel: Kernel, statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(kernel.database.kysely<never>());
}

/**
 * Publishes drafts one after another, then undoes it and runs the same statements alone on one connection: how much of the time is
 * the store's. Nothing of it stays.
 */
export async function measurePublication(kernel: Kernel, url: string): Promise<Work> {
  const territory = await territoryOf(kernel, 0);
  const drafts = await beginDrafts(kernel, territory, PUBLISHED, 90_001);
  const ids = drafts.map(({ id }) => id);
  const undo = async () => {
    await run(
      kernel,
      sql`delete from announcements.state_change where territory_id = ${territory.id} and event = 'publish'
      and announcement_id = any(${ids}::uuid[])`,
    );
    await run(kernel, sql`delete from job.job where data->>'announcementId' = any(${ids}::text[])`);
    await run(
      kernel,
      sql`update announcements.announcement set state = 'draft', published_at = null, expires_on = null
      where territory_id = ${territory.id} and id = any(${ids}::uuid[])`,
    );
  };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const published: number[] = [];
    const alone: number[] = [];
    let taken: Statement[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      taken = [];
      let start = performance.now();
      for (const id of ids) {
        const statements = await recorded(() =>
          kernel.database.unit(async () => {
            const announcement = (await announcementsById(kernel, territory.id, [id])).get(id);
            if (announcement) await publishAnnouncement(kernel, territory, announcement, { actor: 'system', onBehalfOf: null });
          }),
        );
        taken.push(statements);
      }
      published.push((performance.now() - start) / ids.length);
      await undo();
      start = performance.now();
      for (const statements of taken) for (const statement of statements) await client.query(statement);
      alone.push((performance.now() - start) / ids.length);
      await undo();
    }
    const ratio = median(alone) / median(published);
    const text =
      `publication: ${median(published).toFixed(1)} ms one at a time, its SQL alone ${median(alone).toFixed(1)} ms, ratio ${ratio.toFixed(2)};` +
      ` ${ids.length} drafts, ${ROUNDS} rounds`;
    const costs = await costsOf(url, { cases: taken.map((statements) => ({ statements })) }, { writes: true });
    return { said: { text, isGood: true }, costs };
  } finally {
    await client.end();
    await run(kernel, sql`delete from announcements.announcement where territory_id = ${territory.id} and id = any(${ids}::uuid[])`);
  }
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
  try {
    const few = await timed(ids.slice(0, FEW));
    const { seconds, wanted } = await timed(ids);
    await forget();
    const statements = await recorded(() => match(ids));
    const costs = await costsOf(url, { cases: [{ statements }] }, { writes: true });
    const pairs = wanted.reduce((sum, one) => sum + one.announcement_ids.length, 0);
    const isGood = seconds < MATCHING_MOST;
    const text =
      `${about}: ${NEW} new announcements with ${wanted.length} alerts that want some, ${pairs} times in all, in ${seconds.toFixed(2)} s,` +
      ` ${isGood ? 'under' : 'ABOVE'} ${MATCHING_MOST} s; ${FEW} of them in ${few.seconds.toFixed(2)} s`;
    return { said: { text, isGood }, costs };
  } finally {
    await forget();
    await run(kernel, sql`delete from job.job where data->>'announcementId' = any(${ids}::text[])`);
    await run(kernel, sql`delete from announcements.announcement where territory_id = ${territory.id} and id = any(${ids}::uuid[])`);
  }
}
