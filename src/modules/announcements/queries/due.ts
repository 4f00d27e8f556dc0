import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import type { Announcement } from '../models.ts';
import type { DB } from '../tables.generated.ts';
import { announcementsById } from './announcements.ts';

const BATCH = 500;

/** `expired`: over before this day. `scheduled`: to be published by it. `ending`: over by it, and not told of that yet. */
export type Due = 'expired' | 'scheduled' | 'ending';

const conditions = {
  expired: (day: string) => sql`state = 'published' and expires_on < ${day}::date`,
  scheduled: (day: string) => sql`state = 'scheduled' and publish_on <= ${day}::date`,
  ending: (day: string) => sql`state = 'published' and expires_on <= ${day}::date and reminded_for is distinct from expires_on`,
} as const satisfies Record<Due, (day: string) => unknown>;

/** Announcements of a territory for which something is due, some hundreds at a time. */
export async function dueAnnouncements(kernel: Kernel, territoryId: string, due: Due, day: Temporal.PlainDate): Promise<Announcement[]> {
  const { rows } = await sql<{ id: string }>`select id from announcements.announcement
    where territory_id = ${territoryId} and ${conditions[due](day.toString())} order by id limit ${BATCH}`.execute(
    kernel.database.kysely<DB>(),
  );
  const found = await announcementsById(
    kernel,
    territoryId,
    rows.map(({ id }) => id),
  );
  return [...found.values()];
}

/** Notes that its author is told of this end, in the current unit of work. @returns false where they were told already. */
export async function noteReminded(kernel: Kernel, territoryId: string, id: string, end: Temporal.PlainDate): Promise<boolean> {
  const noted = await sql<{ id: string }>`update announcements.announcement set reminded_for = ${end.toString()}::date
    where territory_id = ${territoryId} and id = ${id} and reminded_for is distinct from ${end.toString()}::date returning id`.execute(
    kernel.database.kysely<DB>(),
  );
  return noted.rows.length > 0;
}
