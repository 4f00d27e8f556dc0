import type { IncomingHttpHeaders } from 'node:http';
import { sql } from 'kysely';
import type { StructureRole, TerritoryRole, Viewer } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { isLocale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { authAt } from '../accounts/auth.ts';
import type { DB } from '../tables.generated.ts';

interface RoleRow {
  territoryId: string;
  role: string;
  structureId: string | null;
  teamId: string | null;
  teamName: string | null;
}

interface ViewerRow {
  locale: string;
  is_operator: boolean;
  has_second_factor: boolean;
  requires_second_factor: boolean;
  delegates: string[];
  roles: RoleRow[];
}

/**
 * Who is signed in, by the session that the browser shows, with what they may do on this portal. Null: nobody, or a
 * session that has ended.
 */
export async function viewerOf(
  kernel: Kernel,
  headers: IncomingHttpHeaders,
  territory: TerritoryContext,
  origin: string,
): Promise<Viewer | null> {
  if (!headers.cookie?.includes('terreau.session_token=')) return null;
  const found = await authAt(kernel, origin).api.getSession({
    headers: new Headers({ cookie: headers.cookie }),
    query: { disableRefresh: true },
  });
  if (!found) return null;
  const { user, session } = found;
  const { rows } = await sql<ViewerRow>`
    select a.locale, a.is_operator,
      a.has_one_time_codes or exists (select from people.passkey p where p.account_id = a.id) as has_second_factor,
      coalesce((select p.requires_second_factor from people.policy p where p.territory_id = ${territory.id}), false) as requires_second_factor,
      array(select d.grouping_id::text from people.delegation d where d.territory_id = ${territory.id} and d.ended_at is null) as delegates,
      coalesce((select json_agg(json_build_object('territoryId', r.territory_id, 'role', r.role,
          'structureId', r.structure_id, 'teamId', t.id, 'teamName', t.name) order by r.granted_at)
        from people.role r left join people.team t on t.id = r.team_id and t.closed_at is null
        where r.account_id = a.id and r.ended_at is null and (r.team_id is null or t.id is not null)), '[]') as roles
    from people.account a where a.id = ${user.id}`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  const roles = [
    ...new Set(
      row.roles
        .filter(({ structureId, teamId }) => structureId === null && teamId === null)
        .filter(({ territoryId }) => territoryId === territory.id || row.delegates.includes(territoryId))
        .map(({ role }) => role as TerritoryRole),
    ),
  ];
  return {
    accountId: user.id,
    sessionId: session.id,
    name: user.name,
    email: user.email,
    locale: isLocale(row.locale) ? row.locale : 'fr',
    hasSecondFactor: row.has_second_factor,
    lacksSecondFactor: row.requires_second_factor && roles.length > 0 && !row.has_second_factor,
    isOperator: row.is_operator,
    roles,
    teams: row.roles.flatMap(({ territoryId, teamId, teamName }) =>
      teamId !== null && territoryId === territory.id ? [{ id: teamId, name: teamName ?? '' }] : [],
    ),
    structures: row.roles.flatMap(({ territoryId, structureId, role }) =>
      structureId === null ? [] : [{ territoryId, id: structureId, role: role as StructureRole }],
    ),
  };
}
