import type { FastifyInstance } from 'fastify';
import { catalogue, migrationSources } from './catalogue.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { openDatabase } from './kernel/db/database.ts';
import { type AppliedMigration, migrate } from './kernel/db/migrate.ts';
import type { Store } from './kernel/db/store.ts';
import { type EventPayload, eventBus } from './kernel/events/events.ts';
import { buildServer } from './kernel/http/server.ts';
import { type JobQueue, migrateJobs, openJobQueue } from './kernel/jobs/queue.ts';
import type { Log } from './kernel/log.ts';
import { openCarriers } from './kernel/mail/carriers.ts';
import { openMail } from './kernel/mail/mail.ts';
import { handlersOf, type Kernel, pagesOf, scheduleOf } from './kernel/module.ts';
import { ownWork } from './kernel/own-work.ts';
import { version } from './kernel/project.ts';
import { storeThrottle } from './kernel/throttle/throttle.ts';
import { viewerOf } from './modules/people/index.ts';
import { territoryByHost, territoryBySlug, territoryList } from './modules/territories/index.ts';
import { assetFolder, readAssets } from './web/assets.ts';
import { shellPages } from './web/routes.tsx';
import { webShell } from './web/shell.tsx';

/** The queue of a handler or of a scheduled job. */
function queueName(module: string, name: string): string {
  return `${module}.${name}`;
}

/** Those that have work to do besides answering: the kernel, then each module. */
const workers = [
  ownWork,
  ...catalogue.map((module) => ({ name: module.name, handlers: handlersOf(module, catalogue), schedule: scheduleOf(module, catalogue) })),
];

const queuesOf = (chosen: (work: { isLong?: true; isPatient?: true }) => boolean) =>
  workers.flatMap(({ name: worker, handlers = [], schedule = [] }) =>
    [...handlers, ...schedule].filter(chosen).map(({ name }) => queueName(worker, name)),
  );
const queues = queuesOf(() => true);
const longQueues = new Set(queuesOf(({ isLong = false }) => isLong));
const patientQueues = new Set(queuesOf(({ isPatient = false }) => isPatient));

const queuesByEvent = new Map<string, string[]>();
for (const worker of workers) {
  for (const { event, name } of worker.handlers ?? [])
    queuesByEvent.set(event.name, [...(queuesByEvent.get(event.name) ?? []), queueName(worker.name, name)]);
}

/** Brings the store up to date: tables, rights, queues. */
export async function migrateStore(store: Store): Promise<AppliedMigration[]> {
  const applied = await migrate(store.ownerUrl, migrationSources, store.appRole);
  await migrateJobs(store.ownerUrl, queues, store.appRole, longQueues, patientQueues);
  return applied;
}

export interface Application {
  kernel: Kernel;
  queue: JobQueue;
  close(): Promise<void>;
}

/** Nobody waits longer for a page; imports and other commands take the time they need. */
const STATEMENT_TIMEOUT = 10_000;

/** The ground over a migrated store: what commands, imports and the server (`serves`) run on. */
export async function openApplication(
  config: Config,
  store: Store,
  log: Log,
  { clock = systemClock, serves = false }: { clock?: Clock; serves?: boolean } = {},
): Promise<Application> {
  const database = openDatabase({
    url: store.appUrl,
    onError: (error) => log.warn({ err: error }, 'database connection lost'),
    ...(serves && { statementTimeout: STATEMENT_TIMEOUT }),
  });
  const queue = await openJobQueue(database, log);
  const events = eventBus(queue, queuesByEvent, () => database.inUnit());
  const carriers = openCarriers(config);
  const kernel: Kernel = {
    config,
    clock,
    database,
    log,
    events,
    throttle: storeThrottle(database, clock, config.secret),
    mail: openMail({ config, clock, database, events }, carriers),
  };
  return {
    kernel,
    queue,
    async close() {
      await queue.stop();
      for (const module of catalogue)
        await module.atStop?.(kernel).catch((error: unknown) => log.warn({ err: error }, `${module.name} lost what it held`));
      carriers.mail?.close();
      carriers.sms?.close();
      await database.close();
    },
  };
}

/** Starts the jobs: event handlers and the schedule. */
export async function startJobs({ kernel, queue }: Application): Promise<void> {
  const handlers = new Map<string, (payload: object, signal: AbortSignal) => Promise<void>>();
  for (const worker of workers) {
    for (const handler of worker.handlers ?? [])
      handlers.set(queueName(worker.name, handler.name), (payload, signal) => handler.handle(kernel, payload as EventPayload, signal));
    for (const job of worker.schedule ?? []) handlers.set(queueName(worker.name, job.name), (_payload, signal) => job.run(kernel, signal));
  }
  const schedule = workers.flatMap((worker) => (worker.schedule ?? []).map((job) => ({ ...job, name: queueName(worker.name, job.name) })));
  await queue.work(handlers, schedule, longQueues, patientQueues);
  for (const job of schedule) if (job.atStart) await queue.send(job.name, {}, { onlyOne: true });
}

/** The web server of every module, not yet listening. */
export async function openServer({ kernel }: Application): Promise<FastifyInstance> {
  const pages = catalogue.flatMap((module) =>
    pagesOf(module, catalogue).map((page) => ({ ...page, ...(module.isService && { service: module.name }) })),
  );
  return buildServer({
    kernel,
    pages: [...shellPages(catalogue), ...pages],
    api: catalogue.flatMap((module) =>
      (module.api ?? []).map((route) => ({ ...route, ...(module.isService && { service: module.name }) })),
    ),
    exports: catalogue.flatMap((module) =>
      (module.contributes?.exporters ?? []).map((exporter) => ({ ...exporter, ...(module.isService && { service: module.name }) })),
    ),
    territories: {
      byHost: (host) => territoryByHost(kernel.database, kernel.clock, host),
      bySlug: (slug) => territoryBySlug(kernel.database, kernel.clock, slug),
      list: () => territoryList(kernel.database, kernel.clock),
    },
    viewer: (headers, territory, origin) => viewerOf(kernel, headers, territory, origin),
    shell: webShell(catalogue, readAssets()),
    assetFolder,
    version,
  });
}

/** Whether the installation holds nothing yet. */
export async function isEmpty({ kernel }: Application): Promise<boolean> {
  return (await territoryList(kernel.database, kernel.clock)).length === 0;
}

/** Loads the demonstration of every module, in the order of the catalogue: all of it, or nothing where it is cut short. */
export async function loadDemonstration({ kernel }: Application): Promise<void> {
  await kernel.database.unit(async () => {
    for (const module of catalogue) await module.contributes?.demonstration?.(kernel);
  });
}
