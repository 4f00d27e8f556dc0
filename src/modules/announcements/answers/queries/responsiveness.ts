import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import type { Responsiveness } from '../promise-rules.ts';
import type { AnsweringStructure } from '../view-models.ts';

interface Row {
  answers: number | null;
  answered: number | null;
  medianHours: number | null;
}

function responsivenessOf({ answers, answered, medianHours }: Row): Responsiveness | null {
  return answers === null || answered === null ? null : { answers, answered, medianHours };
}

/** How a structure answers, and why it is paused: what its announcements say of it. */
export async function publicResponsiveness(
  kernel: Kernel,
  territoryId: string,
  organisationId: string,
): Promise<{ responsiveness: Responsiveness | null; paused: string | null }> {
  const { rows } = await sql<Row & { explanation: string | null }>`
    select r.answers, r.answered, r.median_hours as "medianHours", p.explanation
    from (select ${territoryId}::uuid as territory_id, ${organisationId}::uuid as id) o
      left join announcements.responsiveness r on r.territory_id = o.territory_id and r.id = o.id
      left join announcements.pause p on p.territory_id = o.territory_id and p.organisation_id = o.id and p.lifted_at is null`.execute(
    kernel.database.kysely<DB>(),
  );
  const [row] = rows;
  return { responsiveness: row ? responsivenessOf(row) : null, paused: row?.explanation ?? null };
}

const MOST = 500;

/** Structures that announce something, and how they answer: those that let most people wait first. @param id one of them alone. */
export async function answeringStructures(kernel: Kernel, territoryId: string, id?: string): Promise<AnsweringStructure[]> {
  if (id !== undefined && !isId(id)) return [];
  const { rows } = await sql<
    Row & {
      id: string;
      name: string;
      announcements: number;
      late: number;
      paused: { explanation: string } | null;
      pausedAt: Temporal.Instant | null;
    }
  >`
    select n.organisation_id as id, max(n.publisher) as name, count(*) filter (where n.state = 'published')::int as announcements,
      r.answers, r.answered, r.median_hours as "medianHours", coalesce(r.late, 0) as late,
      case when p.id is null then null else jsonb_build_object('explanation', p.explanation) end as paused, p.paused_at as "pausedAt"
    from announcements.announcement n
      left join announcements.responsiveness r on r.territory_id = n.territory_id and r.id = n.organisation_id
      left join announcements.pause p on p.territory_id = n.territory_id and p.organisation_id = n.organisation_id and p.lifted_at is null
    where n.territory_id = ${territoryId} and n.organisation_id is not null and n.state <> 'draft'
      and (${id ?? null}::uuid is null or n.organisation_id = ${id ?? null}::uuid)
    group by n.organisation_id, r.territory_id, r.id, p.territory_id, p.id
    order by late desc, kernel.fold(max(n.publisher)), n.organisation_id limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows.map(({ answers, answered, medianHours, pausedAt, paused, ...row }) => ({
    ...row,
    responsiveness: responsivenessOf({ answers, answered, medianHours }),
    paused: paused && pausedAt ? { ...paused, at: pausedAt } : null,
  }));
}
