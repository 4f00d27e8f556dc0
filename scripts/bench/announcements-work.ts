/** What is not asked by a page that can be asked again: publishing, and matching what is new with the searches that are kept. */
import { sql } from 'kysely';
import pg from 'pg';
import type { Kernel } from '../../src/kernel/module.ts';
import { matchAnnouncements } from '../../src/modules/alerts/commands/matching.ts';
import { publishAnnouncement } from '../../src/modules/announcements/commands/life.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import { beginDrafts, territoryOf } from './announcements-fill.ts';
import { recorded } from './capture.ts';
import type { Verdict } from './measurement.ts';
import { median } from './runs.ts';
import type { Statement } from './statements.ts';

const PUBLISHED = 200;
const NEW = 500;
const FEW = 50;
/** Seconds for matching all that is new. */
const MATCHING_MOST = 10;
const ROUNDS = 3;

async function run(kernel: Kernel, statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(kernel.database.kysely<never>());
}

/**
 * Publishes drafts one after another, then undoes it and runs the same statements alone on one connection: how much of the time is
 * the store's. Nothing of it stays.
 */
export async function measurePublication(kernel: Kernel, url: string): Promise<Verdict[]> {
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
    return [
      {
        text:
          `publication: ${median(published).toFixed(1)} ms one at a time, its SQL alone ${median(alone).toFixed(1)} ms, ratio ${ratio.toFixed(2)};` +
          ` statements ${median(taken.map(({ length }) => length))}; ${ids.length} drafts, ${ROUNDS} rounds`,
        isGood: true,
      },
    ];
  } finally {
    await client.end();
    await run(kernel, sql`delete from announcements.announcement where territory_id = ${territory.id} and id = any(${ids}::uuid[])`);
  }
}

/** How long many new announcements take to find the searches that want them, and a tenth of them. Nothing of it stays. */
export async function measureMatching(kernel: Kernel): Promise<Verdict[]> {
  const territory = await territoryOf(kernel, 0);
  const fresh = await beginDrafts(kernel, territory, NEW, 90_002, true);
  const ids = fresh.map(({ id }) => id);
  const onMatches = <Row>(statement: ReturnType<typeof sql<Row>>) =>
    kernel.database.unit(() => statement.execute(kernel.database.kysely<never>()), { keeper: territory.id });
  const secondsFor = async (some: readonly string[]) => {
    await onMatches(sql`delete from alerts.match where territory_id = ${territory.id} and announcement_id = any(${ids}::uuid[])`);
    const start = performance.now();
    await matchAnnouncements(kernel, territory.id, some);
    return (performance.now() - start) / 1_000;
  };
  try {
    const few = await secondsFor(ids.slice(0, FEW));
    const all = await secondsFor(ids);
    const { rows } = await onMatches(
      sql<{
        matches: number;
        alerts: number;
      }>`select (select count(*)::int from alerts.match where territory_id = ${territory.id}) as matches,
        (select count(*)::int from alerts.alert where territory_id = ${territory.id}) as alerts`,
    );
    const one = await oneByOne(ids.slice(0, FEW), secondsFor);
    const isGood = all < MATCHING_MOST;
    return [
      {
        text:
          `matching: ${NEW} new announcements with ${rows[0]?.alerts} alerts in ${all.toFixed(2)} s, ${isGood ? 'under' : 'ABOVE'} ${MATCHING_MOST} s` +
          ` (${rows[0]?.matches} matches written); ${FEW} of them in ${few.toFixed(2)} s; each by its own event ${(1_000 * one).toFixed(0)} ms`,
        isGood,
      },
    ];
  } finally {
    await onMatches(sql`delete from alerts.match where territory_id = ${territory.id} and announcement_id = any(${ids}::uuid[])`);
    await run(kernel, sql`delete from job.job where data->>'announcementId' = any(${ids}::text[])`);
    await run(kernel, sql`delete from announcements.announcement where territory_id = ${territory.id} and id = any(${ids}::uuid[])`);
  }
}

/** Seconds for one, in the middle of some. */
async function oneByOne(ids: readonly string[], secondsFor: (some: readonly string[]) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (const id of ids) times.push(await secondsFor([id]));
  return median(times);
}
