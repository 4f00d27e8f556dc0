import type { Temporal } from 'temporal-polyfill';
import type { TerritoryRole } from '../../../kernel/access/viewer.ts';
import type { InvitedRole } from '../invitations/rules.ts';
import type { TeamPurpose } from './rules.ts';

/** Somebody of the staff, with each role that they hold now. */
export interface StaffMember {
  accountId: string;
  name: string;
  email: string;
  hasSecondFactor: boolean;
  /** Works in no other territory and does not run the installation: their way back is ours to give. */
  isOursAlone: boolean;
  roles: { id: string; role: TerritoryRole; since: Temporal.Instant; grantedBy: string | null }[];
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: InvitedRole;
  teamName: string | null;
  expiresAt: Temporal.Instant;
}

export interface Team {
  id: string;
  name: string;
  purpose: TeamPurpose;
  controller: string;
  members: { roleId: string; accountId: string; name: string; since: Temporal.Instant }[];
}

export interface JournalEntry {
  id: string;
  at: Temporal.Instant;
  /** Who, in words: a name, or null for the installation itself. */
  actorName: string | null;
  onBehalf: boolean;
  what: string;
  subjectName: string | null;
  detail: Readonly<Record<string, unknown>>;
}
