import type { Temporal } from 'temporal-polyfill';

/** Days after which what waits for a decision is late. */
const LATE_DAYS = 7;

/**
 * Months for which a sender's name and address are kept once it is decided: for what is asked again, and for a dispute over
 * the decision; past them they serve nothing (GDPR art. 5(1)(e), storage limitation).
 */
const KEPT_MONTHS = 12;

export function lateSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: 24 * LATE_DAYS });
}

/** What was decided before then is not tied to a person any more. */
export function forgottenBefore(now: Temporal.Instant, timeZone: string): Temporal.Instant {
  return now.toZonedDateTimeISO(timeZone).subtract({ months: KEPT_MONTHS }).toInstant();
}

/** Whole days between two moments. */
export function daysBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(0, Math.floor(to.since(from).total('hours') / 24));
}
