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
