import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';

/** What one address, or one account, may send: a helpful evening passes, a flood does not. */
export const sendingLimit: ThrottleRule = { name: 'directory.suggestion', limit: 20, seconds: 3_600 };
/** Pages read again before sending. */
export const readingLimit: ThrottleRule = { name: 'directory.suggestion-read', limit: 100, seconds: 3_600 };
