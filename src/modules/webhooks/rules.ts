import type { Temporal } from 'temporal-polyfill';
import { hostnameOf, isPublicAddress, outgoingAddress } from '../../kernel/http/outgoing-address.ts';
import { OutgoingError } from '../../kernel/http/outgoing-error.ts';

/** `type` of what is sent to see whether it arrives. */
export const TRIAL = 'webhook.test';
/** Hours for which the secret before signs as well. */
export const OVERLAP_HOURS = 24;
/** Hours for which something is tried. */
const PATIENCE_HOURS = 48;
/** Days without an answer after which a site is told no more. */
const FAILING_DAYS = 5;
/** Sites of a territory. */
export const MOST_ENDPOINTS = 20;

/** Why an address cannot be told. */
export type AddressMistake = 'address' | 'credentials' | 'https' | 'private';

/**
 * Reads where something may be sent: https, on the public web. Hosts of the operator's own network may be reached in plain http.
 * What a name leads to is checked when it is sent, each time.
 *
 * @param hosts those of the operator's own network.
 */
export function readAddress(text: string, hosts: readonly string[]): { url: URL; isOwn: boolean } | { mistake: AddressMistake } {
  let url: URL;
  try {
    url = outgoingAddress(text);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { mistake: error.fault === 'credentials' ? 'credentials' : 'address' };
  }
  const hostname = hostnameOf(url);
  if (hosts.includes(hostname)) return { url, isOwn: true };
  if (/^[\d.]+$|:/.test(hostname) && !isPublicAddress(hostname)) return { mistake: 'private' };
  return url.protocol === 'https:' ? { url, isOwn: false } : { mistake: 'https' };
}

/** What becomes of a delivery after an attempt; `again`: it is tried later. */
export type Fate = 'delivered' | 'again' | 'failed';

/** @param attempt `status` null: nothing was answered. A trial is not tried again: somebody waits for its outcome. */
export function fateOf(attempt: { status: number | null; type: string; createdAt: Temporal.Instant; now: Temporal.Instant }): Fate {
  const { status, type, createdAt, now } = attempt;
  if (status !== null && status >= 200 && status <= 299) return 'delivered';
  // « 410 Gone » asks to be left alone (Standard Webhooks 1.0.0).
  if (status === 410 || type === TRIAL) return 'failed';
  return now.since(createdAt).total('hours') >= PATIENCE_HOURS ? 'failed' : 'again';
}

/** Whether it is time to tell a site nothing more. */
export function isHopeless(failingSince: Temporal.Instant, now: Temporal.Instant): boolean {
  return now.since(failingSince).total('hours') >= FAILING_DAYS * 24;
}
