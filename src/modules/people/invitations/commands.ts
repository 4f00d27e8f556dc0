import { createHash, randomBytes } from 'node:crypto';
import type { StructureRole, TerritoryRole } from '../../../kernel/access/viewer.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { recordAction } from '../commands/actions.ts';
import { grantRole } from '../commands/roles.ts';
import type { DB } from '../tables.generated.ts';
import { INVITATION_DAYS, type InvitedRole } from './rules.ts';

export interface NewInvitation {
  territoryId: string;
  /** In lower case. */
  email: string;
  role: InvitedRole;
  structureId?: string;
  teamId?: string;
  invitedBy: string;
}

function digestOf(code: string): string {
  return createHash('sha256').update(`invitation ${code}`).digest('base64url');
}

/** Writes an invitation, in the current unit of work, and gives the code of its link: it is kept nowhere. */
export async function invite(kernel: Kernel, invitation: NewInvitation): Promise<{ id: string; code: string }> {
  const id = newId();
  const code = randomBytes(24).toString('base64url');
  const now = kernel.clock.now();
  await kernel.database
    .kysely<DB>()
    .insertInto('people.invitation')
    .values({
      territory_id: invitation.territoryId,
      id,
      email: invitation.email,
      role: invitation.role,
      structure_id: invitation.structureId ?? null,
      team_id: invitation.teamId ?? null,
      code_digest: digestOf(code),
      invited_by: invitation.invitedBy,
      invited_at: now,
      expires_at: now.add({ hours: 24 * INVITATION_DAYS }),
    })
    .execute();
  await recordAction(kernel, {
    territoryId: invitation.territoryId,
    actor: invitation.invitedBy,
    what: 'invitation.sent',
    subject: 'invitation',
    subjectId: id,
    detail: { role: invitation.role },
  });
  return { id, code };
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: InvitedRole;
  structureId: string | null;
  teamId: string | null;
  invitedBy: string;
}

/** The invitation of a code, where it still holds. */
export async function openInvitation(kernel: Kernel, territoryId: string, code: string): Promise<OpenInvitation | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.invitation')
    .select(['id', 'email', 'role', 'structure_id', 'team_id', 'invited_by'])
    .where('territory_id', '=', territoryId)
    .where('code_digest', '=', digestOf(code))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', kernel.clock.now())
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    email: row.email,
    role: row.role as InvitedRole,
    structureId: row.structure_id,
    teamId: row.team_id,
    invitedBy: row.invited_by,
  };
}

/**
 * Takes an invitation up, in the current unit of work: of two at once, one does.
 *
 * @returns null where it was taken up, withdrawn or has expired meanwhile.
 */
export async function acceptInvitation(
  kernel: Kernel,
  territoryId: string,
  code: string,
  accountId: string,
): Promise<OpenInvitation | null> {
  const invitation = await openInvitation(kernel, territoryId, code);
  if (!invitation) return null;
  const db = kernel.database.kysely<DB>();
  const taken = await db
    .updateTable('people.invitation')
    .set({ accepted_at: kernel.clock.now(), accepted_by: accountId })
    .where('territory_id', '=', territoryId)
    .where('id', '=', invitation.id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!taken) return null;
  const { role, structureId, teamId, invitedBy } = invitation;
  if (role === 'operator') {
    // Given again to who has it already, it is as it was given first.
    await db
      .updateTable('people.account')
      .set({ is_operator: true, operator_granted_by: invitedBy, operator_granted_at: kernel.clock.now() })
      .where('id', '=', accountId)
      .where('is_operator', '=', false)
      .execute();
    await recordAction(kernel, {
      territoryId,
      actor: invitedBy,
      what: 'role.granted',
      subject: 'account',
      subjectId: accountId,
      detail: { role },
    });
  } else if (teamId !== null) await grantRole(kernel, { territoryId, accountId, role: 'member', teamId }, invitedBy);
  else if (structureId !== null) await grantRole(kernel, { territoryId, accountId, role: role as StructureRole, structureId }, invitedBy);
  else await grantRole(kernel, { territoryId, accountId, role: role as TerritoryRole }, invitedBy);
  return invitation;
}

/** Takes an invitation back, in the current unit of work. @returns false where it holds no more. */
export async function withdrawInvitation(kernel: Kernel, territoryId: string, id: string): Promise<boolean> {
  const withdrawn = await kernel.database
    .kysely<DB>()
    .updateTable('people.invitation')
    .set({ withdrawn_at: kernel.clock.now() })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return withdrawn !== undefined;
}

/** Writes an invitation and gives its link, for who hands it over by another way than e-mail. */
export async function inviteByLink(
  kernel: Kernel,
  territory: { id: string },
  origin: string,
  invitation: Omit<NewInvitation, 'territoryId'>,
): Promise<string> {
  const { code } = await kernel.database.unit(() => invite(kernel, { ...invitation, territoryId: territory.id }));
  return `${origin}/invitation/${code}`;
}
