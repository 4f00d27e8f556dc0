import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import type { Kernel, Module } from '../../kernel/module.ts';
import { retain } from '../../kernel/privacy/retention.ts';
import type { Holder } from '../../kernel/privacy/rows.ts';
import { allTerritories } from '../territories/index.ts';
import { forgetExpired } from './accounts/commands/sessions.ts';
import { noticeSchedule } from './notices/jobs.ts';
import { eliminate } from './retention/commands.ts';
import type { DB } from './tables.generated.ts';

/** Days for which an archivist's refusal stands. */
const REFUSED_DAYS = 365;

/** @param modules whose data have a time to serve. */
export function peopleSchedule(modules: readonly Module[]): readonly ScheduledJob<Kernel>[] {
  return [
    {
      // What has served its time goes; public archives wait for the archivist.
      name: 'retain',
      cron: '15 3 * * *',
      // A machine that sleeps at night keeps nothing longer for it.
      atStart: true,
      async run(kernel) {
        await forgetExpired(kernel);
        for (const { id } of await allTerritories(kernel.database, kernel.clock)) await retainTerritory(kernel, modules, id);
      },
    },
    noticeSchedule(modules),
  ];
}

/** Deletes or lists what has served its time in a territory, and what the archivist has let go. Idempotent. */
export async function retainTerritory(kernel: Kernel, holders: readonly Holder[], territoryId: string): Promise<void> {
  const now = kernel.clock.now();
  for (const { table, kind, rows, before } of await retain(kernel.database, holders, territoryId, now)) {
    // Proposed once; the list of a later night replaces its count while nobody has decided. What is to be kept is asked about again
    // a year later.
    await sql`
      insert into people.elimination as e (territory_id, id, source, kind, rows, before, proposed_at, state)
      select ${territoryId}::uuid, ${newId()}::uuid, ${table}, ${kind}, ${rows}::integer, ${before}::timestamptz, ${now}::timestamptz, 'proposed'
      where not exists (select from people.elimination r where r.territory_id = ${territoryId} and r.source = ${table}
        and r.state = 'refused' and r.decided_at > ${now.subtract({ hours: 24 * REFUSED_DAYS })})
      on conflict (territory_id, source) where state in ('proposed', 'approved')
      do update set rows = excluded.rows, before = excluded.before where e.state = 'proposed'`.execute(kernel.database.kysely<DB>());
  }
  await eliminate(kernel, holders, territoryId);
}
