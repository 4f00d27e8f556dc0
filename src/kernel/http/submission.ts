import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '../db/database.ts';
import { isId, newId } from '../ids.ts';
import { isSigned } from '../signature.ts';

/** The hidden field of each form that says which form it is: `<id>.<seconds>.<signature>`. */
export const SUBMISSION_FIELD = 'envoi';
/** A field that people do not see and robots fill. */
export const TRAP_FIELD = 'site_personnel';

export interface Submission {
  id: string;
  /** When the page of the form was made. */
  madeAt: Temporal.Instant;
}

function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`submission ${text}`).digest('base64url').slice(0, 22);
}

/** A new one, for a form that is about to be shown. */
export function newSubmission(secret: string, now: Temporal.Instant): string {
  const text = `${newId()}.${Math.floor(now.epochMilliseconds / 1000).toString(36)}`;
  return `${text}.${sign(secret, text)}`;
}

/** What a form sent back; null where we did not make it. */
export function readSubmission(secrets: readonly string[], given: string | undefined): Submission | null {
  const [, text = '', id = '', seconds = '', signature = ''] = /^(([0-9a-f-]{36})\.([0-9a-z]{1,8}))\.([\w-]{22})$/.exec(given ?? '') ?? [];
  if (!isId(id) || !isSigned(secrets, signature, (secret) => sign(secret, text))) return null;
  return { id, madeAt: Temporal.Instant.fromEpochMilliseconds(Number.parseInt(seconds, 36) * 1000) };
}

/** What was answered to this form when it was sent before, by the same sender; null the first time. */
export type Earlier = { location: string } | null;

/**
 * Notes that a form was sent, in the current unit of work: sent again, at the same moment or later, the second waits for
 * the first and gets its answer. @param sender who: a form of somebody else's is another one.
 */
export async function claimSubmission(database: Database, { id }: Submission, sender: string, now: Temporal.Instant): Promise<Earlier> {
  const db = database.kysely<never>();
  const claimed = await sql<{ id: string }>`
    insert into kernel.submission (id, sender, at) values (${id}, ${sender}, ${now})
    on conflict do nothing returning id`.execute(db);
  if (claimed.rows.length > 0) return null;
  const { rows } = await sql<{ location: string | null }>`
    select location from kernel.submission where id = ${id} and sender = ${sender}`.execute(db);
  return { location: rows[0]?.location ?? '/' };
}

/** Where the form led, or that it led nowhere and may be sent again (`null`). */
export async function settleSubmission(database: Database, { id }: Submission, sender: string, location: string | null): Promise<void> {
  const db = database.kysely<never>();
  if (location === null) await sql`delete from kernel.submission where id = ${id} and sender = ${sender}`.execute(db);
  else await sql`update kernel.submission set location = ${location} where id = ${id} and sender = ${sender}`.execute(db);
}
