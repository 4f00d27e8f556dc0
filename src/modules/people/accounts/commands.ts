import { isAPIError } from 'better-auth/api';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { type Auth, authAt } from './auth.ts';
import { onPortal } from './portal.ts';

/** What the library answered: the cookies that it sets, or the code of its refusal (`INVALID_EMAIL_OR_PASSWORD`…). */
export type AuthReply<Body> = { body: Body; cookies: string[] } | { refused: string };

/**
 * Calls the library for a visit, with the browser's headers, and takes its refusals as values: the pages say them in words.
 *
 * @param address the visitor's, as the operator's proxies tell it: no header of the visitor's own is believed.
 */
export function callAuth<Body>(
  kernel: Kernel,
  visit: Visit,
  client: { headers: Headers; address: string },
  call: (api: Auth['api'], headers: Headers) => Promise<{ headers: Headers; response: Body }>,
): Promise<AuthReply<Body>> {
  const headers = new Headers(client.headers);
  headers.set('x-terreau-client', client.address);
  return onPortal(visit, async () => {
    try {
      const { headers: set, response } = await call(authAt(kernel, visit.origin).api, headers);
      return { body: response, cookies: set.getSetCookie() };
    } catch (error) {
      if (!isAPIError(error) || error.statusCode >= 500) throw error;
      return { refused: error.body?.code ?? error.status.toString() };
    }
  });
}

/** The account of an address, if there is one. */
export async function accountOf(kernel: Kernel, email: string): Promise<{ id: string; isVerified: boolean } | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select(['id', 'is_email_verified'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row ? { id: row.id, isVerified: row.is_email_verified } : null;
}

/**
 * Makes an account whose address is proved already, by a code that was sent to it or handed over by the operator, in the
 * current unit of work.
 *
 * @returns null where the address has an account.
 */
export async function addAccount(
  kernel: Kernel,
  origin: string,
  { email, name, password, locale }: { email: string; name: string; password: string; locale: Locale },
): Promise<string | null> {
  const { password: passwords } = await authAt(kernel, origin).$context;
  const hash = await passwords.hash(password);
  const now = kernel.clock.now();
  const db = kernel.database.kysely<DB>();
  const id = newId();
  const added = await db
    .insertInto('people.account')
    .values({ id, email, is_email_verified: true, name, locale, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return null;
  await db
    .insertInto('people.credential')
    .values({ id: newId(), account_id: id, provider: 'credential', provider_account: id, password: hash, created_at: now, updated_at: now })
    .execute();
  return id;
}
