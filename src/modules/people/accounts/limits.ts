import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';

/** Shortest password: NIST SP 800-63B asks for 8 beside a second factor and 15 alone, ANSSI for 12. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** Days for which a session holds, used or not. */
export const SESSION_DAYS = 14;
/** Days after which a session that nobody used ends. */
export const SESSION_IDLE_DAYS = 7;
/** Hours for which a session of who works here holds: a working day. */
export const STAFF_SESSION_HOURS = 12;
/** Minutes after which it ends where nobody used it (NIST SP 800-63B-4, 2.2.3: an hour at most, within 24 hours at most). */
export const STAFF_IDLE_MINUTES = 60;
/** Minutes for which the code may be typed once the first proof was given. */
export const PENDING_MINUTES = 10;
/** Minutes within which a sign-in counts as fresh, for what is dangerous. */
export const FRESH_MINUTES = 15;

/** Minutes for which a secret that was sent works. */
export const TOKEN_MINUTES = { 'sign-up': 24 * 60, 'sign-in': 10, reset: 60, email: 24 * 60, handoff: 1 } as const;

/** How often one address may try, whoever it says it is: a town hall's visitors may share one. */
export const signInLimit: ThrottleRule = { name: 'people.sign-in', limit: 30, seconds: 900 };
/** How often an account may be tried, from wherever; what proves right at sign-in is given back. */
export const accountLimit: ThrottleRule = { name: 'people.account', limit: 8, seconds: 900 };
/** Codes tried for an account: six digits would be guessed at a password's pace. */
export const codeLimit: ThrottleRule = { name: 'people.code', limit: 6, seconds: 3_600 };
/** A code counts once (RFC 6238, 5.2), for longer than it is accepted. */
export const codeOnce: ThrottleRule = { name: 'people.code-once', limit: 1, seconds: 120 };
/** Letters asked for by one address. */
export const letterLimit: ThrottleRule = { name: 'people.letter', limit: 10, seconds: 3_600 };
/** Letters to one mailbox. */
export const mailboxLimit: ThrottleRule = { name: 'people.mailbox', limit: 4, seconds: 3_600 };
/** Changes of what one signs in with. */
export const securityLimit: ThrottleRule = { name: 'people.security', limit: 20, seconds: 3_600 };
