import { sql } from 'kysely';
import type { StructureRole, TerritoryRole } from '../../../kernel/access/viewer.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { endSessions } from '../accounts/commands/sessions.ts';
import { structureRolesChanged } from '../events.ts';
import type { DB } from '../tables.generated.ts';
import { recordAction } from './actions.ts';

/** What an account may be: in a territory, for a structure of it, or in a team of it. */
export type Grant = { territoryId: string; accountId: string } & (
  | { role: TerritoryRole }
  | { role: StructureRole; structureId: string }
  | { role: 'member'; teamId: string }
);

/**
 * Gives a role, in the current unit of work. One is owner or editor of a structure, not both: an owner who is made an editor stays
 * its owner, and an editor who is made an owner is no editor any more.
 *
 * @returns false where the account has it already.
 */
export async function grantRole(kernel: Kernel, grant: Grant, actor: string): Promise<boolean> {
  const { territoryId, accountId, role } = grant;
  const structureId = 'structureId' in grant ? grant.structureId : null;
  const teamId = 'teamId' in grant ? grant.teamId : null;
  const insert = () =>
    kernel.database
      .kysely<DB>()
      .insertInto('people.role')
      .values({
        id: newId(),
        territory_id: territoryId,
        account_id: accountId,
        role,
        structure_id: structureId,
        team_id: teamId,
        granted_by: actor,
        granted_at: kernel.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
  let granted = await insert();
  if (!granted && structureId !== null && role === 'owner' && (await endEditor(kernel, { territoryId, accountId, structureId }, actor)))
    granted = await insert();
  if (!granted) return false;
  await recordAction(kernel, {
    territoryId,
    actor,
    what: 'role.granted',
    subject: 'account',
    subjectId: accountId,
    detail: { role, structureId, teamId },
  });
  if (structureId !== null) await kernel.events.emit(structureRolesChanged, { territoryId, structureId });
  return true;
}

/** Makes room for the role of owner. @returns false where the account was no editor. */
async function endEditor(
  kernel: Kernel,
  { territoryId, accountId, structureId }: { territoryId: string; accountId: string; structureId: string },
  actor: string,
): Promise<boolean> {
  const ended = await kernel.database
    .kysely<DB>()
    .updateTable('people.role')
    .set({ ended_by: actor, ended_at: kernel.clock.now() })
    .where('territory_id', '=', territoryId)
    .where('account_id', '=', accountId)
    .where('structure_id', '=', structureId)
    .where('role', '=', 'editor')
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return false;
  const detail = { role: 'editor', structureId, teamId: null };
  await recordAction(kernel, { territoryId, actor, what: 'role.ended', subject: 'account', subjectId: accountId, detail });
  return true;
}

/** `ended`: done. `absent`: there was no such role any more. `last`: a structure, or a territory, would be left without anyone. */
export type RoleEnd = 'ended' | 'absent' | 'last';

/**
 * Ends a role, in the current unit of work. The last owner of a structure stays, and the last administrator of a territory:
 * two who leave at the same moment wait for each other. Whoever loses a role of the staff is signed out everywhere.
 *
 * @param which `structureId`: of which structure it has to be a role; left out, of the territory's staff or of a team.
 */
export async function endRole(
  kernel: Kernel,
  which: { territoryId: string; roleId: string; structureId?: string },
  actor: string,
): Promise<RoleEnd> {
  const { territoryId, roleId, structureId = null } = which;
  const db = kernel.database.kysely<DB>();
  const role = await db
    .selectFrom('people.role')
    .select(['account_id', 'role', 'structure_id', 'team_id'])
    .where('territory_id', '=', territoryId)
    .where('id', '=', roleId)
    .where('structure_id', 'is not distinct from', structureId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!role) return 'absent';
  if (role.role === 'owner' || role.role === 'administrator') {
    const { rows } = await sql<{ id: string }>`
      select id from people.role where territory_id = ${territoryId} and role = ${role.role}
        and structure_id is not distinct from ${role.structure_id} and ended_at is null
      order by id for update`.execute(db);
    if (!rows.some(({ id }) => id === roleId)) return 'absent';
    if (rows.length === 1) return 'last';
  }
  const isStaff = role.structure_id === null && role.team_id === null;
  // Of two roles that end at once, the second one sees what the first one left.
  if (isStaff)
    await sql`select from people.role where territory_id = ${territoryId} and account_id = ${role.account_id} and ended_at is null
      order by id for update`.execute(db);
  const ended = await db
    .updateTable('people.role')
    .set({ ended_by: actor, ended_at: kernel.clock.now() })
    .where('territory_id', '=', territoryId)
    .where('id', '=', roleId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return 'absent';
  // What such a session was opened for is over; their own, of who gives a role up, they are looking at.
  if (isStaff && actor !== `account:${role.account_id}`) await endSessions(kernel, role.account_id);
  await recordAction(kernel, {
    territoryId,
    actor,
    what: 'role.ended',
    subject: 'account',
    subjectId: role.account_id,
    detail: { role: role.role, structureId: role.structure_id, teamId: role.team_id },
  });
  if (role.structure_id !== null) await kernel.events.emit(structureRolesChanged, { territoryId, structureId: role.structure_id });
  if (isStaff) await leaveTeams(kernel, territoryId, role.account_id, actor);
  return 'ended';
}

/** Who is of the staff no more is in its teams no more: with a role given again one day, they are let in anew. */
async function leaveTeams(kernel: Kernel, territoryId: string, accountId: string, actor: string): Promise<void> {
  const { rows } = await sql<{ teamId: string }>`
    update people.role set ended_by = ${actor}, ended_at = ${kernel.clock.now()}
    where territory_id = ${territoryId} and account_id = ${accountId} and team_id is not null and ended_at is null
      and not exists (select from people.role left_over where left_over.territory_id = ${territoryId}
        and left_over.account_id = ${accountId} and left_over.structure_id is null and left_over.team_id is null
        and left_over.ended_at is null)
    returning team_id as "teamId"`.execute(kernel.database.kysely<DB>());
  for (const { teamId } of rows) {
    const detail = { role: 'member', structureId: null, teamId };
    await recordAction(kernel, { territoryId, actor, what: 'role.ended', subject: 'account', subjectId: accountId, detail });
  }
}

/**
 * Ends all that an account may do, since it goes for good, in the current unit of work. The last administrator of a territory
 * stays: two who go at the same moment wait for each other. The last owner of a structure may go, for erasing one's data is a
 * right (GDPR, art. 17): its page is then nobody's, and may be claimed.
 *
 * @returns false where a territory would be left without an administrator: nothing is ended then.
 */
export async function endRolesOf(kernel: Kernel, accountId: string): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  const { rows: administrators } = await sql<{ territoryId: string }>`
    select territory_id as "territoryId" from people.role where role = 'administrator' and ended_at is null and territory_id in (
      select territory_id from people.role where account_id = ${accountId} and role = 'administrator' and ended_at is null)
    order by id for update`.execute(db);
  const left = Map.groupBy(administrators, ({ territoryId }) => territoryId);
  if ([...left.values()].some((held) => held.length === 1)) return false;
  const actor = `account:${accountId}`;
  const ended = await db
    .updateTable('people.role')
    .set({ ended_by: actor, ended_at: kernel.clock.now() })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning(['territory_id', 'role', 'structure_id', 'team_id'])
    .execute();
  for (const { territory_id: territoryId, role, structure_id: structureId, team_id: teamId } of ended) {
    const detail = { role, structureId, teamId };
    await recordAction(kernel, { territoryId, actor, what: 'role.ended', subject: 'account', subjectId: accountId, detail });
    if (structureId !== null) await kernel.events.emit(structureRolesChanged, { territoryId, structureId });
  }
  return true;
}

/**
 * Two structures are one from now on, in the current unit of work, which must be open to the keeper's rows: who kept or was
 * invited to keep `from` does so for `to`, in the same role, beside those who do already; so does who has a mandate to.
 */
export async function moveStructureRoles(
  kernel: Kernel,
  { territoryId, from, to }: { territoryId: string; from: string; to: string },
  actor: string,
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const ended = await db
    .updateTable('people.role')
    .set({ ended_by: actor, ended_at: kernel.clock.now() })
    .where('territory_id', '=', territoryId)
    .where('structure_id', '=', from)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'role'])
    .execute();
  for (const { account_id: accountId, role } of ended) {
    await recordAction(kernel, {
      territoryId,
      actor,
      what: 'role.ended',
      subject: 'account',
      subjectId: accountId,
      detail: { role, structureId: from },
    });
    await grantRole(kernel, { territoryId, accountId, role: role as StructureRole, structureId: to }, actor);
  }
  await db
    .updateTable('people.invitation')
    .set({ structure_id: to })
    .where('territory_id', '=', territoryId)
    .where('structure_id', '=', from)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  for (const table of ['people.mandate', 'people.acting'] as const)
    await db
      .updateTable(table)
      .set({ structure_id: to })
      .where('territory_id', '=', territoryId)
      .where('structure_id', '=', from)
      .execute();
  if (ended.length > 0) await kernel.events.emit(structureRolesChanged, { territoryId, structureId: from });
}
