import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { EventBus } from './events/events.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail/mail.ts';
import type { Throttle } from './throttle/throttle.ts';

/** The technical ground that every command, query and route stands on. */
export interface Kernel {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly events: EventBus;
  readonly log: Log;
  readonly throttle: Throttle;
  readonly mail: Mail;
}
