/** The public face of people: who is signed in, what they may do, and what was done. */
export { recoverAccount } from './accounts/commands/recovery.ts';
export { demonstrationAccount, demonstrationAccounts } from './accounts/demonstration.ts';
export { DEMONSTRATION_PASSWORD } from './accounts/demonstration-rules.ts';
export { recordAction } from './commands/actions.ts';
export { notePresence } from './commands/presence.ts';
export { endRole, type Grant, grantRole, moveStructureRoles, type RoleEnd } from './commands/roles.ts';
export { demonstrationMandate } from './demonstration/persons.ts';
export { demonstrationVisit } from './demonstration/visit.ts';
export { structureRolesChanged } from './events.ts';
export { invite, inviteByLink, withdrawInvitation } from './invitations/commands.ts';
export { type PendingInvitation, pendingInvitations } from './invitations/queries.ts';
export { lettersTerritory, portalOf } from './letters.ts';
export { readNotices, tell } from './notices/commands.ts';
export type { Told } from './notices/telling.ts';
export { accountsById, accountsIn, holdersOf } from './queries/accounts.ts';
export { type Keeper, keeperNames, keepersOf, keepersOfAny } from './queries/keepers.ts';
export { actorNames } from './queries/names.ts';
export { viewerOf } from './queries/viewer.ts';
