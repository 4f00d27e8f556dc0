import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** The structure whose page has this address, for modules that name one without knowing the directory. */
export async function findStructure(kernel: Kernel, territoryId: string, slug: string): Promise<{ id: string; name: string } | null> {
  const found = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .select(['id', 'name'])
    .where('territory_id', '=', territoryId)
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return found ?? null;
}

/** Published structures of a territory by their ids: what they are called, and where their page is. */
export async function structuresById(
  kernel: Kernel,
  territoryId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string; slug: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .select(['id', 'name', 'slug'])
    .where('territory_id', '=', territoryId)
    .where('id', 'in', [...ids])
    .where('state', '=', 'published')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
