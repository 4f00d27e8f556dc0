import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { publicHolidays } from '../hours.ts';
import type { OpeningState } from '../view-models.ts';

/** The opening of a listing at a moment, as `hoursAt` reads it. */
export interface HoursNow {
  /** Null: the hours are not known. */
  is_open: boolean | null;
  is_uncertain: boolean | null;
  closes_at: Temporal.Instant | null;
  opens_at: Temporal.Instant | null;
  opening_comment: string | null;
}

/**
 * Reads the opening of a listing `l` at a moment. Only the moment that will be told is read: each one costs the server
 * as much as the rest of the row.
 */
export function hoursAt(now: Temporal.Instant): RawBuilder<unknown> {
  const at = sql`${now.toString()}::timestamptz`;
  // What is open to the end of what was unrolled does not close in sight.
  return sql`l.open_during @> ${at} as is_open, l.uncertain_during @> ${at} as is_uncertain, l.opening_comment,
      (select upper(r) from unnest(l.open_during) r where r @> ${at} and upper(r) < l.hours_until) as closes_at,
      case when not l.open_during @> ${at} then (select min(lower(r)) from unnest(l.open_during) r where lower(r) > ${at}) end as opens_at`;
}

/** Whether a place is open at `now`, from its unrolled hours. Null where they are not known or not readable. */
export function openingState(row: HoursNow, territory: TerritoryContext, now: Temporal.Instant): OpeningState | null {
  if (row.is_open === null) return null;
  const zoned = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(territory.timeZone);
  if (row.is_open) return { state: 'open', closesAt: row.closes_at && zoned(row.closes_at) };
  if (row.is_uncertain)
    return { state: 'uncertain', publicHoliday: holidayOn(territory, zoned(now).toPlainDate()) !== null, comment: row.opening_comment };
  return { state: 'closed', opensAt: row.opens_at && zoned(row.opens_at) };
}

/** Name of the public holiday of that day in the territory; null on other days. */
export function holidayOn(territory: TerritoryContext, date: Temporal.PlainDate): string | null {
  return publicHolidays(territory, date.year).get(date.toString()) ?? null;
}
