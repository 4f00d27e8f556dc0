import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type Calendar, dependOnTheSun, type Interval, multirange, unrollHours, unrollingWindow } from './hours.ts';
import { pointOf } from './subjects/address.ts';
import type { DB } from './tables.generated.ts';

export function calendarOf(territory: Pick<TerritoryContext, 'country' | 'holidayRegion' | 'timeZone'>): Calendar {
  return { country: territory.country, holidayRegion: territory.holidayRegion, timeZone: territory.timeZone };
}

interface HoursColumns {
  open_during: string | null;
  uncertain_during: string | null;
  opening_comment: string | null;
  hours_until: Temporal.Instant | null;
}

/** Of the hours last met: many doors keep the same ones, and a listing is written again with every service of its structure. */
const KEPT_HOURS = 1_000;
const keptHours = new Map<string, HoursColumns>();

/** The hours of a listing as its columns hold them. */
export function hoursColumns(
  row: { opening_hours: string | null; latitude: number | null; longitude: number | null },
  calendar: Calendar,
  window: Interval,
): HoursColumns {
  const text = row.opening_hours;
  if (text === null) return { open_during: null, uncertain_during: null, opening_comment: null, hours_until: null };
  const position = dependOnTheSun(text) ? pointOf(row) : null;
  const at = position ? `${position.latitude},${position.longitude}` : '';
  const key = [calendar.country, calendar.holidayRegion, calendar.timeZone, window.from.epochMilliseconds, at, text].join('|');
  let columns = keptHours.get(key);
  if (!columns) {
    const hours = unrollHours(text, calendar, position, window);
    columns = {
      open_during: hours && multirange(hours.open),
      uncertain_during: hours && multirange(hours.uncertain),
      opening_comment: hours?.comment ?? null,
      hours_until: window.to,
    };
    if (keptHours.size >= KEPT_HOURS) keptHours.clear();
    keptHours.set(key, columns);
  }
  return columns;
}

const BATCH = 200;
/** A page shows a week ahead. */
const DAYS_TO_SHOW = 7;

/** Unrolls hours further for listings that have less than a week left. Returns how many. */
export async function extendHours(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id' | 'country' | 'holidayRegion' | 'timeZone'>,
): Promise<number> {
  const db = kernel.database.kysely<DB>();
  const calendar = calendarOf(territory);
  let done = 0;
  for (;;) {
    const now = kernel.clock.now();
    const limit = now
      .toZonedDateTimeISO(territory.timeZone)
      .startOfDay()
      .add({ days: DAYS_TO_SHOW + 1 })
      .toInstant();
    const rows = await db
      .selectFrom('directory.listing')
      .select(['id', 'opening_hours', 'latitude', 'longitude'])
      .where('territory_id', '=', territory.id)
      .where('opening_hours', 'is not', null)
      .where('hours_until', '<', limit)
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return done;
    const window = unrollingWindow(calendar, now);
    await kernel.database.unit(async () => {
      for (const row of rows) {
        await db
          .updateTable('directory.listing')
          .set(hoursColumns(row, calendar, window))
          .where('territory_id', '=', territory.id)
          .where('id', '=', row.id)
          // Its hours may have been edited since: whoever did so unrolled them.
          .where('opening_hours', '=', row.opening_hours)
          .execute();
      }
    });
    done += rows.length;
  }
}
