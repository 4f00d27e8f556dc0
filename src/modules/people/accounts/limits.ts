import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';

/** Shortest password: NIST SP 800-63B asks for 8 beside a second factor and 15 alone, ANSSI for 12. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** Minutes for which a link in a letter works. */
export const LINK_MINUTES = { verification: 24 * 60, signIn: 15, reset: 60 } as const;

/** How often one address may try, whoever it says it is: a town hall's visitors may share one. */
export const signInLimit: ThrottleRule = { name: 'people.sign-in', limit: 30, seconds: 900 };
/** How often an account may be tried, from wherever. */
export const accountLimit: ThrottleRule = { name: 'people.account', limit: 8, seconds: 900 };
/** Letters asked for by one address. */
export const letterLimit: ThrottleRule = { name: 'people.letter', limit: 10, seconds: 3_600 };
/** Letters to one mailbox. */
export const mailboxLimit: ThrottleRule = { name: 'people.mailbox', limit: 4, seconds: 3_600 };
