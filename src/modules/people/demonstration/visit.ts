import { sql } from 'kysely';
import type { StructureRole, TerritoryRole } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type DemonstrationPerson, demonstrationAccount } from '../accounts/demonstration.ts';
import { portalOf } from '../letters.ts';
import { accountsById } from '../queries/accounts.ts';
import type { DB } from '../tables.generated.ts';

/**
 * A visit of one of the demonstration's people to a portal, or of nobody known (null), with what they may do there now: commands
 * are called in their name, as a page would.
 *
 * @throws where the demonstration's people are not there.
 */
export async function demonstrationVisit(kernel: Kernel, territory: TerritoryContext, who: DemonstrationPerson | null): Promise<Visit> {
  return {
    territory,
    locale: 'fr',
    viewer: who === null ? null : await viewerOf(kernel, territory, await demonstrationAccount(kernel, who)),
    now: kernel.clock.now(),
    path: '/',
    query: {},
    origin: portalOf(kernel.config, territory).origin,
    href: (path) => path,
    newSubmission: newId,
  };
}

async function viewerOf(kernel: Kernel, territory: TerritoryContext, accountId: string): Promise<NonNullable<Visit['viewer']>> {
  const account = (await accountsById(kernel, [accountId])).get(accountId);
  if (!account) throw new Error(`The demonstration has no account ${accountId}.`);
  const { rows: roles } = await sql<{ territoryId: string; role: string; structureId: string | null; teamId: string | null; team: string }>`
    select r.territory_id as "territoryId", r.role, r.structure_id as "structureId", r.team_id as "teamId", coalesce(t.name, '') as team
    from people.role r left join people.team t on t.id = r.team_id
    where r.account_id = ${accountId} and r.ended_at is null`.execute(kernel.database.kysely<DB>());
  const here = roles.filter(({ territoryId }) => territoryId === territory.id);
  return {
    accountId,
    sessionId: newId(),
    signedInAt: kernel.clock.now(),
    name: account.name,
    email: account.email,
    locale: 'fr',
    hasSecondFactor: false,
    isStrong: false,
    lacksSecondFactor: false,
    isOperator: false,
    roles: here.flatMap(({ role, structureId, teamId }) => ((structureId ?? teamId) === null ? [role as TerritoryRole] : [])),
    teams: here.flatMap(({ teamId, team }) => (teamId === null ? [] : [{ id: teamId, name: team }])),
    structures: roles.flatMap(({ territoryId, structureId, role }) =>
      structureId === null ? [] : [{ territoryId, id: structureId, role: role as StructureRole }],
    ),
    actingFor: null,
  };
}
