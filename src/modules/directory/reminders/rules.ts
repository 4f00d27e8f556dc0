import { Temporal } from 'temporal-polyfill';

/** How often whoever keeps a page is asked, before agents are. */
export const REMINDERS = 3;

/** Calendar days: neither a change of the clocks nor the length of a month makes one early. */
const BETWEEN = Temporal.Duration.from({ days: 30 });

/** Of the link in a letter: it outlives the next reminders, and no mailbox keeps a key to a page for years. */
const LINK = Temporal.Duration.from({ days: 120 });

/** Who was last asked on that day or before is asked again today. */
export function askedAgainSince(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.subtract(BETWEEN);
}

/** The last day on which a link of a letter of that day still confirms. */
export function linkEnds(writtenOn: Temporal.PlainDate): Temporal.PlainDate {
  return writtenOn.add(LINK);
}
