import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { StructureRole } from '../../../kernel/access/viewer.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { grantRole, keepersOf, notePresence, recordAction } from '../../people/index.ts';
import { claimSettled } from '../events.ts';
import type { DB } from '../tables.generated.ts';
import { type ClaimWay, CODE_ATTEMPTS, CODE_DAYS, CODE_LENGTH, codeFrom, readCode } from './rules.ts';
import { type ClaimState, claimStates } from './states.ts';

export interface NewClaim {
  territoryId: string;
  organisationId: string;
  accountId: string;
  way: ClaimWay;
  /** Of the way by domain: the mailbox, at one of the structure's domains. */
  sentTo?: string | null;
  message: string | null;
}

/** `code` to be sent at once, for the way by domain. `isForOwners`: the structure has owners, who answer. */
export interface OpenedClaim {
  id: string;
  code: string | null;
  isForOwners: boolean;
}

function digestOf(kernel: Kernel, claimId: string, code: string): string {
  return createHmac('sha256', kernel.config.secret).update(`claim ${claimId} ${code}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** One at a time decides who keeps a structure; in the current unit of work. */
export async function lockStructure(kernel: Kernel, territoryId: string, organisationId: string): Promise<void> {
  await sql`select from directory.organisation where territory_id = ${territoryId} and id = ${organisationId} for no key update`.execute(
    kernel.database.kysely<DB>(),
  );
}

/** In words of the way: who has no code to give waits for a person. */
function firstState(way: ClaimWay): ClaimState {
  return way === 'domain' ? 'code-sent' : way === 'letter' ? 'opened' : 'asked';
}

/**
 * Somebody says that a structure is theirs, in the current unit of work. Where it has owners, it is theirs to answer, and
 * nothing is sent.
 *
 * @returns null where this account has a claim to it that waits.
 */
export async function openClaim(kernel: Kernel, claim: NewClaim): Promise<OpenedClaim | null> {
  const { territoryId, organisationId, accountId } = claim;
  const db = kernel.database.kysely<DB>();
  await lockStructure(kernel, territoryId, organisationId);
  const isForOwners = (await keepersOf(kernel, territoryId, organisationId)).some(({ role }) => role === 'owner');
  const way = isForOwners ? 'word' : claim.way;
  const id = newId();
  const now = kernel.clock.now();
  const code = way === 'domain' ? codeFrom(randomBytes(CODE_LENGTH)) : null;
  const opened = await db
    .insertInto('directory.claim')
    .values({
      territory_id: territoryId,
      id,
      organisation_id: organisationId,
      account_id: accountId,
      state: firstState(way),
      way,
      sent_to: way === 'domain' ? (claim.sentTo ?? null) : null,
      code_digest: code === null ? null : digestOf(kernel, id, code),
      code_expires_at: code === null ? null : now.add({ hours: 24 * CODE_DAYS.domain }),
      message: claim.message,
      opened_at: now,
      changed_at: now,
      changed_by: `account:${accountId}`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!opened) return null;
  await notePresence(kernel, accountId, territoryId);
  return { id, code, isForOwners };
}

/**
 * Makes the code of a letter, in the current unit of work: the one made before it works no more.
 *
 * @returns null where the claim waits for no letter.
 */
export async function makeLetterCode(kernel: Kernel, territoryId: string, id: string, actor: string): Promise<string | null> {
  const code = codeFrom(randomBytes(CODE_LENGTH));
  const now = kernel.clock.now();
  const sent = await kernel.database
    .kysely<DB>()
    .updateTable('directory.claim')
    .set({
      state: 'code-sent',
      code_digest: digestOf(kernel, id, code),
      code_expires_at: now.add({ hours: 24 * CODE_DAYS.letter }),
      attempts: 0,
      changed_at: now,
      changed_by: actor,
    })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('way', '=', 'letter')
    .where('state', 'in', [...claimStates.from('send')])
    .returning('id')
    .executeTakeFirst();
  return sent ? code : null;
}

/** `over`: no code is waited for, or not any more; `asked`: right, but the structure has owners by now, who answer. */
export type CodeResult = 'granted' | 'asked' | 'wrong' | 'over';

/** Gives the code of a claim, in the current unit of work. Of two at once with the right one, one is granted. */
export async function giveCode(
  kernel: Kernel,
  { territoryId, organisationId, accountId }: Pick<NewClaim, 'territoryId' | 'organisationId' | 'accountId'>,
  typed: string,
): Promise<CodeResult> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const actor = `account:${accountId}`;
  await lockStructure(kernel, territoryId, organisationId);
  const claim = await db
    .updateTable('directory.claim')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .where('state', '=', 'code-sent')
    .where('attempts', '<', CODE_ATTEMPTS)
    .where('code_expires_at', '>', now)
    .returning(['id', 'code_digest'])
    .executeTakeFirst();
  if (!claim?.code_digest) return 'over';
  if (!isSame(claim.code_digest, digestOf(kernel, claim.id, readCode(typed)))) return 'wrong';
  const hasOwners = (await keepersOf(kernel, territoryId, organisationId)).some(({ role }) => role === 'owner');
  const state = hasOwners ? 'asked' : 'granted';
  await db
    .updateTable('directory.claim')
    .set({ state, verified_at: now, code_digest: null, changed_at: now, changed_by: actor })
    .where('territory_id', '=', territoryId)
    .where('id', '=', claim.id)
    .execute();
  if (state === 'granted') await give(kernel, { territoryId, organisationId, accountId, id: claim.id }, 'owner', actor);
  return state;
}

async function give(
  kernel: Kernel,
  claim: Pick<NewClaim, 'territoryId' | 'organisationId' | 'accountId'> & { id: string },
  role: StructureRole,
  actor: string,
): Promise<void> {
  const { territoryId, organisationId, accountId, id } = claim;
  await grantRole(kernel, { territoryId, accountId, role, structureId: organisationId }, actor);
  await recordAction(kernel, { territoryId, actor, what: 'claim.granted', subject: 'claim', subjectId: id, detail: { role } });
}

/** Says yes to a claim, in the current unit of work. @returns whose it was; null where somebody decided before. */
export async function grantClaim(
  kernel: Kernel,
  territoryId: string,
  id: string,
  role: StructureRole,
  actor: string,
): Promise<{ accountId: string; organisationId: string } | null> {
  const claim = await settle(kernel, territoryId, id, 'grant', actor);
  if (!claim) return null;
  await give(kernel, { territoryId, id, ...claim }, role, actor);
  return claim;
}

/** Says no to a claim, and why, in the current unit of work. @returns whose it was; null where somebody decided before. */
export async function refuseClaim(
  kernel: Kernel,
  territoryId: string,
  id: string,
  reason: string,
  actor: string,
): Promise<{ accountId: string; organisationId: string } | null> {
  const claim = await settle(kernel, territoryId, id, 'refuse', actor, reason);
  if (claim) await recordAction(kernel, { territoryId, actor, what: 'claim.refused', subject: 'claim', subjectId: id });
  return claim;
}

/** Takes one's own claim back, in the current unit of work. @returns false where it waits no more. */
export async function withdrawClaim(kernel: Kernel, territoryId: string, id: string, accountId: string): Promise<boolean> {
  return (await settle(kernel, territoryId, id, 'withdraw', `account:${accountId}`)) !== null;
}

async function settle(
  kernel: Kernel,
  territoryId: string,
  id: string,
  event: 'grant' | 'refuse' | 'withdraw',
  actor: string,
  reason: string | null = null,
): Promise<{ accountId: string; organisationId: string } | null> {
  const row = await kernel.database
    .kysely<DB>()
    .updateTable('directory.claim')
    .set({
      state: claimStates.next('asked', event) ?? 'asked',
      reason,
      code_digest: null,
      changed_at: kernel.clock.now(),
      changed_by: actor,
    })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('state', 'in', [...claimStates.from(event)])
    .returning(['account_id', 'organisation_id'])
    .executeTakeFirst();
  if (!row) return null;
  await kernel.events.emit(claimSettled, { territoryId, claimId: id });
  return { accountId: row.account_id, organisationId: row.organisation_id };
}
