import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { nearestDistrict } from './districts.ts';

/** A published structure, and where it is written to. */
export interface StructureMailbox {
  id: string;
  name: string;
  /** Its own public address, in lower case. */
  email: string | null;
}

/** Published structures of a theme, or that have a place of it, and that are or have a place in a district; null: any. */
export async function structuresIn(
  kernel: Kernel,
  territory: TerritoryContext,
  { theme, district }: { theme: string | null; district: string | null },
): Promise<StructureMailbox[]> {
  const { rows } = await sql<StructureMailbox>`
    select o.id, o.name, lower(o.email) as email from directory.organisation o
    where o.territory_id = ${territory.id} and o.state = 'published'
      and (${theme}::text is null or ${theme} = any(o.themes) or exists (select from directory.place p
        where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published' and ${theme} = any(p.themes)))
      and (${district}::text is null or exists (select from directory.place p, lateral (${nearestDistrict(territory, sql`p`)}) d
        where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published' and d.name = ${district}))
    order by o.name, o.id`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Structures that are still published, by their ids. */
export async function structureMailboxes(
  kernel: Kernel,
  territoryId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StructureMailbox>> {
  const { rows } = await sql<StructureMailbox>`
    select o.id, o.name, lower(o.email) as email from directory.organisation o
    where o.territory_id = ${territoryId} and o.state = 'published' and o.id = any(${ids}::uuid[])`.execute(kernel.database.kysely<DB>());
  return new Map(rows.map((row) => [row.id, row]));
}
