import { Temporal } from 'temporal-polyfill';
import { kindOf } from './kinds/index.ts';
import { type AnnouncementKind, type Facts, type KindContext, textOf } from './kinds/kind.ts';
import type { Announcement } from './models.ts';

/** Days before the end on which its author is told. */
export const REMINDER_DAYS = 7;
/** However far ahead it takes place. */
const MOST_DAYS = 365;

function dateOf(facts: Facts, name: string | undefined): Temporal.PlainDate | null {
  const text = name === undefined ? null : textOf(facts, name);
  return text === null ? null : Temporal.PlainDate.from(text);
}

/** When it takes place; null where no day is said. The last day is in it. */
export function periodOf(kind: AnnouncementKind, facts: Facts): { from: Temporal.PlainDate; until: Temporal.PlainDate | null } | null {
  const from = dateOf(facts, kind.period?.from);
  const until = dateOf(facts, kind.period?.until);
  if (from) return { from, until: until ?? (facts['rhythm'] === 'once' ? from : null) };
  return until && { from: until, until };
}

/**
 * The last day on which an announcement published today is shown: the day on which what it is about ends, where that is said;
 * else as long as its kind lasts. What begins without an end is shown until it has begun.
 */
export function lastDay(kind: AnnouncementKind, facts: Facts, today: Temporal.PlainDate): Temporal.PlainDate {
  const period = periodOf(kind, facts);
  const end = period?.until ?? (facts['rhythm'] === 'regular' ? null : (period?.from ?? null));
  const most = today.add({ days: MOST_DAYS });
  const wished = end ?? today.add({ days: kind.lifetimeDays });
  return Temporal.PlainDate.compare(wished, most) > 0 ? most : wished;
}

/** The first day on which it may be shown: what its author wants, and what the law of its kind says. */
export function firstDay(
  kind: AnnouncementKind,
  { facts, publishOn }: { facts: Facts; publishOn: Temporal.PlainDate | null },
  context: KindContext,
): Temporal.PlainDate {
  const days = [context.today, publishOn, kind.earliest?.(facts, context) ?? null].filter((day) => day !== null);
  return days.reduce((latest, day) => (Temporal.PlainDate.compare(day, latest) > 0 ? day : latest));
}

/** What it is about is over already: it is not published any more. */
export function isOver(kind: AnnouncementKind, facts: Facts, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(lastDay(kind, facts, today), today) < 0;
}

/** The day until which a published announcement would be shown if it was prolonged today; null: it ends on a day of its own, or is over. */
export function prolongedUntil(
  { kind, facts, state, expiresOn, shownUntil }: Pick<Announcement, 'kind' | 'facts' | 'state' | 'expiresOn' | 'shownUntil'>,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const most = lastDay(kindOf(kind), facts, today);
  const last = shownUntil && Temporal.PlainDate.compare(shownUntil, most) < 0 ? shownUntil : most;
  const isLater = expiresOn !== null && Temporal.PlainDate.compare(last, expiresOn) > 0;
  return state === 'published' && isLater ? last : null;
}
