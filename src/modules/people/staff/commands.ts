import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { recordAction } from '../commands/actions.ts';
import { grantRole } from '../commands/roles.ts';
import { holdTeam } from '../commands/teams.ts';
import { invite } from '../invitations/commands.ts';
import { invitationMessages } from '../invitations/messages.ts';
import { INVITATION_DAYS, type InvitedRole } from '../invitations/rules.ts';
import { lettersTerritory } from '../letters.ts';
import { tell } from '../notices/commands.ts';
import { teamJoined } from '../notices/kinds.ts';
import type { DB } from '../tables.generated.ts';
import { staffMessages } from './messages.ts';
import type { TeamPurpose } from './rules.ts';

/** Invites somebody by letter to a role here, or into a team, in the current unit of work. */
export async function inviteByLetter(
  kernel: Kernel,
  visit: Visit,
  { email, role, teamId }: { email: string; role: InvitedRole; teamId?: string },
): Promise<void> {
  const { territory, viewer } = visit;
  const { id, code } = await invite(kernel, {
    territoryId: territory.id,
    email,
    role,
    ...(teamId !== undefined && { teamId }),
    invitedBy: `account:${viewer?.accountId}`,
  });
  const t = translator(invitationMessages, visit.locale);
  const name = territory.name;
  await kernel.mail.send({
    key: `people.invitation:${id}`,
    to: email,
    locale: visit.locale,
    territory: lettersTerritory(visit),
    subject: t('people.invitation.letter.subject', { name }),
    paragraphs: [t('people.invitation.letter.body', { inviter: viewer?.name ?? name, name, role: t(`people.invitation.role.${role}`) })],
    action: { label: t('people.invitation.letter.action'), url: `${visit.origin}${visit.href(`/invitation/${code}`)}` },
    afterword: [t('people.invitation.letter.days', { days: INVITATION_DAYS })],
    isDuty: true,
  });
}

/** Makes a team, in the current unit of work. @returns false where one that works has this name. */
export async function addTeam(
  kernel: Kernel,
  territoryId: string,
  team: { name: string; purpose: TeamPurpose; controller: string },
  actor: string,
): Promise<boolean> {
  const id = newId();
  const added = await kernel.database
    .kysely<DB>()
    .insertInto('people.team')
    .values({ id, territory_id: territoryId, ...team, created_at: kernel.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  await recordAction(kernel, { territoryId, actor, what: 'team.added', subject: 'team', subjectId: id, detail: { name: team.name } });
  return true;
}

/**
 * Puts somebody of the staff into a team, in the current unit of work, and tells those who are in it: they share what is
 * confidential.
 *
 * @returns `self`: nobody lets themselves into a team; another administrator does.
 */
export async function joinTeam(
  kernel: Kernel,
  visit: Visit,
  { teamId, accountId }: { teamId: string; accountId: string },
): Promise<'joined' | 'self' | 'absent'> {
  const { territory, viewer } = visit;
  if (viewer?.accountId === accountId) return 'self';
  const db = kernel.database.kysely<DB>();
  const team = await holdTeam(kernel, territory.id, teamId);
  const account = await db
    .selectFrom('people.account as a')
    .innerJoin('people.role as r', 'r.account_id', 'a.id')
    .select('a.name')
    .where('a.id', '=', accountId)
    .where('r.territory_id', '=', territory.id)
    .where('r.structure_id', 'is', null)
    .where('r.team_id', 'is', null)
    .where('r.ended_at', 'is', null)
    .executeTakeFirst();
  if (!team || !account) return 'absent';
  const others = await db
    .selectFrom('people.role as r')
    .innerJoin('people.account as a', 'a.id', 'r.account_id')
    .select('a.id')
    .where('r.team_id', '=', teamId)
    .where('r.ended_at', 'is', null)
    .execute();
  const actor = `account:${viewer?.accountId}`;
  if (!(await grantRole(kernel, { territoryId: territory.id, accountId, role: 'member', teamId }, actor))) return 'joined';
  const joinedAt = kernel.clock.now().epochMilliseconds;
  for (const other of others) {
    await tell(kernel, visit, {
      to: { accountId: other.id },
      kind: teamJoined,
      key: `people.team-joined:${teamId}:${accountId}:${other.id}:${joinedAt}`,
      words: { key: 'people.team.letter.subject', values: { team: team.name } },
      messages: staffMessages,
      path: null,
      letter: ({ locale }) => ({
        paragraphs: [
          translator(staffMessages, locale)('people.team.letter.body', {
            name: account.name,
            team: team.name,
            by: viewer?.name ?? territory.name,
          }),
        ],
      }),
    });
  }
  return 'joined';
}

/** What a team is not closed over. */
export interface Occupancy {
  members: number;
  /** Whom it follows, without those who took over what was done for them: they read and erase their own. */
  persons: number;
}

/**
 * Closes a team that nobody works in and that follows nobody, in the current unit of work: what is confidential of a closed
 * team is read and erased by nobody. One that is closed already stays so.
 *
 * @returns null, or what it is not closed over.
 */
export async function closeTeam(kernel: Kernel, territoryId: string, teamId: string, actor: string): Promise<Occupancy | null> {
  const db = kernel.database.kysely<DB>();
  // Against `holdTeam`: who is let in or written down just now is counted, or finds it closed.
  const team = await db
    .selectFrom('people.team')
    .select('id')
    .where('territory_id', '=', territoryId)
    .where('id', '=', teamId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!team) return null;
  const occupancy = await occupancyOf(kernel, territoryId, teamId);
  if (occupancy.members + occupancy.persons > 0) return occupancy;
  await db.updateTable('people.team').set({ closed_at: kernel.clock.now() }).where('id', '=', teamId).execute();
  await recordAction(kernel, { territoryId, actor, what: 'team.closed', subject: 'team', subjectId: teamId });
  return null;
}

/** Who is in a team and how many it follows, whoever asks: numbers alone. */
async function occupancyOf({ database }: Kernel, territoryId: string, teamId: string): Promise<Occupancy> {
  return database.unit(
    async () => {
      const { rows } = await sql<Occupancy>`
        select (select count(*)::int from people.role r where r.team_id = ${teamId} and r.ended_at is null) as members,
          (select count(*)::int from people.person p
            where p.territory_id = ${territoryId} and p.team_id = ${teamId} and p.account_id is null) as persons`.execute(
        database.kysely<DB>(),
      );
      return rows[0] ?? { members: 0, persons: 0 };
    },
    { keeper: territoryId },
  );
}

/** Says whether the staff need a second factor, in the current unit of work. */
export async function requireSecondFactor(kernel: Kernel, territoryId: string, isRequired: boolean, actor: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('people.policy')
    .values({ territory_id: territoryId, id: newId(), requires_second_factor: isRequired })
    .onConflict((conflict) => conflict.column('territory_id').doUpdateSet({ requires_second_factor: isRequired }))
    .execute();
  await recordAction(kernel, { territoryId, actor, what: 'policy.changed', detail: { requiresSecondFactor: isRequired } });
}

/** Lets a grouping's staff act in this territory, or no more, in the current unit of work. */
export async function delegate(kernel: Kernel, territoryId: string, groupingId: string, isAllowed: boolean, actor: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const changed = isAllowed
    ? await db
        .insertInto('people.delegation')
        .values({ territory_id: territoryId, id: newId(), grouping_id: groupingId, granted_by: actor, granted_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
    : await db
        .updateTable('people.delegation')
        .set({ ended_by: actor, ended_at: now })
        .where('territory_id', '=', territoryId)
        .where('grouping_id', '=', groupingId)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
  if (changed)
    await recordAction(kernel, {
      territoryId,
      actor,
      what: isAllowed ? 'delegation.granted' : 'delegation.ended',
      subject: 'territory',
      subjectId: groupingId,
    });
}
