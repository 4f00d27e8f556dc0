import { isAPIError } from 'better-auth/api';
import type { PageRequest } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { type Auth, authAt } from './auth.ts';

/** What the library answered: the cookies that it sets, or the code of its refusal (`INVALID_CODE`…). */
export type AuthReply<Body> = { body: Body; cookies: string[] } | { refused: string };

export type Client = PageRequest<unknown>['client'];

/** Calls the library for a visit, with the browser's headers, and takes its refusals as values: the pages say them in words. */
export async function callAuth<Body>(
  kernel: Kernel,
  { origin }: Pick<Visit, 'origin'>,
  { headers }: Client,
  call: (api: Auth['api'], headers: Headers) => Promise<{ headers: Headers; response: Body }>,
  options: { withProvider?: boolean } = {},
): Promise<AuthReply<Body>> {
  try {
    const { headers: set, response } = await call(authAt(kernel, origin, options).api, headers);
    return { body: response, cookies: set.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    return { refused: error.body?.code ?? error.status.toString() };
  }
}
