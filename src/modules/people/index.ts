/** The public face of people: who is signed in, what they may do, and what was done. */
export { type DemonstrationPerson, demonstrationAccount, demonstrationAccounts } from './accounts/demonstration.ts';
export { DEMONSTRATION_PASSWORD } from './accounts/demonstration-rules.ts';
export { type Action, recordAction, recordReading } from './commands/actions.ts';
export { endRole, type Grant, grantRole, moveStructureRoles, type RoleEnd } from './commands/roles.ts';
export { structureRolesChanged } from './events.ts';
export { invite, inviteByLink, type NewInvitation, withdrawInvitation } from './invitations/commands.ts';
export { type PendingInvitation, pendingInvitations } from './invitations/queries.ts';
export { lettersTerritory, linkIn, portalOf } from './letters.ts';
export { mobileNumber, tell } from './notices/commands.ts';
export type { LetterReader, Told } from './notices/telling.ts';
export { type AccountCard, accountsById, holdersOf } from './queries/accounts.ts';
export { type Keeper, keepersOf } from './queries/keepers.ts';
export { actorNames } from './queries/names.ts';
export { viewerOf } from './queries/viewer.ts';
