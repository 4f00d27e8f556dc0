import type { Temporal } from 'temporal-polyfill';
import type { StructureRole } from '../../../kernel/access/viewer.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** An invitation that was neither taken up nor withdrawn. */
export interface PendingInvitation {
  id: string;
  email: string;
  role: StructureRole;
  invitedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** Invitations to keep a structure that wait for an answer, also those that have expired: they can be sent again. */
export async function pendingInvitations(kernel: Kernel, territoryId: string, structureId: string): Promise<PendingInvitation[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('people.invitation')
    .select(['id', 'email', 'role', 'invited_at', 'expires_at'])
    .where('territory_id', '=', territoryId)
    .where('structure_id', '=', structureId)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('invited_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role as StructureRole,
    invitedAt: row.invited_at,
    expiresAt: row.expires_at,
  }));
}
