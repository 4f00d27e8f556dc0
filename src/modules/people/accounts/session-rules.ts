import { Temporal } from 'temporal-polyfill';
import { SESSION_DAYS, SESSION_IDLE_DAYS, STAFF_IDLE_MINUTES, STAFF_SESSION_HOURS } from './limits.ts';

interface SessionTimes {
  signedInAt: Temporal.Instant;
  /** Null: not used since. */
  seenAt: Temporal.Instant | null;
  /** Of who works here, or runs the installation. */
  isStaff: boolean;
}

/** When a session ends: after its time, or earlier where nobody uses it. */
export function sessionEnd({ signedInAt, seenAt, isStaff }: SessionTimes): Temporal.Instant {
  const longest = signedInAt.add({ hours: isStaff ? STAFF_SESSION_HOURS : 24 * SESSION_DAYS });
  const idle = (seenAt ?? signedInAt).add(isStaff ? { minutes: STAFF_IDLE_MINUTES } : { hours: 24 * SESSION_IDLE_DAYS });
  return Temporal.Instant.compare(longest, idle) < 0 ? longest : idle;
}
