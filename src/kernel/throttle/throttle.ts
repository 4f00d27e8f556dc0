import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';

/** How often something may be done: `limit` times at once, then once more every `seconds / limit` seconds. */
export interface ThrottleRule {
  /** Unique in the installation: rules of one name count together. */
  name: string;
  limit: number;
  seconds: number;
}

/** `retryAfter`: whole seconds, at least one, as the header of that name takes them. */
export type ThrottleDecision = { allowed: true } | { allowed: false; retryAfter: number };

/** Counts attempts, in the store, so that every process counts together and a restart forgets nothing. */
export interface Throttle {
  /**
   * Takes one attempt of a rule for a key: an address of the network, an account, an e-mail address in its one spelling.
   * Of the key only a digest is kept. IPv6 addresses count by /64, which is what one subscriber has. The attempt counts
   * at once and whatever becomes of the unit of work around it.
   */
  take(rule: ThrottleRule, key: string): Promise<ThrottleDecision>;
  /** Gives back one attempt that was let through and proved right: where only what fails is to count. */
  giveBack(rule: ThrottleRule, key: string): Promise<void>;
}

/** In bits: the least that a provider gives to one subscriber (RFC 6177), who may change addresses within it at will. */
const SUBSCRIBER = 64;

/**
 * The generic cell rate algorithm: a row holds one instant, at which all that was taken will have drained away. Unlike a
 * fixed window, it has no edge around which twice the limit passes in a second, and a refusal knows the second at which
 * the next attempt is let through.
 *
 * @param secret keys the digests: without it, an address could be found again by trying them all.
 */
export function storeThrottle(database: Database, clock: Clock, secret: string): Throttle {
  const digestOf = (rule: ThrottleRule, key: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['throttle', rule.name, subscriberOf(key)]))
      .digest('base64url');
  // In microseconds, rounded down, so that `limit` of them are no more than `seconds`.
  const eachOf = (rule: ThrottleRule) => ({ microseconds: Math.floor((rule.seconds * 1e6) / rule.limit) });
  return {
    async take(rule, key) {
      // As the store keeps it.
      const now = clock.now().round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
      const each = eachOf(rule);
      const full = now.add({ seconds: rule.seconds }).subtract(each);
      const { rows } = await database.apart(() =>
        sql<{ is_allowed: boolean; drained_at: Temporal.Instant }>`
          insert into kernel.throttle as t (key, drained_at, is_allowed) values (${digestOf(rule, key)}, ${now.add(each)}, true)
          on conflict (key) do update set
            drained_at = case when t.drained_at <= ${full} then greatest(t.drained_at, ${now}) + ${each.microseconds} * interval '1 microsecond'
              else t.drained_at end,
            is_allowed = t.drained_at <= ${full}
          returning is_allowed, drained_at`.execute(database.kysely<never>()),
      );
      const [row] = rows;
      if (!row) throw new Error(`Throttle ${rule.name} gave no row.`);
      if (row.is_allowed) return { allowed: true };
      return { allowed: false, retryAfter: Math.max(1, Math.ceil(row.drained_at.since(full).total('seconds'))) };
    },
    async giveBack(rule, key) {
      await database.apart(() =>
        sql`
          update kernel.throttle set drained_at = drained_at - ${eachOf(rule).microseconds} * interval '1 microsecond'
          where key = ${digestOf(rule, key)}`.execute(database.kysely<never>()),
      );
    },
  };
}

/** A network address in its one spelling, and only as much of it as tells a subscriber; anything else as it is. */
export function subscriberOf(key: string): string {
  if (!ipaddr.isValid(key)) return key;
  const address = ipaddr.process(key);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/${SUBSCRIBER}`).toString()}/${SUBSCRIBER}`;
}

/** Removes what has drained away, and so tells nothing any more. Idempotent. */
export async function forgetDrainedThrottles({ database, clock }: { database: Database; clock: Clock }): Promise<void> {
  await sql`delete from kernel.throttle where drained_at <= ${clock.now()}`.execute(database.kysely<never>());
}
