import { structureRoles, territoryRoles } from '../../../kernel/access/viewer.ts';

/** Roles that a letter may invite to. */
export const invitedRoles = [...territoryRoles, ...structureRoles, 'member', 'operator'] as const;
export type InvitedRole = (typeof invitedRoles)[number];

/** Days for which an invitation holds. */
export const INVITATION_DAYS = 14;
