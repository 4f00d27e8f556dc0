import ipaddr from 'ipaddr.js';
import { OutgoingError } from './outgoing-error.ts';

/** Global unicast (RFC 4291, 2.4): what else could be written is translated, local, or belongs to nobody. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public web: not loopback, private, link-local, unique-local, carrier-grade NAT,
 * multicast, reserved or tunnelled, in either version, the forms of IPv6 that hide an IPv4 address included.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6));
}

/** The host without the brackets around an IPv6 address. */
export function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * The address to go to.
 *
 * @throws OutgoingError where it is no web address, or holds a name or password: they would end in logs and reports.
 */
export function outgoingAddress(given: string): URL {
  if (!URL.canParse(given)) throw new OutgoingError('address', null);
  const url = new URL(given);
  if (!['http:', 'https:'].includes(url.protocol)) throw new OutgoingError('address', url.host || null);
  if (url.username !== '' || url.password !== '') throw new OutgoingError('credentials', url.host);
  url.hash = '';
  return url;
}

/**
 * Where a redirect leads.
 *
 * @throws OutgoingError where that is no web address, or less protected than the one it comes from.
 */
export function redirectTarget(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new OutgoingError('address', from.host);
  const target = outgoingAddress(new URL(location, from.href).href);
  if (from.protocol === 'https:' && target.protocol === 'http:') throw new OutgoingError('downgrade', from.host);
  return target;
}
