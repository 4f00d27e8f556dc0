import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { announcementChanged, announcementEnded, announcementPublished } from '../events.ts';
import { kindOf } from '../kinds/index.ts';
import { firstDay, isOver, lastDay } from '../lifetime-rules.ts';
import type { Announcement } from '../models.ts';
import { type AnnouncementEvent, type AnnouncementState, announcementStates } from '../states.ts';
import type { DB } from '../tables.generated.ts';
import { type Author, recordChange } from './recording.ts';

/** Nobody sees it in these states, and it comes back only if somebody wants it. */
const over: ReadonlySet<AnnouncementState> = new Set(['refused', 'filled', 'expired', 'withdrawn']);

/** Nobody reads it before it is published, once more where it was. */
const waiting: ReadonlySet<AnnouncementState> = new Set(['submitted', 'refused', 'scheduled']);

/** The last day on which it is shown: no later than who told of it wants. */
function shownUntil(day: Temporal.PlainDate) {
  return sql<Temporal.PlainDate>`least(${day.toString()}::date, shown_until)`;
}

/** Today on the territory's clock. */
export function todayIn(kernel: Kernel, { timeZone }: Pick<TerritoryContext, 'timeZone'>): Temporal.PlainDate {
  return kernel.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
}

/**
 * Brings an announcement from the state that it was seen in to the next one, in the current unit of work.
 *
 * @returns the new state; null where the event cannot happen in it, or somebody changed it meanwhile: of two who decide at
 *   once, one does.
 */
export async function changeState(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: Pick<Announcement, 'id' | 'kind' | 'state' | 'facts'>,
  event: AnnouncementEvent,
  by: Author,
): Promise<AnnouncementState | null> {
  const { id, state } = announcement;
  const to = announcementStates.next(state, event);
  if (to === null) return null;
  const now = kernel.clock.now();
  const db = kernel.database.kysely<DB>();
  const changed = await db
    .updateTable('announcements.announcement')
    .set({
      state: to,
      updated_at: now,
      reason: event === 'refuse' ? (by.reason ?? null) : null,
      ended_at: over.has(to) ? now : null,
      // What waits or was taken down is no page, and becomes none by being withdrawn.
      ...(waiting.has(to) && { published_at: null }),
      ...(to === 'published' && {
        published_at: now,
        expires_on: shownUntil(lastDay(kindOf(announcement.kind), announcement.facts, todayIn(kernel, territory))),
        publish_on: null,
      }),
    })
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .where('state', '=', state)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return null;
  const changeId = await recordChange(kernel, territory.id, { id, event, from: state, to }, by);
  const happening = { territoryId: territory.id, announcementId: id, changeId };
  if (to === 'published') await kernel.events.emit(announcementPublished, happening);
  if (state === 'published') await kernel.events.emit(announcementEnded, happening);
  return to;
}

/**
 * Notes that a published announcement says something else, or is shown for longer, in the current unit of work.
 *
 * @param change `isWithdrawnAround`: it was shared with the communes around, and is no more.
 */
export async function notePublishedChange(
  kernel: Kernel,
  territoryId: string,
  { id, event, isWithdrawnAround = false }: { id: string; event: 'edit' | 'prolong'; isWithdrawnAround?: boolean },
  by: Author,
): Promise<void> {
  const changeId = await recordChange(kernel, territoryId, { id, event, from: 'published', to: 'published' }, by);
  const happening = { territoryId, announcementId: id, changeId };
  await kernel.events.emit(announcementChanged, happening);
  if (isWithdrawnAround) await kernel.events.emit(announcementEnded, happening);
}

/** `over`: its day has passed. `meanwhile`: somebody else changed its state. */
export type Publication = { state: 'published' | 'scheduled' } | { problem: 'over' | 'meanwhile' };

/** The first day on which an announcement may be shown, from today; null: it is over by then. */
export function publicationDay(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: Pick<Announcement, 'kind' | 'facts' | 'publishOn' | 'shownUntil'>,
): Temporal.PlainDate | null {
  const kind = kindOf(announcement.kind);
  const day = firstDay(kind, announcement, { territory, today: todayIn(kernel, territory) });
  const isPast = isOver(kind, announcement.facts, day) || (announcement.shownUntil?.toString() ?? '9') < day.toString();
  return isPast ? null : day;
}

/** Publishes an announcement today, or on the first day on which it may be, in the current unit of work. */
export async function publishAnnouncement(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: Pick<Announcement, 'id' | 'kind' | 'state' | 'facts' | 'publishOn' | 'shownUntil'>,
  by: Author,
): Promise<Publication> {
  const day = publicationDay(kernel, territory, announcement);
  if (day === null) return { problem: 'over' };
  if (day.equals(todayIn(kernel, territory))) {
    const state = await changeState(kernel, territory, announcement, 'publish', by);
    return state === null ? { problem: 'meanwhile' } : { state: 'published' };
  }
  const state = await changeState(kernel, territory, announcement, 'schedule', by);
  if (state === null) return { problem: 'meanwhile' };
  await kernel.database
    .kysely<DB>()
    .updateTable('announcements.announcement')
    .set({ publish_on: day })
    .where('territory_id', '=', territory.id)
    .where('id', '=', announcement.id)
    .execute();
  return { state: 'scheduled' };
}

/** Shows a published announcement as long again, from today, in the current unit of work. @returns its last day; null where it is not published. */
export async function prolong(
  kernel: Kernel,
  territory: TerritoryContext,
  { id, kind, facts }: Pick<Announcement, 'id' | 'kind' | 'facts'>,
): Promise<Temporal.PlainDate | null> {
  const until = lastDay(kindOf(kind), facts, todayIn(kernel, territory));
  const prolonged = await kernel.database
    .kysely<DB>()
    .updateTable('announcements.announcement')
    .set({ expires_on: shownUntil(until), updated_at: kernel.clock.now() })
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .where('state', '=', 'published')
    .returning('expires_on')
    .executeTakeFirst();
  return prolonged?.expires_on ?? null;
}
