import { z } from 'zod';
import { territoryRoles } from '../../../kernel/access/viewer.ts';
import { choice, requiredBox, requiredEmail, requiredId, requiredText, ticked, tickedBox } from '../../../kernel/http/fields.ts';
import { teamPurposes } from './rules.ts';

export const inviteFields = z.object({ email: requiredEmail(), role: choice(territoryRoles) });
export const policyFields = z.object({ secondFactor: tickedBox, delegates: ticked() });
export const teamFields = z.object({
  name: requiredText('people.team.add.name.required', 100),
  purpose: choice(teamPurposes),
  controller: requiredText('people.team.add.controller.required', 200),
});
export const joinFields = z.object({ accountId: requiredId() });
/** Whoever gives a way back says that they know to whom. */
export const recoveryFields = z.object({ checked: requiredBox('people.recovery.checked.required') });
export const nothing = z.object({});
