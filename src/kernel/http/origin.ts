import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form was sent from a page of ours (OWASP, « verifying origin with standard headers »): browsers say so in
 * `Sec-Fetch-Site`, older ones in `Origin` or `Referer`. One that says nothing is not believed.
 *
 * @param host as it was asked for, with its port.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const from = headers.origin ?? headers.referer;
  return from !== undefined && URL.canParse(from) && new URL(from).host === host;
}
