import { Temporal } from 'temporal-polyfill';

export type Freshness = 'fresh' | 'ageing' | 'stale';

/** From this age on, those who keep a page are asked whether it is still so. */
const AGEING = Temporal.Duration.from({ months: 6 });
/** From this age on, the page says so. */
const STALE = Temporal.Duration.from({ months: 12 });

/** How old the last confirmation of a page is: ageing from six months on, stale from twelve. */
export function freshness(confirmedOn: Temporal.PlainDate, today: Temporal.PlainDate): Freshness {
  if (Temporal.PlainDate.compare(confirmedOn, staleSince(today)) <= 0) return 'stale';
  return Temporal.PlainDate.compare(confirmedOn, ageingSince(today)) <= 0 ? 'ageing' : 'fresh';
}

/** What was last confirmed on that day or before is ageing today. */
export function ageingSince(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.subtract(AGEING);
}

export function staleSince(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.subtract(STALE);
}
