import type { StructureRole } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import {
  endRole,
  grantRole,
  invite,
  type Keeper,
  keepersOf,
  lettersTerritory,
  type PendingInvitation,
  pendingInvitations,
  type RoleEnd,
  withdrawInvitation,
} from '../../people/index.ts';
import { lockStructure } from '../claims/commands.ts';
import { forgetReminder } from '../reminders/commands.ts';
import { confirmSubject } from '../subjects/confirmation.ts';
import type { Authorship } from '../subjects/revision.ts';
import { spaceMessages } from './messages.ts';
import { portalOrigin } from './paths.ts';
import type { Space } from './view-models.ts';

/** Somebody says that all pages of a structure that are shown are still right. One unit of work. */
export async function confirmAll(kernel: Kernel, { territory, pages }: Space, by: Authorship): Promise<void> {
  for (const { subject, id, state } of pages) if (state === 'published') await confirmSubject(kernel, territory, { subject, id }, by);
  await forgetReminder(kernel, territory.id, pages[0].id);
}

/**
 * Invites somebody to keep a structure, by a letter with a word of whoever invites; in the current unit of work.
 *
 * @returns false where they are in the team or invited already.
 */
export async function inviteKeeper(
  kernel: Kernel,
  visit: Visit,
  space: Space,
  { email, role, message }: { email: string; role: StructureRole; message: string | null },
): Promise<boolean> {
  const [{ id: structureId }] = space.pages;
  await lockStructure(kernel, space.territory.id, structureId);
  const keepers = await keepersOf(kernel, space.territory.id, structureId);
  const invitations = await pendingInvitations(kernel, space.territory.id, structureId);
  if ([...keepers, ...invitations].some((one) => one.email === email)) return false;
  await writeInvitation(kernel, visit, space, { email, role }, message);
  return true;
}

async function writeInvitation(
  kernel: Kernel,
  visit: Visit,
  { territory, pages: [structure] }: Space,
  { email, role }: { email: string; role: StructureRole },
  message: string | null,
): Promise<void> {
  const { id, code } = await invite(kernel, {
    territoryId: territory.id,
    email,
    role,
    structureId: structure.id,
    invitedBy: `account:${visit.viewer?.accountId}`,
  });
  const sent = (await pendingInvitations(kernel, territory.id, structure.id)).find((one) => one.id === id);
  const t = translator(spaceMessages, visit.locale);
  const origin = portalOrigin(visit, territory);
  await kernel.mail.send({
    key: `directory.invitation:${id}`,
    to: email,
    locale: visit.locale,
    territory: lettersTerritory({ territory, origin }),
    subject: t('directory.space.letter.subject', { name: structure.name }),
    paragraphs: [t('directory.space.letter.body', { who: visit.viewer?.name ?? '', name: structure.name, portal: territory.name })],
    ...(message !== null && { quote: message }),
    action: { label: t('directory.space.letter.action'), url: `${origin}${visit.href(`/invitation/${code}`)}` },
    ...(sent && {
      afterword: [
        t('directory.space.letter.until', {
          date: formatDateAlone(sent.expiresAt.toZonedDateTimeISO(territory.timeZone).toPlainDate(), visit.locale),
        }),
      ],
    }),
    isDuty: true,
  });
}

/** Sends an invitation again, with a new code; in the current unit of work. Nothing where it was answered meanwhile. */
export async function inviteAgain(kernel: Kernel, visit: Visit, space: Space, invitationId: string): Promise<void> {
  const invitation = await ownInvitation(kernel, space, invitationId);
  if (!invitation || !(await withdrawInvitation(kernel, space.territory.id, invitation.id))) return;
  await writeInvitation(kernel, visit, space, invitation, null);
}

/** Takes back an invitation of this structure, in the current unit of work. */
export async function withdrawOwnInvitation(kernel: Kernel, space: Space, invitationId: string): Promise<void> {
  const invitation = await ownInvitation(kernel, space, invitationId);
  if (invitation) await withdrawInvitation(kernel, space.territory.id, invitation.id);
}

async function ownInvitation(
  kernel: Kernel,
  { territory, pages: [{ id }] }: Space,
  invitationId: string,
): Promise<PendingInvitation | null> {
  return (await pendingInvitations(kernel, territory.id, id)).find((one) => one.id === invitationId) ?? null;
}

/** Gives somebody of the team the other role, in the current unit of work. `last`: the structure would have no owner. */
export async function changeRole(kernel: Kernel, space: Space, roleId: string, role: StructureRole, actor: string): Promise<RoleEnd> {
  const keeper = await ownKeeper(kernel, space, roleId);
  if (!keeper) return 'absent';
  if (keeper.role === role) return 'ended';
  const { territory, pages } = space;
  const ended = await endRole(kernel, { territoryId: territory.id, roleId, structureId: pages[0].id }, actor);
  if (ended === 'ended')
    await grantRole(kernel, { territoryId: territory.id, accountId: keeper.accountId, role, structureId: pages[0].id }, actor);
  return ended;
}

/** Takes somebody out of the team, in the current unit of work. @returns whom, and how it went. */
export async function removeKeeper(
  kernel: Kernel,
  space: Space,
  roleId: string,
  actor: string,
): Promise<{ end: RoleEnd; accountId: string | null }> {
  const keeper = await ownKeeper(kernel, space, roleId);
  if (!keeper) return { end: 'absent', accountId: null };
  const { territory, pages } = space;
  const end = await endRole(kernel, { territoryId: territory.id, roleId, structureId: pages[0].id }, actor);
  return { end, accountId: keeper.accountId };
}

async function ownKeeper(kernel: Kernel, { territory, pages: [{ id }] }: Space, roleId: string): Promise<Keeper | null> {
  return (await keepersOf(kernel, territory.id, id)).find((one) => one.roleId === roleId) ?? null;
}
