/** The public face of people: who is signed in, what they may do, and what was done. */
export { type Action, recordAction, recordReading } from './commands/actions.ts';
export { endRole, type Grant, grantRole, type RoleEnd } from './commands/roles.ts';
export { invite, inviteByLink, type NewInvitation } from './invitations/commands.ts';
export { lettersTerritory } from './letters.ts';
export { type AccountCard, accountsById, holdersOf } from './queries/accounts.ts';
export { viewerOf } from './queries/viewer.ts';
