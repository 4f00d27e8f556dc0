import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryRole } from '../../../kernel/access/viewer.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { InvitedRole } from '../invitations/rules.ts';
import type { DB } from '../tables.generated.ts';
import type { TeamPurpose } from './rules.ts';
import type { JournalEntry, PendingInvitation, StaffMember, Team } from './view-models.ts';

interface RoleRow {
  account_id: string;
  name: string;
  email: string;
  has_second_factor: boolean;
  is_ours_alone: boolean;
  id: string;
  role: TerritoryRole;
  granted_at: Temporal.Instant;
  granted_by_name: string | null;
}

/** Who works in a territory, by name. */
export async function staffOf(kernel: Kernel, territoryId: string): Promise<StaffMember[]> {
  const { rows } = await sql<RoleRow>`
    select r.account_id, a.name, a.email, r.id, r.role, r.granted_at, g.name as granted_by_name,
      a.has_one_time_codes or exists (select from people.passkey p where p.account_id = a.id) as has_second_factor,
      not a.is_operator and not exists (select from people.role o where o.account_id = a.id
        and o.territory_id <> r.territory_id and o.structure_id is null and o.ended_at is null) as is_ours_alone
    from people.role r join people.account a on a.id = r.account_id
      left join people.account g on r.granted_by = 'account:' || g.id
    where r.territory_id = ${territoryId} and r.structure_id is null and r.team_id is null and r.ended_at is null
    order by lower(a.name), a.id, r.granted_at`.execute(kernel.database.kysely<DB>());
  const members = new Map<string, StaffMember>();
  for (const row of rows) {
    const member = members.get(row.account_id) ?? {
      accountId: row.account_id,
      name: row.name,
      email: row.email,
      hasSecondFactor: row.has_second_factor,
      isOursAlone: row.is_ours_alone,
      roles: [],
    };
    member.roles.push({ id: row.id, role: row.role, since: row.granted_at, grantedBy: row.granted_by_name });
    members.set(row.account_id, member);
  }
  return [...members.values()];
}

/** Invitations to the staff and to teams that nobody has taken up yet. */
export async function pendingInvitations(kernel: Kernel, territoryId: string): Promise<PendingInvitation[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('people.invitation as i')
    .leftJoin('people.team as t', 't.id', 'i.team_id')
    .select(['i.id', 'i.email', 'i.role', 't.name as team_name', 'i.expires_at'])
    .where('i.territory_id', '=', territoryId)
    .where('i.structure_id', 'is', null)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', kernel.clock.now())
    .orderBy('i.invited_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role as InvitedRole,
    teamName: row.team_name,
    expiresAt: row.expires_at as unknown as Temporal.Instant,
  }));
}

/** Teams that work, by name, with who is in each. */
export async function teamsOf(kernel: Kernel, territoryId: string): Promise<Team[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    purpose: TeamPurpose;
    controller: string;
    role_id: string | null;
    account_id: string | null;
    account_name: string | null;
    granted_at: Temporal.Instant | null;
  }>`
    select t.id, t.name, t.purpose, t.controller, r.id as role_id, r.account_id, a.name as account_name, r.granted_at
    from people.team t
      left join people.role r on r.team_id = t.id and r.ended_at is null
      left join people.account a on a.id = r.account_id
    where t.territory_id = ${territoryId} and t.closed_at is null
    order by lower(t.name), t.id, lower(a.name)`.execute(kernel.database.kysely<DB>());
  const teams = new Map<string, Team>();
  for (const row of rows) {
    const team = teams.get(row.id) ?? { id: row.id, name: row.name, purpose: row.purpose, controller: row.controller, members: [] };
    if (row.role_id && row.account_id && row.granted_at)
      team.members.push({ roleId: row.role_id, accountId: row.account_id, name: row.account_name ?? '', since: row.granted_at });
    teams.set(row.id, team);
  }
  return [...teams.values()];
}

/** What the territory asks of its staff, and the groupings whose staff it lets in. */
export async function staffPolicy(kernel: Kernel, territoryId: string): Promise<{ requiresSecondFactor: boolean; delegates: string[] }> {
  const { rows } = await sql<{ requires: boolean; delegates: string[] }>`
    select coalesce((select p.requires_second_factor from people.policy p where p.territory_id = ${territoryId}), false) as requires,
      array(select d.grouping_id::text from people.delegation d where d.territory_id = ${territoryId} and d.ended_at is null) as delegates`.execute(
    kernel.database.kysely<DB>(),
  );
  return { requiresSecondFactor: rows[0]?.requires ?? false, delegates: rows[0]?.delegates ?? [] };
}

const JOURNAL_PAGE = 50;

/** What was done in a territory, the latest first. @param before id of the last entry of the page before. */
export async function journalOf(
  kernel: Kernel,
  territoryId: string,
  before: string | null,
): Promise<{ entries: JournalEntry[]; next: string | null }> {
  const { rows } = await sql<{
    id: string;
    at: Temporal.Instant;
    actor_name: string | null;
    on_behalf_of: string | null;
    what: string;
    subject_name: string | null;
    detail: Readonly<Record<string, unknown>>;
  }>`
    select j.id, j.at, a.name as actor_name, j.on_behalf_of, j.what, s.name as subject_name, j.detail
    from people.action j
      left join people.account a on j.actor = 'account:' || a.id
      left join people.account s on j.subject = 'account' and s.id = j.subject_id
    where j.territory_id = ${territoryId} and (${before}::uuid is null
      or (j.at, j.id) < (select b.at, b.id from people.action b where b.territory_id = ${territoryId} and b.id = ${before}::uuid))
    order by j.at desc, j.id desc limit ${JOURNAL_PAGE + 1}`.execute(kernel.database.kysely<DB>());
  const entries = rows.slice(0, JOURNAL_PAGE).map((row) => ({
    id: row.id,
    at: row.at,
    actorName: row.actor_name,
    onBehalf: row.on_behalf_of !== null,
    what: row.what,
    subjectName: row.subject_name,
    detail: row.detail,
  }));
  return { entries, next: rows.length > JOURNAL_PAGE ? (entries.at(-1)?.id ?? null) : null };
}
