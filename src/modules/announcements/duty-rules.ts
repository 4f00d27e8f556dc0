import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { publicHolidays } from '../directory/index.ts';

/** Working days that job centres have to themselves. */
const DAYS = 5;

/**
 * The first day on which a post under the duty of announcement may be published: five working days after the day when the
 * job centre confirmed that it has it (Switzerland, ordonnance sur le service de l’emploi, art. 53b, al. 5).
 *
 * @param reported the day of that confirmation, which does not count.
 */
export function dayAfterDuty(
  reported: Temporal.PlainDate,
  territory: Pick<TerritoryContext, 'country' | 'holidayRegion' | 'timeZone'>,
): Temporal.PlainDate {
  let day = reported;
  for (let left = DAYS; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5 && !publicHolidays(territory, day.year).has(day.toString())) left -= 1;
  }
  return day.add({ days: 1 });
}
