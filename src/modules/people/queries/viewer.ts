import type { IncomingHttpHeaders } from 'node:http';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { isFor, type Purpose, type StructureRole, type TerritoryRole, type Viewer } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { isLocale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { groupingIdsOf } from '../../territories/index.ts';
import { shownToken } from '../accounts/commands/sessions.ts';
import { SESSION_DAYS } from '../accounts/limits.ts';
import { sessionEnd } from '../accounts/session-rules.ts';
import { notePresence } from '../commands/presence.ts';
import type { DB } from '../tables.generated.ts';
import { isOpenTo } from './keepers.ts';

interface RoleRow {
  territoryId: string;
  role: string;
  structureId: string | null;
  teamId: string | null;
  teamName: string | null;
}

interface ViewerRow {
  session_id: string;
  signed_in_at: Temporal.Instant;
  seen_at: Temporal.Instant | null;
  is_strong: boolean;
  account_id: string;
  name: string;
  email: string;
  locale: string;
  is_operator: boolean;
  has_second_factor: boolean;
  requires_second_factor: boolean;
  is_known_here: boolean;
  delegates: string[];
  roles: RoleRow[];
}

interface Acting {
  personId: string;
  name: string;
  purpose: Purpose;
  structureId: string | null;
}

/** Minutes after which a session counts as seen anew: one write, not one a page. */
const SEEN_MINUTES = 5;

/**
 * Who is signed in, by the session that the browser shows, with what they may do on this portal. Null: nobody, or a
 * session that has ended, or one that still waits for its code. Sessions of who works here are shorter (`sessionEnd`). What a
 * commune let its grouping's staff do lasts as long as it is in the grouping.
 */
export async function viewerOf(
  kernel: Kernel,
  headers: IncomingHttpHeaders,
  territory: TerritoryContext,
  origin: string,
): Promise<Viewer | null> {
  if (!headers.cookie?.includes('terreau.session_token=')) return null;
  const token = await shownToken(kernel, origin, headers.cookie);
  if (!token) return null;
  const now = kernel.clock.now();
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<ViewerRow>`
    select s.id as session_id, s.created_at as signed_in_at, s.seen_at, s.has_second_factor as is_strong,
      a.id as account_id, a.name, a.email, a.locale, a.is_operator,
      a.has_one_time_codes or exists (select from people.passkey p where p.account_id = a.id) as has_second_factor,
      coalesce((select p.requires_second_factor from people.policy p where p.territory_id = ${territory.id}), false) as requires_second_factor,
      exists (select from people.presence h where h.account_id = a.id and h.territory_id = ${territory.id}) as is_known_here,
      array(select d.grouping_id::text from people.delegation d where d.territory_id = ${territory.id} and d.ended_at is null
        and d.grouping_id in ${groupingIdsOf(kernel.clock, territory.id)}) as delegates,
      coalesce((select json_agg(json_build_object('territoryId', r.territory_id, 'role', r.role,
          'structureId', r.structure_id, 'teamId', t.id, 'teamName', t.name) order by r.granted_at)
        from people.role r left join people.team t on t.id = r.team_id and t.closed_at is null
        where r.account_id = a.id and r.ended_at is null and (r.team_id is null or t.id is not null)), '[]') as roles
    from people.session s join people.account a on a.id = s.account_id
    where s.token = ${token} and not s.is_pending and s.created_at > ${now.subtract({ hours: 24 * SESSION_DAYS })}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const isStaff = row.is_operator || row.roles.some(({ structureId }) => structureId === null);
  if (Temporal.Instant.compare(sessionEnd({ signedInAt: row.signed_in_at, seenAt: row.seen_at, isStaff }), now) < 0) return null;
  if (!row.seen_at || Temporal.Instant.compare(row.seen_at.add({ minutes: SEEN_MINUTES }), now) < 0)
    await db.updateTable('people.session').set({ seen_at: now }).where('id', '=', row.session_id).execute();
  if (!row.is_known_here) await notePresence(kernel, row.account_id, territory.id);
  const roles = [
    ...new Set(
      row.roles
        .filter(({ structureId, teamId }) => structureId === null && teamId === null)
        .filter(({ territoryId }) => territoryId === territory.id || row.delegates.includes(territoryId))
        .map(({ role }) => role as TerritoryRole),
    ),
  ];
  // A mandate is used by who works in a team here: who no longer does, or may not before a second factor, has stopped acting.
  const teams = row.roles.flatMap(({ territoryId, teamId, teamName }) =>
    teamId !== null && territoryId === territory.id ? [{ id: teamId, name: teamName ?? '' }] : [],
  );
  const isAskedForTwo =
    (row.requires_second_factor && (roles.length > 0 || row.is_operator)) || (row.is_operator && kernel.config.operatorSecondFactor);
  const lacksSecondFactor = isAskedForTwo && !row.is_strong;
  const acting = roles.includes('agent') && teams.length > 0 && !lacksSecondFactor ? await actingOf(kernel, territory, row, teams) : null;
  return {
    accountId: row.account_id,
    sessionId: row.session_id,
    signedInAt: row.signed_in_at,
    name: row.name,
    email: row.email,
    locale: isLocale(row.locale) ? row.locale : 'fr',
    hasSecondFactor: row.has_second_factor,
    isStrong: row.is_strong,
    lacksSecondFactor,
    isOperator: row.is_operator,
    roles,
    teams,
    structures: [
      ...row.roles.flatMap(({ territoryId, structureId, role }) =>
        structureId === null ? [] : [{ territoryId, id: structureId, role: role as StructureRole }],
      ),
      // A mandate to keep a page lets in whoever acts under it, as an editor: who else keeps it is not theirs to say.
      ...(acting?.structureId && isFor(acting.purpose, 'structure')
        ? [{ territoryId: territory.id, id: acting.structureId, role: 'editor' as const }]
        : []),
    ],
    actingFor: acting && { personId: acting.personId, name: acting.name, purpose: acting.purpose },
  };
}

/** For whom a session acts just now: as those who work in its teams may know it, and nobody else. */
async function actingOf(
  kernel: Kernel,
  territory: TerritoryContext,
  { session_id: sessionId }: ViewerRow,
  teams: readonly { id: string }[],
): Promise<Acting | null> {
  const {
    rows: [found],
  } = await kernel.database.unit(
    () =>
      sql<Acting>`
        select a.person_id as "personId", a.person_name as name, m.purpose,
          case when ${isOpenTo(territory.id, sql`a.structure_id`, sql`p.account_id`)} then a.structure_id end as "structureId"
        from people.acting a
          join people.mandate m on m.territory_id = a.territory_id and m.id = a.mandate_id and m.state = 'active'
          join people.person p on p.territory_id = a.territory_id and p.id = a.person_id
        where a.territory_id = ${territory.id} and a.session_id = ${sessionId} and a.ends_at > ${kernel.clock.now()}`.execute(
        kernel.database.kysely<DB>(),
      ),
    { territory: territory.id, teams: teams.map(({ id }) => id) },
  );
  return found ?? null;
}
