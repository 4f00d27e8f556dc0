import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import type { DB } from '../tables.generated.ts';

/** Seconds between two writings: at most as much is lost where a process is killed. */
const EVERY = 60;
/** Rows that wait at most: past them, what is new is not counted until the next writing. */
const MOST = 20_000;
const KEPT_DAYS = 400;

export interface Viewed {
  subject: SubjectName;
  id: string;
  territoryId: string;
  /** ISO, of the portal's territory. */
  day: string;
  phrase: string | null;
}

interface Count extends Viewed {
  times: number;
}

interface Counter {
  counts: Map<string, Count>;
  timer: NodeJS.Timeout | null;
}

// In memory, of each process: a page that is read writes nothing.
const counters = new WeakMap<Kernel['database'], Counter>();

function counterOf({ database }: Kernel): Counter {
  const counter = counters.get(database) ?? { counts: new Map<string, Count>(), timer: null };
  counters.set(database, counter);
  return counter;
}

/** Counts that a page was read, and what was looked for before: written with others within a minute, or when the process stops. */
export function countView(kernel: Kernel, territory: Pick<TerritoryContext, 'timeZone'>, viewed: Omit<Viewed, 'day'>): void {
  const counter = counterOf(kernel);
  const day = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
  for (const phrase of new Set([null, viewed.phrase])) {
    const key = `${viewed.id} ${day} ${phrase ?? ''}`;
    const count = counter.counts.get(key);
    if (count) count.times += 1;
    else if (counter.counts.size < MOST) counter.counts.set(key, { ...viewed, day, phrase, times: 1 });
  }
  counter.timer ??= setTimeout(() => {
    writeViews(kernel).catch((error: unknown) => kernel.log.warn({ err: error }, 'views were not counted'));
  }, EVERY * 1000).unref();
}

/** Writes what was counted in this process, in two statements. */
export async function writeViews(kernel: Kernel): Promise<void> {
  const counter = counterOf(kernel);
  if (counter.timer) clearTimeout(counter.timer);
  counter.timer = null;
  const counts = [...counter.counts.values()];
  counter.counts.clear();
  if (counts.length === 0) return;
  const db = kernel.database.kysely<DB>();
  const rows = (some: readonly Count[]) =>
    sql`jsonb_to_recordset(${JSON.stringify(some.map(({ territoryId, ...count }) => ({ territory_id: territoryId, row_id: newId(), ...count })))}::jsonb)
      as c(territory_id uuid, row_id uuid, subject text, id uuid, day date, phrase text, times int)`;
  const views = counts.filter(({ phrase }) => phrase === null);
  const searches = counts.filter(({ phrase }) => phrase !== null);
  if (views.length > 0)
    await sql`
      insert into directory.page_view as v (territory_id, id, subject, subject_id, day, views)
      select territory_id, row_id, subject, id, day, times from ${rows(views)} order by territory_id, id, day
      on conflict (territory_id, subject_id, day) do update set views = v.views + excluded.views`.execute(db);
  if (searches.length > 0)
    await sql`
      insert into directory.page_search as s (territory_id, id, subject, subject_id, day, phrase, times)
      select territory_id, row_id, subject, id, day, phrase, times from ${rows(searches)} order by territory_id, id, phrase, day
      on conflict (territory_id, subject_id, phrase, day) do update set times = s.times + excluded.times`.execute(db);
}

/** Forgets what is older than thirteen months. Idempotent. */
export async function forgetViews(kernel: Kernel, territory: Pick<TerritoryContext, 'id' | 'timeZone'>): Promise<void> {
  const before = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().subtract({ days: KEPT_DAYS });
  for (const table of ['directory.page_view', 'directory.page_search'] as const)
    await kernel.database.kysely<DB>().deleteFrom(table).where('territory_id', '=', territory.id).where('day', '<', before).execute();
}
