import { z } from 'zod';
import { structureRoles } from '../../../kernel/access/viewer.ts';
import { choice, optionalEmail, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';
import { claimWays } from './rules.ts';

export const claimFields = z.object({
  way: choice(claimWays, 'directory.claim.way.required'),
  email: optionalEmail(),
  message: optionalText(1_000),
});
export const codeFields = z.object({ code: requiredText('directory.claim.code.required', 40) });
export const grantFields = z.object({ role: choice(structureRoles) });
export const refuseFields = z.object({ reason: requiredText('directory.claim.reason.required', 1_000) });

/** Claims of one account, and of one address: each may make somebody work or fill a mailbox. */
export const claimLimit: ThrottleRule = { name: 'directory.claim', limit: 6, seconds: 86_400 };
/** Codes tried, whatever the claim: each claim has its own five besides. */
export const codeLimit: ThrottleRule = { name: 'directory.claim-code', limit: 20, seconds: 3_600 };
/** Codes to one mailbox of a structure. */
export const claimMailboxLimit: ThrottleRule = { name: 'directory.claim-mailbox', limit: 3, seconds: 86_400 };
