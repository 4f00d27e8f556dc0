import { sql } from 'kysely';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import type { TableDeclaration } from '../db/distribution.ts';
import { grants, MIGRATION_LOCK } from '../db/migrate.ts';
import type { Log } from '../log.ts';

/** Schema of the job queue: *local* in the distribution contract, it stays on the coordinator. */
export const JOB_SCHEMA = 'job';

/** What pg-boss makes there; the partitions of the partitioned ones follow them. */
const JOB_TABLES = ['version', 'queue', 'schedule', 'subscription', 'bam', 'warning', 'job', 'job_dependency', 'queue_stats'];

export const jobTables: Readonly<Record<string, TableDeclaration>> = Object.fromEntries(
  JOB_TABLES.map((name) => [name, { distribution: 'local' }] as const),
);

const SHORT = { retryLimit: 5, retryDelay: 10, retryBackoff: true };

/**
 * A job that takes minutes or hours says every half minute that it is alive: one whose process was killed is taken up
 * again within two minutes, not after its whole time. Each stop of a server counts as a retry.
 */
const LONG = { retryLimit: 50, retryDelay: 5, expireInSeconds: 20 * 3_600, heartbeatSeconds: 60 };

/**
 * A job that waits for somebody else's server, which may be down, or put off whom it does not know yet: after a minute, two,
 * four… then every hour, for more than two days. Who decides earlier that it is over ends the job.
 */
const PATIENT = { retryLimit: 60, retryDelay: 60, retryBackoff: true, retryDelayMax: 3_600 };

/** At once in one process, of each queue of patient jobs: taken together, and each with its own end. */
const PATIENT_JOBS_AT_ONCE = 20;

/** At once in one process, of each queue of long jobs: two territories need not wait for each other. */
const LONG_JOBS_AT_ONCE = 2;

/**
 * Makes or updates the queue's own tables and the queues, as the database's owner.
 *
 * @param longQueues those of `queues` whose jobs take minutes or hours.
 * @param patientQueues those whose jobs depend on somebody else's server.
 */
export async function migrateJobs(
  ownerUrl: string,
  queues: readonly string[],
  appRole: string | null,
  longQueues: ReadonlySet<string> = new Set(),
  patientQueues: ReadonlySet<string> = new Set(),
): Promise<void> {
  // One at a time, as for the tables: several servers may start at once, and two grants on a table at the same moment fail.
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'terreau-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const boss = new PgBoss({ connectionString: ownerUrl, schema: JOB_SCHEMA, max: 2, supervise: false, schedule: false });
    const failures: Error[] = [];
    boss.on('error', (error) => failures.push(error));
    await boss.start();
    try {
      for (const name of queues) {
        const options = longQueues.has(name) ? LONG : patientQueues.has(name) ? PATIENT : SHORT;
        if (!(await boss.getQueue(name))) await boss.createQueue(name, options);
        // Made short by an earlier version.
        else if (longQueues.has(name)) await boss.updateQueue(name, options);
      }
    } finally {
      await boss.stop({ graceful: false });
    }
    if (failures[0]) throw failures[0];
    if (appRole) await client.query(grants(JOB_SCHEMA, appRole));
  } finally {
    await client.end();
  }
}

export interface ScheduledJob<Context> {
  /** Unique within its module: `<module>.<name>` is the queue. */
  name: string;
  /** Five cron fields, in UTC. */
  cron: string;
  /** Also once when a server starts, for what should not wait after a long stop. */
  atStart?: boolean;
  /** May take minutes or hours: it has the time, and is told to stop by the signal. */
  isLong?: true;
  /** @param signal aborted when the server stops, or another one has taken the job: a long job then throws, and is run again. */
  run(context: Context, signal: AbortSignal): Promise<void>;
}

type JobHandler = (payload: object, signal: AbortSignal) => Promise<void>;

export interface JobQueue {
  /** Puts a job in the queue, in the current unit of work where there is one. */
  send(name: string, payload: object, options?: { onlyOne?: boolean }): Promise<void>;
  /**
   * Starts to work: each queue with its handler, and the schedule. Of the long jobs of one queue that name the same
   * `territoryId`, none is begun while another runs, whatever the servers. Two that are taken at the very same moment both
   * begin, since pg-boss does not lock a group: what must not be done twice at once, the job's own rows decide.
   */
  work(
    handlers: ReadonlyMap<string, JobHandler>,
    schedule: readonly { name: string; cron: string }[],
    longQueues?: ReadonlySet<string>,
    patientQueues?: ReadonlySet<string>,
  ): Promise<void>;
  /** Finishes the jobs at hand; long ones are told to stop, and taken up again by the next server. */
  stop(): Promise<void>;
}

/**
 * pg-boss over our own driver: a job sent inside a unit is part of its transaction.
 */
export async function openJobQueue(database: Database, log: Log, options: { pollSeconds?: number } = {}): Promise<JobQueue> {
  const kysely = database.kysely<never>();
  const boss = new PgBoss({
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    // Rebuilding an index belongs to its owner.
    reindex: false,
    db: {
      async executeSql(text, values = []) {
        const result = await kysely.executeQuery<object>({
          sql: text,
          parameters: values,
          query: sql``.toOperationNode(),
          queryId: { queryId: 'job' },
        });
        return { rows: result.rows };
      },
    },
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  const stopping = new AbortController();
  return {
    async send(name, payload, { onlyOne = false } = {}) {
      const { territoryId } = payload as { territoryId?: unknown };
      await boss.send(name, payload, {
        ...(onlyOne && { singletonKey: name, singletonSeconds: 60 }),
        ...(typeof territoryId === 'string' && { group: { id: territoryId } }),
      });
    },
    async work(handlers, schedule, longQueues = new Set(), patientQueues = new Set()) {
      const pollingIntervalSeconds = options.pollSeconds ?? 2;
      for (const [name, handle] of handlers) {
        const attempt = async (job: { id: string; data: object; signal: AbortSignal }) => {
          const signal = AbortSignal.any([job.signal, stopping.signal]);
          try {
            await handle(job.data, signal);
          } catch (error) {
            if (signal.aborted) log.info({ job: name, id: job.id }, 'job stopped, to be taken up again');
            else log.error({ err: error, job: name, id: job.id }, 'job failed, to be tried again');
            // The queue keeps it for a week: not the detail, in which PostgreSQL quotes the row.
            throw new Error((error as Error).message);
          }
        };
        if (patientQueues.has(name)) {
          const together = {
            pollingIntervalSeconds,
            batchSize: PATIENT_JOBS_AT_ONCE,
            burstWhenBatchFull: true,
            perJobResults: true,
          } as const;
          await boss.work<object, unknown, typeof together>(name, together, (jobs) =>
            Promise.all(
              jobs.map((job) =>
                attempt(job).then(
                  () => ({ id: job.id, status: 'completed' as const }),
                  (error: Error) => ({ id: job.id, status: 'failed' as const, output: { message: error.message } }),
                ),
              ),
            ),
          );
          continue;
        }
        const worker = {
          pollingIntervalSeconds,
          ...(longQueues.has(name) && { localConcurrency: LONG_JOBS_AT_ONCE, groupConcurrency: 1 }),
        };
        await boss.work<object>(name, worker, async (jobs) => {
          for (const job of jobs) await attempt(job);
        });
      }
      for (const { name, cron } of schedule) await boss.schedule(name, cron, {}, { tz: 'UTC' });
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}
