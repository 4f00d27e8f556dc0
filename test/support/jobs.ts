import pg from 'pg';
import { afterAll, beforeEach } from 'vitest';
import { type Database, openDatabase } from '../../src/kernel/db/database.ts';
import { type JobQueue, migrateJobs, openJobQueue } from '../../src/kernel/jobs/queue.ts';
import { openLog } from '../../src/kernel/log.ts';
import { cloneDatabase, type TestDatabase } from './application.ts';

/** The queues of a shop. */
export const QUEUES = ['shop.first', 'shop.second', 'shop.lonely'];

export interface JobStore {
  urls: TestDatabase;
  owner: pg.Client;
  /** Jobs as committed: what another server would find. */
  jobs(): Promise<{ name: string; state: string; data: Record<string, unknown> }[]>;
}

/** A database with the queues of a shop; for a test file: no job at the start of a test, closed after the last. */
export async function openJobStore(): Promise<JobStore> {
  const urls = await cloneDatabase();
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await migrateJobs(urls.ownerUrl, QUEUES, 'terreau_app');
  beforeEach(async () => {
    await owner.query('delete from job.job');
  });
  afterAll(() => owner.end());
  return {
    urls,
    owner,
    async jobs() {
      const { rows } = await owner.query('select name, state::text, data from job.job where name = any($1) order by name, created_on', [
        QUEUES,
      ]);
      return rows;
    },
  };
}

export interface JobServer {
  database: Database;
  queue: JobQueue;
  stop(): Promise<void>;
}

/** What one server works with: its connections and its queue. */
export async function openJobServer({ appUrl }: TestDatabase): Promise<JobServer> {
  const database = openDatabase({ url: appUrl, onError: () => {} });
  const queue = await openJobQueue(database, openLog('silent'), { pollSeconds: 0.5 });
  return {
    database,
    queue,
    async stop() {
      await queue.stop();
      await database.close();
    },
  };
}
