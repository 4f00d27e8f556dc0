import { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { publicHolidays } from '../hours.ts';
import type { OpeningState } from '../view-models.ts';
import type { Hit } from './search.ts';

type HitHours = Pick<Hit, 'is_open' | 'is_uncertain' | 'open_until' | 'opens_at' | 'hours_until' | 'opening_comment'>;

/** Whether a place is open at `now`, from its unrolled hours. Null where they are not known or not readable. */
export function openingState(row: HitHours, territory: TerritoryContext, now: Temporal.Instant): OpeningState | null {
  if (row.is_open === null) return null;
  const zoned = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(territory.timeZone);
  if (row.is_open) {
    // What is open to the end of what was unrolled does not close in sight.
    const closes =
      row.open_until && row.hours_until && Temporal.Instant.compare(row.open_until, row.hours_until) < 0 ? zoned(row.open_until) : null;
    return { state: 'open', closesAt: closes };
  }
  if (row.is_uncertain)
    return { state: 'uncertain', publicHoliday: holidayOn(territory, zoned(now).toPlainDate()) !== null, comment: row.opening_comment };
  return { state: 'closed', opensAt: row.opens_at && zoned(row.opens_at) };
}

/** Name of the public holiday of that day in the territory; null on other days. */
export function holidayOn(territory: TerritoryContext, date: Temporal.PlainDate): string | null {
  return publicHolidays(territory, date.year).get(date.toString()) ?? null;
}
