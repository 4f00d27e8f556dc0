import { z } from 'zod';
import { structureRoles } from '../../../kernel/access/viewer.ts';
import { choice, optionalText, requiredEmail, requiredId } from '../../../kernel/http/fields.ts';
import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';

export const stateFields = z.object({
  event: choice(['close', 'reopen', 'move']),
  to: optionalText(40),
  reason: optionalText(500),
});
export const inviteFields = z.object({ email: requiredEmail(), role: choice(structureRoles), message: optionalText(1_000) });
export const roleFields = z.object({ role_id: requiredId(), role: choice(structureRoles) });
export const leaveFields = z.object({ role_id: requiredId() });
export const invitationFields = z.object({ invitation_id: requiredId() });

/** Invitations that one account sends: each is a letter to somebody who asked for none. */
export const invitationLimit: ThrottleRule = { name: 'directory.invitation', limit: 20, seconds: 86_400 };
