import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { noteSecurity } from '../../../../kernel/security-log.ts';
import type { DB } from '../../tables.generated.ts';
import { PENDING_MINUTES, SESSION_DAYS, SESSION_IDLE_DAYS } from '../limits.ts';
import { sessionEnd } from '../session-rules.ts';
import { authAt } from './auth.ts';
import { type Client, callAuth } from './library.ts';

/** The token of the session that a browser shows, where its signature is ours. */
export async function shownToken(kernel: Kernel, origin: string, cookie: string): Promise<string | null> {
  const { token } = await authAt(kernel, origin).api.shownToken({ headers: new Headers({ cookie }) });
  return token;
}

export interface Opened {
  cookies: readonly string[];
  /** The account asks for a code: nobody is signed in before it is given. */
  isPending: boolean;
}

/** What was given to enter; passkeys and the provider are the library's own ways (`auth.ts`). */
export type Way = 'password' | 'link' | 'code' | 'sign-up' | 'invitation' | 'handoff' | 'confirmation' | 'passkey' | 'provider';

/** Says in the log that somebody was not let in. @param accountId null: of nobody that is known. */
export function noteRefusal(kernel: Kernel, way: Way, accountId: string | null = null): void {
  noteSecurity(kernel, 'sign-in.refused', { account: accountId, way });
}

/**
 * Opens a session for who proved an account to be theirs, and ends the one that this browser had: what an earlier holder
 * of its cookie knew is worth nothing afterwards.
 *
 * @param hasSecondFactor a code was given too, or a passkey.
 */
export async function openSession(
  kernel: Kernel,
  visit: Visit,
  client: Client,
  { accountId, way, hasSecondFactor = false }: { accountId: string; way: Way; hasSecondFactor?: boolean },
): Promise<Opened> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ asks: boolean }>`select has_one_time_codes as asks from people.account where id = ${accountId}`.execute(db);
  const isPending = !hasSecondFactor && (rows[0]?.asks ?? false);
  const reply = await callAuth(kernel, visit, client, (api, headers) =>
    api.openSession({ body: { accountId, hasSecondFactor, isPending }, headers, returnHeaders: true }),
  );
  if ('refused' in reply) throw new Error(`No session was opened: ${reply.refused}`);
  noteSecurity(kernel, 'sign-in', { account: accountId, way, hasSecondFactor, isPending });
  await endShownSession(kernel, visit, client);
  return { cookies: reply.cookies, isPending };
}

/** Ends the session that the browser shows, pending or not. */
export async function endShownSession(kernel: Kernel, { origin }: Visit, client: Client): Promise<void> {
  const token = await shownToken(kernel, origin, client.headers.get('cookie') ?? '');
  if (token) await kernel.database.kysely<DB>().deleteFrom('people.session').where('token', '=', token).execute();
}

/** Signs out. @returns the cookies that make the browser forget the session. */
export async function signOut(kernel: Kernel, visit: Visit, client: Client): Promise<readonly string[]> {
  noteSecurity(kernel, 'sign-out', { account: visit.viewer?.accountId ?? null });
  // First, and by ourselves: the library says that it is done even where the store did not answer.
  await endShownSession(kernel, visit, client);
  const reply = await callAuth(kernel, visit, client, (api, headers) => api.signOut({ headers, returnHeaders: true }));
  return 'cookies' in reply ? reply.cookies : [];
}

export interface Pending {
  sessionId: string;
  accountId: string;
}

/** Who gave the first proof in this browser and has not given the code yet. */
export async function pendingOf(kernel: Kernel, { origin }: Visit, client: Client): Promise<Pending | null> {
  const token = await shownToken(kernel, origin, client.headers.get('cookie') ?? '');
  if (!token) return null;
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.session')
    .select(['id', 'account_id'])
    .where('token', '=', token)
    .where('is_pending', '=', true)
    .where('created_at', '>', kernel.clock.now().subtract({ minutes: PENDING_MINUTES }))
    .executeTakeFirst();
  return row ? { sessionId: row.id, accountId: row.account_id } : null;
}

export interface OpenSession {
  id: string;
  /** As the browser names itself. */
  browser: string;
  signedInAt: Temporal.Instant;
  seenAt: Temporal.Instant;
  hasSecondFactor: boolean;
}

/** The sessions of an account that hold, the last seen first. */
export async function sessionsOf(kernel: Kernel, accountId: string): Promise<OpenSession[]> {
  const now = kernel.clock.now();
  const { rows } = await sql<{
    id: string;
    browser: string | null;
    signedInAt: Temporal.Instant;
    seenAt: Temporal.Instant | null;
    hasSecondFactor: boolean;
    isStaff: boolean;
  }>`
    select s.id, s.browser, s.created_at as "signedInAt", s.seen_at as "seenAt", s.has_second_factor as "hasSecondFactor",
      a.is_operator or exists (
        select from people.role r where r.account_id = a.id and r.structure_id is null and r.ended_at is null) as "isStaff"
    from people.session s join people.account a on a.id = s.account_id
    where s.account_id = ${accountId} and not s.is_pending`.execute(kernel.database.kysely<DB>());
  return rows
    .filter((row) => Temporal.Instant.compare(sessionEnd(row), now) >= 0)
    .map(({ id, browser, signedInAt, seenAt, hasSecondFactor }) => ({
      id,
      browser: browser ?? '',
      signedInAt,
      seenAt: seenAt ?? signedInAt,
      hasSecondFactor,
    }))
    .sort((a, b) => Temporal.Instant.compare(b.seenAt, a.seenAt));
}

/** Ends one session of an account. */
export async function endSession(kernel: Kernel, accountId: string, sessionId: string): Promise<void> {
  noteSecurity(kernel, 'sessions.ended', { account: accountId, all: false });
  await kernel.database.kysely<DB>().deleteFrom('people.session').where('account_id', '=', accountId).where('id', '=', sessionId).execute();
}

/** Ends all sessions of an account, or all but one. */
export async function endSessions(kernel: Kernel, accountId: string, { except }: { except?: string } = {}): Promise<void> {
  noteSecurity(kernel, 'sessions.ended', { account: accountId, all: except === undefined });
  let query = kernel.database.kysely<DB>().deleteFrom('people.session').where('account_id', '=', accountId);
  if (except !== undefined) query = query.where('id', '<>', except);
  await query.execute();
}

/** What a browser that was given these cookies shows from then on. */
export function shownCookies(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** Ends all sessions of an account but the one that these cookies were just given for. */
export async function endOtherSessions(kernel: Kernel, { origin }: Visit, accountId: string, cookies: readonly string[]): Promise<void> {
  const token = await shownToken(kernel, origin, shownCookies(cookies));
  if (token === null) throw new Error('These cookies hold no session.');
  await kernel.database.kysely<DB>().deleteFrom('people.session').where('account_id', '=', accountId).where('token', '<>', token).execute();
}

/** Removes what holds no more: sessions, secrets, challenges. Idempotent. */
export async function forgetExpired(kernel: Kernel): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  await db
    .deleteFrom('people.session')
    .where((where) =>
      where.or([
        where('created_at', '<', now.subtract({ hours: 24 * SESSION_DAYS })),
        where(({ fn }) => fn.coalesce('seen_at', 'created_at'), '<', now.subtract({ hours: 24 * SESSION_IDLE_DAYS })),
        where.and([where('is_pending', '=', true), where('created_at', '<', now.subtract({ minutes: PENDING_MINUTES }))]),
      ]),
    )
    .execute();
  await db.deleteFrom('people.token').where('expires_at', '<', now).execute();
  await db.deleteFrom('people.verification').where('expires_at', '<', now).execute();
}
