import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import type { Proposal } from './view-models.ts';

/** What was proposed to a person, the latest first. In a unit of their team. */
export async function proposalsTo(kernel: Kernel, territoryId: string, personId: string): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select p.id, n.title, n.slug, p.proposed_at as at from announcements.proposal p
      join announcements.announcement n on n.territory_id = p.territory_id and n.id = p.announcement_id
    where p.territory_id = ${territoryId} and p.person_id = ${personId} order by p.proposed_at desc, p.id desc limit 50`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows;
}
