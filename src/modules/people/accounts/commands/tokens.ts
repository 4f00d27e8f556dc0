import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { TOKEN_MINUTES } from '../limits.ts';

export type TokenPurpose = keyof typeof TOKEN_MINUTES;

export interface TokenContent {
  /** Null: of somebody who has no account yet. */
  accountId: string | null;
  /** The address that it is sent to. */
  email: string | null;
  detail: Readonly<Record<string, string | boolean>>;
}

function digestOf(purpose: TokenPurpose, secret: string): string {
  return createHash('sha256').update(`${purpose} ${secret}`).digest('base64url');
}

/** Writes a single-use secret down, in the current unit of work, and gives it: it is kept nowhere. */
export async function giveToken(kernel: Kernel, purpose: TokenPurpose, { accountId, email, detail }: TokenContent): Promise<string> {
  const secret = randomBytes(24).toString('base64url');
  await kernel.database
    .kysely<DB>()
    .insertInto('people.token')
    .values({
      id: newId(),
      digest: digestOf(purpose, secret),
      purpose,
      account_id: accountId,
      email,
      detail: JSON.stringify(detail),
      expires_at: kernel.clock.now().add({ minutes: TOKEN_MINUTES[purpose] }),
    })
    .execute();
  return secret;
}

interface Row {
  account_id: string | null;
  email: string | null;
  detail: TokenContent['detail'];
}

function contentOf(row: Row | undefined): TokenContent | null {
  return row ? { accountId: row.account_id, email: row.email, detail: row.detail } : null;
}

/** What a secret holds, where it still works. It stays. */
export async function readToken(kernel: Kernel, purpose: TokenPurpose, secret: string): Promise<TokenContent | null> {
  const { rows } = await sql<Row>`
    select account_id, email, detail from people.token
    where digest = ${digestOf(purpose, secret)} and expires_at > ${kernel.clock.now()}`.execute(kernel.database.kysely<DB>());
  return contentOf(rows[0]);
}

/** Takes a secret up: of two at once, one gets it. @returns null where it was used, is too old, or never was. */
export async function takeToken(kernel: Kernel, purpose: TokenPurpose, secret: string): Promise<TokenContent | null> {
  const { rows } = await sql<Row>`
    delete from people.token where digest = ${digestOf(purpose, secret)} and expires_at > ${kernel.clock.now()}
    returning account_id, email, detail`.execute(kernel.database.kysely<DB>());
  return contentOf(rows[0]);
}

/** Takes back what was sent to an account and not used yet: what it proved has changed. */
export async function forgetTokensOf(kernel: Kernel, accountId: string): Promise<void> {
  await kernel.database.kysely<DB>().deleteFrom('people.token').where('account_id', '=', accountId).execute();
}
