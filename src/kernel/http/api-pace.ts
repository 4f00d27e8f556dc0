import type { FastifyInstance } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Clock } from '../clock.ts';
import { subscriberOf } from '../throttle/throttle.ts';
import { isApi } from './cross-origin.ts';
import { ProblemError } from './problem.ts';

/** Requests to the API that one subscriber makes at once, and then in a minute: a program that reads all of a town needs some hundreds. */
const LIMIT = 600;
const EACH = 60_000 / LIMIT;
/** Addresses after which those that are at rest are forgotten. */
const MANY = 10_000;

/**
 * Holds each subscriber to a pace on the API (OWASP ASVS 5.0, 2.4.1), with 429 and `Retry-After`. Counted by this process alone,
 * in memory: a row written for each answer would cost more than the answers. Whoever comes from this machine is let through:
 * behind a proxy that `TRUST_PROXY` does not tell of, that is everybody.
 */
export function holdApiPace(server: FastifyInstance, clock: Clock): void {
  /** By subscriber, when all that was taken will have drained away, in milliseconds. */
  const drained = new Map<string, number>();
  server.addHook('onRequest', async (request, reply) => {
    if (!isApi(request) || isLoopback(request.ip)) return;
    const now = clock.now().epochMilliseconds;
    const key = subscriberOf(request.ip);
    const until = Math.max(drained.get(key) ?? now, now) + EACH;
    if (until - now > LIMIT * EACH) {
      reply.header('retry-after', String(Math.max(1, Math.ceil((until - now) / 1_000 - (LIMIT * EACH) / 1_000))));
      throw new ProblemError({ status: 429, title: 'Too many requests' });
    }
    if (drained.size >= MANY) for (const [one, end] of drained) if (end <= now) drained.delete(one);
    drained.set(key, until);
  });
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
